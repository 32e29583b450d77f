import EventSourcing
import Talks

/// Reads the rows of one table by its map.
struct TableReader: Sendable {
  private let map: TableMap
  /// By event type: the fields that the map fills, and those that are required.
  private let fields: [String: (filled: [(name: String, rules: [Rule])], required: [FieldDescription])]
  /// The fields that take several values.
  private let lists: Set<String>
  /// Whether the times of day in the dates are all midnight, so that they say no more than the day.
  var datesAreDays = false
  /// The number of occurrences of each row without a key.
  private var repeated: [LineDigest: Int] = [:]

  /// - Parameter header: the table's columns.
  init(_ map: TableMap, header: [String]) throws(Malformed) {
    self.map = map
    lists = Set(
      (Event.commonFields + map.types.flatMap { $0.fields }).filter { $0.need == .list }.map(\.name))
    fields = Dictionary(
      map.types.map { type in
        let own = Event.commonFields + type.fields
        return (
          type.name,
          (
            map.fields.filter { field in own.contains { $0.name == field.name } },
            own.filter { $0.need == .required }
          )
        )
      }
    ) { first, _ in first }
    for column in map.columns {
      switch header.count(where: { $0 == column }) {
      case 1: continue
      case 0:
        let hint = nearest(column, among: header).map { " Did you mean “\($0)”?" } ?? ""
        let columns = header.prefix(20).joined(separator: ", ")
        throw Malformed(
          "The map names a column “\(column)” that the table does not have (\(columns)).\(hint)")
      default:
        throw Malformed("The column “\(column)” stands twice in the header; rename one of them.")
      }
    }
  }

  /// What becomes of a row.
  enum Outcome {
    case event(Imported)
    /// It is passed over, for a reason in words.
    case passedOver(String)
  }

  /// What a row says when its date is read; nil where it has none, or one that cannot be read.
  func times(of row: TableRow) -> ClockTimes? {
    guard let rule = map.fields.first(where: { $0.name == "on" })?.rules.first,
      let date = try? rule.texts(of: reading(row)).first
    else { return nil }
    return ClockTimes(date)
  }

  /// Whether dates may have a time of day, by their forms.
  var mayHaveTimes: Bool {
    map.fields.first { $0.name == "on" }?.rules.contains { rule in
      rule.dates?.contains(where: \.mayHaveTime) ?? false
    } ?? false
  }

  private func reading(_ row: TableRow) -> TableRow {
    TableRow(columns: row.columns, cells: row.cells, empty: map.empty)
  }

  mutating func read(_ row: TableRow) throws(Malformed) -> Outcome {
    if row.isEmpty { return .passedOver("Nothing stands in this row.") }
    let row = reading(row)
    if let column = map.skip.first(where: { row.texts($0).allSatisfy { trimmed($0).isEmpty } }) {
      return .passedOver("“\(column)” is empty, and the map skips such rows.")
    }
    return .event(try imported(row))
  }

  private mutating func imported(_ row: TableRow) throws(Malformed) -> Imported {
    let process = try Slug(typed: only(map.process, row, "process"))
    let name = try only(map.type, row, "type")
    guard let type = Catalogue.type(named: name), !type.isEditorial else {
      throw Malformed("\(map.type.prefix)\(Catalogue.unknown(name).reason)", field: "type")
    }
    let key = try key(of: row)
    let event = try event(type, row)
    let line = JournalLine(process: process, event: event)
    let digest = LineDigest(of: JSONWriter.of { line.write(&$0) }.bytes)
    var imported = Imported(line, digest)
    imported.line.known = try known(row)
    let origin = Origin(table: map.name, key: key ?? self.key(digest))
    imported.line.event.origin = origin
    imported.row = origin.key
    return imported
  }

  /// A complaint that names the column behind the field.
  func place(_ fault: Malformed) -> Malformed {
    Malformed(map.prefix(fault.field) + fault.reason, field: fault.field)
  }

