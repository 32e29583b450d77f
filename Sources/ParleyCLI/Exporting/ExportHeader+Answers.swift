import Answers
import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

extension ExportHeader {
  /// Creates the description of an export.
  ///
  /// - Parameter chosen: the requested ceiling.
  init(
    of processes: [String], _ wanted: EventFilter, upTo chosen: Marking?, _ session: Session,
    _ standpoint: Standpoint, _ reader: inout RecordReader, _ revisions: [EventID: Revision] = [:]
  ) throws {
    var newest = Selection()
    (newest.isBackward, newest.limit) = (true, 1)
    var updated: Int64?
    try session.log.forEachBatch(of: newest) { updated = $0.last?.recorded }
    if let now = updated, let then = standpoint.asRecorded { updated = min(now, then) }
    let (context, accounts) = try reader.consult(about: nil, .rows(AccountRow.self, of: nil))
    let names = context.names
    self.init(
      title: try Self.title(of: processes, &reader), filter: wanted.inWords { names.name($0) },
      asOf: standpoint.asOf, asKnown: standpoint.asKnown, asRecorded: standpoint.asRecorded,
      accordingTo: standpoint.accordingTo,
      rivals: Self.rivals(accounts, standpoint.accordingTo),
      revisions: revisions, updated: updated, zones: session.zones,
      sharing: Sharing(
        upTo: try standpoint.ceiling ?? chosen ?? session.log.highestMarking(
          of: session.streams(of: processes))
          ?? .clear,
        isLimited: standpoint.ceiling != nil),
      mixesProcesses: processes.count != 1, name: { names.name($0) })
  }

  /// The content of the accounts that the export does not follow, by the position of the event.
  private static func rivals(_ accounts: [AccountRow], _ accordingTo: String?) -> [Int64: [String]] {
    let rows = Dictionary(grouping: accounts.filter(\.open)) { $0.event.value }
    return rows.mapValues { rows in
      let asked = rows.last { row in accordingTo.map(row.accordingTo.contains) ?? false }
      return rows.filter { row in asked.map { $0 != row } ?? !row.preferred }.map { row in
        let says = row.denied ? "it did not happen" : row.says.joined(separator: ", ")
        return "\(row.accordingTo.first ?? "Recorded"): \(says)"
      }
    }
  }

  private static func title(
    of processes: [String], _ reader: inout RecordReader
  ) throws -> String {
    guard let only = processes.first, processes.count == 1 else {
      return processes.isEmpty ? "The record" : processes.joined(separator: ", ")
    }
    return try reader.rows(ProcessRow.self, of: only).first?.title ?? only
  }
}
