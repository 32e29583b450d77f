import EventSourcing
import Exports
import Talks

/// An event as a reason: what it says, who recorded it and when, and on what it rests.
struct Told {
  private let event: RecordedEvent<Event>

  init(_ event: RecordedEvent<Event>) { self.event = event }

  var line: String {
    let when = event.body.on.map { "\($0.inWords)  " } ?? ""
    let day = RFC3339.text(microseconds: event.known).prefix(10)
    return "\(event.position)  \(when)\(event.body.headline) (\(event.by), known \(day))"
  }

  var sources: [String] {
    event.body.sources.map { source in
      source.typed.split(separator: "|").map { trimmed($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// Its place in the log, when it was recorded, and its journal line.
  var members: [(name: String, json: JSONWriter)] {
    [
      ("position", .of { $0.integer(Int(event.position)) }),
      ("recorded", .of { $0.string(RFC3339.text(microseconds: event.recorded)) }),
      ("event", .of { event.journal.write(&$0) }),
    ]
  }

  var json: JSONWriter { .of { $0.object(members) } }
}
