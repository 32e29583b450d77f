import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks
import TestSupport
import Testing

/// Every table as text, row by row; positions stand as the ids of their events, and the position up to which a
/// process is told, which is a matter of arrival, is left out.
func picture(_ answers: inout Answers<PostgresLog>, _ log: PostgresLog) throws -> [String] {
  var ids: [Int64: EventID] = [:]
  try log.forEachBatch { for event in $0 { ids[event.position] = event.id } }
  var lines: [String] = []
  for (projection, table) in zip(Projections.all, try answers.tables(Projections.all)) {
    for row in table.rows {
      let cells = zip(table.columns, row.cells).compactMap { column, cell -> String? in
        if column.name == "last_position" { return nil }
        if case .integer(let position) = cell, column.name == "event" || column.name.hasSuffix("_event") {
          return "\(column.name)=\(ids[position].map { "\($0)" } ?? "none")"
        }
        return "\(column.name)=\(cell)"
      }
      lines.append("\(projection.name) \(row.process): " + cells.joined(separator: " "))
    }
  }
  return lines
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

  func answers(
    asOf day: String? = nil, asKnown: Int64? = nil, accordingTo: String? = nil, today: String = "2026-11-25"
  ) throws -> Answers<PostgresLog> {
    let standpoint = Standpoint(
      asOf: day.flatMap { CivilDay(iso: $0) }, asKnown: asKnown, accordingTo: accordingTo)
    let today = try #require(CivilDay(iso: today))
    return try Answers(connection, log: log, zones: UTCOnly(), from: standpoint, today: today)
  }

  func picture(asOf day: String? = nil) throws -> [String] {
    var answers = try answers(asOf: day)
    return try ReadModelsTests.picture(&answers, log)
  }
}
