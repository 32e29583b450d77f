import Talks
import Testing

@Suite("Who was only seen at rounds")
struct AttendanceTests {
  private func story(_ more: String...) throws -> Story {
    try Story(
      [
        #""type":"round-convened","as":"r1","parties":["us","kp","se"],"on":"2003-08-27/2003-08-29""#,
        #""type":"round-convened","as":"r2","parties":["us","kp"],"on":"2004-02-25/2004-02-28""#,
      ] + more)
  }

  private func seated(_ story: Story, _ day: String?) -> [PartyID] {
    story.state(asOf: day).roster.atTable.map(\.party).sorted()
  }

  @Test("is at the table from the first to the last of them, and not for ever")
  func once() throws {
    let story = try story()
    #expect(seated(story, "2003-08-29") == ["kp", "se", "us"], "on the last day as well")
    #expect(seated(story, "2003-08-30") == ["kp", "us"], "these are there again in February")
    #expect(seated(story, "2004-02-28") == ["kp", "us"])
    #expect(seated(story, "2004-02-29") == [] && seated(story, nil) == [])
    #expect(story.state().roster.perhapsAtTable.isEmpty)
    let left = story.state().roster.seats.map { "\($0.party) \($0.left?.on?.text ?? "")" }
    #expect(left == ["us 2004-02-28", "kp 2004-02-28", "se 2003-08-29"])
  }

  @Test("has two stretches of presence where a round was held without it")
  func twice() throws {
    let story = try story(
      #""type":"round-convened","as":"r3","parties":["se"],"on":"2005-01-01","until":"2005-01-02""#)
    #expect(story.state().roster.seats.filter { $0.party == "se" }.map(\.from.position) == [1, 3])
    #expect(seated(story, "2004-06-01") == [])
    #expect(seated(story, "2005-01-02") == ["se"])
  }

  @Test("stays where it joins, leaves it until it walks out, and stays open where the round's end is")
  func others() throws {
    let joined = try story(#""type":"party-joined","party":"kp","on":"2004-03-01""#)
    #expect(seated(joined, "2004-02-29") == ["kp"] && seated(joined, "2010-01-01") == ["kp"])
    let left = try story(#""type":"party-withdrew","party":"kp","on":"2005-02-10""#)
    #expect(seated(left, "2005-02-09") == ["kp"] && seated(left, "2005-02-10") == [])
    #expect(left.state().episodes.map(\.parties) == [["kp"]])
    let open = try Story([
      #""type":"round-convened","as":"r1","parties":["us"],"on":"2003-08-27""#,
      #""type":"talks-suspended","on":"2003-09-01""#,
    ])
    func taken(_ day: String) -> Truth? { open.state(asOf: day).roster.seats.first?.isTaken }
    #expect(taken("2003-08-27") == .yes && taken("2003-08-30") == .unknown && taken("2003-09-01") == .no)
    #expect(open.state().roster.seats.first?.left?.on?.text == "[2003-08-27..2003-09-01]")
  }

  @Test("is at the table for good where it opened the talks, as one of those whose talks they are")
  func opening() throws {
    let story = try Story([#""type":"talks-opened","parties":["us","kp"],"on":"2003-08-27""#])
    #expect(seated(story, "2010-01-01") == ["kp", "us"])
  }

  @Test("and who left without ever having come is told apart")
  func unseated() throws {
    let state = try Story([
      #""type":"party-withdrew","party":"jp","kind":"replaced","reason":"no mandate","on":"2005""#
    ]).state()
    #expect(state.roster.seats.isEmpty)
    #expect(state.roster.unseatedLeavings.map(\.party) == ["jp"])
    #expect(state.roster.unseatedLeavings.first?.kind == .replaced)
    #expect(state.roster.unseatedLeavings.first?.reason == "no mandate")
  }
}
