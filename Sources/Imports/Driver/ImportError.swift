package import EventSourcing
package import System
import Talks

/// A line that was not recorded, and why.
package struct BadLine: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted in bytes from 1; nil where the fault is the whole line's.
  package let column: Int?
  package let reason: String

  package init(_ file: String, _ line: Int, column: Int? = nil, _ reason: String) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  package var description: String {
    "\(file):\(line):\(column.map { "\($0):" } ?? "") \(reason)"
  }
}

/// Lines of a file with a reason each, such as those that cannot be read: all are counted, the first are kept.
package struct BadLines: Hashable, Sendable, CustomStringConvertible {
  package static let kept = 20

  package private(set) var first: [BadLine] = []
  package private(set) var count = 0

  package init() {}

  package mutating func add(_ line: BadLine) {
    count += 1
    if first.count < Self.kept { first.append(line) }
  }

  /// A line each, and how many there are beyond those kept.
  package var description: String {
    var lines = first.map(\.description)
    if count > first.count { lines.append("and \(count - first.count) more") }
    return lines.joined(separator: "\n")
  }
}

/// The reason why a file was not imported, or not completely.
package enum ImportError: Error, Hashable, CustomStringConvertible {
  case unknownFormat(String)
  /// A failed action, as the beginning of a sentence, with the operating system's error.
  case system(String, SystemError)
  case empty(file: String)
  case workbook(file: String)
  case noText(file: String)
  /// A table came as if it said itself what it means.
  case tableUnmapped(file: String, format: String)
  /// A table came without a map.
  case mapMissing(format: String)
  /// A map came with a file that is no table.
  case mapUnwanted(format: String)
  /// The map, or a table's header, cannot be understood.
  case unusable(BadLine)
  /// So much of a table has gone that it looks like an accident; the limit is in percent.
  case shrunken(file: String, rows: Int, recorded: Int, gone: Int, limit: Int)
  /// A later version of the table was learned at this time.
  case outOfOrder(String)
  /// So many rows of a table without a key are others than before that they are not compared.
  case changedTooMuch(rows: Int, recorded: Int)
  /// An answer for a row that raises no question.
  case noDoubt(line: Int)
  /// An answer that identifies a row with an event that it cannot be.
  case notARow(line: Int, EventID)
  /// An answer about what a row speaks of, for a line that is none.
  case noTie(line: Int)
  /// The questions about doubtful rows were not answered to their end.
  case reviewEnded
  /// Nothing was recorded, because these lines cannot be understood.
  case badLines(BadLines)
  /// Nothing was recorded, because these lines do not add up.
  case doubtful(BadLines)
  /// The log turned down an event after others of the file had been recorded.
  case refused(BadLine, recorded: Int)
  /// Repeated conflicts with other appends to a process.
  case contended(process: String, recorded: Int)

  /// A temporary file that cannot be written, or read.
  static func temporaryFile(_ error: SystemError) -> ImportError {
    .system(
      "No temporary file can be used in “\(TemporaryFile.folder)”; TMPDIR can name another folder", error)
  }

  package var description: String {
    switch self {
    case .unknownFormat(let name):
      let names = ImportFormats.all.map { $0.name }
      let hint = nearest(name, among: names).map { " Did you mean “\($0)”?" } ?? ""
      return "There is no import format “\(name)” (\(names.joined(separator: ", "))).\(hint)"
    case .system(let what, let error):
      return "\(what): \(error)."
    case .empty(let file):
      return "There is no event in “\(file)”; nothing was imported."
    case .workbook(let file):
      return "“\(file)” is a workbook; save its sheet as CSV, in UTF-8, and import that."
    case .noText(let file):
      return "“\(file)” is no text; save what it holds as CSV or JSON, in UTF-8, and import that."
    case .tableUnmapped(let file, let format):
      return
        "“\(file)” looks like a table (\(format)), which needs a map that says what its columns mean: “parley import --propose-map \(file)” writes one to begin with, for --map."
    case .mapMissing(let format):
      return
        "A \(format) table needs a map that says what its columns mean: give --map; “parley import --propose-map FILE” writes one to begin with."
    case .mapUnwanted(let format):
      return "A map is for a table (csv, json); a \(format) says itself what it means, so leave out --map."
    case .shrunken(let file, let rows, let recorded, let gone, let limit):
      return
        "“\(file)” has \(rows) rows, and \(gone) of the \(recorded) that were recorded are not among them: more than \(limit) in a hundred. Nothing was recorded; if they are to be retracted, say --max-removed 100."
    case .outOfOrder(let time):
      return
        "A version of this table was learned at \(time) already, and versions are taken in their order; give a later --known."
    case .changedTooMuch(let rows, let recorded):
      return
        "\(rows) rows of this table are others than before, too many to compare with each of \(recorded) that were recorded; give the map a “key”, or sync the table process by process."
    case .noDoubt(let line):
      return "No row in line \(line) is in doubt; leave out --same and --different for it."
    case .notARow(let line, let id):
      return
        "The row in line \(line) cannot be the event \(id), which is no row of this table of the same process and type that is still to be found."
    case .noTie(let line):
      return
        "Line \(line) is no row of a chronicle; --tie and --alone answer for rows that “parley import” lists."
    case .reviewEnded:
      return "The review was broken off. Nothing was imported."
    case .unusable(let line): return "\(line)"
    case .badLines(let lines):
      let noun = lines.count == 1 ? "1 line" : "\(lines.count) lines"
      return "Nothing was imported, because \(noun) cannot be understood.\n\(lines)"
    case .doubtful(let lines):
      return
        "Nothing was imported, since it would not add up; change the file, or leave out --strict.\n\(lines)"
    case .refused(let line, let recorded):
      return "\(line)\n\(Self.standing(recorded))"
    case .contended(let process, let recorded):
      return "Others keep recording events in \(process). \(Self.standing(recorded))"
    }
  }

  private static func standing(_ recorded: Int) -> String {
    recorded == 0
      ? "Nothing was imported."
      : "\(recorded) events were recorded before; import the file again to go on from there."
  }
}
