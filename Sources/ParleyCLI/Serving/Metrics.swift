import Answers
import EventStore
import Postgres
import ReadModels

/// What `parley serve --metrics` tells monitors at `/metrics`.
enum Metrics {
  /// - Parameter session: nil where the database cannot be reached.
  static func text(_ traffic: Traffic.Counts, of session: Session?) throws -> String {
    var metrics = OpenMetrics()
    let server = session.map { "\($0.connection.serverVersion / 10_000)" } ?? ""
    metrics.add(
      "parley_build", .info, "The versions of parley and of PostgreSQL.",
      [([("version", Version.text), ("postgresql", server)], 1)])
    metrics.add("parley_database_up", .gauge, "Whether the database can be reached.", session == nil ? 0 : 1)
    add(traffic, to: &metrics)
    if let session { try add(session, to: &metrics) }
    return metrics.text
  }

  private static func add(_ traffic: Traffic.Counts, to metrics: inout OpenMetrics) {
    func byStatus(_ counts: [Int: Int64]) -> [OpenMetrics.Sample] {
      counts.sorted { $0.key < $1.key }.map { ([("status", "\($0.key)")], $0.value) }
    }
    metrics.add(
      "parley_http_requests", .counter, "Requests that were answered, by status.", byStatus(traffic.requests))
    metrics.add(
      "parley_http_refusals", .counter,
      "Those of them that were refused before anybody looked at what they ask.", byStatus(traffic.refusals))
    metrics.add(
      "parley_http_sent_bytes", .counter, unit: "bytes", "The bodies of responses.", traffic.bytes)
    metrics.add("parley_http_connections", .gauge, "Connections.", Int64(traffic.connections))
    metrics.add(
      "parley_http_connections_given_up", .counter,
      "Connections closed so that other addresses have their share.",
      Int64(traffic.connectionsGivenUp))
  }

  private static func add(_ session: Session, to metrics: inout OpenMetrics) throws {
    let head = try session.log.head()
    metrics.add("parley_log_position", .gauge, "The position of the last event.", head)
    // The rest would tell how much there is above the ceiling.
    if session.ceiling != nil { return }
    let reached: Int64 =
      switch try session.readModels.freshness() {
      case .current: head
      case .behind(let from, _): from
      case .absent, .diverged: 0
      }
    metrics.add(
      "parley_tables_lag_events", .gauge, unit: "events", "How many events the tables are behind the log.",
      head - reached)
    metrics.add(
      "parley_follower_lag_events", .gauge, unit: "events",
      "How many events each named follower is behind the log.",
      try session.log.followers().map { ([("follower", $0.name)], head - $0.position) })
    let standbys = try session.log.standbys()
    metrics.add(
      "parley_standby_lag_bytes", .gauge, unit: "bytes",
      "How much of the write-ahead log each standby has yet to replay.",
      standbys.enumerated().compactMap { number, standby in
        standby.lag.map {
          ([("standby", standby.name), ("number", "\(number + 1)"), ("agreement", standby.agreement)], $0)
        }
      })
  }
}
