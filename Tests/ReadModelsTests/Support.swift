import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks
import TestSupport
import Testing

/// Every table as text, row by row; positions stand as the ids of their events, and the position up to which a
/// process is told, which is a matter of arrival, is left out.
func picture(_ reader: inout RowReader<PostgresLog>, _ log: PostgresLog) throws -> [String] {
  var ids: [Int64: EventID] = [:]
  try log.forEachBatch { for event in $0 { ids[event.position] = event.id } }
  func lines<R: Projected>(_ type: R.Type) throws -> [String] {
    try reader.rows(type).map { row in
      let cells = zip(R.columns, row.cells).compactMap { field, cell -> String? in
        if field.name == "last_position" { return nil }
        if field.isPosition, case .integer(let position) = cell.wrappedValue {
          return "\(field.name)=\(ids[position].map { "\($0)" } ?? "none")"
        }
        // Parts of a structure may be positions.
        if case .objects = cell.wrappedValue { return "\(field.name)=\(cell.wrappedValue.plain)" }
        return "\(field.name)=\(cell.wrappedValue)"
      }
      return "\(R.name) \(row.process): " + cells.joined(separator: " ")
    }
  }
  return try RowTypes.all.flatMap { try lines($0) }
}

/// A log with its tables and a second connection, as a rebuild needs.
struct Desk {
  let conninfo: String
  let connection: Connection
  let log: PostgresLog

  init() throws { try self.init(TestCluster.shared().freshLog()) }

  init(_ conninfo: String) throws {
    self.conninfo = conninfo
    connection = try Connection(conninfo)
    log = PostgresLog(try Connection(conninfo))
  }

  func catchUp() throws { try ReadModels(connection, zones: UTCOnly()).catchUp(from: log) }

  func rebuild() -> Rebuild<PostgresLog> {
    let conninfo = conninfo
    return Rebuild(connection, zones: UTCOnly()) {
      (PostgresLog(try Connection(conninfo)), try Connection(conninfo))
    }
  }

  func reader(
    asOf day: String? = nil, asKnown: Int64? = nil, accordingTo: String? = nil, today: String = "2026-11-25"
  ) throws -> RowReader<PostgresLog> {
    let standpoint = Standpoint(
      asOf: day.flatMap { CivilDay(iso: $0) }, asKnown: asKnown, accordingTo: accordingTo)
    let today = try #require(CivilDay(iso: today))
    return try RowReader(connection, log: log, zones: UTCOnly(), from: standpoint, today: today)
  }

  func picture(asOf day: String? = nil) throws -> [String] {
    var reader = try reader(asOf: day)
    return try ReadModelsTests.picture(&reader, log)
  }
}
