import ArgumentParser
import EventSourcing
import Exports
import Foundation
import TestSupport
import Testing

@testable import ParleyCLI
@testable import Talks

/// Parties draw a line that their forces do not cross: a type of this file alone, which declares much.
struct CeasefireLineDrawn: AgreementAct {
  static let name = "ceasefire-line-drawn"
  static let help = "Parties draw a line that their forces do not cross."
  static let movement: Movement? = .forward
  static let glyph = Glyph.agreement
  static let lane = LaneOwner.participants
  static let chronicleWords = [ChronicleWord("line_drawn", .naming)]

  var agreement = Subject.new(nil)
  var party = PartyID.placeholder
  var kilometres: Int?
  var deadline: EDTF?

  mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who draws it on the map")
    try v.optional("kilometres", &kilometres, "how long it is")
    try v.optional("deadline", &deadline, "by when forces are behind it")
  }

  func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.reached, by: entry.event.parties, entry.dating)
  }

  var presence: Presence? { .attends }
  var turn: Turn? { .resumes(through: []) }
  var meeting: MeetingKind? { .contact(.meeting) }
  var isLandmark: Bool { true }

  func sentence(_ event: Event) -> String { "\(party.name) draws \(agreement.words)" }
}

/// A type that declares nothing beyond what every type has to.
struct MapPublished: EventType {
  static let name = "map-published"
  static let help = "Somebody publishes a map."

  mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {}

  func sentence(_ event: Event) -> String { "A map is published" }
}

@Suite("An event type that one file declares")
struct OwnEventTypeTests {
  /// Runs a body as if the types stood in the catalogue.
  private func withTypes<T>(_ body: () throws -> T) rethrows -> T {
    try Catalogue.$guests.withValue([CeasefireLineDrawn.self, MapPublished.self], operation: body)
  }

  private static let line =
    #"{"process":"talks","type":"ceasefire-line-drawn","on":"1953-07-27","title":"The line","parties":["us","kp"],"as":"line","deadline":"1953-07-30","kilometres":250,"party":"us"}"#

  private func read(_ line: String) throws -> JournalLine {
    var tape = JSONTape()
    try tape.parse(Array(line.utf8))
    return try JournalLine(tape)
  }

  private func fold(_ lines: [String]) throws -> ProcessState {
    .fold(
      try lines.enumerated().map { index, line in
        Entry(
          position: Int64(index) + 1, id: EventID(high: 0x7000, low: UInt64(index)),
          event: try read("{\"process\":\"talks\",\(line)}").event, zones: UTCOnly())
      })
  }

