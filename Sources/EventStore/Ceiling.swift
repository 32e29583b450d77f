import EventSourcing
import Postgres
package import Talks

/// Who may see what; the database sees to it row by row, by `schema/log/policies`.
extension PostgresLog {
  /// Up to which marking whoever is connected may see.
  package func ceiling() throws -> Marking {
    if connection.parameterStatus("is_superuser") == "on" { return .red }
    return try marking("SELECT log.ceiling()::text") ?? .clear
  }

  /// Whether there are events that whoever is connected does not see.
  package func withholds() throws -> Bool { try connection.query("SELECT log.withholds()")[0].get(0) }

  /// The highest marking of what is seen of some processes, or of all; nil where there is nothing.
  package func highestMarking(of processes: [String]) throws -> Marking? {
    let those: SQL = processes.isEmpty ? "true" : "stream = ANY (\(processes))"
    return try marking(
      """
      SELECT max(m)::text FROM (
        SELECT max(greatest(marking, sources)) FROM log.event
        WHERE (marking IS NOT NULL OR sources IS NOT NULL) AND \(those)
        UNION ALL
        SELECT s.marking FROM log.setting s
        WHERE EXISTS (SELECT FROM log.event WHERE marking IS NULL AND \(those))) found (m)
      """)
  }

  /// How an event is marked where nothing is said, whenever it was recorded.
  package func setUsualMarking(_ marking: Marking) throws {
    try connection.execute("UPDATE log.setting SET marking = \(marking.rawValue)::log.tlp")
  }

  private func marking(_ query: SQL) throws -> Marking? {
    try connection.query(query)[0].get(0, as: String?.self).flatMap(Marking.init(rawValue:))
  }

  /// What may be told of the log up to a marking; all of it is held in memory.
  package func extract(upTo ceiling: Marking) throws -> Extract {
    var wanted = Selection()
    wanted.ceiling = ceiling
    var events: [RecordedEvent<Event>] = []
    try forEachBatch(of: wanted) { events += $0 }
    return Extract(events, upTo: ceiling)
  }

  /// A log in which there is nothing but what may be told up to a marking; only for reading.
  package func limited(to ceiling: Marking) throws -> PostgresLog { limited(to: try extract(upTo: ceiling)) }

  /// A log in which there is nothing but what is told already.
  package func limited(to extract: Extract) -> PostgresLog {
    var log = self
    log.extract = extract
    return log
  }

  /// A word that changes with whatever changes what whoever is connected sees of the log.
  package func edition() throws -> String {
    // Who does not see all sees no head, and has to count.
    try connection.query(
      """
      SELECT concat_ws(' ', s.marking, coalesce(
        (SELECT h.position::text FROM log.head h),
        (SELECT concat(max(position), '/', count(*)) FROM log.event)))
      FROM log.setting s
      """)[0].get(0)
  }
}
