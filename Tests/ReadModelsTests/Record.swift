import EventSourcing
import ReadModels
import Talks
import TestSupport
import Testing

/// Events as journal lines without their process: `"type":"talks-opened","on":"2003"`.
func events(_ lines: [String]) throws -> [Event] {
  try lines.map { line in
    var tape = JSONTape()
    try tape.parse(Array("{\"process\":\"p\",\(line)}".utf8))
    return try JournalLine(tape).event
  }
}

/// What holds after them, at positions from 1.
func state(_ lines: [String], asOf day: String? = nil, from first: Int = 1) throws -> ProcessState {
  let entries = try events(lines).enumerated().map { index, event in
    Entry(
      position: Int64(first + index), id: EventID(high: 0x7000, low: UInt64(first + index)), event: event,
      zones: UTCOnly())
  }
  return ProcessState.fold(entries, asOf: day.flatMap { CivilDay(iso: $0) })
}

/// The rows of a table, asked by the plain text of their first cell and by column.
struct Picked {
  let columns: [String]
  let rows: [(cells: [Cell], basis: [Provenance])]

  init<R: Row>(_ rows: [R]) {
    columns = R.fields.map(\.name)
    self.rows = rows.map { row in (row.cells.map(\.wrappedValue), row.cells.map(\.provenance)) }
  }

  init<R: Projected>(_ type: R.Type, _ state: ProcessState) { self.init(R.rows(state)) }

  /// What changes of administration left, told from these processes.
  init(changesIn states: [(String, ProcessState)], process: String? = nil) {
    let all = states.map { (process: $0.0, state: $0.1) }
    self.init(
      ContinuityRow.rows(
        of: all.filter { process == nil || $0.process == process },
        administrations: all.flatMap { process, state in
          state.administrations.map { (process: process, it: $0) }
        }, in: process))
  }

  private func place(_ column: String) throws -> Int {
    try #require(columns.firstIndex(of: column), "there is no column \(column)")
  }

  func cell(_ name: Cell, _ column: String) throws -> Cell {
    try #require(rows.first { $0.cells[0] == name }, "there is no row \(name)").cells[place(column)]
  }
  func cell(_ name: String, _ column: String) throws -> Cell { try cell(.text(name), column) }

  func texts(_ name: String, _ column: String) throws -> [String] {
    switch try cell(name, column) {
    case .texts(let texts): return texts
    case .objects(let objects): return objects.map(\.words)
    default: return []
    }
  }

  func basis(_ name: String, _ column: String) throws -> [Int64] {
    try #require(rows.first { $0.cells[0] == .text(name) }).basis[place(column)].all
  }
}
