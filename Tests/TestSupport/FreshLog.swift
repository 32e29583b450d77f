package import EventSourcing
import EventStore
import Postgres
package import Talks

extension TestCluster {
  /// A database with an empty log, by its connection string.
  package func freshLog() throws -> String {
    let conninfo = try freshDatabase()
    try Migrations.apply(to: Connection(conninfo))
    return conninfo
  }
}

/// An event to append that only its number tells from others.
package func note(_ number: Int, _ title: String = "Note") -> NewEvent<Event> {
  var detail = Event(NoteAdded(), on: try? EDTF("2003-08-27"))
  detail.title = title
  return NewEvent(id: EventID(high: 7, low: UInt64(number)), body: detail, known: nil, by: "desk")
}

/// Events to append, with ids counted from a number.
package func new(_ events: [Event], from first: Int = 1) -> [NewEvent<Event>] {
  events.enumerated().map { index, event in
    NewEvent(id: EventID(high: 0x7000, low: UInt64(first + index)), body: event, known: nil, by: "desk")
  }
}
