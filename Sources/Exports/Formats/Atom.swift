package import EventSourcing
import Evidence
package import Talks

/// A feed of recorded events and corrections, by RFC 4287; readers sort it by time of recording.
package struct Atom: ExportFormat {
  package static let name = "atom"
  package static let help = "A feed of what was recorded, for feed readers (RFC 4287)."
  package static let fileExtension = "atom"
  package static let isInLogOrder = true

  private let header: ExportHeader

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    // The same for as long as the same is asked for.
    let id = EventID(digest: Digest(of: Array("\(header.title)\n\(header.inWords)".utf8)).bytes)
    element("id", "urn:uuid:\(id)", &out)
    element("title", header.title, &out)
    element("subtitle", header.inWords, &out)
    element("updated", RFC3339.text(microseconds: header.updated ?? 0), &out)
    element("rights", header.sharing.ceiling.label, &out)
    element("generator", "Parley", &out)
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    out.write("<entry>\n")
    element("id", "urn:uuid:\(recorded.id)", &out)
    element("title", event.headline, &out)
    element("updated", RFC3339.text(microseconds: recorded.recorded), &out)
    out.write("<author><name>\(markup(recorded.by))</name></author>\n")
    for category in [event.type.name, event.track?.text, recorded.stream].compactMap(\.self) {
      out.write("<category term=\"\(markup(category))\"/>\n")
    }
    // “via”, since the source is not another form of the entry but its evidence.
    if let link = event.link { out.write("<link rel=\"via\" href=\"\(markup(link))\"/>\n") }
    if let tlp = event.tlp { element("rights", tlp.label, &out) }
    if let summary = event.summary { element("summary", summary, &out) }
    let paragraphs =
      event.paragraphs(header) + event.sources.map { "Source: \($0.inWords)" }
    element("content", paragraphs.isEmpty ? event.headline : paragraphs.joined(separator: "\n"), &out)
    out.write("</entry>\n")
  }

  package mutating func end(_ out: inout ExportBuffer) { out.write("</feed>\n") }

  private func element(_ name: String, _ text: String, _ out: inout ExportBuffer) {
    out.write("<\(name)>\(markup(text))</\(name)>\n")
  }
}
