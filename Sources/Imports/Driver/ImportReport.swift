package import EventSourcing
package import Talks

/// The result of an import.
package struct ImportReport: Equatable, Sendable {
  /// A line that refers to an earlier thing which the import could not find.
  package struct Unlinked: Hashable, Sendable {
    package let line: Int
    package let title: String
    /// One sentence.
    package let reason: String
  }

  /// A line that was found to speak of an earlier thing.
  package struct Tied: Hashable, Sendable {
    package let line: Int
    package let title: String
    package let tie: ChronicleTie
  }

  /// A line that may speak of an earlier thing, so that a person has to say.
  package struct Doubt: Hashable, Sendable {
    package let line: Int
    package let title: String
    package let summary: String?
    package let date: String
    package let process: Slug
    /// The likest first.
    package let candidates: [ChronicleTie]
    /// Whether the log has it already, as standing alone.
    package let isRecorded: Bool
  }

  /// The name of the format that was read.
  package var format: String
  /// The number of lines that are not blank.
  package var read = 0
  /// The number of events recorded, or in a dry run of those to be recorded.
  package var new = 0
  /// The number of events already in the log.
  package var alreadyThere = 0
  package var bad = BadLines()
  /// Lines that cause findings, where checks were requested.
  package var doubtful = BadLines()
  package var unlinked: [Unlinked] = []
  /// Rows of a table that are no events, with the reasons.
  package var passedOver = BadLines()
  /// The number of new events without a date, but for definitions and other descriptions.
  package var undated = 0
  package var tied: [Tied] = []
  package var doubts: [Doubt] = []
  /// Lines that do not say for certain who acts.
  package var unclear: [Unlinked] = []
  /// The names that the file gives and that were given in the log as well, each once, in order.
  package var namesakes: [Slug] = []
  /// The events that the file reports to be erased in another copy, and that are here with their content.
  package var erasedElsewhere: [EventID] = []
  /// The names that no event gives, since the events that did were erased in another copy, each once, in order.
  package var lostNames: [String] = []
  /// The number of new events of each process, by slug.
  package var processes: [String: Int] = [:]

  package init(format: String) { self.format = format }
}

/// The options of an import.
package struct ImportOptions: Sendable {
  /// The name of the format; nil to go by the first line.
  package var format: String?
  /// The map of a table.
  package var map: TableMap?
  /// The time at which the desk learned of lines without one, in microseconds since 1970 UTC; nil for now.
  package var known: Int64?
  /// Whether to record nothing.
  package var isDryRun = false
  /// Whether to record the good lines of a file that has bad ones.
  package var keepsGoing = false
  /// Whether to record nothing where a new event does not add up, and how dates are to be read for that.
  package var strictness: Strictness?
  /// The recorder of lines without one.
  package var by: String
  /// What a person says of rows of a chronicle that speak of something earlier, by line.
  package var ties: [Int: TieAnswer] = [:]
  /// The number of events per append.
  package var batch = 1_000
  /// How many bytes of what was understood, and of what is known of processes, are kept in memory; the rest is in
  /// temporary files.
  package var memory = 1 << 23

  package init(by: String) { self.by = by }

  /// The day and the time zones for the checks on new events.
  package struct Strictness: Sendable {
    let day: CivilDay
    let zones: any ZoneRules

    package init(on day: CivilDay, zones: any ZoneRules) {
      self.day = day
      self.zones = zones
    }
  }
}
