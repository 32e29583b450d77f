import CXLSXWriter
import System
import Talks

/// The answers as a workbook for spreadsheet programs, one sheet per answer, by libxlsxwriter.
///
/// Text is written as text, so that none is taken for a formula;
/// a day within Excel's range is written as a date.
package enum XLSX: DossierFormat {
  package static let name = "xlsx"
  package static let help = "A workbook for Excel and its kin, one sheet an answer."
  package static let fileExtension = "xlsx"
  package static let showsAnswers = true

  package static func write(_ dossier: Dossier) throws -> [UInt8] {
    try write(dossier, rowsInSheet: 1_048_575)
  }

  /// - Parameter rowsInSheet: the number of rows per sheet below the titles;
  ///   further rows go to another sheet.
  static func write(_ dossier: Dossier, rowsInSheet: Int) throws -> [UInt8] {
    let file = try inTemporaryFolder { () throws(SystemError) in try TemporaryFile() }
    let book = try Workbook(file, created: dossier.header.updated)
    book.addAbout(dossier.header)
    for sheet in dossier.sheets {
      var rows = sheet.rows[...]
      repeat {
        book.add(sheet.name, sheet.columns, rows.prefix(rowsInSheet))
        rows = rows.dropFirst(rowsInSheet)
      } while !rows.isEmpty
    }
    try book.close()
    return try inTemporaryFolder { () throws(SystemError) in try file.read() }
  }

  private static func inTemporaryFolder<R>(_ body: () throws(SystemError) -> R) throws(WorkbookError) -> R {
    do { return try body() } catch { throw WorkbookError(error.description) }
  }
}

/// A workbook could not be written, in one sentence.
package struct WorkbookError: Error, CustomStringConvertible {
  package let description: String

  fileprivate init(_ reason: String) {
    description =
      "The workbook cannot be written: \(reason); see that there is room in the folder for temporary files (TMPDIR)."
  }
}

/// A workbook being written.
@safe
private final class Workbook {
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let day: UnsafeMutablePointer<lxw_format>?
  /// In lower case, since Excel does not tell names apart by it.
  private var names: Set<String> = []

  /// - Parameter created: microseconds since 1970 UTC; so that the same answers give the same file.
  init(_ file: TemporaryFile, created: Int64?) throws {
    let folder = unsafe strdup(TemporaryFile.folder)
    defer { unsafe free(folder) }
    unsafe book = file.path.withCString { path in
      var options = unsafe lxw_workbook_options(constant_memory: 0, tmpdir: folder, use_zip64: 0)
      return unsafe workbook_new_opt(path, &options)
    }
    guard unsafe book != nil else { throw WorkbookError("there is not enough memory") }
    unsafe bold = workbook_add_format(book)
    unsafe format_set_bold(bold)
    unsafe day = workbook_add_format(book)
    unsafe format_set_num_format(day, "yyyy-mm-dd")
    var properties = unsafe lxw_doc_properties()
    unsafe properties.created = time_t((created ?? 0) / 1_000_000)
    unsafe workbook_set_properties(book, &properties)
  }

  deinit { if unsafe book != nil { unsafe workbook_close(book) } }

  /// Writes all of it.
  func close() throws {
    guard let open = unsafe book else { return }
    unsafe book = nil
    let error = unsafe workbook_close(open)
    if error != LXW_NO_ERROR { throw WorkbookError(unsafe String(cString: lxw_strerror(error))) }
  }

  func addAbout(_ header: ExportHeader) {
    let sheet = unsafe workbook_add_worksheet(book, name(for: "About"))
    let lines = [
      ("Title", header.title), ("Contents", header.inWords), ("Sharing", header.sharing.ceiling.label),
    ]
    for (row, line) in lines.enumerated() {
      unsafe worksheet_write_string(sheet, UInt32(row), 0, line.0, bold)
      unsafe worksheet_write_string(sheet, UInt32(row), 1, cell(line.1), nil)
    }
    unsafe worksheet_set_column(sheet, 0, 0, 12, nil)
    unsafe worksheet_set_column(sheet, 1, 1, 80, nil)
  }

