import EventSourcing
import Recording
import Talks

/// The progress of an import, over all attempts.
struct Tally {
  /// The number of events recorded.
  private(set) var recorded = 0
  /// The number recorded of each process, by slug.
  private(set) var processes: [String: Int] = [:]

  mutating func note(_ receipt: Receipt, _ process: Slug) {
    guard receipt.isNew else { return }
    recorded += 1
    processes[process.text, default: 0] += 1
  }
}

/// Has new events appended in batches, in the order of the file; the next is gathered and encoded while the log records one.
struct Batches<Log: EventLog<Event>> {
  private typealias Batch = [(addition: Addition, line: Int)]

  private let unit: UnitOfWork<Log>
  private let file: String
  /// The number of events per batch.
  private let size: Int
  private var waiting: Batch = []
  private var underWay: (batch: Batch, finish: () throws -> [Receipt])?

  init(_ unit: UnitOfWork<Log>, of file: String, size: Int) {
    self.unit = unit
    self.file = file
    self.size = size
  }

  /// Counts an event that a line has added to the unit of work.
  mutating func add(_ addition: Addition, _ line: Int) { waiting.append((addition, line)) }

  /// Starts to append a batch, where enough events wait for it.
  mutating func appendIfFull(_ tally: inout Tally) throws {
    if waiting.count >= size { try flush(&tally) }
  }

  /// Starts to append the waiting events, once the batch before them is recorded.
  ///
  /// - Throws: `AppendRefusal.conflict` after a concurrent append to a process, `ImportError`,
  ///   or an error of the log.
  private mutating func flush(_ tally: inout Tally) throws {
    let batch = waiting
    waiting.removeAll()
    let prepared = try unit.prepareAppend()
    try settle(&tally)
    try explaining(batch, tally) { underWay = (batch, try prepared.start()) }
  }

  /// Waits until the batch that is being appended is recorded.
  mutating func settle(_ tally: inout Tally) throws {
    guard let (batch, finish) = underWay else { return }
    underWay = nil
    let receipts = try explaining(batch, tally, finish)
    for (receipt, (addition, _)) in zip(receipts, batch) { tally.note(receipt, addition.process) }
  }

  /// Has all recorded that was added.
  mutating func finish(_ tally: inout Tally) throws {
    try flush(&tally)
    try settle(&tally)
  }

  /// Converts refusals of the log into errors of the import.
  private func explaining<R>(_ batch: Batch, _ tally: Tally, _ body: () throws -> R) throws -> R {
    func entry(_ id: EventID) -> Batch.Element? { batch.first { $0.addition.id == id } }
    func refused(_ id: EventID, _ reason: String) -> ImportError {
      let line = entry(id)?.line ?? 0
      return .refused(BadLine(file, line, reason), recorded: tally.recorded)
    }
    do {
      return try body()
    } catch AppendRefusal.idReused(let id) {
      throw refused(id, "The id \(id) is in the log already, with other content.")
    } catch AppendRefusal.knownInTheFuture(let id) {
      let known = entry(id)?.addition.known.map { RFC3339.text(microseconds: $0) } ?? ""
      throw refused(id, Malformed.knownInTheFuture(known, clock: "the database's clock").reason)
    } catch AppendRefusal.unacceptable(let id, let reason) {
      throw refused(id, reason)
    }
  }
}