  private func only(_ rule: Rule, _ row: TableRow, _ field: String) throws(Malformed) -> String {
    guard let text = try single(rule.texts(of: row), field) else {
      throw Malformed(
        "\(rule.prefix)This row has no \(field); fill it in, or “skip” rows in which it is empty.")
    }
    return text
  }

  /// The value of a field that has one; nil where there is none.
  private func single(_ texts: [String], _ field: String) throws(Malformed) -> String? {
    guard let first = texts.first, let other = texts.first(where: { $0 != first }) else { return texts.first }
    throw place(
      Malformed(
        "“\(first)” and “\(other)” stand here, and an event has one “\(field)”; make a row of each, or map another column.",
        field: field))
  }

  private func event(_ type: any EventType.Type, _ row: TableRow) throws(Malformed) -> Event {
    var values: [String: [String]] = [:]
    for (field, rules) in fields[type.name]?.filled ?? [] {
      var texts: [String] = []
      for rule in rules { texts += try rule.texts(of: row) }
      if !lists.contains(field) { texts = try single(texts, field).map { [$0] } ?? [] }
      if field == "on", datesAreDays { texts = texts.map(ClockTimes.removed) }
      if !texts.isEmpty { values[field] = texts }
    }
    for (field, rules) in map.fields
    where fields[type.name]?.filled.contains(where: { $0.name == field }) == false {
      for rule in rules where !rule.columns.isEmpty {
        var bare = rule
        bare.fallback = nil
        if let text = (try? bare.texts(of: row))?.first {
          throw place(
            Malformed("“\(text)” stands here, and a \(type.name) has no field “\(field)”.", field: field))
        }
      }
    }
    for field in fields[type.name]?.required ?? [] where values[field.name] == nil {
      throw place(
        Malformed("Nothing stands here, and a \(type.name) needs it: \(field.help).", field: field.name))
    }
    var typed = TypedFields(values)
    do throws(Malformed) {
      var detail = type.init()
      try detail.fields(&typed)
      var event = Event(detail)
      try event.commonFields(&typed)
      try event.checkCompared()
      if event.saysNothing {
        throw Malformed(
          "This row has no title and no text, so that nobody could tell what happened; fill it in, map another column, or “skip” such rows."
        )
      }
      return event
    } catch {
      throw place(error)
    }
  }

  private func known(_ row: TableRow) throws(Malformed) -> String? {
    guard let rule = map.known, let text = try single(rule.texts(of: row), "known") else { return nil }
    let date = try EDTF(typed: text)
    guard let last = date.end.latest, let day = CivilDay(civilSeconds: last), (1...9999).contains(day.year)
    else {
      throw place(Malformed("“\(text)” is no time at which somebody learned of it.", field: "known"))
    }
    // Knowledge dated to a day counts from the day's beginning.
    let seconds = date.hasTime ? last - Int64(date.offsetSeconds ?? 0) : day.firstSecond
    return RFC3339.text(microseconds: seconds * 1_000_000)
  }

  /// The key of a row; nil in a table without one.
  private func key(of row: TableRow) throws(Malformed) -> String? {
    if map.key.isEmpty { return nil }
    let parts = map.key.map { column in row.texts(column).map { trimmed($0) }.joined(separator: ",") }
    if let empty = parts.firstIndex(of: "") {
      throw Malformed("Column “\(map.key[empty])”: The key of this row is empty; fill it in.")
    }
    return parts.joined(separator: "/")
  }

  /// The key of a row without one: what it says, and how many rows above say the same.
  private mutating func key(_ digest: LineDigest) -> String {
    let ordinal = repeated[digest, default: 0]
    repeated[digest] = ordinal + 1
    return digest.key(ordinal: ordinal)
  }
}

extension Event {
  /// Whether it has neither a title nor a text, nor anything that only events of its type say.
  var saysNothing: Bool {
    if title != nil || summary != nil { return false }
    let common = Set(Event.commonFields.map(\.name))
    return typedFields.allSatisfy { common.contains($0.field) }
  }
}
