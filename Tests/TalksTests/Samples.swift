import Foundation
import Talks
import Testing

/// Events of every type, made from nothing but the declarations of their fields.
enum Samples {
  /// A journal line of a type with every field filled; what it is about is named, or referred to.
  static func line(of type: any EventType.Type, naming: Bool = true) -> JSONWriter {
    var members: [(name: String, json: JSONWriter)] = [
      ("process", text("six-party-talks")), ("type", text(type.name)),
      ("id", text("01900000-0000-7000-8000-000000000001")), ("known", text("2020-05-01T12:00:00.000000Z")),
      ("by", text("desk")),
    ]
    if type.version > 1 { members.append(("form", .of { $0.integer(type.version) })) }
    for field in Event.commonFields + type.fields {
      if type.subjectKind != nil {
        if field.name == "as" && !naming { continue }
        if field.name == type.subjectKind.map({ "\($0.fieldName)" }) && naming { continue }
      }
      members.append((field.name, field.need == .list ? list(field) : value(of: field)))
    }
    return .of { $0.object(members) }
  }

  static func read(_ bytes: some Collection<UInt8>) throws -> JournalLine {
    var tape = JSONTape()
    try tape.parse(bytes)
    return try JournalLine(tape)
  }

  static func written(_ line: JournalLine) -> [UInt8] { JSONWriter.of { line.write(&$0) }.bytes }

  private static func text(_ text: String) -> JSONWriter { .of { $0.string(text) } }

  private static func list(_ field: FieldDescription) -> JSONWriter {
    .of { json in json.list([field, field]) { write($0, &$1) } }
  }

  private static func value(of field: FieldDescription) -> JSONWriter { .of { write(field, &$0) } }

  private static func write(_ field: FieldDescription, _ json: inout JSONWriter) {
    switch field.kind {
    case .text: json.string(field.name == "zone" ? "Asia/Seoul" : "The \(field.name), “é\u{1D11E}” \"\\\n")
    case .number: json.integer(3)
    case .bool: json.bool(true)
    case .date: json.string("2007-02-13~/2007-04")
    case .party: json.string("kp")
    case .slug: json.string("a-slug")
    case .citationKey: json.string("김 2005:A, b")
    case .reference(nil): json.string("us-dprk/agreed-framework")
    case .reference: json.string("named-before")
    case .place:
      json.object([
        ("name", text("Beijing")), ("country", text("cn")), ("latitude", text("39.90")),
        ("longitude", text("116.40")),
      ])
    case .source:
      json.object(Source.fields.map { ($0.name, $0.need == .list ? list($0) : value(of: $0)) })
    case .event: json.string("01900000-0000-7000-8000-000000000002")
    case .clause: json.object(Clause.fields.map { ($0.name, $0.need == .list ? list($0) : value(of: $0)) })
    case .origin: json.string("launches#NK-2017-20")
    case .period: json.string("P3M")
    case .quantity: json.object([("amount", text("16000.5")), ("unit", text("t of “oil”"))])
    case .change: json.string("title=The title, “é\u{1D11E}”")
    case .oneOf(_, let words): json.string(words[words.count - 1])
    }
  }
}