  func add(_ wanted: String, _ columns: [String], _ rows: ArraySlice<[Sheet.Value]>) {
    let sheet = unsafe workbook_add_worksheet(book, name(for: wanted))
    var widths = columns.map(\.count)
    for (column, title) in columns.enumerated() {
      unsafe worksheet_write_string(sheet, 0, UInt16(column), cell(title), bold)
    }
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        let width = unsafe write(value, to: sheet, UInt32(row) + 1, UInt16(column))
        widths[column] = max(widths[column], width)
      }
    }
    for (column, width) in widths.enumerated() {
      unsafe worksheet_set_column(
        sheet, UInt16(column), UInt16(column), Double(min(max(width, 6), 60)) + 2, nil)
    }
    unsafe worksheet_freeze_panes(sheet, 1, 0)
    if !columns.isEmpty {
      unsafe worksheet_autofilter(sheet, 0, 0, UInt32(rows.count), UInt16(columns.count - 1))
    }
  }

  /// Writes a value; returns its width in characters.
  private func write(
    _ value: Sheet.Value, to sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32, _ column: UInt16
  ) -> Int {
    switch value {
    case .empty: return 0
    case .boolean(let value): unsafe worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
    // Beyond, Excel would round.
    case .integer(let value) where value.magnitude < 1 << 53:
      unsafe worksheet_write_number(sheet, row, column, Double(value), nil)
      return String(value).utf8.count
    case .integer(let value): return unsafe write(.text(String(value)), to: sheet, row, column)
    case .day(let value):
      // Excel counts a day in 1900 that there was not, and has no years of five digits.
      guard let first = CivilDay(year: 1900, month: 3, day: 1), value >= first, value.year <= 9_999 else {
        return unsafe write(.text(value.description), to: sheet, row, column)
      }
      unsafe worksheet_write_number(sheet, row, column, Double(value.days) + 25_569, day)
      return 10
    case .text(let text):
      if text.isEmpty { return 0 }
      unsafe worksheet_write_string(sheet, row, column, cell(text), nil)
      return min(text.utf8.count, text.prefix(60).count)
    }
    return 5
  }

  /// A name that Excel takes for a sheet and that no other has.
  private func name(for wanted: String) -> String {
    var name = wanted.harmless
    name.unicodeScalars.removeAll { "[]:*?/\\'".unicodeScalars.contains($0) }
    // Excel keeps this one for itself.
    if name.isEmpty || name.lowercased() == "history" { name += "Sheet" }
    var (unique, number) = (name.beginning(31), 1)
    while !names.insert(unique.lowercased()).inserted {
      number += 1
      unique = name.beginning(24) + " (\(number))"
    }
    return unique
  }

  /// A text that no cell takes for a formula, on lines of its own, and cut where Excel would refuse it.
  private func cell(_ text: String) -> String {
    var out = ""
    var previous: Unicode.Scalar?
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\t": out += "\t"
      // Excel reads `_x0041_` as the letter of that number.
      case "_" where scalars[index...].isEscape: out += "_x005F_"
      case _ where scalar.isLineBreak: out += "\n"
      default: out += scalar.harmless
      }
      previous = scalar
    }
    if out.utf16.count <= 32_767 { return out }
    return out.beginning(32_700) + " … (cut; \(text.count) characters)"
  }
}

extension ArraySlice<Unicode.Scalar> {
  fileprivate var isEscape: Bool {
    let digits = dropFirst(2).prefix(4)
    return dropFirst().first == "x" && digits.count == 4 && digits.allSatisfy(\.properties.isASCIIHexDigit)
      && dropFirst(6).first == "_"
  }
}

extension String {
  /// The beginning of the text within a number of UTF-16 code units, the unit of Excel's limits.
  fileprivate func beginning(_ limit: Int) -> String {
    var (length, end) = (0, startIndex)
    while end != endIndex {
      length += unicodeScalars[end].utf16.count
      if length > limit { break }
      end = unicodeScalars.index(after: end)
    }
    return String(self[..<end])
  }
}
