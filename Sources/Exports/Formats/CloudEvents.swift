package import EventSourcing
package import Talks

/// CloudEvents 1.0 in JSON, one per line, in the order of recording.
///
/// The extension `sequence` is the position in the log, zero-padded so that texts sort as numbers.
package struct CloudEvents: ExportFormat {
  package static let name = "cloudevents"
  package static let help = "CloudEvents 1.0, one a line, for event buses and pipelines."
  package static let fileExtension = "ndjson"
  package static let isInLogOrder = true
  package static let citesInFull = false

  /// The schema of the data, docs/reference/events.schema.json, by a name since it has no address.
  private static let schema = "urn:parley:events.schema.json"

  package init(_ header: ExportHeader) {}

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    var members: [(String, String?)] = [
      ("specversion", "1.0"), ("id", recorded.id.description),
      ("source", "/processes/\(percentEncoded(recorded.stream))"),
      ("type", "parley.\(event.type.name)"), ("time", RFC3339.text(microseconds: recorded.recorded)),
      ("subject", event.topic), ("known", RFC3339.text(microseconds: recorded.known)),
      ("recordedby", recorded.by.harmless), ("sequence", Self.digits(recorded.position)),
      ("tlp", event.tlp?.rawValue),
    ]
    let isReadable = event.isReadable
    if isReadable {
      members += [("datacontenttype", "application/json"), ("dataschema", Self.schema)]
    }
    var json: [(String, JSONWriter)] = members.compactMap { name, text in text.map { (name, .text($0)) } }
    if isReadable { json.append(("data", .of { recorded.journal.write(&$0) })) }
    out.write(JSONWriter.members(json).bytes)
    out.write("\n")
  }

  private static func digits(_ position: Int64) -> String {
    let digits = String(position)
    return String(repeating: "0", count: max(0, 19 - digits.utf8.count)) + digits
  }
}

extension Event {
  /// The subject, such as `measure/yongbyon-shutdown`; nil where the event has none.
  fileprivate var topic: String? {
    if let (kind, slug) = mentions.subject.flatMap({ subject in
      subject.subject.slug.map { (subject.kind, $0) }
    }) {
      return "\(kind.rawValue)/\(slug)"
    }
    switch introduction {
    case .party(let party)?: return "party/\(party.slug)"
    case .source(let key)?: return "source/\(key)"
    case .thing?, .naming?, .event?, nil: return correction?.targets.first.map { "event/\($0)" }
    }
  }
}
