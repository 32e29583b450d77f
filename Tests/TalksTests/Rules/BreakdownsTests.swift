import Talks
import Testing

@Suite("Breakdowns of a process")
struct BreakdownsTests {
  private static let talks = [
    #""type":"talks-opened","on":"2003-01-01""#,
    #""type":"party-joined","party":"kp","on":"2003-01-01""#,
    #""type":"setback-occurred","as":"test","on":"2003-03-01""#,
    #""type":"talks-suspended","on":"2003-04-01""#,
    #""type":"setback-occurred","as":"clash","on":"2003-04-11""#,
    #""type":"talks-resumed","on":"2003-05-01""#,
    #""type":"talks-suspended","on":"2003-07-01""#,
    #""type":"talks-resumed","on":"[2003-07-11..2003-07-21]""#,
    #""type":"talks-suspended","on":"2003-10-01""#,
  ]
  private static let other = [
    #""type":"setback-occurred","as":"launch","party":"kp","on":"2003-03-31""#,
    #""type":"note-added","parties":["kp","us"],"title":"a warning","on":"2003-03-02""#,
    #""type":"note-added","parties":["us"],"title":"elsewhere","on":"2003-03-31""#,
    #""type":"note-added","parties":["kp"],"title":"too early","on":"2003-03-01""#,
    #""type":"note-added","parties":["kp"],"title":"the same day","on":"2003-04-01""#,
  ]

  private func breakdowns(_ more: [String] = []) throws -> Breakdowns {
    let state = try Story(Self.talks + more).state()
    // One log holds both, so that the others come after.
    let others = try Story(Self.talks + Self.other).state().entries.filter { $0.position > Self.talks.count }
    return Breakdowns(
      of: "talks", state.episodes.map(Breakdowns.Span.init), opened: state.opened?.on,
      closed: state.closed?.on, parties: state.everSeated,
      among: others.map { .init($0, of: "other") } + state.entries.map { .init($0, of: "talks") })
  }

  @Test("were preceded by what happened at the table or to those at it, in so many days before")
  func before() throws {
    let it = try breakdowns()
    func before(_ index: Int, _ days: Int) -> [String] {
      it.before(it.spans[index], within: days).map { "\($0.dating.on?.text ?? "") \($0.process)" }
    }
    #expect(it.spans.count == 3)
    // Dates do not tell what of one day came first, and the order of recording is another in every copy.
    #expect(before(0, 0).isEmpty)
    #expect(before(0, 1) == ["2003-03-31 other"])
    #expect(before(0, 30) == ["2003-03-02 other", "2003-03-31 other"])
    #expect(
      before(0, 31) == ["2003-03-01 other", "2003-03-01 talks", "2003-03-02 other", "2003-03-31 other"]
    )
    #expect(before(2, 30).isEmpty)
  }

  @Test("lasted so long in the median, those after which the talks went on")
  func median() throws {
    // 30 days; and 10 to 20, whose middle is 15. The median of both is 22.5, and the third goes on.
    #expect(try breakdowns().twiceMedianDays == 45)
    // 61 days more.
    #expect(try breakdowns([#""type":"talks-resumed","on":"2003-12-01""#]).twiceMedianDays == 60)
    #expect(try breakdowns([#""type":"talks-closed","on":"2003-12-01""#]).twiceMedianDays == 45)
    let none = Breakdowns(of: "talks", [], opened: nil, closed: nil, parties: [], among: [])
    #expect(none.twiceMedianDays == nil)
    #expect(try none.rates(upTo: day("2003-12-31")) == nil)
  }

  @Test("count each day on which the talks stood still once, though one began during another")
  func overlapping() throws {
    let state = try Story([
      #""type":"talks-opened","on":"2001-01-01""#, #""type":"party-joined","party":"jp","on":"2001-01-01""#,
      #""type":"party-joined","party":"cn","on":"2001-01-01""#,
      #""type":"party-withdrew","party":"jp","on":"2001-02-01""#,
      #""type":"party-withdrew","party":"cn","on":"2001-02-11""#,
      #""type":"setback-occurred","as":"clash","on":"2001-02-15""#,
      #""type":"party-returned","party":"cn","on":"2001-02-21""#,
      #""type":"party-returned","party":"jp","on":"2001-03-01""#,
    ]).state()
    let it = Breakdowns(
      of: "talks", state.episodes.map(Breakdowns.Span.init), opened: state.opened?.on, closed: nil,
      parties: state.everSeated, among: state.entries.map { .init($0, of: "talks") })
    // 28 days of February, ten of which both were away; 31 of January and 30 of March under way.
    let rates = try #require(it.rates(upTo: try day("2001-03-31")))
    #expect(rates.standingStill == Breakdowns.Rate(setbacks: 1, days: 28))
    #expect(rates.underWay == Breakdowns.Rate(setbacks: 0, days: 61))
    #expect(it.twiceMedianDays == 38, "28 and 10 days")
  }

  @Test("are beside the times under way, each with its setbacks a month")
  func rates() throws {
    // From January 1 to October 11 are 283 days; 30, 10 and 10 of them stood still.
    let rates = try #require(try breakdowns().rates(upTo: try day("2003-10-11")))
    #expect(rates.underWay == Breakdowns.Rate(setbacks: 2, days: 233))
    #expect(rates.standingStill == Breakdowns.Rate(setbacks: 1, days: 50))
    // 2 × 30.44 / 233 is 0.2613, and 30.44 / 50 is 0.6088.
    #expect(rates.underWay.hundredthsPerMonth == 26 && rates.standingStill.hundredthsPerMonth == 61)
    #expect(Breakdowns.Rate(setbacks: 1, days: 0).hundredthsPerMonth == nil)
    let early = try #require(try breakdowns().rates(upTo: try day("2003-02-01")))
    #expect(early.underWay == Breakdowns.Rate(setbacks: 0, days: 31))
    #expect(early.standingStill.days == 0)
    #expect(try breakdowns().rates(upTo: try day("2002-12-31")) == nil)
    let closed = try #require(
      try breakdowns([#""type":"talks-closed","on":"2003-10-02""#]).rates(upTo: try day("2010-01-01")))
    #expect(closed.underWay.days == 233 && closed.standingStill.days == 41)
  }
}
