import EventSourcing
import Exports
import Foundation
import Talks
import TestSupport
import Testing

/// A record of a few events, as the tests export it.
struct Record {
  var title = "Six-party talks"
  var filter = EventFilter()
  var asOf: CivilDay?
  var mixesProcesses = false
  var rivals: [Int64: [String]] = [:]
  var ceiling: Marking?
  var updated: Int64?
  var events: [RecordedEvent<Event>] = []

  /// Adds an event at the next position; recorded a second after the one before.
  mutating func add(_ event: Event, process: String = "six-party-talks", by: String = "desk") {
    let position = Int64(events.count) + 1
    events.append(
      RecordedEvent(
        position: position, stream: process, version: position,
        id: EventID(high: 0x0190_0000_0000_7000, low: 1 << 63 | UInt64(position)),
        known: 1_588_334_400_000_000 + position, recorded: 1_588_334_401_000_000 + position, by: by,
        body: event))
  }

  func export(_ type: any ExportFormat.Type) -> String {
    String(decoding: exported(type), as: UTF8.self)
  }

  func exported(_ type: any ExportFormat.Type) -> [UInt8] {
    var revisions = Revisions()
    for event in events { revisions.add(event) }
    var format = type.init(
      ExportHeader(
        title: title, filter: filter.inWords(), asOf: asOf, rivals: rivals, revisions: revisions.all,
        updated: events.last?.recorded, zones: Clocks(),
        sharing: Sharing(upTo: ceiling ?? .clear, isLimited: ceiling != nil), mixesProcesses: mixesProcesses))
    var buffer = ExportBuffer()
    var bytes: [UInt8] = []
    format.begin(&buffer)
    for event in events {
      format.event(event, &buffer)
      bytes += buffer.take()
    }
    format.end(&buffer)
    return bytes + buffer.take()
  }

  /// Texts that try to be something else where they are shown.
  static let hostile: [String] = [
    "=cmd|'/c calc'!A1", "  +1+2", "\u{00A0}-2", "@SUM(A1)", "\tTAB", "\rCR", "＝1", "\u{200B}＋1", "－3", "＠x",
    "\u{1B}[31mred\u{1B}]0;title\u{07}", "C1 \u{9B}2J", "a \u{202E}txt.exe\u{2066}b",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "&lt;b&gt; &#60;i&#62;", "[link](javascript:alert(1))",
    "![image](http://evil.example/x.png)", "<http://evil.example>", "http://evil.example/a?b=c&d=`e`",
    "www.evil.example", "someone@evil.example", "mailto:a", "xmpp:a", "[^1]", "[^1]: footnote",
    "[ref]: http://evil.example", "# heading", "1. item", "12) item", "- item", "+ item", "* item", "> quote",
    "```\ncode\n```", "~~~\ncode", "    indented", "a\n\n<div>\n\nb", "a\n---", "a\n===", "a | b\n--|--",
    "**bold** __b__ ~~s~~ _i_ `c`", "\\[x\\](y)", "\\", "trailing\\\\", "``` ` ``", "<!-- comment", "]]>",
    "𝕊𝕚𝕩 🇰🇵🇺🇸 한반도", "مفاوضات عربية", "שלום", "e\u{301}\u{20DD}", "[\u{301}x](http://evil.example)",
    "@\u{301}x", "quote \" comma , semicolon ; end", "line\r\nbreak\nand\rmore", "a\u{2028}b\u{2029}c\u{85}d",
    "\u{FEFF}=1", "' apostrophe", "$x$ {y} ^z^ ==m== :tada:", "[x][y] [x][]",
    "<a\nhref='http://evil.example'>", "\u{01}\u{08}\u{0B}\u{0C}\u{7F}\u{80}",
    "no characters "
      + [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE].compactMap { Unicode.Scalar($0 as UInt32) }.map(String.init)
      .joined(),
    "END:VEVENT\r\nBEGIN:VALARM", "\\n\\, \\; \\N", "\u{1F1F0}", "http://[", "javascript:alert(1)", "_:1",
    "https://", "HTTP://EVIL.EXAMPLE/%zz#a#b", "</entry></feed>", "&#0;",
  ]

