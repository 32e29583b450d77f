import EventSourcing
import Talks

/// Gathers new events and appends them in batches, in the order of the file; the log records one batch while the next
/// is gathered.
struct Recorder<Log: EventLog<Event>> {
  private let log: Log
  private let batch: Int
  /// Events of one process that follow each other.
  private typealias Run = (process: Slug, events: [NewEvent<Event>], lines: [Int])
  private typealias Batch = [Run]
  private var waiting: Batch = []
  private var underWay: (batch: Batch, finish: () throws -> [Receipt])?
  private var count = 0

  /// How many events each process has received.
  private(set) var processes: [String: Int] = [:]
  /// How many events have been appended.
  private(set) var recorded = 0

  init(_ log: Log, batch: Int) {
    self.log = log
    self.batch = batch
  }

  var isFull: Bool { count >= batch }

  mutating func add(_ fresh: Pass<Log>.Fresh, _ line: Int) {
    if waiting.last?.process != fresh.process { waiting.append((fresh.process, [], [])) }
    waiting[waiting.count - 1].events.append(fresh.event)
    waiting[waiting.count - 1].lines.append(line)
    count += 1
  }

  /// Drops what waits.
  mutating func forget() {
    waiting.removeAll()
    count = 0
  }

  /// Starts appending what waits, once the batch before it is recorded.
  ///
  /// - Throws: `Overtaken` where somebody else has appended to a process meanwhile, `ImportError`, or what the
  ///   log throws.
  mutating func flush(_ pass: inout Pass<Log>, _ file: String) throws {
    try finish(file)
    let batch = waiting
    if batch.isEmpty { return }
    var seen: Set<Slug> = []
    let appends = batch.map { run in
      let isFirst = seen.insert(run.process).inserted
      return Append(
        run.events, to: run.process.text,
        expecting: isFirst ? .exactly(pass.version(of: run.process)) : .any)
    }
    try explaining(batch, file) { underWay = (batch, try log.startAppend(appends)) }
    for run in batch { pass.advance(run.process, by: Int64(run.events.count)) }
    forget()
  }

  /// Waits for the batch that is being appended.
  mutating func finish(_ file: String) throws {
    guard let (batch, finish) = underWay else { return }
    underWay = nil
    var rest = try explaining(batch, file, finish)[...]
    for run in batch {
      let added = rest.prefix(run.events.count).count { $0.isNew }
      rest = rest.dropFirst(run.events.count)
      recorded += added
      processes[run.process.text, default: 0] += added
    }
  }

  /// Tells refusals in the words of the import.
  private func explaining<R>(_ batch: Batch, _ file: String, _ body: () throws -> R) throws -> R {
    func refused(_ id: EventID, _ reason: String) -> ImportError {
      let line =
        batch.lazy.flatMap { zip($0.events, $0.lines) }.first { $0.0.id == id }?.1 ?? 0
      return .refused(BadLine(file, line, reason), recorded: recorded)
    }
    do {
      return try body()
    } catch AppendRefusal.conflict(let stream, _) {
      throw Overtaken(process: stream)
    } catch AppendRefusal.idReused(let id) {
      throw refused(id, "The id \(id) is in the log already, with other content.")
    } catch AppendRefusal.knownInTheFuture(let id) {
      throw refused(id, "Nothing can be known in the future of the log's clock.")
    }
  }
}

/// Somebody else has appended to a process since it was loaded.
struct Overtaken: Error {
  let process: String
}
