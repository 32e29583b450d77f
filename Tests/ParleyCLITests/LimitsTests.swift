import Answers
import Exports
import Foundation
import Postgres
import Talks
import TestSupport
import Testing

/// Whatever can be logged can be folded, stored, shown and exported; what cannot is refused with a sentence.
@Suite("What lies at the limits")
struct LimitsTests {
  // MARK: Dates

  @Test(
    "of dates is recorded, or refused with the limits",
    arguments: [
      ("-4712", true), ("-4712-01-01", true), ("-4713", false), ("-4713-12-31", false), ("-9999", false),
      ("-47XX", false), ("-46XX", true), ("9999", true), ("9999-12-31", true), ("99XX", true),
      ("9999-24", false), ("9999-23", true), ("Y10000", false), ("Y-10000", false), ("Y170000002", false),
      ("../-9999", false), ("-9999/..", false), ("[-9999..2003]", false), ("[2003..Y12345]", false),
      ("../9999", true), ("-4712/9999", true), ("[-4712..]", true), ("0000", true), ("/-4712", true),
      ("9999-12-31T23:59:59Z", false), ("9999-12-30T23:59:59-15:00", true), ("-4712-01-01T00:00", false),
      ("-4712-01-02T00:00+15:00", true),
    ])
  func dates(text: String, isHeld: Bool) throws {
    if isHeld {
      #expect(try EDTF(typed: text).text == text)
    } else {
      let error = #expect(throws: Malformed.self) { try EDTF(typed: text) }
      #expect(error?.reason == "“\(text)” is beyond the dates that can be recorded, from 4713 BC to AD 9999.")
    }
  }

