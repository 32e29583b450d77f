package import EventSourcing
package import Talks

/// One JSON document with the complete data of each event, for programs.
///
/// An event has the members of its journal line, its place in the log, and the values derived from its date.
package struct JSONDocument: ExportFormat {
  package static let name = "json"
  package static let help = "One JSON document with everything that is recorded, for programs."
  package static let fileExtension = "json"

  /// The members that an event has beyond those of its journal line.
  static let derived = ["accountsThatDiffer", "earliest", "latest", "position", "recorded"]

  private let header: ExportHeader
  private var parties: Set<PartyID> = []
  private var isFirst = true

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write(#"{"format":"parley-events/1","title":"#)
    out.write(Self.json(header.title))
    out.write(#","filter":"#)
    out.write(Self.json(header.filter))
    out.write(#","asOf":"#)
    out.write(Self.json(header.asOf?.description))
    out.write(#","asKnown":"#)
    out.write(Self.json(header.asKnown.map(RFC3339.text(microseconds:))))
    out.write(#","asRecorded":"#)
    out.write(Self.json(header.asRecorded.map(RFC3339.text(microseconds:))))
    out.write(#","accordingTo":"#)
    out.write(Self.json(header.accordingTo))
    out.write(#","tlp":"#)
    out.write(Self.json(header.sharing.ceiling.rawValue))
    out.write(#","ceiling":"#)
    out.write(Self.json(header.sharing.isLimited ? header.sharing.ceiling.rawValue : nil))
    out.write(#","events":["#)
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let span = recorded.body.span
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    out.write(#"{"position":\#(recorded.position),"recorded":"#)
    out.write(Self.json(RFC3339.text(microseconds: recorded.recorded)))
    out.write(#","earliest":"#)
    out.write(Self.json(span.first?.description))
    out.write(#","latest":"#)
    out.write(Self.json(span.last?.description))
    out.write(#","accountsThatDiffer":"#)
    out.write(JSONWriter.of { $0.list(header.rivals[recorded.position] ?? []) { $1.string($0) } }.bytes)
    out.write(",")
    out.write(recorded.journalLine.dropFirst())
    parties.formUnion(recorded.body.involved)
  }

  package mutating func end(_ out: inout ExportBuffer) {
    out.write("\n],\"parties\":")
    let names = parties.map { party in
      (name: party.slug.text, json: JSONWriter.of { $0.string(header.name(party)) })
    }
    out.write(JSONWriter.of { $0.object(names) }.bytes)
    out.write("}\n")
  }

  private static func json(_ text: String?) -> [UInt8] {
    JSONWriter.of { if let text { $0.string(text) } else { $0.null() } }.bytes
  }
}
