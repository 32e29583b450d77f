import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import System
import Talks

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look over the database, the log and the tables, and say what is wrong.")

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try Session(database, to: .examine)
    try session.requireAll()
    let connection = session.connection
    let place = database.conninfo == nil ? try DatabaseOptions.embeddedServer.dataFolder : "the named server"
    report("PostgreSQL \(connection.serverVersion / 10_000) in \(place)", true)
    try Migrations.verify(connection)
    report("the log's tables are those of this parley", true)
    let log = session.log
    let head = try log.head()
    var isSound = true
    for check in Self.checks {
      let wrong: Int64 = try connection.query(check.sql).first?.get(0) ?? 0
      report(wrong == 0 ? check.good : "\(check.bad) (\(wrong))", wrong == 0)
      isSound = isSound && wrong == 0
    }
    let freshness = try ReadModels(connection, zones: SystemZones()).freshness()
    switch freshness {
    case .current: report("the tables are up to the log, at event \(head)", true)
    case .behind(let from, let to):
      report("the tables are at event \(from) of \(to); the next answer catches them up", true)
    case .absent: report("the tables are not there yet; the next answer makes them", true)
    }
    let unread = try reportUnread(in: log, head: head)
    guard isSound, unread == 0 else {
      throw Failure("Something is wrong with the log; see above.", .difference)
    }
  }

  /// Says which events cannot be read; returns how many of them were not retracted.
  private func reportUnread(in log: PostgresLog, head: Int64) throws -> Int {
    var concerned: [String] = []
    _ = try log.forEachByStream { process, _, _, event in
      if !event.isReadable, concerned.last != process { concerned.append(process) }
    }
    if concerned.isEmpty { report("all \(head) events can be read", true) }
    var unread = 0
    for process in concerned {
      let events = try log.events(of: process)
      let state = ProcessState.fold(events.map { Entry($0, zones: SystemZones()) })
      for (entries, isGood, remark) in [(state.entries, false, ""), (state.uncounted, true, " (retracted)")] {
        for entry in entries {
          guard let detail = entry.event.detail as? UnreadableEvent else { continue }
          if !isGood { unread += 1 }
          report("event \(entry.position) of \(process) cannot be read\(remark): \(detail.reason)", isGood)
        }
      }
    }
    return unread
  }

  private func report(_ text: String, _ isGood: Bool) {
    Terminal.print(
      "\(isGood ? Terminal.style.styled("ok   ", .good) : Terminal.style.styled("wrong", .bad)) \(text.harmless)"
    )
  }

  private static let checks: [(sql: SQL, good: String, bad: String)] = [
    (
      """
      SELECT (SELECT position FROM log.head) - count(*) + (coalesce(max(position), 0) - count(*)) FROM log.event
      """,
      "positions are dense from 1 to the head", "positions have gaps"
    ),
    (
      """
      SELECT count(*) FROM (SELECT FROM log.event GROUP BY stream HAVING count(*) <> max(version)) e
      """,
      "versions are dense in every process", "processes have gaps in their versions"
    ),
    (
      """
      SELECT 2 - count(*) FROM pg_trigger
      WHERE tgrelid = 'log.event'::regclass AND tgname IN ('event_is_immutable', 'event_stays')
        AND tgenabled = 'A'
      """,
      "the log refuses changes", "triggers that refuse changes are missing or not set to ENABLE ALWAYS"
    ),
  ]
}