  @Test("of dates hold nobody up, whatever form of EDTF they have", arguments: [1, 2] as [UInt64])
  func everyDate(seed: UInt64) throws {
    var forms = Forms(dice: Dice(seed: seed))
    var accepted: [String] = []
    var tries = 0
    while accepted.count < 250 {
      tries += 1
      let text = forms.expression()
      if (try? EDTF(typed: text)) != nil { accepted.append(text) }
    }
    #expect(tries < 2_500, "most of what is well formed is refused")
    var lines = [
      #"{"process":"limits","type":"process-defined","title":"Limits","tracks":["t"]}"#,
      #"{"process":"limits","type":"talks-opened","on":"0001"}"#,
    ]
    for (number, on) in accepted.enumerated() {
      let kind = number % 8
      let name = "\"as\":\"thing-\(number)\""
      let other = accepted[(number * 7 + 3) % accepted.count]
      let detail =
        switch kind {
        case 0:
          #""type":"measure-pledged","form":2,\#(name),"party":"us","to":["kp"],"category":"freeze","deadline":"\#(other)","track":"t","quantity":"5 t""#
        case 1: #""type":"measure-implemented",\#(name),"party":"kp","category":"freeze","track":"t""#
        case 2: #""type":"round-convened",\#(name),"number":\#(number),"parties":["us","kp"]"#
        case 3: #""type":"setback-occurred",\#(name),"title":"S \#(number)","severity":"minor","by":"desk""#
        case 4: #""type":"party-joined","party":"cn","role":"host""#
        case 5: #""type":"agreement-signed",\#(name),"title":"A \#(number)","parties":["us","kp"]"#
        case 6: #""type":"administration-changed","party":"us","head":"H \#(number)""#
        default: #""type":"position-stated","party":"kp","issue":"oil","title":"P""#
        }
      lines.append(#"{"process":"limits","on":"\#(on)",\#(detail)}"#)
    }
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    try take(lines, program)
    try answersHold(program, "limits")
  }

  // MARK: Every field

  @Test("of every field of every type hold nobody up", arguments: Extreme.allCases)
  func everyField(extreme: Extreme) throws {
    var lines = [
      #"{"process":"limits","type":"process-defined","title":"Limits"}"#,
      #"{"process":"limits","type":"party-defined","party":"\#(extreme.slug)","name":"P"}"#,
      #"{"process":"limits","type":"source-defined","key":"\#(extreme.slug)","title":"S"}"#,
      #"{"process":"limits","id":"\#(Extreme.statement)","on":"2003","type":"position-stated","party":"us","issue":"oil","title":"P"}"#,
    ]
    for kind in ThingKind.allCases {
      let type =
        switch kind {
        case .round: #""round-planned""#
        case .proposal: #""proposal-tabled","party":"us""#
        case .measure: #""measure-pledged","party":"us""#
        case .agreement: #""agreement-reached""#
        case .setback: #""setback-occurred""#
        }
      lines.append(
        #"{"process":"limits","on":"2003","title":"T","type":\#(type),"as":"\#(extreme.name(of: kind))"}"#)
    }
    for type in Catalogue.all where !type.isEditorial && !type.definesProcess {
      let fields = (Event.commonFields + type.fields).filter { $0.name != "as" }.compactMap { field in
        extreme.value(of: field, in: type).map { "\"\(field.name)\":\($0)" }
      }
      let form = type.version > 1 ? ["\"form\":\(type.version)"] : []
      lines.append(
        "{\"process\":\"limits\",\"type\":\"\(type.name)\",\((form + fields).joined(separator: ","))}")
    }
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    try take(lines, program)
    try answersHold(program, "limits")
  }

  // MARK: A store that holds one already

  @Test("that an earlier program let pass are named, change nothing else, and are healed by retracting them")
  func healed() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("log", "talks-opened", "demo", "--on", "2003-08-27").status == 0)
    #expect(try program.run("log", "talks-opened", "other", "--on", "2003-08-27").status == 0)
    let before = try program.run("show", "other").output
    try Connection(program.conninfo).script(
      """
      SELECT * FROM log.append('{}', ARRAY[
        ('demo', gen_random_uuid(), 'note-added', '{"on":"-9999","text":"Long ago"}', NULL, 'x')]::log.new_event[])
      """)
    let why = "“-9999” is beyond the dates that can be recorded, from 4713 BC to AD 9999."
    let check = try program.run("check", "--process", "demo")
    #expect(check.status == 1)
    #expect(
      check.output.withoutNames.contains(
        "unreadable\n    An event cannot be read: \(why) [3]\n      parley retract 3 "))
    let doctor = try program.run("doctor")
    #expect(doctor.status == 1 && doctor.output.contains("event 3 of demo cannot be read: \(why)"))
    try answersHold(program, "demo", leavesOut: true)
    #expect(try program.run("show", "other").output == before)
    #expect(try program.run("retract", "3", "--because", "the date cannot be").status == 0)
    #expect(!(try program.run("check", "--process", "demo").output.contains("unreadable")))
    let healed = try program.run("doctor")
    #expect(healed.status == 0)
    #expect(healed.output.contains("ok    event 3 of demo cannot be read (retracted): \(why)"))
    try answersHold(program, "demo", leavesOut: true)
  }

  @Test("of standpoints are taken too")
  func standpoints() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    try take(
      [
        #"{"process":"limits","type":"talks-opened","on":"-4712"}"#,
        #"{"process":"limits","type":"measure-pledged","on":"9999-12-31","as":"m","party":"us","deadline":"9999"}"#,
      ], program)
    for day in ["-4712-01-01", "0000-01-01", "9999-12-31", "-9999-01-01"] {
      for question in ["show", "timeline", "measures", "ledger", "tracks", "brief"] {
        let outcome = try program.run(question, "limits", "--as-of=\(day)")
        #expect(outcome.status == 0, "\(question) \(day): \(outcome.complaint)")
      }
      #expect(try program.run("check", "--as-of=\(day)").status <= 1)
    }
  }

  // MARK: What has to hold

  private func take(_ lines: [String], _ program: Program) throws {
    let outcome = try program.run(["log", "-"], input: lines.joined(separator: "\n") + "\n")
    try #require(
      outcome.status == 0,
      "\(outcome.complaint.prefix(600)) \(outcome.output.split(separator: "\n").prefix(4).map { $0.prefix(300) })"
    )
  }

  /// Every question, export and proof of the record.
  ///
  /// - Parameter leavesOut: whether there is an event that a journal has to leave out, which it says by its status.
  private func answersHold(_ program: Program, _ process: String, leavesOut: Bool = false) throws {
    var commands: [[String]] = Questions.all.map { $0.name }.compactMap { name in
      switch name {
      case "list", "continuity", "sources": [name]
      case "search": [name, "limits"]
      case "history": nil
      case "why": [name, process, "standing"]
      case "diff": [name, process, "--from", "1900-01-01", "--to", "2020-01-01"]
      case "check": nil
      default: [name, process]
      }
    }
    commands += [["rebuild"], ["rebuild", "--check"], ["verify"], ["events", "--json"]]
    for command in commands {
      let outcome = try program.run(command)
      #expect(
        outcome.status == 0, "\(command): \(outcome.complaint.prefix(400)) \(outcome.output.suffix(200))")
    }
    #expect(try program.run("check").status <= 1)
    let folder = FileManager.default.temporaryDirectory.appending(path: "limits-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    for format in ExportFormats.all.map({ $0.name }) + DossierFormats.all.map({ $0.name }) {
      let file = folder.appending(path: "export.\(format)").path
      let outcome = try program.run("export", process, "--format", format, "--output", file)
      let isOne = leavesOut && format == "journal"
      #expect(outcome.status == (isOne ? 1 : 0), "\(format): \(outcome.complaint.prefix(400))")
      if ["atom", "svg"].contains(format) {
        let parsed = try program.shell(
          "python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' \(file)")
        #expect(parsed.status == 0, "\(format) is not well formed: \(parsed.complaint.suffix(200))")
      }
      if ["json", "geojson", "cloudevents", "timelinejs", "prov"].contains(format) {
        let parsed = try program.shell(
          "python3 -c 'import sys, json; t=open(sys.argv[1], newline=\"\\n\").read(); [json.loads(l) for l in (t.strip().split(chr(10)) if sys.argv[2] == \"cloudevents\" else [t])]' \(file) \(format)"
        )
        #expect(parsed.status == 0, "\(format) is no JSON: \(parsed.complaint.suffix(200))")
      }
    }
  }
}

