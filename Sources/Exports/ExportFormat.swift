package import EventSourcing
package import Talks

/// A way to write events to a file, one at a time in the order in which they are given.
package protocol ExportFormat: SendableMetatype {
  /// As it is typed: `csv`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }
  /// How names of such files end, without the dot.
  static var fileExtension: String { get }
  /// Whether it takes events in the order of the log, not in that in which they happened.
  static var isInLogOrder: Bool { get }
  /// Whether it shows a source that is cited by its key in full, which is for all that is not to be imported again.
  static var citesInFull: Bool { get }
  /// Whether it tells how often an event was corrected.
  static var countsRevisions: Bool { get }

  init(_ header: ExportHeader)
  mutating func begin(_ out: inout ExportBuffer)
  mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer)
  mutating func end(_ out: inout ExportBuffer)
}

extension ExportFormat {
  package static var isInLogOrder: Bool { false }
  package static var citesInFull: Bool { true }
  package static var countsRevisions: Bool { false }
  package mutating func begin(_ out: inout ExportBuffer) {}
  package mutating func end(_ out: inout ExportBuffer) {}
}

/// What an export says of itself.
package struct ExportHeader {
  package let title: String
  /// Which events were asked for, as a sentence.
  package let filter: String
  /// The last day that counts; nil where all of the record does.
  package let asOf: CivilDay?
  /// Microseconds since 1970 UTC: what was learned later is left out; nil for all that is recorded.
  package let asKnown: Int64?
  /// The same for what was recorded later.
  package let asRecorded: Int64?
  /// The party or the source whose accounts are told where it gives one; nil for those that are preferred.
  package let accordingTo: String?
  /// By position, what others say of an event, such as “kp: on=2003-09-01”, where nobody has weighed that.
  package let rivals: [Int64: [String]]
  /// The events of which something was said later; none where the format does not ask for it.
  package let revisions: [EventID: Revision]
  /// When the last event was recorded that counts, in microseconds since 1970 UTC; nil where none was.
  package let updated: Int64?
  package let zones: any ZoneRules
  /// Whether events of several processes may follow one another.
  package let mixesProcesses: Bool
  /// What a party is called.
  package let name: (PartyID) -> String
  package let sharing: Sharing

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

  /// What the export holds, with whom it may be shared, and from where it is told, in sentences.
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

/// With whom an export may be shared: what it holds is marked no higher.
package struct Sharing: Sendable {
  package let ceiling: Marking
  /// Whether a ceiling was applied, so that there may be more.
  package let isLimited: Bool

  package init(upTo ceiling: Marking, isLimited: Bool) {
    self.ceiling = ceiling
    self.isLimited = isLimited
  }
}

/// Every format, in the order in which help lists them; a test compares it with the folder of formats.
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
