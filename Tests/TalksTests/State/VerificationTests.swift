import Talks
import Testing

@Suite("A verification")
struct VerificationTests {
  private static let freeze = [
    #""type":"measure-pledged","as":"freeze","party":"kp","track":"nuclear","category":"freeze","on":"2007-02-13""#,
    #""type":"measure-implemented","measure":"freeze","party":"kp","on":"2007-07-14""#,
  ]

  private static func look(_ result: String, _ on: String, _ more: String = "") -> String {
    #""form":2,"type":"measure-verified","measure":"freeze","party":"iaea","result":"\#(result)","on":"\#(on)"\#(more)"#
  }

  private func measure(_ lines: [String], asOf day: String? = nil) throws -> Measure {
    try #require(Story(Self.freeze + lines).state(asOf: day).measures["freeze"])
  }

  @Test(
    "that failed is no step on its track, confirms nothing and lifts nothing",
    arguments: ["refused", "not-confirmed", "found-otherwise"])
  func failed(result: String) throws {
    let state = try Story(Self.freeze + [Self.look(result, "2007-07-18")]).state()
    let measure = try #require(state.measures["freeze"])
    // Pledged and carried out: two steps. The look of 18 July is none, but it is an event of the track.
    #expect(state.tracks["nuclear"]?.steps.map(\.entry.position) == [1, 2])
    #expect(state.tracks["nuclear"]?.positions == [1, 2, 3])
    #expect(measure.status == .implemented && measure.holds == .yes && measure.isUnverified == .yes)
    #expect(measure.failures.map(\.result.rawValue) == [result])
    #expect(measure.stretch.confirmation == nil && measure.stretch.failure?.result.rawValue == result)
  }

  @Test("that confirms is a step, as it is where nothing is said of its result")
  func confirmed() throws {
    for line in [
      Self.look("confirmed", "2007-07-18"),
      #""type":"measure-verified","measure":"freeze","party":"iaea","on":"2007-07-18""#,
    ] {
      let state = try Story(Self.freeze + [line]).state()
      #expect(state.tracks["nuclear"]?.steps.map(\.entry.position) == [1, 2, 3])
      #expect(state.measures["freeze"]?.status == .verified)
      #expect(state.measures["freeze"]?.isUnverified == .no)
    }
  }

  @Test("that found otherwise takes an earlier confirmation away; a refusal says nothing against it")
  func afterwards() throws {
    let confirmed = Self.look("confirmed", "2007-07-18")
    let refused = try measure([confirmed, Self.look("refused", "2008-09-24")])
    #expect(refused.status == .verified && refused.isUnverified == .no)
    let otherwise = [confirmed, Self.look("found-otherwise", "2008-09-24")]
    #expect(try measure(otherwise).status == .implemented)
    #expect(try measure(otherwise).isUnverified == .yes)
    // The day before, nobody had found otherwise.
    #expect(try measure(otherwise, asOf: "2008-09-23").status == .verified)
    let again = try measure(otherwise + [Self.look("confirmed", "2008-10-14")])
    #expect(again.status == .verified && again.isUnverified == .no)
    // What was found otherwise and then stopped is stopped.
    let stopped = try measure(
      otherwise + [#""type":"measure-suspended","measure":"freeze","party":"kp","on":"2008-10-01""#])
    #expect(stopped.status == .suspended && stopped.holds == .no)
  }

  @Test("leaves open what dates leave open")
  func open() throws {
    // Confirmed on 18 July, and found otherwise in some month: by the 20th of that month perhaps not yet.
    let lines = [Self.look("confirmed", "2007-07-18"), Self.look("found-otherwise", "2007-09")]
    let middle = try measure(lines, asOf: "2007-09-20")
    #expect(middle.statuses == [.verified, .implemented] && middle.isUnverified == .unknown)
    #expect(middle.holds == .yes)
    #expect(try measure(lines, asOf: "2007-09-30").status == .implemented)
  }

  @Test("of what nobody carried out leaves it promised")
  func promised() throws {
    let state = try Story([Self.freeze[0], Self.look("found-otherwise", "2007-07-18")]).state()
    #expect(state.measures["freeze"]?.status == .pledged && state.measures["freeze"]?.wasDelivered == .no)
  }

  @Test("says how, of what, and when the next is to be")
  func particulars() throws {
    let it = try measure([
      Self.look(
        "not-confirmed", "2007-07-18",
        #","with":["us"],"method":"inspection","scope":"the reactor","next":"2007-10""#)
    ]).verifications[0]
    #expect(it.by == ["iaea", "us"] && it.method == "inspection" && it.scope == "the reactor")
    #expect(it.next?.text == "2007-10")
    let words = [("confirmed", "IAEA verifies freeze"), ("refused", "IAEA is refused to verify freeze")]
    for (result, sentence) in words {
      #expect(try event(Self.look(result, "2007")).headline.hasSuffix(String(sentence.dropFirst(5))))
    }
  }
}

@Suite("A joint act")
struct JointActTests {
  @Test("is of all who do it, on one side of an exchange", arguments: [true, false])
  func doers(isDoneByBoth: Bool) throws {
    let others = isDoneByBoth ? #","form":2,"with":["kr"]"# : ""
    let state = try Story([
      #""type":"measure-pledged","form":2,"as":"halt","party":"us","with":["kr","us"],"to":["kp"],"on":"2018-06-12""#,
      #""type":"measure-implemented","form":2,"as":"remains","party":"kp","to":["us"],"in-return-for":["halt"],"on":"2018-07-27""#,
      #""type":"measure-implemented","measure":"halt","party":"us","on":"2018-06-19"\#(others)"#,
    ]).state()
    #expect(state.measures["halt"]?.doers == ["us", "kr"] && state.measures["halt"]?.party == "us")
    let exchange = try #require(state.exchanges.first)
    #expect(state.exchanges.count == 1 && exchange.parties == ["us", "kr", "kp"])
    // The halt was given first, by those who are named as having done it.
    #expect(exchange.firstMovers.certain == (isDoneByBoth ? ["us", "kr"] : ["us"]))
    #expect(exchange.lag?.fewest == 38)
    // The one act counts for each of them.
    #expect(
      state.balances.filter { $0.grouping == .all }.map { "\($0.party) \($0.inPlace.count)" }
        == ["us 1", isDoneByBoth ? "kr 1" : "kr 0", "kp 1"])
  }

  @Test("takes in those who join it when it is carried out, and nobody who acts in another's stead")
  func joining() throws {
    func doers(_ done: String) throws -> [PartyID]? {
      try Story([
        #""type":"measure-pledged","as":"aid","party":"us","on":"2007""#,
        #""type":"measure-implemented","form":2,"measure":"aid",\#(done),"on":"2008""#,
      ]).state().measures["aid"]?.doers
    }
    #expect(try doers(#""party":"us","with":["cn"]"#) == ["us", "cn"])
    #expect(try doers(#""party":"kr""#) == ["us"], "who promised it still owes it")
  }
}