  @Test("is in the journal, with its fields, and only while the test has it there")
  func journal() throws {
    let body = try withTypes {
      let line = try read(Self.line)
      let detail = try #require(line.event.detail as? CeasefireLineDrawn)
      #expect(detail.kilometres == 250 && detail.party == PartyID("us"))
      let body = EventCodec.encode(line.event)
      var codec = EventCodec()
      #expect(try codec.decode(type: "ceasefire-line-drawn", body: body) == line.event)
      #expect(try read(JSONWriter.of { line.write(&$0) }.text) == line)
      let error = #expect(throws: Malformed.self) {
        try read(Self.line.replacing("\"party\":\"us\"", with: "\"length\":1"))
      }
      #expect(error?.reason == "The field “party” is missing.")
      return body
    }
    var codec = EventCodec()
    #expect(!codec.event(type: "ceasefire-line-drawn", body: body).isReadable)
    #expect(!Catalogue.all.contains { $0 == CeasefireLineDrawn.self })
  }

  @Test("is in help, options, completion, template, reference and schema")
  func words() throws {
    try withTypes {
      #expect(EventHelp.overview.contains("OTHERS:\n  ceasefire-line-drawn"))
      let help = EventHelp.text(for: CeasefireLineDrawn.self)
      #expect(help.contains("USAGE: parley log ceasefire-line-drawn PROCESS --on <date> --party <party>"))
      #expect(help.contains("--kilometres <n>        how long it is"))
      let arguments = try EventArguments(
        ["talks", "--party", "us", "--kilometres=250"], for: CeasefireLineDrawn.self)
      let detail = try arguments.event(of: CeasefireLineDrawn.self).detail
      #expect((detail as? CeasefireLineDrawn)?.kilometres == 250)
      let described = CommandDescription(Parley.self).subcommands.first { $0.name == "log" }
      #expect(described?.subcommands.contains { $0.name == "ceasefire-line-drawn" } == true)
      #expect(EventsPage.text.contains("### map-published\n\nSomebody publishes a map."))
      #expect(EventsPage.text.contains("| `kilometres` | whole number | how long it is |"))
      let schema = try #require(
        try JSONSerialization.jsonObject(with: Data(EventsSchema.text.utf8)) as? [String: Any])
      let own = (schema["oneOf"] as? [[String: Any]])?.first {
        $0["title"] as? String == CeasefireLineDrawn.name
      }
      #expect(own?["required"] as? [String] == ["process", "type", "party", "on"])
      #expect(
        (own?["properties"] as? [String: Any])?["kilometres"] as? [String: String] == ["type": "integer"])
    }
  }

  @Test("is logged, taken from a chronicle, and written in every format")
  func formats() throws {
    let database = try TestCluster.shared().freshDatabase()
    func parley(_ arguments: String...) throws {
      var command = try Parley.parseAsRoot(
        arguments + (arguments[0] == "log" ? ["--by", "desk"] : []) + ["--database", database])
      try command.run()
    }
    let chronicle = try ScratchFile([
      #"{"date":"1953-07-28","process":"talks","type":"line_drawn","title":"Another line","parties":["kp"],"location":"Kaesong, kp"}"#
    ])
    try withTypes {
      try parley(
        "log", "ceasefire-line-drawn", "talks", "--on", "1953-07-27", "--as", "line", "--party", "us",
        "--title", "A line along the river", "--parties", "us,kp", "--place", "Panmunjom, kp",
        "--deadline", "1953-07-30", "--source", "The press")
      try parley("log", "map-published", "talks", "--on", "1953-08")
      try parley("import", chronicle.path, "--format", "chronicle")
      try parley(
        "log", "agreement-linked", "talks", "--agreement", "line", "--implements", "another-line", "--on",
        "1954")
      let formats =
        ExportFormats.all.map { $0.name } + DossierFormats.all.filter { $0.converter.isEmpty }.map { $0.name }
      for format in formats {
        let file = try ScratchFile()
        try parley("export", "talks", "--format", format, "--output", file.path)
        let text =
          format == "xlsx"
          ? try unzipped(file.path) : try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(text.contains("A line along the river"), "\(format)")
        #expect(text.contains("Another line"), "\(format)")
      }
    }
  }

  @Test("has its sign, its lanes and its place in the legend of the picture")
  func picture() throws {
    let state = try withTypes {
      try fold([
        #""type":"party-joined","on":"1953-01-01","party":"us""#,
        #""type":"party-joined","on":"1953-01-01","party":"kp""#,
        #""type":"ceasefire-line-drawn","on":"1953-07-27","as":"line","title":"The line","party":"us","parties":["us","kp"]"#,
        #""type":"map-published","on":"1960""#,
      ])
    }
    let dossier = Dossier(
      header: ExportHeader(title: "Talks", filter: "All."),
      processes: [Dossier.Process(slug: "talks", state: state)], administrations: [], day: CivilDay(days: 0))
    let svg = String(decoding: SVG.write(dossier), as: UTF8.self)
    #expect(svg.contains(">The line</text>"))
    #expect(svg.contains(">Agreement reached or signed</text>"))
    #expect(svg.contains(">Other event</text>"))
    // It stands with both, so that a line ties its sign to the lane of the other.
    #expect(svg.contains(">With this party</text>"))
    let page = String(decoding: HTMLPage.write(dossier), as: UTF8.self)
    #expect(page.contains("ceasefire line drawn") && page.contains("map published"))
  }

  @Test("seats parties, is a meeting, ends a breakdown and moves its track by what it declares")
  func rules() throws {
    let state = try withTypes {
      try fold([
        #""type":"talks-opened","on":"1951-07-10""#,
        #""type":"talks-suspended","on":"1952-10-08","reason":"Prisoners""#,
        #""type":"ceasefire-line-drawn","on":"1953-07-27","track":"military","as":"line","party":"us","parties":["us","kp"]"#,
      ])
    }
    #expect(state.roster.atTable.map(\.party.slug.text) == ["us", "kp"])
    #expect(state.roster.seats.map(\.basis) == [.attended, .attended])
    #expect(state.contacts.map(\.kind) == [.meeting])
    #expect(state.lastContact?.position == 3)
    #expect(state.standing == .open)
    #expect(state.episodes.map(\.ended?.position) == [3] && state.episodes[0].reason == "Prisoners")
    #expect(state.tracks[Slug("military")!]?.last(.forward)?.position == 3)
    #expect(state.agreements[Slug("line")!]?.status == .reached)
  }

  private func unzipped(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(*(z.read(n).decode() for n in z.namelist()))",
      path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
