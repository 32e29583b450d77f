import Talks
import Testing

@Suite("An exchange of measures")
struct ExchangeTests {
  private let freeze = #""type":"measure-pledged","as":"freeze","party":"kp","on":"2007-02-13""#
  private let oil =
    #""type":"measure-pledged","as":"oil","party":"us","in-return-for":["freeze"],"on":"2007-02-13""#

  private func done(_ measure: String, _ party: String, _ on: String) -> String {
    #""type":"measure-implemented","measure":"\#(measure)","party":"\#(party)","on":"\#(on)""#
  }

  private func exchange(_ more: [String], asOf day: String? = nil) throws -> Exchange {
    let all = try Story([freeze, oil] + more).state(asOf: day).exchanges
    try #require(all.count == 1)
    return all[0]
  }

  @Test("is open until somebody gives, and one-sided until the other does")
  func oneSided() throws {
    #expect(try exchange([]).orders() == [.open])
    let half = try exchange([done("freeze", "kp", "2007-07-14")])
    #expect(half.orders() == [.oneSided])
    #expect(half.unanswered == ["freeze"] && half.lag == nil)
    #expect(try exchange([done("freeze", "kp", "2007-07-14")], asOf: "2007-07-13").orders() == [.open])
    let whole = try exchange([done("freeze", "kp", "2007-07-14"), done("oil", "us", "2007-07-14")])
    #expect(whole.orders() == [.simultaneous])
    #expect(whole.unanswered.isEmpty && whole.lag?.most == 0)
  }

  @Test("is sequential by as many days as the answer came later, within a tolerance still simultaneous")
  func lag() throws {
    let it = try exchange([done("oil", "us", "2007-07-20"), done("freeze", "kp", "2007-07-14")])
    let lag = try #require(it.lag)
    #expect(lag.first.firstGivers == ["kp"] && lag.second.firstGivers == ["us"])
    #expect(lag.fewest == 6 && lag.most == 6)
    #expect(it.orders() == [.sequential])
    #expect(it.orders(tolerance: 5) == [.sequential])
    #expect(it.orders(tolerance: 6) == [.simultaneous])
  }

  @Test("leaves open what dates leave open")
  func uncertain() throws {
    let month = try exchange([done("freeze", "kp", "2007-07"), done("oil", "us", "2007-07-20")])
    #expect(month.orders() == [.simultaneous, .sequential])
    #expect(month.lag?.most == 19 && month.lag?.fewest == -19)
    #expect(month.orders(tolerance: 31) == [.simultaneous])
    let perhaps = try exchange([done("freeze", "kp", "2007-07")], asOf: "2007-07-10")
    #expect(perhaps.orders() == [.open, .oneSided])
    #expect(perhaps.unanswered.isEmpty, "nobody gave for certain")
    let open = try exchange([done("freeze", "kp", "../2007-07-14"), done("oil", "us", "2007-07-20")])
    #expect(open.orders() == [.simultaneous, .sequential])
  }

  @Test("is broken once something of it is suspended, undone or lapsed, and says what snapped back")
  func broken() throws {
    let given = [done("freeze", "kp", "2007-07-14"), done("oil", "us", "2007-07-14")]
    let halted = given + [#""type":"measure-suspended","measure":"freeze","party":"kp","on":"2008-08-26""#]
    let it = try exchange(halted)
    #expect(it.orders() == [.broken] && it.snappedBack == ["freeze"])
    #expect(try exchange(halted, asOf: "2008-08-25").orders() == [.simultaneous])
    let resumed = halted + [#""type":"measure-resumed","measure":"freeze","party":"kp","on":"2008-10-14""#]
    #expect(try exchange(resumed).orders() == [.simultaneous])
    let lapsed = [#""type":"measure-lapsed","measure":"oil","on":"2012-04-17""#]
    let gone = try exchange(lapsed)
    #expect(gone.orders() == [.broken] && gone.snappedBack.isEmpty, "it was never given")
  }

  @Test("takes in all measures that are tied, in whatever order and circle, each once")
  func packages() throws {
    func pledged(_ name: String, _ party: String, _ answers: String) -> String {
      #""type":"measure-pledged","as":"\#(name)","party":"\#(party)","in-return-for":[\#(answers)],"on":"2007""#
    }
    let state = try Story([
      pledged("d", "us", #""c""#), pledged("alone", "kr", ""), pledged("c", "kp", #""b""#),
      pledged("b", "us", #""a","d""#), pledged("a", "kp", #""us-dprk/elsewhere""#),
    ]).state()
    #expect(state.exchanges.map { $0.measures.map(\.slug) } == [["d", "c", "b", "a"], ["alone"]])
    #expect(state.exchanges[0].root.slug == "a", "the one that answers none of them")
    #expect(state.exchanges[0].parties == ["us", "kp"])
    let circle = try Story([pledged("x", "us", #""y""#), pledged("y", "kp", #""x""#)]).state()
    #expect(circle.exchanges.map(\.root.slug) == ["x"])
    let relinked = try Story([
      freeze, oil, #""type":"measure-linked","measure":"oil","in-return-for":[],"on":"2007-03-01""#,
    ]).state()
    #expect(relinked.exchanges.count == 2, "a tie said again replaces the one before")
  }

  @Test("has two sides, of which several may give on one")
  func sides() throws {
    func story(_ more: [String]) throws -> Exchange {
      let pledged = ["us", "eu"].map {
        #""type":"measure-pledged","as":"\#($0)-relief","party":"\#($0)","in-return-for":["cut"],"on":"2015""#
      }
      return try Story(
        [#""type":"measure-pledged","as":"cut","party":"ir","on":"2015""#] + pledged + more
      ).state().exchanges[0]
    }
    let relief = [done("us-relief", "us", "2016-01-16"), done("eu-relief", "eu", "2016-01-16")]
    let half = try story(relief)
    #expect(half.orders() == [.oneSided] && half.lag == nil)
    #expect(half.unanswered == ["us-relief", "eu-relief"])
    let open = try story(relief + [done("cut", "ir", "2016-01")])
    #expect(open.orders() == [.simultaneous, .sequential])
    let whole = try story(relief + [done("cut", "ir", "2016-01-10")])
    #expect(whole.orders() == [.sequential] && whole.lag?.fewest == 6)
    #expect(whole.lag?.first.firstGivers == ["ir"] && whole.lag?.second.firstGivers == ["us", "eu"])
  }

  @Test("counts a gift that nobody's name stands by")
  func nameless() throws {
    let state = try Story([#""type":"measure-verified","as":"site","party":"iaea","on":"1999-05-20""#])
      .state()
    #expect(state.exchanges[0].orders() == [.oneSided] && state.exchanges[0].parties.isEmpty)
  }
}

@Suite("A weight of a measure")
struct WeightTests {
  @Test("stands beside those by others and replaces the assessor's own")
  func weights() throws {
    let state = try Story([
      #""type":"measure-weighed","as":"m","weight":3,"assessed-by":"A","on":"2007""#,
      #""type":"measure-weighed","measure":"m","weight":5,"assessed-by":"B","on":"2008""#,
      #""type":"measure-weighed","measure":"m","weight":4,"assessed-by":"A","on":"2009""#,
    ]).state()
    #expect(state.measures["m"]?.weights.map { "\($0.by) \($0.value)" } == ["B 5", "A 4"])
    for weight in [0, 101, -1] {
      #expect(throws: Malformed.self) {
        try event(#""type":"measure-weighed","as":"m","weight":\#(weight),"assessed-by":"A","on":"2007""#)
      }
    }
  }
}
