import EventSourcing
import Recording
import Talks

/// The log's record of a table's rows by the last version of the table, without corrections made by hand.
struct TableRecord {
  /// A row that was recorded.
  struct Row {
    let id: EventID
    let position: Int64
    let origin: Origin
    let process: Slug
    /// Its content by the last version of the table.
    let event: Event
    /// The retraction in force, if the last version lacked the row.
    let retraction: EventID?
    /// The number of corrections from the table.
    var corrections: Int

    var title: String { event.headline }
  }

  /// In the order of recording.
  private(set) var rows: [Row] = []
  /// The number of events recorded of each row.
  private(set) var generations: [Origin: Int] = [:]
  /// The events that were erased.
  private(set) var erased: Set<EventID> = []
  /// The latest time at which the desk learned of a row, in microseconds since 1970 UTC.
  private(set) var known: Int64 = .min

  init(of table: Slug, in processes: [Slug], _ unit: UnitOfWork<some EventLog<Event>>) throws {
    for process in processes {
      let events = try unit.process(process).recorded
      for case let correction? in events.map(\.body.correction) where correction.isErasure {
        erased.formUnion(correction.targets)
      }
      let own = events.filter { $0.body.origin?.table == table }
      known = max(known, own.map(\.known).max() ?? .min)
      func entry(_ event: RecordedEvent<Event>) -> Entry {
        Entry(position: event.position, id: event.id, event: event.body, zones: UTCOnly())
      }
      let entries = own.map(entry)
      // A correction from the table may have seen one made by hand.
      let whole = events.filter { $0.body.origin?.table == table || $0.body.type.isEditorial }.map(entry)
      let struck = Corrections(of: entries, among: whole).struck
      // The content of a removed row is needed in case it returns.
      let said = Corrections(of: entries.filter { !$0.isRetraction }, among: whole)
      let corrections = Dictionary(
        grouping: entries.filter { $0.event.type.isEditorial }, by: \.event.origin)
      for entry in said.entries {
        guard let origin = entry.event.origin else { continue }
        rows.append(
          Row(
            id: entry.id, position: entry.position, origin: origin, process: process, event: entry.event,
            retraction: struck[entry.id]?.id, corrections: corrections[origin]?.count ?? 0))
      }
    }
    rows.sort { $0.position < $1.position }
    for row in rows { generations[row.origin, default: 0] += 1 }
  }

  /// The processes in which a log has rows of a table.
  static func processes(of table: Slug, _ log: some EventLog<Event>) throws -> [Slug] {
    var found: [Slug] = []
    _ = try log.forEachByStream { stream, _, _, event in
      if event.origin?.table == table, found.last?.text != stream, let slug = Slug(stream) {
        found.append(slug)
      }
    }
    return found
  }
}

extension Entry {
  fileprivate var isRetraction: Bool {
    if case .retracts? = event.correction { true } else { false }
  }
}

extension Event {
  /// The content of a row by field, without the event's name and origin.
  var said: [String: [String]] {
    var said = Dictionary(typedFields.map { ($0.field, $0.values) }) { first, _ in first }
    said["as"] = nil
    said["origin"] = nil
    return said
  }

  /// The changes that turn the event's content into another's.
  func changes(to other: Event) -> [Change] {
    let (old, new) = (said, other.said)
    return Set(old.keys).union(new.keys).sorted().flatMap { field -> [Change] in
      if old[field] == new[field] { return [] }
      return (new[field] ?? [""]).map { Change(field: field, value: $0) }
    }
  }
}
