import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

extension ExportHeader {
  /// What an export says of itself.
  ///
  /// - Parameter chosen: the ceiling that was asked for.
  init(
    of processes: [String], _ wanted: EventFilter, upTo chosen: Marking?, _ desk: Desk,
    _ standpoint: Standpoint, _ answers: inout Answers<PostgresLog>, _ revisions: [EventID: Revision] = [:]
  ) throws {
    var newest = Selection()
    (newest.isBackward, newest.limit) = (true, 1)
    var updated: Int64?
    try desk.log.forEachBatch(of: newest) { updated = $0.last?.recorded }
    if let now = updated, let then = standpoint.asRecorded { updated = min(now, then) }
    let names = PartyNames(try answers.table(PartyProjection.self))
    let accounts = try answers.table(AccountProjection.self)
    try standpoint.check(accounts)
    self.init(
      title: try Self.title(of: processes, &answers), filter: wanted.inWords { names.name($0.description) },
      asOf: standpoint.asOf, asKnown: standpoint.asKnown, asRecorded: standpoint.asRecorded,
      accordingTo: standpoint.accordingTo,
      rivals: Self.rivals(accounts, standpoint.accordingTo),
      revisions: revisions, updated: updated, zones: desk.zones,
      sharing: Sharing(
        upTo: try standpoint.ceiling ?? chosen ?? desk.log.highestMarking(of: processes)
          ?? .clear,
        isLimited: standpoint.ceiling != nil),
      mixesProcesses: processes.count != 1, name: { names.name($0.description) })
  }

  /// What the accounts say by which the export does not go, by the position of the event.
  private static func rivals(_ accounts: Table, _ accordingTo: String?) -> [Int64: [String]] {
    let rows = Dictionary(grouping: accounts.rows.indices.filter { accounts[$0, "open"].isTrue }) {
      accounts[$0, "event"].integer ?? 0
    }
    return rows.mapValues { rows in
      let asked = rows.last { row in
        accordingTo.map(accounts[row, "according_to"].texts.contains) ?? false
      }
      return rows.filter { row in asked.map { $0 != row } ?? !accounts[row, "preferred"].isTrue }.map { row in
        let says = accounts[row, "denied"].isTrue ? "it did not happen" : accounts[row, "says"].plain
        return "\(accounts[row, "according_to"].texts.first ?? "Recorded"): \(says)"
      }
    }
  }

  private static func title(
    of processes: [String], _ answers: inout Answers<PostgresLog>
  ) throws -> String {
    guard let only = processes.first, processes.count == 1 else {
      return processes.isEmpty ? "The record" : processes.joined(separator: ", ")
    }
    let state = try answers.table(ProcessProjection.self, process: only)
    return state.rows.isEmpty ? only : state[0, "title"].text ?? only
  }
}
