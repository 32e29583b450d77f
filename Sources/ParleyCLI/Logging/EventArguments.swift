import EventSourcing
import Talks

/// The arguments of `parley log TYPE PROCESS`, from the event type's declaration.
struct EventArguments {
  /// The values given for each field, in order.
  private(set) var values: [String: [String]] = [:]
  /// The fields that take several.
  private let lists: Set<String>
  private(set) var process: Slug?
  private(set) var isDryRun = false
  private(set) var isStrict = false
  private(set) var isJSON = false
  private(set) var wantsHelp = false
  private(set) var id: String?
  private(set) var known: String?
  private(set) var by: String?
  private(set) var database: String?

  /// The options that are not fields of the event, with their help.
  static let own: [(name: String, valueName: String?, help: String)] = [
    ("known", "time", "when you learned it, such as 2020-05-01 or 2020-05-01T12:00:00Z; now if left out"),
    ("by", "name", "who records it; PARLEY_BY or your account name if left out"),
    ("id", "uuid", "the event's id; logging the same id again is harmless"),
    ("database", "conninfo", "another database than parley's own"),
    ("dry-run", nil, "show what would be recorded, and record nothing"),
    ("strict", nil, "record nothing that does not add up, or rests on no good source; see “parley check”"),
    ("json", nil, "print what was recorded as JSON"),
    ("help", nil, "show the options of this event type"),
  ]

  init(_ arguments: [String], for type: any EventType.Type) throws {
    lists = Set((Event.commonFields + type.fields).filter { $0.need == .list }.map(\.name))
    let fields = Event.commonFields + type.fields
    let names = fields.map(\.name) + Self.own.map(\.name)
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "-h" {
        wantsHelp = true
        continue
      }
      guard argument.hasPrefix("--"), argument.count > 2 else {
        try take(process: argument)
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.fields[String(parts[0])] ?? String(parts[0])
      switch name {
      case "dry-run": isDryRun = true
      case "strict": isStrict = true
      case "json": isJSON = true
      case "help": wantsHelp = true
      default:
        guard names.contains(name) else {
          let hint =
            nearest(name, among: names).map { "Did you mean “--\($0)”?" }
            ?? "“parley log \(type.name) --help” lists them."
          throw Failure("\(type.name) has no option “--\(name)”. \(hint)", .usage)
        }
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw Failure("The option “--\(name)” needs a value.", .usage)
        }
        switch name {
        case "known": known = value
        case "by": by = value
        case "id": id = value
        case "database": database = value
        default: values[name, default: []].append(value)
        }
      }
    }
    for field in fields where field.need != .list && (values[field.name]?.count ?? 0) > 1 {
      throw Failure("The option “--\(field.name)” can be given once only.", .usage)
    }
  }

  /// Takes over what others say: their values replace those there are, except in lists, which grow.
  mutating func take(_ others: EventArguments) {
    for (field, texts) in others.values {
      values[field] = (lists.contains(field) ? values[field] ?? [] : []) + texts
    }
    process = others.process ?? process
    isDryRun = isDryRun || others.isDryRun
    isStrict = isStrict || others.isStrict
    isJSON = isJSON || others.isJSON
    (known, by) = (others.known ?? known, others.by ?? by)
    database = others.database ?? database
  }

  mutating func say(_ field: String, _ texts: [String]) { values[field] = texts }

  private mutating func take(process text: String) throws {
    guard process == nil else {
      throw Failure("“\(text)” is one word too many; put a value of several words in quotes.", .usage)
    }
    guard let slug = Slug(text) else {
      throw Failure("“\(text)” is not the slug of a process; write it like “\(Slug(title: text))”.", .data)
    }
    process = slug
  }

  /// Replaces events as people name them by their ids.
  ///
  /// - Parameter id: the id of an event by its position or its id.
  mutating func resolve(_ type: any EventType.Type, _ id: (String) throws -> EventID) throws {
    for field in type.fields where field.kind == .event {
      guard let texts = values[field.name] else { continue }
      values[field.name] = try texts.flatMap { $0.split { $0 == "," || $0 == " " } }.map { text in
        try id(String(text)).description
      }
    }
  }

  /// Whether an option names an event.
  func namesEvents(_ type: any EventType.Type) -> Bool {
    type.fields.contains { $0.kind == .event && values[$0.name] != nil }
  }

  /// The event that the options describe.
  func event(of type: any EventType.Type) throws -> Event {
    var reader = TypedFields(values)
    var detail = type.init()
    do {
      try detail.fields(&reader)
      var event = Event(detail)
      try event.commonFields(&reader)
      try event.checkCompared()
      return event
    } catch {
      throw Failure(typed: error)
    }
  }
}

extension EventArguments {
  /// The fields that have options of another name, by that.
  fileprivate static let fields = ["source": "sources"]
}

extension Failure {
  /// What is wrong with something typed, at the option where it was.
  init(typed error: Malformed) {
    let option = error.field.map { field in
      EventArguments.fields.first { $0.value == field }?.key ?? field
    }
    self.init(option.map { "--\($0): \(error.reason)" } ?? error.reason, .data)
  }
}
