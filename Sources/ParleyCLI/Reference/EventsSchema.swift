import Talks

/// The JSON Schema (2020-12) of a journal line.
enum EventsSchema {
  private typealias Members = [(name: String, json: JSONWriter)]

  static var text: String {
    object([
      ("$schema", string("https://json-schema.org/draft/2020-12/schema")),
      ("title", string("A line of a parley journal")),
      ("oneOf", .of { json in json.list(Catalogue.all) { type, json in json.raw(event(type)) } }),
      (
        "$defs",
        object([
          ("date", text("when it happened, as EDTF (ISO 8601-2) level 0 or 1, or [a..b]")),
          ("slug", pattern("^[a-z0-9]+(-[a-z0-9]+)*$")),
          ("reference", pattern("^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$")),
          (
            "place",
            either(
              ["name", "country"].map { ($0, text($0)) }
                + ["latitude", "longitude"].map { ($0, pattern(Coordinates.pattern)) }, required: [["name"]])
          ),
          (
            "clause",
            either(
              Clause.fields.map { ($0.name, property($0)) }, required: [["name", "kind", "text"]])
          ),
          ("source", either(Source.fields.map { ($0.name, property($0)) }, required: [["title"], ["key"]])),
        ])
      ),
    ]).text + "\n"
  }

  private static func event(_ type: any EventType.Type) -> JSONWriter {
    var properties: Members = [
      ("process", reference("slug")), ("type", object([("const", string(type.name))])),
      ("id", object([("type", string("string")), ("format", string("uuid"))])),
      ("known", object([("type", string("string")), ("format", string("date-time"))])),
      ("by", text("who recorded it")),
      ("ceiling", schema(Marking.kind)),
    ]
    let fields = Event.commonFields + type.fields
    properties += fields.map { ($0.name, property($0)) }
    // Events of versions that only lacked what came later fit as they stand.
    let fitting = Array(type.oldestFitting...type.version)
    properties.append(
      (
        "\(Form.name)",
        object([
          fitting.count == 1
            ? ("const", .of { $0.integer(type.version) })
            : ("enum", .of { $0.list(fitting) { $1.integer($0) } })
        ])
      ))
    let form = type.oldestFitting > 1 ? ["\(Form.name)"] : []
    var required = ["process", "type"] + form + fields.filter { $0.need == .required }.map(\.name)
    if !type.isTimeless { required.append("on") }
    return object([
      ("title", string(type.name)), ("description", string(type.help)), ("type", string("object")),
      ("properties", object(properties)), ("required", .of { $0.list(required) { $1.string($0) } }),
      ("additionalProperties", .of { $0.bool(false) }),
    ])
  }

  private static func property(_ field: FieldDescription) -> JSONWriter {
    let value = schema(field.kind)
    guard field.need == .list else { return value }
    return object([
      ("type", string("array")), ("items", value), ("description", string(field.help)),
    ])
  }

  private static func schema(_ kind: FieldKind) -> JSONWriter {
    switch kind {
    case .text: object([("type", string("string")), ("minLength", .of { $0.integer(1) })])
    case .number: object([("type", string("integer"))])
    case .bool: object([("type", string("boolean"))])
    case .date: reference("date")
    case .party, .slug: reference("slug")
    case .reference: reference("reference")
    case .place: reference("place")
    case .source: reference("source")
    case .clause: reference("clause")
    case .event: object([("type", string("string")), ("format", string("uuid"))])
    case .change: object([("type", string("string")), ("pattern", string("^[^=]+="))])
    case .origin: pattern("^[a-z0-9]+(-[a-z0-9]+)*#.")
    case .oneOf(_, let words): object([("enum", .of { $0.list(words) { $1.string($0) } })])
    }
  }

  /// A text as a person types it, or an object with one of some sets of members.
  private static func either(_ members: Members, required: [[String]]) -> JSONWriter {
    let needs = required.map { names in object([("required", .of { $0.list(names) { $1.string($0) } })]) }
    let whole = object([
      ("type", string("object")), ("properties", object(members)),
      ("anyOf", .of { $0.list(needs) { $1.raw($0) } }),
      ("additionalProperties", .of { $0.bool(false) }),
    ])
    return object([
      ("anyOf", .of { json in json.list([text("as typed on the command line"), whole]) { $1.raw($0) } })
    ])
  }

  private static func text(_ description: String) -> JSONWriter {
    object([("type", string("string")), ("description", string(description))])
  }

  private static func pattern(_ pattern: String) -> JSONWriter {
    object([("type", string("string")), ("pattern", string(pattern))])
  }

  private static func reference(_ name: String) -> JSONWriter {
    object([("$ref", string("#/$defs/\(name)"))])
  }
  private static func string(_ text: String) -> JSONWriter { .of { $0.string(text) } }
  private static func object(_ members: Members) -> JSONWriter { .of { $0.object(members) } }
}
