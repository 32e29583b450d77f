import Talks

/// The head of a CSV table: what parts its cells, and its header, below whatever stands above it.
struct CSVHead {
  private(set) var separator: UInt8
  private(set) var columns: [String] = []
  /// The line of the header.
  private(set) var line = 0
  /// The rows above the header: their lines, and why they are passed over.
  private(set) var above: [(line: Int, reason: String)] = []

  /// The separators that are tried.
  static let separators = Array(",;\t".utf8)
  /// The number of rows that are looked at.
  private static let sample = 20

  /// A row near the beginning of a file; no cells where it cannot be read.
  private struct Row {
    let line: Int
    let cells: [String]
    var filled: Int { cells.count { !$0.isEmpty } }
  }

  /// Reads up to the header, and nothing of the table; nil where the file has no row.
  ///
  /// - Parameter given: the separator, if it is known.
  /// - Parameter wanted: the columns by which the header is known; empty to take the first row that looks like one.
  init?(_ lines: inout LineReader, separator given: UInt8?, wanted: Set<String>) throws(ImportError) {
    var given = given
    var start = lines
    if let first = try start.next(), let named = Self.separatorLine(first.bytes) {
      given = given ?? named
      lines = start
    }
    var found: (separator: UInt8, header: Int, rows: [Row])?
    var best = (alike: -1, width: 0)
    for separator in given.map({ [$0] }) ?? Self.separators {
      let rows = try Self.rows(lines, separator)
      if !wanted.isEmpty, let header = rows.firstIndex(where: { wanted.isSubset(of: $0.cells) }) {
        found = (separator, header, rows)
        break
      }
      let counts = Dictionary(grouping: rows.map(\.cells.count).filter { $0 > 1 }) { $0 }.mapValues(\.count)
      let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
      let fit = (alike: usual?.value ?? 0, width: usual?.key ?? 1)
      if fit > best {
        best = fit
        let header = rows.firstIndex { $0.cells.count == fit.width && $0.filled > 1 || fit.alike == 0 }
        found = (separator, header ?? 0, rows)
      }
    }
    guard let (separator, header, rows) = found, !rows.isEmpty else { return nil }
    // A first row that cannot be read is the likelier reason for a column to be missing.
    let isKnown = wanted.isSubset(of: rows[header].cells)
    let target = !isKnown && rows[0].cells.isEmpty ? rows[0].line : rows[header].line
    self.separator = separator
    while let record = try CSVImport.record(&lines, separator) {
      if record.number < target {
        if !record.isBlank { above.append((record.number, Self.caption(record, separator))) }
        continue
      }
      do {
        columns = try CSVImport.cells(record, separator).map { trimmed($0) }
      } catch {
        throw .unusable(BadLine(lines.name, record.number, error.reason))
      }
      line = record.number
      try checkColumns(columns.count, lines.name, record.number)
      return
    }
    return nil
  }

  /// The separator in a line such as `sep=;`, by which a program tells another.
  private static func separatorLine(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = Array(line).filter { $0 != 0x0D && $0 != UInt8(ascii: "\"") }
    let isNamed = String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep="
    return text.count == 5 && isNamed ? text[4] : nil
  }

  private static func rows(_ lines: LineReader, _ separator: UInt8) throws(ImportError) -> [Row] {
    var lines = lines
    var rows: [Row] = []
    while rows.count < sample, let record = try CSVImport.record(&lines, separator) {
      if record.isBlank { continue }
      let cells = (try? CSVImport.cells(record, separator)) ?? []
      rows.append(Row(line: record.number, cells: cells.map { trimmed($0) }))
    }
    return rows
  }

  private static func caption(_ record: Record, _ separator: UInt8) -> String {
    let cells = ((try? CSVImport.cells(record, separator)) ?? []).map { trimmed($0) }.filter { !$0.isEmpty }
    return cells.isEmpty
      ? "Nothing stands in this row." : "“\(excerpt(cells))” stands above the header."
  }

  /// The beginning of what stands in some cells.
  static func excerpt(_ cells: [String]) -> String {
    let text = cells.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 60 ? text.prefix(59) + "…" : text
  }
}

/// Throws where a table has more columns than are read.
func checkColumns(_ count: Int, _ file: String, _ line: Int) throws(ImportError) {
  guard count > InputLimits.columns.value else { return }
  throw .unusable(
    BadLine(
      file, line,
      "The table has more than \(InputLimits.columns.value) columns; leave out those that the map does not name."
    ))
}