  /// Every hostile text in every place that takes any text.
  static var hostileRecord: Record {
    var record = Record()
    record.title = hostile.joined(separator: " ")
    for text in hostile + [String(repeating: "long [title](x) ", count: 6_250)] {
      var position = PositionStated()
      position.party = PartyID("kp")!
      position.issue = text
      position.quote = text
      position.preconditions = [text, text]
      var event = Event(position, on: try? EDTF("2003-08-27"))
      event.title = text
      event.summary = text
      event.place = Place(name: text, country: "cn")
      event.format = text
      event.sources = [
        Source(title: text, publisher: text, url: text, date: text, page: text, quote: text)
      ]
      record.add(event, by: text)
    }
    return record
  }

  /// What exports have to cope with in earnest: dates of all kinds, sources shared, fields of a type.
  static func sample() throws -> Record {
    var record = Record()
    var round = RoundConvened()
    round.round = .new(Slug("round-1")!)
    round.number = 1
    var first = Event(round, on: try EDTF("2003-08-27/2003-08-29"))
    first.zone = "Asia/Shanghai"
    first.title = "First round"
    first.summary = "The six meet; no text is agreed."
    first.parties = ["us", "kp", "cn", "kr", "jp", "ru"].compactMap { PartyID($0) }
    first.place = Place(name: "Beijing", country: "cn")
    first.track = Slug("denuclearization")
    first.format = "six-party"
    first.sources = [
      Source(title: "Chronology", publisher: "ACA", url: "https://example.org/c", date: "2020-05"),
      Source(title: "Chair’s summary", page: "3", quote: "The parties agreed to go on."),
    ]
    first.checked = true
    record.add(first)
    var launch = SetbackOccurred()
    launch.setback = .new(Slug("launch")!)
    launch.party = PartyID("kp")
    var second = Event(launch, on: try EDTF("2006-07-05T03:33"))
    second.zone = "Asia/Seoul"
    second.sources = [
      Source(title: "Chronology", publisher: "ACA", url: "https://example.org/c", date: "2020-05")
    ]
    record.add(second)
    var note = NoteAdded()
    note.text = "To be checked."
    record.add(Event(note))
    var pledge = MeasurePledged()
    pledge.measure = .existing(Reference(Slug("yongbyon-shutdown")!))
    pledge.party = PartyID("kp")!
    pledge.to = ["us", "kr"].compactMap { PartyID($0) }
    pledge.deadline = try EDTF("2007-04-14")
    record.add(Event(pledge, on: try EDTF("../2007-02-13")))
    return record
  }
}

/// Somebody else's program, given a text, and what it says.
func run(_ program: String, _ arguments: [String], input: [UInt8]) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (file, result) = (folder.appending(path: "in"), folder.appending(path: "out"))
  try Data(input).write(to: file)
  try Data().write(to: result)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardInput = try FileHandle(forReadingFrom: file)
  process.standardOutput = try FileHandle(forWritingTo: result)
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "\(program) has failed")
  return String(decoding: try Data(contentsOf: result), as: UTF8.self)
}

/// The clocks of two zones that never change.
struct Clocks: ZoneRules {
  func offsetSeconds(of zone: String, atLocal civilSeconds: Int64) -> Int? {
    ["Asia/Seoul": 9 * 3600, "Asia/Shanghai": 8 * 3600][zone]
  }
  func offsetSeconds(of zone: String, atUTC seconds: Int64) -> Int? {
    offsetSeconds(of: zone, atLocal: seconds)
  }
}

/// What Python makes of a text, by its standard library or with packages: the JSON that a script prints, parsed.
func python(_ script: String, input: [UInt8], by python: String = "python3") throws -> Any {
  let answer = try run(python, ["-c", "import sys, json, csv, io\n" + script], input: input)
  return try JSONSerialization.jsonObject(with: Data(answer.utf8), options: .fragmentsAllowed)
}
