package import Talks

/// The mapping of a table's columns; docs/reference/map.schema.json describes its file.
package struct TableMap: Sendable {
  /// The name of the table in the record, the same from import to import.
  package let name: Slug
  let process: Rule
  let type: Rule
  /// The event types that rows may be of.
  let types: [any EventType.Type]
  /// By the name of the event's field.
  let fields: [(name: String, rules: [Rule])]
  /// The columns that tell a row from every other; empty where nothing does.
  let key: [String]
  let known: Rule?
  /// The columns of which none may be empty; other rows are skipped.
  let skip: [String]
  /// The words that stand in empty cells, such as `NA`.
  let empty: Set<String>
  /// The separator of a CSV file; nil to infer it from the header.
  let separator: UInt8?

  /// The time zones that it names.
  package var zones: [String] {
    fields.filter { $0.name == "zone" }.flatMap(\.rules).compactMap {
      if case .constant(let zone) = $0.origin { zone } else { nil }
    }
  }

  var columns: [String] {
    let rules = [process, type] + fields.flatMap(\.rules) + (known.map { [$0] } ?? [])
    return rules.flatMap(\.columns) + key + skip
  }

  /// Reads a map from a file.
  package init(_ path: String, process: String? = nil) throws(ImportError) {
    let file = try ImportFile(path)
    var lines = LineReader(file)
    guard let bytes = try lines.whole() else { throw .unusable(BadLine(file.name, 1, "This is no map.")) }
    do {
      try self.init(bytes, process: process)
    } catch {
      let line = 1 + bytes.prefix(max(0, (error.column ?? 1) - 1)).count { $0 == 0x0A }
      throw .unusable(BadLine(file.name, line, error.reason))
    }
  }

  /// - Parameter process: overrides the one that the map names.
  package init(_ json: [UInt8], process: String? = nil) throws(Malformed) {
    var tape = JSONTape()
    try tape.parse(json)
    let map = MapObject(tape, JSONTape.root)
    try map.check([
      "$schema", "name", "note", "process", "type", "fields", "key", "known", "skip", "empty", "separator",
    ])
    guard let name = try map.text("name") else {
      throw map.wrong(
        "The map needs a “name” for the table, such as “launches”; the record tells its rows by it.")
    }
    self.name = try map.at("name") { () throws(Malformed) in try Slug(typed: name) }
    func fixed(_ name: String, _ given: String? = nil, _ advice: String) throws(Malformed) -> Rule {
      if let given { return Rule(origin: .constant(given)) }
      guard let node = map.member(name) else { throw map.wrong("The map needs a “\(name)”: \(advice).") }
      if tape.kind(node) == .string { return Rule(origin: .constant(try tape.string(node))) }
      return try MapObject(tape, node).rule()
    }
    self.process = try fixed("process", process, "the slug of one, or {\"column\": …}")
    type = try fixed("type", nil, "an event type, or {\"column\": …, \"values\": {…}}")
    let type = self.type
    types = try map.at("type") { () throws(Malformed) in try Self.types(type) }
    if case .constant(let text) = self.process.origin {
      if text.isEmpty {
        throw map.wrong("Say in “process” which talks the table belongs to, or give --process.")
      }
      _ = try map.at("process") { () throws(Malformed) in try Slug(typed: text) }
    }

    var fields: [(name: String, rules: [Rule])] = []
    let known = Event.commonFields + types.flatMap { $0.fields }
    guard let node = map.member("fields") else {
      throw map.wrong("The map needs “fields”: which column each field of the event comes from.")
    }
    for (key, value) in try tape.members(node) {
      let field = try tape.string(key)
      guard let description = known.first(where: { $0.name == field }), field != "origin" else {
        let hint = nearest(field, among: known.map(\.name)).map { " Did you mean “\($0)”?" } ?? ""
        throw Malformed(
          "No event of this map has a field “\(field)”.\(hint)", field: field, column: tape.column(key))
      }
      if fields.contains(where: { $0.name == field }) {
        throw Malformed("The field “\(field)” stands here twice.", field: field, column: tape.column(key))
      }
      let isList = tape.kind(value) == .array
      var rules: [Rule] = []
      for node in isList ? try tape.elements(value) : [value] {
        rules.append(try MapObject.rule(tape, node, isDate: description.kind == .date))
        if let zone = try MapObject.zone(tape, node, of: field) {
          fields.append(("zone", [Rule(origin: .constant(zone))]))
        }
      }
      if description.need != .list, rules.count != 1 || rules[0].split != nil {
        throw Malformed(
          "The field “\(field)” has one value; give one column, and no “split”.", field: field,
          column: tape.column(value))
      }
      fields.append((field, rules))
    }
    if fields.isEmpty {
      throw map.wrong("The map fills no field of an event: say in “fields” which column each comes from.")
    }
    self.fields = fields
    key = try map.texts("key")
    skip = try map.texts("skip")
    empty = Set(try map.texts("empty").map { trimmed($0) })
    self.known =
      if let node = map.member("known") { try MapObject.rule(tape, node, isDate: true) } else { nil }
    separator = try map.text("separator").map { text throws(Malformed) in
      guard [",", ";", "\t", "|"].contains(text), let byte = text.utf8.first else {
        throw map.wrong("“\(text)” parts no cells; a separator is , or ; or | or a tab.")
      }
      return byte
    }
  }

  private static func types(_ rule: Rule) throws(Malformed) -> [any EventType.Type] {
    var names: [String]
    switch rule.origin {
    case .constant(let name): names = [name]
    default:
      guard let values = rule.values else { return Catalogue.all.filter { !$0.isEditorial } }
      names = values.values.sorted() + (rule.fallback.map { [$0] } ?? [])
    }
    var types: [any EventType.Type] = []
    for name in names {
      guard let type = Catalogue.type(named: name) else { throw Catalogue.unknown(name) }
      if type.isEditorial {
        throw Malformed("“\(name)” is about the record; a table tells of what happened.", field: "type")
      }
      types.append(type)
    }
    return types
  }

  /// The columns behind a field of the event, as the beginning of a complaint.
  func prefix(_ field: String?) -> String {
    let rules =
      switch field {
      case "process": [process]
      case "type": [type]
      case "known": known.map { [$0] } ?? []
      default: fields.first { $0.name == field }?.rules ?? []
      }
    let columns = rules.flatMap(\.columns)
    if !columns.isEmpty { return Rule(origin: .template(columns.map { .column($0) })).prefix }
    return field.map { "Field “\($0)”: " } ?? ""
  }
}

