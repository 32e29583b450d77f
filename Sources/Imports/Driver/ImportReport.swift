package import Talks

/// What an import did.
package struct ImportReport: Equatable, Sendable {
  /// A line that speaks of something earlier which the import could not find.
  package struct Unlinked: Hashable, Sendable {
    package let line: Int
    package let title: String
    /// One sentence.
    package let reason: String
  }

  /// The name of the format that was read.
  package var format: String
  /// How many lines held something.
  package var read = 0
  /// How many events were recorded, or in a dry run would have been.
  package var new = 0
  /// How many events the log had already.
  package var alreadyThere = 0
  package var bad = BadLines()
  /// Lines that bring in what does not add up, where that was looked for.
  package var doubtful = BadLines()
  package var unlinked: [Unlinked] = []
  /// How many of the new events each process received, by slug.
  package var processes: [String: Int] = [:]

  package init(format: String) { self.format = format }
}

/// How a file is to be imported.
package struct ImportOptions: Sendable {
  /// The name of the format; nil to go by the first line.
  package var format: String?
  /// How to read a table.
  package var map: TableMap?
  /// When the desk learned what no line says otherwise, in microseconds since 1970 UTC; nil for now.
  package var known: Int64?
  /// Whether to record nothing.
  package var isDryRun = false
  /// Whether to record the good lines of a file that has bad ones.
  package var keepsGoing = false
  /// Whether to record nothing where a new event does not add up, and how dates are to be read for that.
  package var strictness: Strictness?
  /// Who records what no line says otherwise.
  package var by: String
  /// How many events are appended at a time.
  package var batch = 5_000

  package init(by: String) { self.by = by }

  /// By what new events are judged.
  package struct Strictness: Sendable {
    let day: CivilDay
    let zones: any ZoneRules

    package init(on day: CivilDay, zones: any ZoneRules) {
      self.day = day
      self.zones = zones
    }
  }
}
