import Talks
import Testing

@Suite("How a process stands")
struct StandingsTests {
  private func standings(_ lines: String..., asOf day: String? = nil) throws -> Set<ProcessState.Standing> {
    try Story(lines).state(asOf: day).standings
  }

  @Test("is planned where talks are, and not where nothing is recorded of any")
  func planned() throws {
    #expect(try standings(#""type":"process-defined","title":"Talks""#) == [.noTalks])
    #expect(
      try standings(#""type":"administration-changed","party":"us","head":"A","on":"2001""#) == [.noTalks])
    let test = #""type":"setback-occurred","as":"s","kind":"missile-test","on":"2002-01-01""#
    let plan = #""type":"round-planned","as":"r","for":"2003","on":"2002-02-01""#
    #expect(try standings(test, plan) == [.planned])
    #expect(
      try standings(test, plan, #""type":"round-cancelled","round":"r","on":"2002-03-01""#) == [.noTalks])
    #expect(
      try standings(test, #""type":"tier-planned","tier":1,"parties":["us"],"on":"2002""#) == [.planned])
  }

  @Test("says of one in which something has happened that no talks are recorded")
  func noTalks() throws {
    for line in [
      #""type":"setback-occurred","as":"s","kind":"missile-test","on":"2002-01-01""#,
      #""type":"contact-held","kind":"envoy","parties":["us","kp"],"on":"2002-01-01""#,
      #""type":"measure-pledged","as":"m","party":"us","on":"2002-01-01""#,
      #""type":"agreement-signed","as":"a","parties":["us","kp"],"on":"2002-01-01""#,
      #""type":"party-joined","party":"us","on":"2002-01-01""#,
    ] {
      #expect(try standings(line) == [.noTalks], "\(line)")
      // In the year before it nothing had happened yet.
      #expect(try standings(line, asOf: "2001-12-31") == [.notBegun], "\(line)")
    }
    #expect(
      try standings(#""type":"contact-held","on":"2002""#, asOf: "2002-06-01") == [.noTalks, .notBegun],
      "it may be later in the year")
    #expect(try Story([#""type":"contact-held","on":"2002""#]).state(asOf: "2002-06-01").standing == nil)
  }

  @Test("is not yet begun before the first day that is known, whatever has no date")
  func notBegun() throws {
    let opened = #""type":"talks-opened","on":"2003-08-27""#
    let note = #""type":"note-added","title":"A note""#
    let tier = #""type":"tier-planned","tier":1,"parties":["us"]"#
    let correction = #""type":"event-retracted","retracted":"\#(eventID(2))","because":"a slip""#
    #expect(try standings(opened, note, tier, correction, asOf: "2003-08-26") == [.notBegun])
    #expect(try standings(opened, note, tier, correction, asOf: "2003-08-27") == [.open])
    #expect(try standings(note, tier, asOf: "1900-01-01") == [.planned], "nothing has a date")
    #expect(
      try standings(#""type":"talks-opened","on":"2003""#, asOf: "2003-06-01") == [
        .notBegun, .noTalks, .open,
      ])
  }

  @Test("is open, suspended or closed as the talks are, and open where a round sat all the same")
  func talks() throws {
    let opened = #""type":"talks-opened","on":"2003-01-01""#
    let suspended = #""type":"talks-suspended","on":"2004-01-01""#
    #expect(try standings(opened) == [.open] && standings(opened, suspended) == [.suspended])
    #expect(try standings(opened, #""type":"talks-closed","on":"2005-01-01""#) == [.closed])
    #expect(try standings(#""type":"session-held","as":"r","on":"2003-01-01""#) == [.open])
    #expect(try standings(#""type":"round-concluded","as":"r","on":"2003-01-01""#) == [.open])
  }

  @Test("is in implementation where no talks go on and something agreed is still to be carried out")
  func implementation() throws {
    let story = try Story([
      #""type":"talks-opened","on":"2012-10-18""#,
      #""type":"agreement-signed","as":"accord","parties":["co","ve"],"on":"2016-11-24""#,
      #""type":"measure-pledged","as":"arms","party":"co","under":"accord","on":"2016-11-24""#,
      #""type":"talks-closed","on":"2016-11-30""#,
      #""type":"measure-implemented","measure":"arms","party":"co","on":"2017-08-15""#,
      #""type":"measure-pledged","as":"land","party":"co","under":"elsewhere/accord","on":"2018-01-01""#,
      #""type":"measure-pledged","as":"seats","party":"co","on":"2019-01-01""#,
      #""type":"agreement-renounced","agreement":"accord","party":"ve","on":"2020-01""#,
    ])
    func standings(_ day: String) -> Set<ProcessState.Standing> { story.state(asOf: day).standings }
    #expect(standings("2016-11-25") == [.open])
    #expect(standings("2016-12-01") == [.inImplementation])
    #expect(standings("2017-08-15") == [.closed], "all was carried out")
    #expect(standings("2018-06-01") == [.closed], "that was promised under the text of another process")
    #expect(standings("2019-06-01") == [.inImplementation], "no text is named, and one is in force")
    #expect(standings("2020-01-15") == [.inImplementation, .closed], "it may be in force no longer")
    #expect(standings("2020-01-31") == [.closed])
    #expect(story.state().isClosed == .yes && story.state(asOf: "2016-12-01").isClosed == .yes)
    let signed = #""type":"agreement-signed","as":"a","parties":["us","kp"],"on":"2002-01-01""#
    let owed = #""type":"measure-pledged","as":"m","party":"us","under":"a","on":"2002-01-01""#
    #expect(try self.standings(signed, owed) == [.inImplementation])
  }
}
