import Talks
import Testing

@Suite("The end of a round")
struct RoundEndsTests {
  private static let first =
    #""type":"round-convened","as":"r1","parties":["ru","ua"],"place":{"name":"Gomel","country":"by"},"on":"2022-03-03""#

  private func phase(_ more: [String], asOf day: String? = nil, _ name: Slug = "r1") throws -> Round.Phase {
    try #require(try Story([Self.first] + more).state(asOf: day).rounds[name]?.phases.first)
  }

  private func overBy(_ more: String...) throws -> String? {
    try phase(more).overBy.flatMap { $0.surelyBegun.map { CivilDay(days: $0).description } }
  }

  private func standings(_ more: [String], _ day: String?) throws -> Set<Round.Standing?>? {
    try Story([Self.first] + more).state(asOf: day).rounds["r1"]?.standings
  }

  @Test("is that of the interval, or of --until, by which a round of one day is one event")
  func stated() throws {
    let day = try Story([
      #""type":"round-convened","as":"a","on":"2022-03-03","until":"2022-03-03""#,
      #""type":"round-convened","as":"b","on":"2022-03-07","until":"2022-03-09""#,
      #""type":"round-convened","as":"c","on":"2022-03-14/2022-03-17""#,
    ])
    func standing(_ name: Slug, _ on: String) -> Round.Standing? {
      day.state(asOf: on).rounds[name]?.standing
    }
    #expect(standing("a", "2022-03-03") == .concluded)
    #expect(standing("b", "2022-03-08") == .inSession && standing("b", "2022-03-09") == .concluded)
    #expect(standing("c", "2022-03-16") == .inSession && standing("c", "2022-03-17") == .concluded)
    let rounds = day.state().rounds
    #expect(
      rounds["a"]?.concluded?.on?.text == "2022-03-03" && rounds["b"]?.concluded?.on?.text == "2022-03-09")
    // An interval is not its end.
    #expect(rounds["c"]?.concluded?.on?.text == "2022-03-17")
    #expect(rounds.all.allSatisfy { $0.value.phases.allSatisfy { $0.end != nil && $0.overBy == nil } })
  }

  @Test("is not recorded of one that was convened on a day: it is over by the time at which the next begins")
  func next() throws {
    let second = #""type":"round-convened","as":"r2","parties":["ru","ua"],"on":"2022-03-07""#
    #expect(try overBy(second) == "2022-03-07")
    // On the day on which it was convened it was in session; on the 7th the next had begun; between, nobody knows.
    #expect(try standings([second], "2022-03-03") == [.inSession])
    #expect(try standings([second], "2022-03-04") == [.inSession, .over])
    #expect(try standings([second], "2022-03-06") == [.inSession, .over])
    #expect(try standings([second], "2022-03-07") == [.over])
    #expect(try standings([second], nil) == [.over])
    // What shows it is known on an earlier day as well.
    #expect(try phase([second], asOf: "2022-03-04").overBy?.on?.text == "2022-03-07")
  }

  @Test("is open where nothing shows it, and in session it is on its first day alone")
  func open() throws {
    #expect(try standings([], "2022-03-03") == [.inSession])
    #expect(try standings([], "2022-03-04") == [.inSession, .over])
    #expect(
      try standings([], "2032-01-01") == [.inSession, .over] && standings([], nil) == [.inSession, .over])
    let vague = try Story([#""type":"round-convened","as":"r1","on":"2022-03""#])
    #expect(vague.state(asOf: "2022-03-15").rounds["r1"]?.standings == [nil, .inSession, .over])
    let lasting = try Story([#""type":"round-convened","as":"r1","on":"2022-03-03/..""#])
    #expect(lasting.state(asOf: "2024-01-01").rounds["r1"]?.standings == [.inSession, .over])
  }

  @Test("shows in a standstill or the close of the talks, on the same day where that is told after it")
  func standstill() throws {
    #expect(try overBy(#""type":"talks-suspended","on":"2022-04-01""#) == "2022-04-01")
    #expect(
      try overBy(#""type":"talks-closed","on":"2022-04""#) == "2022-04-30",
      "the last day that it can have been")
    #expect(try overBy(#""type":"talks-suspended","on":"2022-03-03""#) == "2022-03-03")
    #expect(try standings([#""type":"talks-suspended","on":"2022-03-03""#], "2022-03-03") == [.over])
    #expect(try overBy(#""type":"talks-suspended","on":"2022-03""#) == nil, "that may have been before")
    // Of several the first tells.
    #expect(
      try overBy(
        #""type":"talks-closed","on":"2022-05-01""#, #""type":"talks-suspended","on":"2022-04-01""#)
        == "2022-04-01")
  }

  @Test("shows where its parties meet elsewhere, all of them and in person")
  func elsewhere() throws {
    func met(_ parties: String, _ more: String) -> String {
      #""type":"contact-held","parties":[\#(parties)],"on":"2022-03-10",\#(more)"#
    }
    let antalya = #""place":{"name":"Antalya","country":"tr"}"#
    #expect(try overBy(met(#""ru","ua","tr""#, #""kind":"meeting",\#(antalya)"#)) == "2022-03-10")
    #expect(try overBy(met(#""ru","tr""#, #""kind":"meeting",\#(antalya)"#)) == nil, "only one of them")
    #expect(
      try overBy(met(#""ru","ua""#, #""kind":"phone",\#(antalya)"#)) == nil, "nobody has to leave for a call")
    #expect(
      try overBy(met(#""ru","ua""#, #""kind":"meeting","place":{"name":"Gomel"}"#)) == nil, "beside the round"
    )
    #expect(try overBy(met(#""ru","ua""#, #""kind":"meeting""#)) == nil, "nobody says where")
    #expect(
      try overBy(#""type":"agreement-signed","as":"a","parties":["ru","ua"],"on":"2022-03-12",\#(antalya)"#)
        == "2022-03-12")
  }

  @Test(
    "does not show in a round of others, in one that may have been before, or where a session is told later")
  func undecided() throws {
    #expect(try overBy(#""type":"round-convened","as":"x","parties":["us","cn"],"on":"2022-03-05""#) == nil)
    #expect(try overBy(#""type":"round-convened","as":"x","parties":["ru","ua"],"on":"2022-03""#) == nil)
    #expect(
      try overBy(#""type":"round-convened","as":"x","on":"2022-03-03""#) == nil, "two may begin on one day")
    #expect(
      try overBy(
        #""type":"round-convened","as":"x","on":"2022-03-07""#,
        #""type":"session-held","round":"r1","on":"2022-03-09""#,
        #""type":"round-convened","as":"y","on":"2022-03-14""#) == "2022-03-14")
  }

  @Test("is the recorded one, whatever else happened before it, and on earlier days it is known to come")
  func recorded() throws {
    let more = [
      #""type":"round-convened","as":"r2","on":"2022-03-07""#,
      #""type":"round-concluded","round":"r1","on":"2022-03-20""#,
    ]
    #expect(try phase(more).overBy == nil && phase(more).end?.on?.text == "2022-03-20")
    #expect(
      try standings(more, "2022-03-10") == [.inSession] && standings(more, "2022-03-20") == [.concluded])
    #expect(try phase(more, asOf: "2022-03-10").closed == nil)
  }

  @Test("of a phase comes with the next phase of the round at the latest")
  func phases() throws {
    let story = try Story([
      Self.first, #""type":"round-reopened","round":"r1","on":"2022-03-10","until":"2022-03-10""#,
    ])
    let round = try #require(story.state().rounds["r1"])
    #expect(round.phases.map(\.overBy?.on?.text) == ["2022-03-10", nil])
    #expect(round.phases.map(\.end?.on?.text) == [nil, "2022-03-10"] && round.standing == .concluded)
  }

  @Test("and beginning are those of the talks where these name the round")
  func named() throws {
    let planned = #""type":"round-planned","as":"r","for":"2022-03","on":"2022-02-20""#
    let story = try Story([
      planned,
      #""type":"talks-opened","round":"r","title":"The talks open","parties":["ru","ua"],"on":"2022-02-28""#,
      #""type":"talks-suspended","round":"r","on":"2022-03-02""#,
      #""type":"talks-resumed","round":"r","parties":["ru","ua"],"on":"2022-03-07""#,
    ])
    func round(_ day: String) -> Round.Standing? { story.state(asOf: day).rounds["r"]?.standing }
    func talks(_ day: String) -> ProcessState.Standing? { story.state(asOf: day).standing }
    #expect(round("2022-02-27") == .planned && talks("2022-02-27") == .planned)
    #expect(round("2022-03-01") == .inSession && talks("2022-03-01") == .open)
    #expect(round("2022-03-02") == .recessed && talks("2022-03-02") == .suspended)
    #expect(round("2022-03-07") == .inSession && talks("2022-03-07") == .open)
    let state = story.state()
    #expect(state.rounds["r"]?.title == nil, "a title of the talks is not that of the round")
    #expect(state.rounds["r"]?.phases.map(\.convened.position) == [2, 4])
    #expect(state.episodes.map(\.days?.fewest) == [5], "from 2 to 7 March")
    #expect(state.lastContact?.on?.text == "2022-03-07")
    let new = try Story([#""type":"talks-opened","as":"r","parties":["ru","ua"],"on":"2022-02-28""#]).state()
    #expect(new.rounds["r"]?.phases.count == 1 && new.roster.atTable.count == 2)
  }
}
