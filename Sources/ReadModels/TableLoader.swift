internal import Postgres
internal import Talks

/// Loads the rows of processes into the projections of the current search path, by binary COPY in pieces, so
/// that memory stays flat.
struct TableLoader {
  private typealias Line = (process: String, n: Int32, cells: [Cell])

  private let connection: Connection
  private var waiting: [[Line]]

  /// How many rows of a table wait at most.
  private static let piece = 4096

  init(_ connection: Connection) {
    self.connection = connection
    waiting = Projections.all.map { _ in [] }
  }

  mutating func add(process: String, _ state: ProcessState) throws {
    for (index, projection) in Projections.all.enumerated() {
      for (n, row) in projection.rows(state).enumerated() {
        waiting[index].append((process, Int32(n + 1), row))
        if waiting[index].count >= Self.piece { try flush(index) }
      }
    }
  }

  mutating func finish() throws {
    for index in waiting.indices { try flush(index) }
  }

  private mutating func flush(_ index: Int) throws {
    let lines = waiting[index]
    if lines.isEmpty { return }
    waiting[index].removeAll(keepingCapacity: true)
    _ = try connection.copyIn(
      "COPY \(identifier: Projections.all[index].name) FROM STDIN (FORMAT binary)"
    ) { copy in
      var writer = BinaryCopyWriter()
      for line in lines {
        try writer.beginRow(columns: line.cells.count + 2, to: &copy)
        try writer.append(line.process)
        try writer.append(line.n)
        for cell in line.cells { try writer.append(cell) }
      }
      try writer.finish(to: &copy)
    }
  }
}

extension BinaryCopyWriter {
  fileprivate mutating func append(_ cell: Cell) throws {
    switch cell {
    case .null: appendNull()
    case .text(let text): try append(text)
    case .integer(let value): try append(value)
    case .boolean(let value): try append(value)
    case .day(let days): try append(Day(days: days))
    case .texts(let texts): try append(texts)
    }
  }
}
