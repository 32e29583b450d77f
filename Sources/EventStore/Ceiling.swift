import EventSourcing
import Postgres
package import Talks

/// Access by marking; the database enforces it, by the rights of roles to the log and its extracts.
extension PostgresLog {
  /// The highest marking visible to the connected role.
  package func ceiling() throws -> Marking {
    if connection.parameterStatus("is_superuser") == "on" { return .red }
    return try marking("SELECT log.ceiling()::text") ?? .clear
  }

  /// The highest marking among the visible events of some processes, or of all; nil where there are none.
  package func highestMarking(of processes: [String]) throws -> Marking? {
    let those: SQL = processes.isEmpty ? "true" : "stream = ANY (\(processes))"
    return try marking(
      """
      SELECT max(m)::text FROM (
        SELECT max(greatest(marking, sources)) FROM \(relation)
        WHERE (marking IS NOT NULL OR sources IS NOT NULL) AND \(those)
        UNION ALL
        SELECT s.marking FROM log.setting s
        WHERE EXISTS (SELECT FROM \(relation) WHERE marking IS NULL AND \(those))) found (m)
      """)
  }

  /// Sets the marking of events without one of their own, whenever they were recorded.
  package func setUsualMarking(_ marking: Marking) throws {
    try connection.execute("UPDATE log.setting SET marking = \(marking.rawValue)::log.tlp")
  }

  private func marking(_ query: SQL) throws -> Marking? {
    try connection.query(query)[0].get(0, as: String?.self).flatMap(Marking.init(rawValue:))
  }

  /// The part of the log releasable up to a marking, held entirely in memory.
  package func extract(upTo ceiling: Marking) throws -> Extract {
    var wanted = Selection()
    wanted.ceiling = ceiling
    var events: [RecordedEvent<Event>] = []
    try forEachBatch(of: wanted) { events += $0 }
    return Extract(events, upTo: ceiling)
  }

  /// A read-only log of the events releasable up to a marking.
  package func limited(to ceiling: Marking) throws -> PostgresLog { limited(to: try extract(upTo: ceiling)) }

  /// A read-only log of an existing extract.
  package func limited(to extract: Extract) -> PostgresLog {
    var log = self
    log.extract = extract
    return log
  }

  /// A tag of the part of the log that the connected role may see: it changes with that part.
  package func visibilityTag() throws -> String {
    try connection.query(
      """
      SELECT concat_ws(' ', s.marking, (SELECT concat(position, '/', encode(chain, 'hex')) FROM \(relation)
        ORDER BY position DESC LIMIT 1))
      FROM log.setting s
      """)[0].get(0)
  }
}
