import Talks

/// A first map of a table, guessed from its header and its first rows, for a person to complete.
package struct MapProposal {
  private let columns: [Column]
  private let name: Slug
  private let process: String
  private let type: String

  private struct Column {
    let name: String
    /// The non-empty cells of the first rows.
    let cells: [String]
    let isFull: Bool

    func isCalled(_ words: [String]) -> Bool {
      let own = Slug(title: name).text.split(separator: "-").map(String.init)
      return words.contains { own.contains($0) }
    }
  }

  /// The number of rows examined.
  private static let sample = 500

  private static let patterns: [DatePattern] = [
    "edtf", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y",
    "%B %d, %Y", "%d-%b-%Y", "%B %Y", "%m/%Y", "%Y%m%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
  ].compactMap { try? DatePattern($0) }

  /// Reads the beginning of a table of CSV or JSON.
  package init(_ path: String, process: String?, type: String) throws(ImportError) {
    let file = try ImportFile(path)
    var lines = LineReader(file)
    var (header, rows): ([String], [[String]]) = ([], [])
    if try ImportFormats.guess(file, isTable: true) == JSONImport.self {
      let table = try JSONImport.Table(&lines)
      header = table.columns
      var tape = JSONTape()
      for row in table.rows.indices.prefix(Self.sample) {
        let cells = (try? JSONImport.Table.cells(table.record(row), &tape)) ?? []
        rows.append(header.map { name in cells.first { $0.name == name }?.text ?? "" })
      }
    } else {
      var separator: UInt8?
      header = try CSVImport.header(&lines, &separator)?.columns ?? []
      while rows.count < Self.sample, let record = try CSVImport.record(&lines, &separator) {
        if let cells = try? CSVImport.cells(record, separator), cells.count == header.count {
          rows.append(cells)
        }
      }
    }
    if rows.isEmpty { throw .empty(file: file.name) }
    columns = header.indices.map { index in
      let cells = rows.map { trimmed($0[index]) }
      return Column(name: header[index], cells: cells.filter { !$0.isEmpty }, isFull: !cells.contains(""))
    }
    let base = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? ""
    name = Slug(title: base.isEmpty || path == "-" ? "table" : base)
    self.process = process ?? ""
    self.type = type
  }

  /// The map as JSON, a member a line.
  package var text: String {
    var used: Set<String> = []
    func take(_ words: [String]) -> Column? {
      let found = columns.first { !used.contains($0.name) && $0.isCalled(words) }
      if let found { used.insert(found.name) }
      return found
    }
    var fields: [(String, JSONWriter)] = []
    if let (column, date) = date {
      used.insert(column)
      fields.append(("on", date))
    }
    let key = columns.first {
      $0.isCalled(["id", "key", "code", "number", "no", "ref", "reference"]) && $0.isFull
        && Set($0.cells).count == $0.cells.count
    }
    if let key { used.insert(key.name) }
    let summary = take(["summary", "description", "details", "text", "notes", "remarks"])
    if let title = take(["title", "headline", "name", "event", "incident", "subject"]) {
      fields.append(("title", Self.string(title.name)))
    }
    if let summary { fields.append(("summary", Self.string(summary.name))) }
    if let parties = take(["country", "countries", "party", "parties", "actor", "actors", "state"]) {
      fields.append(("parties", Self.parties(parties)))
    }
    if let place = take(["place", "location", "site", "city"]) {
      fields.append(("place", Self.string(place.name)))
    }
    let links = columns.filter { column in
      !used.contains(column.name) && !column.cells.isEmpty
        && (column.cells.allSatisfy { $0.hasPrefix("http") }
          || column.isCalled(["source", "sources", "url", "link"]))
    }
    if !links.isEmpty {
      used.formUnion(links.map(\.name))
      fields.append(("sources", .of { json in json.list(links) { $1.string($0.name) } }))
    }
    let left = columns.map(\.name).filter { !used.contains($0) }
    var members: [(String, JSONWriter)] = [
      ("name", Self.string(name.text)), ("process", Self.string(process)), ("type", Self.string(type)),
    ]
    if let key { members.append(("key", Self.string(key.name))) }
    if !left.isEmpty {
      members.append(("note", Self.string("Not used: \(left.joined(separator: ", "))")))
    }
    let inner = fields.map { "    \(Self.string($0.0).text): \($0.1.text)" }.joined(separator: ",\n")
    let outer = members.map { "  \(Self.string($0.0).text): \($0.1.text),\n" }.joined()
    return "{\n\(outer)  \"fields\": {\n\(inner)\n  }\n}"
  }

  /// The column of the date, with its format.
  private var date: (column: String, rule: JSONWriter)? {
    let dated = columns.filter { column in
      let good = column.cells.count { cell in Self.patterns.contains { $0.edtf(cell) != nil } }
      return good > 0 && good * 10 >= column.cells.count * 8
    }
    guard let column = dated.first(where: { $0.isCalled(["date", "day", "when", "on"]) }) ?? dated.first
    else {
      return nil
    }
    var chosen: [DatePattern] = []
    var left = column.cells
    while !left.isEmpty {
      let counts = Self.patterns.map { pattern in left.count { pattern.edtf($0) != nil } }
      guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { break }
      chosen.append(Self.patterns[best])
      left.removeAll { Self.patterns[best].edtf($0) != nil }
    }
    var notes: [String] = []
    for pattern in chosen where pattern.text.hasPrefix("%d") && !pattern.text.contains("%B") {
      let swapped = pattern.text.replacing("%d", with: "%D").replacing("%m", with: "%d").replacing(
        "%D", with: "%m")
      let isOpen =
        (try? DatePattern(swapped)).map { other in
          column.cells.allSatisfy { pattern.edtf($0) == nil || other.edtf($0) != nil }
        } ?? false
      if isOpen { notes.append("Every date reads as \(swapped) as well; say which of the two it is.") }
    }
    if !left.isEmpty { notes.append("Not understood: \(left.prefix(3).joined(separator: "; "))") }
    var members = [
      ("column", Self.string(column.name)),
      ("format", JSONWriter.of { json in json.list(chosen) { $1.string($0.text) } }),
    ]
    if !notes.isEmpty { members.append(("note", Self.string(notes.joined(separator: " ")))) }
    return (column.name, .of { $0.object(members) })
  }

  /// The parties that a column names, with the codes of the countries among them.
  private static func parties(_ column: Column) -> JSONWriter {
    let split = ([";", "/", ","] as [String]).first { separator in
      column.cells.contains { $0.contains(separator) }
    }
    let words = Set(
      column.cells.flatMap { $0.components(by: split ?? "") }.map { trimmed($0) }.filter { !$0.isEmpty })
    let codes = Dictionary(
      Countries.codes.compactMap { code in Countries.name(code).map { ($0.lowercased(), code) } }
    ) { first, _ in first }
    let values = words.compactMap { word in
      (codes[word.lowercased()] ?? (Countries.name(word.lowercased()) == nil ? nil : word.lowercased())).map {
        (word, string($0))
      }
    }
    var members = [("column", string(column.name))]
    if let split { members.append(("split", string(split))) }
    members.append(("values", .of { $0.object(values) }))
    if values.count < words.count {
      members.append(
        ("note", string("Give each other value its party: lower-case letters, such as kp or farc.")))
    }
    return .of { $0.object(members) }
  }

  private static func string(_ text: String) -> JSONWriter { .of { $0.string(text) } }
}
