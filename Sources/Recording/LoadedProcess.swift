package import EventSourcing
package import Talks

/// A process as loaded from the log, with the events to be added to it.
package final class LoadedProcess {
  /// The events loaded from the log, by version.
  package let recorded: [RecordedEvent<Event>]
  /// The events of other streams that were moved to it, with what is said about them.
  package let visitors: [RecordedEvent<Event>]
  /// The names in the loaded events and in those to be added.
  package private(set) var names = Names()
  /// The index of each recorded event by its id.
  private let places: [EventID: Int]
  private var added: Set<EventID> = []
  /// The added events about others.
  private var addedRemarks: [(id: EventID, event: Event)] = []
  /// What is said about its events; nil until somebody asks.
  private var remarks: Remarks?
  /// When it was asked for last, as the unit of work counts.
  var lastUse = 0

  init(_ recorded: [RecordedEvent<Event>], visitors: [RecordedEvent<Event>] = [], in process: Slug) {
    (self.recorded, self.visitors) = (recorded, visitors)
    places = Dictionary(recorded.indices.map { (recorded[$0].id, $0) }) { first, _ in first }
    for event in recorded { names.note(event.body) }
    if visitors.isEmpty { return }
    // As they read here, where they may have other names.
    let read = Corrections(of: record.map { Entry($0, zones: UTCOnly()) }, in: process.text)
    let foreign = Set(visitors.map(\.id))
    for entry in read.entries where foreign.contains(entry.id) { names.note(entry.event) }
  }

  /// Its events and those moved to it.
  package var record: [RecordedEvent<Event>] { recorded + visitors }

  /// The names that several of the loaded events give.
  private(set) lazy var namesakes = Corrections(
    of: recorded.map { Entry(position: $0.position, id: $0.id, event: $0.body, zones: UTCOnly()) }
  ).namesakes

  /// The event that the log has under an id.
  package func event(_ id: EventID) -> Event? { places[id].map { recorded[$0].body } }

  /// Adds an event to be appended; returns by how much its ``weight`` grows.
  func add(_ event: NewEvent<Event>) -> Int {
    guard places[event.id] == nil else { return 0 }
    let before = weight
    names.note(event.body)
    if event.body.type.isEditorial { addedRemarks.append((event.id, event.body)) }
    remarks?.note(event.id, event.body)
    added.insert(event.id)
    return weight - before
  }

  /// Whether an event was added to it.
  package func hasAdded(_ id: EventID) -> Bool { added.contains(id) }

  /// A correction that says what is to be seen here of its events; other events as they are.
  func seeing(_ draft: Event) -> Event {
    guard var remark = draft.detail as? any Editorial, remark.saw.isEmpty else { return draft }
    let remarks = self.remarks ?? gathered()
    self.remarks = remarks
    remark.saw = remarks.seen(of: remark.targets)
    var event = draft
    event.detail = remark
    return event
  }

  private func gathered() -> Remarks {
    var remarks = Remarks()
    for event in record { remarks.note(event.id, event.body) }
    for (id, event) in addedRemarks { remarks.note(id, event) }
    for id in added { remarks.note(id) }
    return remarks
  }

  /// The recorded events to which a draft refers.
  func targets(of draft: Event) -> [EventID: Target] {
    let named = (draft.detail as? any Editorial)?.targets ?? draft.mentions.events
    var found: [EventID: Target] = [:]
    for id in named where places[id] != nil || added.contains(id) { found[id] = Target(event(id)) }
    for visitor in visitors where named.contains(visitor.id) { found[visitor.id] = Target(visitor.body) }
    return found
  }
}

extension LoadedProcess {
  /// Whether all that is known of it are names, and ids of added events: not of one that the log has, or with events
  /// about others.
  private var isPackable: Bool {
    recorded.isEmpty && visitors.isEmpty && addedRemarks.isEmpty && !names.isEmpty
  }

  /// About how many bytes of memory it takes; 0 if it cannot be packed.
  var weight: Int { isPackable ? 400 + names.count * 64 + added.count * 40 : 0 }

  /// It in a form from which it can be made again; nil of one that has none.
  var packed: [UInt8]? {
    guard isPackable else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + added.count * 16 + names.count * 24)
    func add(_ number: UInt64) {
      unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }
    add(UInt64(added.count))
    for id in added {
      add(id.high)
      add(id.low)
    }
    return bytes + names.packed
  }

  /// - Parameter packed: what ``packed`` gave of it.
  convenience init(packed: [UInt8], in process: Slug) {
    self.init([], in: process)
    var at = 0
    func next() -> UInt64 {
      at += 8
      return packed[at - 8..<at].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let count = Int(next())
    added.reserveCapacity(count)
    for _ in 0..<count { added.insert(EventID(high: next(), low: next())) }
    names = Names(packed: packed[at...])
  }
}