/// A kind of extreme value for every field.
enum Extreme: String, CaseIterable, CustomTestStringConvertible {
  case least, most, strange

  var testDescription: String { rawValue }

  /// The event to which fields refer that name one.
  static let statement = "01900000-0000-7000-8000-00000000000a"

  var slug: String { self == .least ? "z" : String(repeating: "z", count: 80) }

  func name(of kind: ThingKind) -> String {
    let name = kind.rawValue
    return self == .least ? name : name + String(repeating: "x", count: 80 - name.count)
  }

  private var text: String {
    switch self {
    case .least: "x"
    // A word that no index takes, among as many others as a long report has.
    case .most: String(repeating: "w", count: 3_000) + String(repeating: " wörter", count: 1_000)
    case .strange:
      "\\u0001\\u001f\\u007f\\u0085\\u2028\\u202e\\ufeff\\ufffe\\uffff\\udbff\\udfff e\\u0301 👩‍👩‍👧 \\r\\n\\t <a href='x'> & \\\" ]]> -- {{ }} | \\\\ $1 %s =1+1 @x #"
    }
  }

  /// The value as JSON; nil to leave the field out.
  func value(of field: FieldDescription, in type: any EventType.Type) -> String? {
    if field.need != .required && self == .least && field.name != "on" { return nil }
    let one = one(field, type)
    guard field.need == .list else { return one }
    let several = self == .most ? Array(repeating: one, count: 2) : [one]
    return "[\(several.joined(separator: ","))]"
  }

