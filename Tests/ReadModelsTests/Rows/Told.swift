import EventSourcing
import Talks

/// The state that events of a process make, each written as the members of a journal line.
func told(_ lines: [String], asOf day: String? = nil) throws -> ProcessState {
  let entries = try lines.enumerated().map { index, members in
    var tape = JSONTape()
    try tape.parse(Array("{\"process\":\"talks\",\(members)}".utf8))
    return Entry(
      position: Int64(index) + 1, id: EventID(high: 0x7000, low: UInt64(index) + 1),
      event: try JournalLine(tape).event, zones: UTCOnly())
  }
  return ProcessState.fold(entries, asOf: day.flatMap { CivilDay(iso: $0) })
}
