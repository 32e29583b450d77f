import EventSourcing
import Talks

/// Gathers new events and appends them in batches, each process's in the order of the file.
struct Recorder<Log: EventLog<Event>> {
  private let log: Log
  private let batch: Int
  private var waiting: [Slug: [(event: NewEvent<Event>, line: Int)]] = [:]
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
    waiting[fresh.process, default: []].append((fresh.event, line))
    count += 1
  }

  /// Drops what waits.
  mutating func forget() {
    waiting.removeAll()
    count = 0
  }

  /// Appends what waits.
  ///
  /// - Throws: `Overtaken` where somebody else has appended to a process meanwhile, `ImportError`, or what the
  ///   log throws.
  mutating func flush(_ pass: inout Pass<Log>, _ file: String) throws {
    let batch = waiting.sorted { $0.key < $1.key }
    if batch.isEmpty { return }
    func refused(_ id: EventID, _ reason: String) -> ImportError {
      let line = batch.lazy.flatMap(\.value).first { $0.event.id == id }?.line ?? 0
      return .refused(BadLine(file: file, line: line, column: nil, reason: reason), recorded: recorded)
    }
    do {
      let receipts = try log.append(
        batch.map { process, events in
          Append(
            events.map(\.event), to: process.text, expecting: .exactly(pass.version(of: process)))
        })
      var rest = receipts[...]
      for (process, events) in batch {
        let added = rest.prefix(events.count).count { $0.isNew }
        rest = rest.dropFirst(events.count)
        pass.advance(process, by: Int64(added))
        recorded += added
        processes[process.text, default: 0] += added
      }
    } catch AppendRefusal.conflict(let stream, _) {
      throw Overtaken(process: stream)
    } catch AppendRefusal.idReused(let id) {
      throw refused(id, "The id \(id) is in the log already, with other content.")
    } catch AppendRefusal.knownInTheFuture(let id) {
      throw refused(id, "Nothing can be known in the future of the log's clock.")
    }
    forget()
  }
}

/// Somebody else has appended to a process since it was loaded.
struct Overtaken: Error {
  let process: String
}