  private func one(_ field: FieldDescription, _ type: any EventType.Type) -> String {
    switch field.kind {
    case .text:
      switch field.name {
      case "zone": "\"Pacific/Kiritimati\""
      case "iso": "\"zz\""
      default: "\"\(text)\""
      }
    case .number:
      type.name == "measure-weighed"
        ? self == .most ? "100" : "1"
        : self == .least ? "-9007199254740991" : self == .most ? "9007199254740991" : "0"
    case .bool: "true"
    case .date:
      switch self {
      case .least: "\"-4712-01-01\""
      case .most: "\"9999-12-31\""
      case .strange: "\"../9999-12-31%\""
      }
    case .party, .slug: type.name.hasSuffix("-defined") || field.kind == .slug ? "\"\(slug)\"" : "\"\(slug)\""
    case .reference(let kind): "\"\(name(of: kind ?? .measure))\""
    case .place:
      #"{"name":"\#(text)","country":"zz","latitude":"-90.00000000","longitude":"180.00000000"}"#
    case .source:
      self == .least
        ? #""x""#
        : "{" + Source.fields.map { "\"\($0.name)\":\(part(of: $0))" }.joined(separator: ",") + "}"
    case .event: "\"\(Self.statement)\""
    case .change: "\"\""
    case .citationKey: "\"\(slug)\""
    case .clause: #"{"name":"\#(slug)","kind":"ask","text":"\#(text)"}"#
    case .period: self == .most ? #""P9999Y""# : #""P1D""#
    case .origin: "\"\(slug)#\(text)\""
    case .quantity:
      self == .most
        ? #"{"amount":"999999999999999.999999","unit":"\#(text)"}"# : #"{"amount":"0","unit":"x\#(text)"}"#
    case .oneOf(_, let words): "\"\(words[words.count - 1])\""
    }
  }

  private func part(of field: FieldDescription) -> String {
    let value =
      switch (field.name, field.kind) {
      case ("key", _): "\"\(slug)\""
      case ("url", _), ("archive", _):
        "\"https://example.org/\(self == .most ? String(repeating: "u", count: 9_000) : "é?a=<b>&c")\""
      case (_, .oneOf(_, let words)): "\"\(words[0])\""
      default: "\"\(text)\""
      }
    return field.need == .list ? "[\(value)]" : value
  }
}

/// Expressions of every form that EDTF has here, within and beyond the limits.
struct Forms {
  var dice: Dice

  mutating func expression() -> String {
    switch Int.random(in: 0..<10, using: &dice) {
    case 0...3: point()
    case 4, 5: "\(point())/\(point())"
    case 6: Bool.random(using: &dice) ? "\(point())/.." : "../\(point())"
    case 7: Bool.random(using: &dice) ? "\(point())/" : "/\(point())"
    case 8: "[\(point())..\(point())]"
    default: Bool.random(using: &dice) ? "[\(point())..]" : "[..\(point())]"
    }
  }

  private mutating func point() -> String {
    date() + (["", "", "?", "~", "%"].randomElement(using: &dice) ?? "")
  }

  private mutating func two(_ range: ClosedRange<Int>) -> String {
    let number = Int.random(in: range, using: &dice)
    return (number < 10 ? "0" : "") + String(number)
  }

  private mutating func year() -> String {
    let year =
      [0, 1, 44, 999, 1969, 2003, 4711, 4712, 4713, 9998, 9999, Int.random(in: 0...9999, using: &dice)]
      .randomElement(using: &dice) ?? 0
    let digits = String(year)
    return (Bool.random(using: &dice) && year > 0 ? "-" : "")
      + String(repeating: "0", count: 4 - digits.count)
      + digits
  }

  private mutating func date() -> String {
    let year = year()
    switch Int.random(in: 0..<11, using: &dice) {
    case 0: return year
    case 1: return year.dropLast() + "X"
    case 2: return year.dropLast(2) + "XX"
    case 3: return year + "-" + two(1...12)
    case 4: return year + "-" + two(21...24)
    case 5: return year + ["-XX", "-XX-XX", "-02-XX"].randomElement(using: &dice)!
    case 6:
      return "Y\(Bool.random(using: &dice) ? "-" : "")\(Int.random(in: 10_000...9_999_999_999, using: &dice))"
    case 7, 8:
      let zone = ["", "Z", "+15:00", "-15:00", "+09"].randomElement(using: &dice) ?? ""
      let second = Bool.random(using: &dice) ? ":" + two(0...59) : ""
      return "\(year)-\(two(1...12))-\(two(1...28))T\(two(0...23)):\(two(0...59))\(second)\(zone)"
    default: return year + "-" + two(1...12) + "-" + two(1...28)
    }
  }
}
