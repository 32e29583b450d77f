import EventSourcing
import Talks
import Testing

@Suite("What is said about the record")
struct CorrectionsTests {
  private func id(_ position: Int) -> String { EventID(high: 0x7000, low: UInt64(position)).description }

  private let joined = #""type":"party-joined","party":"jp","on":"2003-08-27","title":"Japan joins""#

  private func amended(_ position: Int, _ set: String) -> String {
    #""type":"event-amended","amended":"\#(id(position))","set":[\#(set)],"because":"a slip","sources":[{"title":"The text"}]"#
  }
  private func retracted(_ position: Int) -> String {
    #""type":"event-retracted","retracted":"\#(id(position))","because":"a mistake""#
  }

  private func since(_ story: Story, according: String? = nil) -> [String?] {
    ProcessState.fold(story.entries, accordingTo: according).roster.seats.map { $0.from.on?.text }
  }

  @Test("amends, and the amendment can be amended and undone")
  func amend() throws {
    var story = try Story([joined, amended(1, #""on=2003-09-01","role=observer""#)])
    let state = story.state()
    #expect(since(story) == ["2003-09-01"])
    #expect(state.roster.seats[0].role?.rawValue == "observer")
    #expect(state.entries.count == 1 && state.lastPosition == 2)
    #expect(state.entries[0].event.sources.map(\.title) == ["The text"])
    try story.add(
      #""type":"event-amended","amended":"\#(id(2))","set":["set=on=2003-09-02"],"because":"again""#)
    #expect(since(story) == ["2003-09-02"])
    try story.add(retracted(3))
    #expect(since(story) == ["2003-09-01"])
    try story.add(retracted(2))
    #expect(since(story) == ["2003-08-27"])
    try story.add(retracted(5))
    #expect(since(story) == ["2003-09-01"])
  }

  @Test("takes the later of two amendments, and empties a field")
  func order() throws {
    let story = try Story([
      joined, amended(1, #""on=2003-09-01","title=""#), amended(1, #""on=2003-09-03""#),
    ])
    #expect(since(story) == ["2003-09-03"])
    #expect(story.state().entries[0].event.title == nil)
  }

  @Test("retracts, and reinstates")
  func retract() throws {
    var story = try Story([joined, retracted(1)])
    #expect(since(story) == [])
    #expect(story.state().corrections.struck.count == 1)
    try story.add(retracted(2))
    #expect(since(story) == ["2003-08-27"])
  }

  @Test("merges two records of one thing, and references follow")
  func merge() throws {
    var story = try Story([
      #""type":"measure-pledged","as":"shutdown","party":"kp","on":"2007-02-13","title":"Shut Yongbyon","to":["us"]"#,
      #""type":"measure-pledged","as":"yongbyon","party":"kp","on":"2007-02-13","deadline":"2007-04-14","to":["cn"],"sources":[{"title":"The text"}]"#,
      #""type":"measure-implemented","measure":"yongbyon","party":"kp","on":"2007-07-14""#,
      #""type":"measure-pledged","as":"oil","party":"kr","on":"2007-02-13","in-return-for":["yongbyon"]"#,
      #""type":"events-merged","merged":"\#(id(2))","into":"\#(id(1))","because":"the same pledge""#,
    ])
    let state = story.state()
    #expect(state.measures.all.map(\.slug.text) == ["shutdown", "oil"])
    let measure = try #require(state.measures["shutdown"])
    #expect(measure.title == "Shut Yongbyon" && measure.deadline?.text == "2007-04-14")
    #expect(measure.status == .implemented && measure.to.map(\.slug.text) == ["us", "cn"])
    #expect(state.measures["oil"]?.inReturnFor.map(\.slug.text) == ["shutdown"])
    #expect(state.entries[0].event.sources.count == 1)
    try story.add(retracted(5))
    #expect(story.state().measures.all.map(\.slug.text) == ["shutdown", "yongbyon", "oil"])
  }

  @Test("does not take for one happening what others did, or what is about another thing")
  func unlike() throws {
    let pledge = #""type":"measure-pledged","on":"2007-02-13""#
    let story = try Story([
      #""type":"party-joined","party":"us","role":"principal","on":"2003-08-27""#,
      #""type":"party-joined","party":"cn","role":"host","on":"2003-08-27""#,
      pledge + #","as":"m1","party":"us""#, pledge + #","as":"m2","party":"us","with":["cn"]"#,
      #""type":"measure-implemented","measure":"m1","party":"us","on":"2008""#,
      #""type":"measure-implemented","measure":"m2","party":"us","on":"2008""#,
      #""type":"contact-held","parties":["us","kp"],"on":"2008""#,
      #""type":"contact-held","parties":["ru","jp"],"on":"2008""#,
      #""type":"contact-held","parties":["us","kp","cn"],"on":"2008-01""#,
      #""type":"source-defined","key":"one","title":"T""#,
      #""type":"source-defined","key":"two","title":"T""#,
    ])
    func difference(_ one: Int, _ other: Int) -> String? {
      story.entries[one - 1].event.difference(from: story.entries[other - 1].event)
    }
    #expect(difference(1, 2) == "those who act differ (United States; China)")
    #expect(difference(5, 6) == "they are about “m1” and “m2”")
    #expect(difference(7, 8) == "those who act differ (United States, North Korea; Russia, Japan)")
    #expect(difference(10, 11) == "they define different things")
    #expect(difference(1, 3) == "they are of the types “party-joined” and “measure-pledged”")
    // One of them may name fewer of those who did it, another day, and other words.
    #expect(difference(3, 4) == nil && difference(7, 9) == nil)
  }

  private func merged(_ gone: Int, _ kept: Int) -> String {
    #""type":"events-merged","merged":"\#(id(gone))","into":"\#(id(kept))","because":"x""#
  }

  @Test("merges what has taken another in already, with its references and its accounts")
  func chain() throws {
    let pledge = #""type":"measure-pledged","party":"kp","on":"2007-02-13""#
    let story = try Story([
      pledge + #","as":"m1","summary":"One""#, pledge + #","as":"m2""#, pledge + #","as":"m3""#,
      #""type":"measure-implemented","measure":"m1","party":"kp","on":"2007-07-14""#,
      #""type":"event-disputed","disputed":"\#(id(1))","party":"us","account":["on=2007-02-15"]"#,
      merged(1, 2), merged(2, 3),
    ])
    let state = story.state()
    #expect(state.measures.all.map(\.slug.text) == ["m3"])
    #expect(state.measures["m3"]?.status == .implemented && state.entries[0].event.summary == "One")
    #expect(state.corrections.positions[3]?.all == [1, 2, 5, 6, 7])
    #expect(state.corrections.disputes[EventID(high: 0x7000, low: 3)]?.isOpen == true)
    let told = ProcessState.fold(story.entries, accordingTo: "us")
    #expect(told.measures["m3"]?.life.first(.pledged)?.dating.on?.text == "2007-02-15")
  }

  @Test("keeps rival accounts beside each other, by party or source, and prefers one")
  func dispute() throws {
    var story = try Story([
      joined,
      #""type":"event-disputed","disputed":"\#(id(1))","party":"kp","account":["on=2003-10-01"]"#,
      #""type":"event-disputed","disputed":"\#(id(1))","denied":true,"sources":[{"title":"The Times"}]"#,
    ])
    func dispute() throws -> Dispute {
      try #require(story.state().corrections.disputes[EventID(high: 0x7000, low: 1)])
    }
    #expect(since(story) == ["2003-08-27"])
    #expect(since(story, according: "kp") == ["2003-10-01"])
    #expect(since(story, according: "The Times") == [])
    #expect(since(story, according: "us") == ["2003-08-27"])
    #expect(try dispute().isOpen && dispute().accounts.count == 2)
    try story.add(
      #""type":"dispute-resolved","resolved":"\#(id(1))","preferred":"\#(id(2))","because":"the minutes""#)
    #expect(since(story) == ["2003-10-01"])
    #expect(try !dispute().isOpen)
    #expect(since(story, according: "The Times") == [])
    try story.add(retracted(2))
    #expect(try dispute().isOpen, "what was preferred does not count any more")
    #expect(since(story) == ["2003-08-27"])
    try story.add(#""type":"dispute-resolved","resolved":"\#(id(1))","because":"the text""#)
    #expect(since(story) == ["2003-08-27"])
    try story.add(#""type":"event-disputed","disputed":"\#(id(1))","party":"us","account":["role=host"]"#)
    #expect(try dispute().isOpen)
  }

  @Test("is in force whether it arrived before its event or after")
  func backward() throws {
    let story = try Story([retracted(2), joined])
    #expect(since(story) == [])
  }

  @Test("is refused where it cannot mean what it says")
  func refused() throws {
    let story = try Story([
      joined, retracted(1), #""type":"party-joined","party":"cn","on":"2003-08-27""#,
      #""type":"measure-pledged","as":"oil","party":"kr","on":"2007-02-13""#,
      #""type":"event-disputed","disputed":"\#(id(3))","party":"kp","denied":true"#,
      #""type":"measure-implemented","measure":"oil","party":"kr","on":"2007-07-14""#,
    ])
    func refusal(_ line: String) throws -> String? {
      let draft = try event(line)
      var names = Names()
      for entry in story.entries { names.note(entry.event) }
      var surroundings = Surroundings()
      surroundings.learn(story.entries, about: draft)
      do {
        _ = try TalksDecider.decide(Draft(draft, in: "p", surroundings: surroundings), in: names)
        return nil
      } catch { return error.reason }
    }
    let one = id(1)
    #expect(try refusal(amended(9, #""role=host""#)) == "There is no event \(id(9)) in p.")
    #expect(
      try refusal(amended(1, #""role=host""#))
        == "The event \(one) does not count any more, by event 2; retract that first.")
    #expect(try refusal(retracted(2)) == nil)
    #expect(try refusal(amended(3, #""role=host""#)) == nil)
    #expect(
      try refusal(amended(3, #""rolle=host""#))
        == "There is no field “rolle” in an event “party-joined”. Did you mean “role”?"
    )
    #expect(
      try refusal(amended(3, #""role=hots""#))?.hasPrefix("role: “hots” is not a role (") == true)
    #expect(try refusal(amended(3, #""on=""#)) == "on: An event of this type needs a date.")
    #expect(try refusal(amended(3, #""party=cn""#)) == "The event \(id(3)) says that already.")
    #expect(try refusal(amended(3, #""party=xyz""#))?.hasPrefix("There is no party “xyz”.") == true)
    #expect(
      try refusal(amended(4, #""as=fuel""#))
        == "as: The measure keeps its name, by which others refer to it; change its title instead."
    )
    #expect(
      try refusal(#""type":"event-amended","amended":"\#(id(3))","because":"x""#)
        == "Nothing is amended: give a field with --set, such as on=2005-09-19.")
    #expect(
      try refusal(merged(5, 2))
        == "Only what happened can be merged; a correction is amended or retracted.")
    #expect(try refusal(amended(5, #""because=a slip""#)) == nil, "a correction can be amended")
    #expect(
      try refusal(amended(6, #""measure=nope""#))
        == "There is no measure “nope” in p."
    )
    #expect(
      try refusal(#""type":"dispute-resolved","resolved":"\#(id(4))","because":"x""#)
        == "Nobody tells the event \(id(4)) otherwise; “parley dispute” records an account.")
    #expect(try refusal(merged(3, 3)) == "An event cannot be merged into itself.")
    #expect(
      try refusal(merged(3, 4))
        == "These are not records of one happening, since they are of the types “party-joined” and “measure-pledged”; amend or retract one."
    )
    func disputed(_ position: Int, _ more: String) -> String {
      #""type":"event-disputed","disputed":"\#(id(position))"\#(more)"#
    }
    #expect(
      try refusal(disputed(3, #","denied":true"#)) == "Say whose account it is, with --party or --source.")
    #expect(
      try refusal(disputed(3, #","party":"kp""#))
        == "Say either what the account says instead, such as --account on=2005-09-29, or that it is --denied."
    )
    #expect(
      try refusal(disputed(2, #","party":"kp","denied":true"#))
        == "Only what happened can be disputed; a correction is amended or retracted.")
    #expect(
      try refusal(#""type":"dispute-resolved","resolved":"\#(id(3))","preferred":"\#(id(4))","because":"x""#)
        == "The event \(id(4)) is no account of the event \(id(3)).")
    #expect(
      try refusal(#""type":"dispute-resolved","resolved":"\#(id(3))","preferred":"\#(id(5))","because":"x""#)
        == nil)
  }
}
