import EventSourcing
import Imports
import Talks
import Testing

@Suite("A chronicle")
struct ChronicleTests {
  private func row(_ fields: String) -> String {
    #"{"date":"2001-02-03","process":"p","title":"T","parties":["us","kp"],\#(fields)}"#
  }

  @Test("of the Korean Peninsula comes in whole")
  func korea() throws {
    let log = log()
    let report = try log.take(fixture("korea"))
    #expect(report.format == "chronicle")
    #expect(report.read == 343 && report.new == 343 && report.alreadyThere == 0)
    #expect(report.processes.count == 13 && report.processes["us-dprk"] == 73)
    #expect(log.head() == 343)
    let six = try log.bodies("six-party-talks")
    let fifth = six.filter { $0.subject?.slug?.text == "round-5" }.map { $0.type.name }
    #expect(
      fifth == [
        "round-convened", "round-recessed", "round-reopened", "round-recessed", "round-reopened",
      ])
    #expect(
      six.contains {
        $0.title == "Joint Statement of the Fourth Round" && $0.summary?.hasSuffix("(Round 4.)") == true
      })
    let heads = try log.bodies("korean-peninsula").compactMap { ($0.detail as? AdministrationChanged)?.head }
    #expect(heads.count == 35)
    #expect(heads.contains("Kim Jong Un") && heads.contains("Abe") && heads.contains("Clinton"))
    #expect(heads.allSatisfy { !$0.contains(" takes ") && !$0.contains(" becomes ") && !$0.contains(";") })
    let rounds = try log.bodies("us-dprk").filter { $0.detail is RoundConvened }.compactMap {
      $0.subject?.slug?.text
    }
    #expect(rounds.starts(with: ["round-1", "round-2", "round-3"]))
    #expect(rounds.contains("round-1-2") && rounds.contains("round-1-3"))
  }

  @Test("keeps every row's own words, whatever the order of its rows")
  func shuffled() throws {
    var generator = Seeded(7)
    let rows = try fixture("korea").shuffled(using: &generator)
    let (one, other) = (log(), log())
    let report = try one.take(rows)
    #expect(report.new == 343)
    try other.take(rows)
    #expect(try text(one.journal()) == text(other.journal()))
    let ordered = log()
    try ordered.take(fixture("korea"))
    #expect(try Set(one.journal().map(\.event.title)) == Set(ordered.journal().map(\.event.title)))
    #expect(try Set(one.journal().map(\.id)) == Set(ordered.journal().map(\.id)))
  }

  @Test("of another process introduces its parties once and links its rows")
  func colombia() throws {
    let log = log()
    let report = try log.take(fixture("colombia"))
    #expect(report.read == 9 && report.new == 10 && report.unlinked.isEmpty)
    let events = try log.bodies("colombia-farc")
    let definitions = events.compactMap { $0.detail as? PartyDefined }
    #expect(definitions.map(\.party.slug.text) == ["farc"] && definitions.map(\.name) == ["FARC"])
    #expect(events[0].detail is PartyDefined)
    #expect(events[1].track?.text == "rural-reform")
    #expect(events[1].place == Place(name: "Havana", country: "cu") && events[1].checked == false)
    #expect(events[2].sources == [Source(title: "Talks begin")])
    #expect(
      events[3...7].map { $0.type.name } == [
        "round-convened", "measure-pledged", "round-recessed", "round-reopened", "round-concluded",
      ])
    #expect((events[4].detail as? MeasurePledged)?.party.slug.text == "farc")
    #expect(events[8].subject == .existing(Reference(Slug("farc-announces-a-two-month-ceasefire")!)))
    #expect((events[9].detail as? AdministrationChanged)?.head == "Iván Duque")
  }

  @Test("finds the party in the title")
  func northernIreland() throws {
    let log = log()
    let report = try log.take(fixture("northern-ireland"))
    #expect(report.new == 10 && report.unlinked.isEmpty)
    let events = try log.bodies("northern-ireland")
    let names = events.compactMap { ($0.detail as? PartyDefined)?.name }
    #expect(names == ["uup", "sdlp", "Sinn Fein"])
    #expect(events.compactMap { ($0.detail as? PartyJoined)?.party.slug.text } == ["sinn-fein"])
    #expect(events.compactMap { ($0.detail as? PartyWithdrew)?.party.slug.text } == ["sinn-fein"])
    #expect(events.compactMap { ($0.detail as? PartyReturned)?.party.slug.text } == ["sinn-fein"])
    #expect(events.compactMap { ($0.detail as? PartyInvited)?.by?.slug.text } == ["gb"])
    #expect(events.last?.subject == .existing(Reference(Slug("belfast-agreement")!)))
  }

  /// “Sinn Féin” stands twice in titles and “Sinn Fein” once; nothing but the column names the UVF.
  @Test("calls parties what its rows call them, with their capitals and marks")
  func names() throws {
    let log = log()
    try log.take([
      #"{"date":"2001","process":"p","type":"party_joined","title":"Sinn Fein joins","parties":["Sinn Féin"]}"#,
      #"{"date":"2002","process":"p","type":"contact","title":"The IRA and Sinn Féin meet","parties":["IRA","sinn_fein"]}"#,
      #"{"date":"2003","process":"p","type":"contact","title":"A meeting","summary":"Sinn Féin and the FARC-EP.","parties":["sinn-fein","farc ep","UVF"]}"#,
      #"{"date":"2004","process":"p","type":"party_withdrew","title":"Sinn Féin leaves","parties":["gb","Sinn_Fein","ira","elk"]}"#,
    ])
    let bodies = try log.bodies("p")
    let definitions = bodies.compactMap { $0.detail as? PartyDefined }
    #expect(definitions.map(\.party.slug.text) == ["sinn-fein", "ira", "farc-ep", "uvf", "elk"])
    // Nobody writes “elk” in capitals, so that it stays as it is.
    #expect(definitions.map(\.name) == ["Sinn Féin", "IRA", "FARC-EP", "UVF", "elk"])
    #expect(bodies.compactMap { ($0.detail as? PartyWithdrew)?.party.slug.text } == ["sinn-fein"])
  }

  @Test(
    "says what is wrong with a row",
    arguments: [
      (#""type":"talks_opend""#, "“talks_opend” is not a type of row"),
      (#""type":"talks_opend""#, "Did you mean “talks_opened”?"),
      (#""type":"contact","colour":"red""#, "There is no field “colour”."),
      (#""type":"contact","track":"paix/guerre""#, "“paix/guerre” is not a slug"),
      (#""type":"contact","round":"one""#, "A whole number was expected."),
      (#""type":"contact","title":"U""#, "The field “title” stands here twice."),
      (#""type":"contact","sources":[{"url":"x"}]"#, "The field “title” is missing."),
    ])
  func badRow(fields: String, reason: String) throws {
    let log = log()
    let error = try #require(throws: ImportError.self) { try log.take([row(fields)]) }
    #expect(error.description.contains(reason))
    #expect(log.head() == 0)
  }

  @Test(
    "has a row for every word that an event type declares",
    arguments: Catalogue.all.flatMap { type in type.chronicleWords.map(\.text) })
  func everyWord(word: String) throws {
    let log = log()
    try log.take([row("\"type\":\"\(word)\"")])
    let event = try #require(try log.bodies("p").first)
    #expect(event.type.chronicleWords.contains { $0.text == word && !$0.use.needsKnownThing })
    #expect(event.title == "T" && event.on?.text == "2001-02-03")
  }

  @Test("has no row for a type that needs what rows do not tell")
  func unfilled() throws {
    try Catalogue.$guests.withValue([SurveyHeld.self]) {
      let error = try #require(throws: ImportError.self) {
        try log().take([row(#""type":"survey_held""#)])
      }
      #expect(
        error.description.contains(
          "A row of type “survey_held” has no field for “area”, which the event needs; log it in a journal."))
    }
  }

  @Test("needs a party where its type does, and a date")
  func missing() throws {
    let nobody = #"{"date":"2001","process":"p","type":"party_joined","title":"T","parties":[]}"#
    let never = #"{"date":null,"process":"p","type":"contact","title":"T"}"#
    let error = try #require(throws: ImportError.self) { try log().take([nobody, never]) }
    #expect(error.description.contains(":1: A row of type “party_joined” needs at least one party."))
    #expect(error.description.contains(":2:1: The field “date” is missing."))
  }

  @Test("ends a round without a number where one was in session, and reports the rest")
  func unnumbered() throws {
    let log = log()
    let report = try log.take([
      #"{"date":"2001-01-01","process":"p","type":"round_convened","title":"Oslo meeting"}"#,
      #"{"date":"2001-01-30","process":"p","type":"round_concluded","title":"It ends"}"#,
      #"{"date":"2001-01-31","process":"p","type":"round_concluded","title":"It ends again"}"#,
      #"{"date":"2001-02-01","process":"p","type":"round_convened","title":"Rome meeting"}"#,
      #"{"date":"2001-04-01","process":"p","type":"round_concluded","title":"Too late"}"#,
      #"{"date":"2001-05-01","process":"p","type":"round_concluded","title":"Ninth ends","round":9}"#,
      #"{"date":"2001-04-20","process":"p","type":"round_convened","title":"Ninth begins","round":9}"#,
      #"{"date":"9999","process":"p","type":"round_concluded","title":"Far away"}"#,
    ])
    let subjects = try log.bodies("p").compactMap { $0.subject?.slug?.text }
    #expect(
      subjects == [
        "oslo-meeting", "oslo-meeting", "it-ends-again", "rome-meeting", "too-late", "round-9", "round-9",
        "far-away",
      ])
    #expect(try log.bodies("p")[6].detail is RoundConvened)
    // The ninth round begins before it ends, whatever stands first in the file. Rome is open, and may be meant.
    #expect(report.unlinked.map(\.line) == [3])
    #expect(report.doubts.map(\.line) == [5, 8])
    #expect(report.doubts.allSatisfy { $0.candidates.map(\.thing.text) == ["rome-meeting"] })
    #expect(report.unlinked[0].title == "It ends again" && report.unlinked[0].reason.hasSuffix("."))
  }

  @Test("takes names that the log has left free, the same ones the next time")
  func takenNames() throws {
    let log = log()
    try log.take([
      #"{"process":"p","type":"round-convened","on":"1990","as":"round-1","title":"An older one"}"#
    ])
    let rows = [
      #"{"date":"2001","process":"p","type":"round_convened","title":"A","round":1}"#,
      #"{"date":"2002","process":"p","type":"round_concluded","title":"B","round":1}"#,
    ]
    try log.take([rows[0]])
    let report = try log.take(rows)
    #expect(report.new == 1 && report.alreadyThere == 1)
    #expect(try log.bodies("p").map { $0.subject?.slug?.text } == ["round-1", "round-1-2", "round-1-2"])
  }

  @Test(
    "reads the head of government off many kinds of headline",
    arguments: [
      ("Mary Robinson becomes President", "Mary Robinson"), ("A B dies; C D succeeds", "C D"),
      ("Lula returns to office", "Lula"), ("Election: Santos re-elected", "Santos"),
      ("A change at the top", "A change at the top"), ("becomes President", "becomes President"),
    ])
  func heads(title: String, head: String) throws {
    let log = log()
    try log.take([row(#""type":"administration_changed""#).replacing(#""T""#, with: "\"\(title)\"")])
    #expect(try log.bodies("p").compactMap { ($0.detail as? AdministrationChanged)?.head } == [head])
  }
}

/// A type of event that needs a field which chronicles do not have.
private struct SurveyHeld: EventType {
  static let name = "survey-held"
  static let help = "Somebody surveys an area."
  static let chronicleWords = [ChronicleWord("survey_held")]

  var area = ""

  mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("area", &area, "which")
  }

  func sentence(_ event: Event) -> String { "\(area) is surveyed" }
}

/// A generator that gives the same numbers every time (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