/// An object of the map with a fixed set of members.
struct MapObject {
  private let tape: JSONTape
  private let node: Int

  init(_ tape: JSONTape, _ node: Int) {
    self.tape = tape
    self.node = node
  }

  func wrong(_ reason: String) -> Malformed { Malformed(reason, column: tape.column(node)) }

  /// The result of reading a member; an error is completed with its place.
  func at<R>(_ name: String, _ body: () throws(Malformed) -> R) throws(Malformed) -> R {
    do { return try body() } catch {
      throw Malformed(error.reason, field: name, column: member(name).map { tape.column($0) })
    }
  }

  /// Sees to it that it is an object with no other members than these.
  func check(_ names: [String]) throws(Malformed) {
    var unseen = names
    for (key, _) in try tape.members(node) {
      let name = try tape.string(key)
      guard let index = unseen.firstIndex(of: name) else {
        let hint = nearest(name, among: unseen).map { " Did you mean “\($0)”?" } ?? ""
        let reason =
          names.contains(name)
          ? "“\(name)” stands here twice." : "A map has nothing called “\(name)” here.\(hint)"
        throw Malformed(reason, field: name, column: tape.column(key))
      }
      unseen.remove(at: index)
    }
  }

  func member(_ name: String) -> Int? {
    guard let members = try? tape.members(node) else { return nil }
    return members.first { (try? tape.string($0.key)) == name && tape.kind($0.value) != .null }?.value
  }

