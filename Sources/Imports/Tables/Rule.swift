import Talks

/// The origin of a value: a column, a constant text, or several columns in a template.
struct Rule: Sendable {
  enum Cells: Hashable, Sendable {
    case column(String)
    case constant(String)
    /// Texts and columns in turn.
    case template([TemplatePiece])
    /// The columns of the first day and the last; where the last is empty, it is the first alone, or goes on if open.
    case span(start: String, end: String, isOpen: Bool)
  }

  enum TemplatePiece: Hashable, Sendable {
    case text(String)
    case column(String)
  }

  var origin: Cells
  /// The meaning of each cell text, empty for none; nil where cells are taken literally.
  var values: [String: String]?
  /// The value for an empty cell, and for one missing from `values`.
  var fallback: String?
  /// The separator between the values of one cell.
  var split: String?
  /// The formats of dates; nil where the value is no date.
  var dates: [DatePattern]?

  var columns: [String] {
    switch origin {
    case .column(let name): [name]
    case .constant: []
    case .template(let pieces):
      pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
    case .span(let start, let end, _): [start, end]
    }
  }

  /// The values of a row by this rule; empty where its cell is.
  func texts(of row: TableRow) throws(Malformed) -> [String] {
    var found: [String] = []
    if case .span(let start, let end, let isOpen) = origin {
      do { found = try span(row, start, end, isOpen) } catch { throw Malformed(prefix + error.reason) }
    }
    for cell in cells(of: row) {
      for part in parts(of: cell) where !row.empty.contains(part) {
        do {
          if let text = try meaning(of: part) { found.append(text) }
        } catch {
          throw Malformed(prefix + error.reason)
        }
      }
    }
    if found.isEmpty, let fallback { found = [fallback] }
    return found
  }

  /// The column, as the beginning of a complaint.
  var prefix: String {
    columns.isEmpty ? "" : "Column \(columns.map { "“\($0)”" }.joined(separator: ", ")): "
  }

  private func cells(of row: TableRow) -> [String] {
    switch origin {
    case .span: []
    case .constant(let text): [text]
    case .column(let name): row.texts(name)
    case .template(let pieces):
      // A template without any of its columns has no value.
      columns.contains { row.texts($0).contains { !trimmed($0).isEmpty } }
        ? [
          pieces.map {
            switch $0 {
            case .text(let text): text
            case .column(let name): row.texts(name).map { trimmed($0) }.joined(separator: ", ")
            }
          }.joined()
        ] : []
    }
  }

  /// The interval from one column to another.
  private func span(
    _ row: TableRow, _ start: String, _ end: String, _ isOpen: Bool
  ) throws(Malformed) -> [String] {
    func date(_ column: String) throws(Malformed) -> String? {
      let texts = Set(row.texts(column).map { trimmed($0) }).subtracting([""])
      guard let text = texts.first else { return nil }
      if texts.count > 1 {
        throw Malformed("“\(column)” holds several dates, and an interval has one there.")
      }
      let date = try DatePattern.edtf(text, in: dates ?? [.edtf])
      if date.contains("/") || date.contains("[") {
        throw Malformed("“\(text)” is an interval itself, and cannot begin or end one.")
      }
      return date
    }
    switch (try date(start), try date(end)) {
    case (nil, nil): return []
    case (let first?, nil): return [isOpen ? "\(first)/.." : first]
    // It began nobody knows when.
    case (nil, let last?): return ["/\(last)"]
    case (let first?, let last?):
      guard let interval = DatePattern.interval(first, last) else {
        throw Malformed("It ends on \(last), before it begins, on \(first).")
      }
      return [interval]
    }
  }

  private func parts(of cell: String) -> [String] {
    let texts = if let split { cell.components(by: split) } else { [cell] }
    return texts.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private func meaning(of text: String) throws(Malformed) -> String? {
    var text = text
    if let values {
      guard let value = values[text] ?? fallback else {
        let hint =
          nearest(text, among: values.count > InputLimits.hints.value ? [] : values.keys.sorted()).map {
            " Did you mean “\($0)”?"
          } ?? ""
        throw Malformed("“\(text)” is not among the values in the map; add it there, or a “default”.\(hint)")
      }
      if value.isEmpty { return nil }
      text = value
    }
    if let dates { return try DatePattern.edtf(text, in: dates) }
    return text
  }
}

extension String {
  /// The parts of the text between occurrences of a separator.
  func components(by separator: String) -> [String] {
    separator.isEmpty
      ? [self] : split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
