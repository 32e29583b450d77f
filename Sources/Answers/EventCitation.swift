package import EventSourcing
internal import Exports
package import Talks

/// A recorded event as cited: its content, recorder, time of recording, and sources.
package struct EventCitation: Sendable {
  private let event: RecordedEvent<Event>

  package init(_ event: RecordedEvent<Event>) { self.event = event }

  /// As a reason for something.
  package var line: String {
    let when = event.body.on.map { "\($0.inWords)  " } ?? ""
    let day = RFC3339.text(microseconds: event.known).prefix(10)
    return "\(event.position) \(event.id.ending())  \(when)\(event.body.headline) (\(event.by), known \(day))"
  }

  /// As an entry of the log.
  ///
  /// - Parameter withLogin: whether to say as which role its recorder was logged in.
  package func listing(withLogin: Bool = false) -> String {
    "\(event.position) \(event.id.ending())  \(event.stream)  \(event.body.on?.inWords ?? "")  \(event.body.headline) (\(event.by)\(withLogin ? ", logged in as \(event.login)" : ""))"
  }

  package var sources: [String] {
    event.body.sources.map { source in
      source.typed.split(separator: "|").map { trimmed($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// Its place in the log, when and by which login it was recorded, and its journal line.
  package var members: [(name: String, json: JSONWriter)] {
    [
      ("position", .of { $0.integer(Int(event.position)) }),
      ("name", .of { $0.string(event.id.ending()) }),
      ("recorded", .of { $0.string(RFC3339.text(microseconds: event.recorded)) }),
      ("login", .of { $0.string(event.login) }),
      ("event", .of { event.journal.write(&$0) }),
    ]
  }

  package var json: JSONWriter { .of { $0.object(members) } }

  /// The member of an answer that lists the events behind it.
  package static let member: JSONMember = .value(
    "events",
    "objects of `position`, `name`, the same in every copy, `recorded`, `login` (the database role that recorded it) and `event`, the journal line"
  )

  /// What that member holds.
  package static func entry(_ events: [RecordedEvent<Event>]) -> (name: String, json: JSONWriter) {
    (member.name, .of { $0.list(events) { $1.raw(EventCitation($0).json) } })
  }
}