  func text(_ name: String) throws(Malformed) -> String? {
    guard let node = member(name) else { return nil }
    return try tape.string(node)
  }

  /// A text, or a list of texts.
  func texts(_ name: String) throws(Malformed) -> [String] {
    guard let node = member(name) else { return [] }
    if tape.kind(node) == .string { return [try tape.string(node)] }
    var found: [String] = []
    for element in try tape.elements(node) { found.append(try tape.string(element)) }
    return found
  }

  /// A rule, or a column by its name alone.
  static func rule(_ tape: JSONTape, _ node: Int, isDate: Bool) throws(Malformed) -> Rule {
    if tape.kind(node) == .string {
      return Rule(origin: .column(try tape.string(node)), dates: isDate ? [.edtf] : nil)
    }
    return try MapObject(tape, node).rule(isDate: isDate)
  }

  /// The zone of the wall clock that the dates of a column were read from.
  static func zone(_ tape: JSONTape, _ node: Int, of field: String) throws(Malformed) -> String? {
    guard tape.kind(node) == .object, let zone = try MapObject(tape, node).text("zone") else { return nil }
    guard field == "on" else {
      throw Malformed("Only the field “on” has a “zone”.", field: field, column: tape.column(node))
    }
    return zone
  }

  func rule(isDate: Bool = false) throws(Malformed) -> Rule {
    try check(
      ["column", "constant", "template", "values", "default", "split", "note"]
        + (isDate ? ["format", "zone", "start", "end", "open"] : []))
    var sources: [Rule.Cells] = []
    if let column = try text("column") { sources.append(.column(column)) }
    if let constant = try text("constant") { sources.append(.constant(constant)) }
    if let template = try text("template") { sources.append(.template(try pieces(template))) }
    if let start = try text("start"), let end = try text("end") {
      let isOpen = try member("open").map { node throws(Malformed) in try tape.bool(node) } ?? false
      sources.append(.span(start: start, end: end, isOpen: isOpen))
      if let other = ["values", "split"].first(where: { member($0) != nil }) {
        throw wrong("An interval of two columns has no “\(other)”.")
      }
    } else if let one = ["start", "end", "open"].first(where: { member($0) != nil }) {
      throw wrong("“\(one)” is of an interval, which has a column for its “start” and one for its “end”.")
    }
    guard sources.count == 1, let source = sources.first else {
      throw wrong(
        "A value comes from one of “column”, “constant” and “template”\(isDate ? ", or from “start” and “end”" : "")."
      )
    }
    var rule = Rule(origin: source)
    rule.fallback = try text("default")
    rule.split = try text("split")
    if let table = member("values") {
      var values: [String: String] = [:]
      for (key, value) in try tape.members(table) {
        let word = try tape.string(key)
        if values.updateValue(tape.kind(value) == .null ? "" : try tape.string(value), forKey: word) != nil {
          throw Malformed("“\(word)” stands among the values twice.", column: tape.column(key))
        }
      }
      rule.values = values
    }
    if isDate {
      var dates: [DatePattern] = []
      for text in try texts("format") {
        do { dates.append(try DatePattern(text)) } catch { throw wrong(error.reason) }
      }
      rule.dates = dates.isEmpty ? [.edtf] : dates
    }
    return rule
  }

  /// Parses a template, in which `{column}` is replaced by the column's cell.
  private func pieces(_ template: String) throws(Malformed) -> [Rule.TemplatePiece] {
    var pieces: [Rule.TemplatePiece] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw wrong("A bracket { in “\(template)” is not closed; write {column}.")
      }
      pieces.append(.text(String(rest[..<open])))
      pieces.append(.column(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [.text(String(rest))]
  }
}
