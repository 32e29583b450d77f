package import EventSourcing
package import Talks

/// A file format for events, written one at a time in the given order.
package protocol ExportFormat: SendableMetatype {
  /// The name on the command line: `csv`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }
  /// The extension of such files, without the dot.
  static var fileExtension: String { get }
  /// Whether it takes events in the order of the log instead of the order of occurrence.
  static var isInLogOrder: Bool { get }
  /// Whether it writes out a source cited by its key; false for formats that are meant for import.
  static var citesInFull: Bool { get }
  /// Whether it leaves out events that this program cannot read, since nobody could take them in again.
  static var omitsUnreadable: Bool { get }
  /// Whether it needs the number of corrections of each event.
  static var countsRevisions: Bool { get }

  init(_ header: ExportHeader)
  mutating func begin(_ out: inout ExportBuffer)
  mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer)
  mutating func end(_ out: inout ExportBuffer)
}

extension ExportFormat {
  package static var isInLogOrder: Bool { false }
  package static var citesInFull: Bool { true }
  package static var omitsUnreadable: Bool { false }
  package static var countsRevisions: Bool { false }
  package mutating func begin(_ out: inout ExportBuffer) {}
  package mutating func end(_ out: inout ExportBuffer) {}
}

/// The description of an export within the export.
package struct ExportHeader {
  package let title: String
  /// The filter in a sentence.
  package let filter: String
  /// The last day that counts; nil for the whole record.
  package let asOf: CivilDay?
  /// In microseconds since 1970 UTC: later knowledge is left out; nil for the whole record.
  package let asKnown: Int64?
  /// The same limit for the time of recording.
  package let asRecorded: Int64?
  /// The party or the source whose accounts prevail where it gives one; nil for the preferred accounts.
  package let accordingTo: String?
  /// The accounts in unresolved disputes, by the position of the event, such as “kp: on=2003-09-01”.
  package let rivals: [Int64: [String]]
  /// The events with later corrections; empty where the format does not need them.
  package let revisions: [EventID: Revision]
  /// The time of recording of the last event included, in microseconds since 1970 UTC; nil without events.
  package let updated: Int64?
  package let zones: any ZoneRules
  /// Whether events of several processes may follow one another.
  package let mixesProcesses: Bool
  /// The name of a party.
  package let name: (PartyID) -> String
  package let sharing: Sharing
  /// Where places are that the record has by name alone.
  package var gazetteer = Gazetteer.builtIn

  package init(
    title: String, filter: String, asOf: CivilDay? = nil, asKnown: Int64? = nil, asRecorded: Int64? = nil,
    accordingTo: String? = nil, rivals: [Int64: [String]] = [:],
    revisions: [EventID: Revision] = [:], updated: Int64? = nil, zones: any ZoneRules = UTCOnly(),
    sharing: Sharing = Sharing(upTo: .clear, isLimited: false), mixesProcesses: Bool = false,
    name: @escaping (PartyID) -> String = \.name
  ) {
    self.title = title
    self.filter = filter
    self.asOf = asOf
    self.asKnown = asKnown
    self.asRecorded = asRecorded
    self.accordingTo = accordingTo
    self.rivals = rivals
    self.revisions = revisions
    self.updated = updated
    self.zones = zones
    self.mixesProcesses = mixesProcesses
    self.name = name
    self.sharing = sharing
  }

  /// The content, sharing restriction and standpoint of the export, in sentences.
  var inWords: String {
    var words =
      "\(filter) Up to \(sharing.ceiling.label)\(sharing.isLimited ? "; a ceiling was applied." : ".")"
    if let day = asOf { words += " As of \(day.inWords)." }
    if let known = asKnown { words += " As known at \(RFC3339.text(microseconds: known))." }
    if let recorded = asRecorded { words += " As recorded at \(RFC3339.text(microseconds: recorded))." }
    if let name = accordingTo { words += " According to \(name)." }
    return words
  }
}

/// The permitted audience of an export; nothing in it has a higher marking.
package struct Sharing: Sendable {
  package let ceiling: Marking
  /// Whether a ceiling was applied, so that there may be more.
  package let isLimited: Bool

  package init(upTo ceiling: Marking, isLimited: Bool) {
    self.ceiling = ceiling
    self.isLimited = isLimited
  }
}

/// Every export format, in the order of help; a test compares it with the folder of formats.
package enum ExportFormats {
  package static let all: [any ExportFormat.Type] = [
    Markdown.self,
    CSV.self,
    JSONDocument.self,
    Journal.self,
    ICalendar.self,
    GeoJSON.self,
    TimelineJS.self,
    CloudEvents.self,
    Atom.self,
    Prov.self,
  ]

  package static func format(named name: String) -> (any ExportFormat.Type)? {
    all.first { $0.name == name }
  }
}
