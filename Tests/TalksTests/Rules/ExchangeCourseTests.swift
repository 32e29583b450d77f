import Talks
import Testing

@Suite("The course of an exchange")
struct ExchangeCourseTests {
  private static let pledges = [
    #""type":"measure-pledged","as":"freeze","party":"kp","on":"2007-02-13""#,
    #""type":"measure-pledged","as":"oil","party":"us","in-return-for":["freeze"],"on":"2007-02-13""#,
  ]

  private func given(_ measure: String, _ party: String, _ on: String) -> String {
    #""type":"measure-implemented","measure":"\#(measure)","party":"\#(party)","on":"\#(on)""#
  }

  private func exchange(_ more: [String], asOf day: String? = nil) throws -> Exchange {
    try #require(try Story(Self.pledges + more).state(asOf: day).exchanges.first)
  }

  @Test("stays unknown where it is perhaps broken, however many days are allowed")
  func perhapsBroken() throws {
    let halted = #""type":"measure-suspended","measure":"freeze","party":"kp","on":"2008-08""#
    let together = try exchange(
      [given("freeze", "kp", "2007-07-14"), given("oil", "us", "2007-07-14"), halted], asOf: "2008-08-10"
    ).course
    #expect(together.possible == [.broken, .simultaneous])
    #expect(together.allowing(days: 1000) == [.broken, .simultaneous])
    let apart = try exchange(
      [given("freeze", "kp", "2007-07-14"), given("oil", "us", "2007-07-20"), halted], asOf: "2008-08-10"
    ).course
    #expect(apart.possible == [.broken, .sequential])
    #expect(apart.allowing(days: 5) == [.broken, .sequential])
    #expect(apart.allowing(days: 6) == [.broken, .simultaneous])
  }

  @Test("is the same of what is kept of it, whatever is allowed")
  func kept() throws {
    let course = try exchange([given("freeze", "kp", "2007-07"), given("oil", "us", "2007-07-20")]).course
    #expect(course.possible == [.simultaneous, .sequential])
    #expect(course.fewest == -19 && course.most == 19)
    // No fewer than none are shown and kept.
    let kept = Exchange.Course(possible: course.possible, fewest: 0, most: 19)
    for days in 0...25 {
      #expect(course.allowing(days: days) == (days < 19 ? [.simultaneous, .sequential] : [.simultaneous]))
      #expect(kept.allowing(days: days) == course.allowing(days: days))
    }
    let open = try exchange([given("freeze", "kp", "2007-07-01"), given("oil", "us", "[2007-07-20..]")])
      .course
    #expect(open.allowing(days: 100) == [.simultaneous, .sequential], "nobody knows how late it was")
    let half = try exchange([given("freeze", "kp", "2007-07-01")]).course
    #expect(half.allowing(days: 100) == [.oneSided])
  }

  @Test("begins with those who gave first, or may have")
  func firstMovers() throws {
    func movers(_ more: [String], asOf day: String? = nil) throws -> [[PartyID]] {
      let movers = try exchange(more, asOf: day).firstMovers
      return [movers.certain, movers.perhaps]
    }
    #expect(try movers([]) == [[], []])
    #expect(try movers([given("freeze", "kp", "2007-07-14")]) == [["kp"], []])
    #expect(
      try movers([given("freeze", "kp", "2007-07-14"), given("oil", "us", "2007-07-10")]) == [["us"], []])
    #expect(
      try movers([given("freeze", "kp", "2007-07-14"), given("oil", "us", "2007-07-14")]) == [
        ["kp", "us"], [],
      ])
    #expect(
      try movers([given("freeze", "kp", "2007-07"), given("oil", "us", "2007-07-20")]) == [[], ["us", "kp"]])
    // On the 20th it was not certain whether the oil had come, and if so, when.
    let doubtful = [given("freeze", "kp", "2007-07-14"), given("oil", "us", "2007-07")]
    #expect(try movers(doubtful, asOf: "2007-07-20") == [[], ["kp", "us"]])
    let later = [given("freeze", "kp", "2007-07-14"), given("oil", "us", "[2007-07-15..2007-07-31]")]
    #expect(try movers(later, asOf: "2007-07-20") == [["kp"], []])
    #expect(try movers([given("freeze", "kp", "2007-07")], asOf: "2007-07-20") == [[], ["kp"]])
  }
}
