package import EventSourcing

/// A stored event with its evidence, which reveals a change.
package struct StoredEvent: Sendable {
  package let entry: LogEntry
  /// The exact bytes of the body and its salt; nil once erased.
  package let secret: (body: [UInt8], salt: [UInt8])?
  package let leaf: Digest
  package let chain: Digest

  package init(entry: LogEntry, secret: (body: [UInt8], salt: [UInt8])?, leaf: Digest, chain: Digest) {
    self.entry = entry
    self.secret = secret
    self.leaf = leaf
    self.chain = chain
  }
}

/// An event that is represented by its hashes alone.
package struct WithheldEvent: Sendable {
  package let position: Int64
  package let leaf: Digest
  package let chain: Digest

  package init(position: Int64, leaf: Digest, chain: Digest) {
    self.position = position
    self.leaf = leaf
    self.chain = chain
  }
}

/// Verifies a log event by event, in the order of position, and collects the faults.
package struct Verification: Sendable {
  /// A fault at an event's position or in the log as a whole.
  package struct Fault: Equatable, Sendable, CustomStringConvertible {
    package let position: Int64?
    /// One sentence.
    package let reason: String

    package var description: String { position.map { "event \($0): \(reason)" } ?? reason }
  }

  /// An event in the stream in which its erasure is recorded.
  private struct EventInStream: Hashable {
    let id: EventID
    let stream: String
  }

  package private(set) var tree = MerkleTree()
  package private(set) var chain = Digest.zero
  package private(set) var faults: [Fault] = []
  /// The positions of events that were recorded at an earlier time than the event before: the clock was wrong at one of
  /// the two.
  package private(set) var doubts: [Int64] = []
  /// The number of withheld events.
  package private(set) var withheldCount = 0
  /// The number of those not yet attributed to gaps in a process's versions.
  private var spare: Int64 = 0
  private var versions: [String: Int64] = [:]
  private var recorded = Int64.min
  private var awaited: [Checkpoint]
  /// The events without a body, with their positions.
  private var bodiless: [EventInStream: Int64] = [:]
  /// The events of which it is recorded that they were erased, with the position of the last such record.
  private var erased: [EventInStream: Int64] = [:]
  /// The expected position of the next event.
  private var place: Int64 = 1
  private let erasure: @Sendable (StoredEvent) -> EventID?

  /// - Parameter checkpoints: the checkpoints signed earlier.
  /// - Parameter erasure: returns the id of the event whose erasure an event records.
  package init(checkpoints: [Checkpoint] = [], erasure: @escaping @Sendable (StoredEvent) -> EventID?) {
    awaited = checkpoints.sorted { $0.size < $1.size }
    self.erasure = erasure
  }

  /// The number of erased events.
  package var erasedCount: Int { bodiless.count }

  package mutating func take(_ event: StoredEvent) {
    let entry = event.entry
    func fault(_ isFault: Bool, _ reason: String) { note(isFault, entry.position, reason) }
    begin(entry.position)
    let before = versions[entry.stream, default: 0]
    let lacking = entry.version - before - 1
    fault(
      lacking < 0 || lacking > spare, "Its version in \(entry.stream) is \(entry.version), after \(before).")
    spare -= min(max(lacking, 0), spare)
    versions[entry.stream] = entry.version
    if entry.recorded < recorded { doubts.append(entry.position) }
    recorded = entry.recorded
    fault(entry.known > entry.recorded, "It claims to have been known later than it was recorded.")
    if let secret = event.secret {
      fault(
        LogEntry.commitment(salt: secret.salt, body: secret.body) != entry.commitment,
        "Its body or its salt is not what was committed to.")
      if let id = erasure(event) { erased[EventInStream(id: id, stream: entry.stream)] = entry.position }
    } else {
      bodiless[EventInStream(id: entry.id, stream: entry.stream)] = entry.position
    }
    fault(entry.leaf != event.leaf, "What is recorded about it is not what its leaf was made of.")
    end(entry.position, event.leaf, event.chain, ought: entry.chain(after: chain))
  }

  package mutating func take(_ event: WithheldEvent) {
    begin(event.position)
    withheldCount += 1
    spare += 1
    end(event.position, event.leaf, event.chain, ought: Digest(of: chain.bytes + event.leaf.bytes))
  }

  private mutating func begin(_ position: Int64) {
    meetCheckpoints()
    note(
      position != place, position,
      "It stands where event \(place) ought to be; events are missing, doubled or exchanged.")
    place = position + 1
  }

  private mutating func end(_ position: Int64, _ leaf: Digest, _ chain: Digest, ought: Digest) {
    note(ought != chain, position, "Its chain does not follow from the event before and its leaf.")
    self.chain = chain
    tree.append(leaf)
  }

  private mutating func note(_ isFault: Bool, _ position: Int64, _ reason: String) {
    if isFault { faults.append(Fault(position: position, reason: reason)) }
  }

  /// What a store keeps of its last event.
  package enum Head: Sendable {
    /// Nothing, as in a file.
    case notKept
    case event(position: Int64, chain: Digest)
    /// The row in which it is kept is gone.
    case missing
  }

  /// Ends the verification.
  package mutating func finish(head: Head) {
    meetCheckpoints()
    // A record from before the event, or of another stream, is none of its erasure.
    for position in bodiless.filter({ erased[$0.key, default: 0] < $0.value }).values.sorted() {
      faults.append(
        Fault(position: position, reason: "Its body is gone, and no event says that it was erased."))
    }
    for checkpoint in awaited {
      faults.append(
        Fault(
          position: tree.size,
          reason:
            "The log ends here, but had \(checkpoint.size) events at a checkpoint; its tail was removed."))
    }
    awaited = []
    switch head {
    case .notKept: break
    case .event(let position, let chain):
      note(
        position != tree.size || chain != self.chain, tree.size,
        "The log ends here, but its head is event \(position) of another chain.")
    case .missing:
      note(
        true, tree.size,
        "The log ends here, but its head row is missing, so that nobody can append; “parley doctor” says how to put it back."
      )
    }
  }

  private mutating func meetCheckpoints() {
    while let checkpoint = awaited.first, checkpoint.size <= tree.size {
      awaited.removeFirst()
      if checkpoint.size == tree.size, checkpoint.root != tree.root {
        faults.append(
          Fault(
            position: checkpoint.size,
            reason: "The log up to here is not the one of the checkpoint; something before was rewritten."))
      }
    }
  }
}
