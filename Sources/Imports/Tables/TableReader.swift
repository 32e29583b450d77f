import EventSourcing
import Talks

/// Reads the rows of one table by its map.
struct TableReader: Sendable {
  private let map: TableMap
  /// By event type: the fields that the map fills, and those that are required.
  private let fields: [String: (filled: [(name: String, rules: [Rule])], required: [FieldDescription])]
  /// The number of occurrences of each row without a key.
  private var repeated: [LineDigest: Int] = [:]

  /// - Parameter header: the table's columns.
  init(_ map: TableMap, header: [String]) throws(Malformed) {
    self.map = map
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

  /// The event of a row; nil where the map skips it.
  mutating func read(_ row: TableRow) throws(Malformed) -> Imported? {
    if map.skip.contains(where: { column in row.texts(column).allSatisfy { trimmed($0).isEmpty } }) {
      return nil
    }
    let process = try Slug(typed: only(map.process, row, "process"))
    let name = try only(map.type, row, "type")
    guard let type = Catalogue.type(named: name), !type.isEditorial else {
      throw Malformed("\(map.type.prefix)\(Catalogue.unknown(name).reason)", field: "type")
    }
    let event = try event(type, row)
    let line = JournalLine(process: process, event: event)
    let digest = LineDigest(of: JSONWriter.of { line.write(&$0) }.bytes)
    var imported = Imported(line, digest)
    imported.line.known = try known(row)
    let origin = try origin(row, digest)
    imported.line.event.origin = origin
    imported.line.id = origin.event.description
    imported.row = origin.key
    return imported
  }

  /// A complaint that names the column behind the field.
  func place(_ fault: Malformed) -> Malformed {
    Malformed(map.prefix(fault.field) + fault.reason, field: fault.field)
  }

  private func only(_ rule: Rule, _ row: TableRow, _ field: String) throws(Malformed) -> String {
    guard let text = try rule.texts(of: row).first else {
      throw Malformed(
        "\(rule.prefix)This row has no \(field); fill it in, or “skip” rows in which it is empty.")
    }
    return text
  }

  private func event(_ type: any EventType.Type, _ row: TableRow) throws(Malformed) -> Event {
    var values: [String: [String]] = [:]
    for (field, rules) in fields[type.name]?.filled ?? [] {
      var texts: [String] = []
      for rule in rules { texts += try rule.texts(of: row) }
      if !texts.isEmpty { values[field] = texts }
    }
    for field in fields[type.name]?.required ?? [] where values[field.name] == nil {
      throw place(
        Malformed("Nothing stands here, and a \(type.name) needs it: \(field.help).", field: field.name))
    }
    var typed = TypedFields(values)
    do {
      var detail = type.init()
      try detail.fields(&typed)
      var event = Event(detail)
      try event.commonFields(&typed)
      try event.checkCompared()
      return event
    } catch {
      throw place(error)
    }
  }

  private func known(_ row: TableRow) throws(Malformed) -> String? {
    guard let rule = map.known, let text = try rule.texts(of: row).first else { return nil }
    let date = try EDTF(typed: text)
    guard let last = date.end.latest, let day = CivilDay(civilSeconds: last), (1...9999).contains(day.year)
    else {
      throw place(Malformed("“\(text)” is no time at which somebody learned of it.", field: "known"))
    }
    // Knowledge dated to a day counts from the day's beginning.
    let seconds = date.hasTime ? last - Int64(date.offsetSeconds ?? 0) : day.firstSecond
    return RFC3339.text(microseconds: seconds * 1_000_000)
  }

  private mutating func origin(_ row: TableRow, _ digest: LineDigest) throws(Malformed) -> Origin {
    if map.key.isEmpty {
      let ordinal = repeated[digest, default: 0]
      repeated[digest] = ordinal + 1
      return Origin(table: map.name, key: digest.event(ordinal: ordinal).description)
    }
    let parts = map.key.map { column in row.texts(column).map { trimmed($0) }.joined(separator: ",") }
    if let empty = parts.firstIndex(of: "") {
      throw Malformed("Column “\(map.key[empty])”: The key of this row is empty; fill it in.")
    }
    return Origin(table: map.name, key: parts.joined(separator: "/"))
  }
}

extension Origin {
  /// The id of the event that a row is recorded as.
  ///
  /// - Parameter generation: how many events were recorded for the row before.
  func event(generation: Int = 0) -> EventID {
    LineDigest(of: Array("\(table)#\(key)".utf8)).event(ordinal: generation)
  }

  var event: EventID { event() }
}
