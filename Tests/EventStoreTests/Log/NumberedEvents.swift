import EventSourcing
import Postgres

extension Connection {
  /// Appends an event to the process “demo”, with a body in which `@n` is the id of the n-th event of the log.
  func append(_ type: String, _ body: String) throws {
    let text = body.replacing(/@(\d+)/) { "\(EventID(high: 7, low: UInt64($0.1) ?? 0))" }
    let next: Int64 = try query("SELECT position + 1 FROM log.head")[0].get(0)
    try query(
      """
      SELECT * FROM log.append('{}', ARRAY[('demo', \("\(EventID(high: 7, low: UInt64(next)))")::uuid, \(type), \(text),
        NULL, 'desk')::log.new_event])
      """)
  }
}
