package import EventSourcing

/// The result of importing a new version of a table.
package struct SyncReport: Sendable {
  /// The outcome for a row.
  package enum Outcome: String, CaseIterable, Sendable { case new, amended, retracted, reappeared, replaced }

  package struct Step: Sendable {
    package let outcome: Outcome
    /// The line of the row; nil for a removed row.
    package let line: Int?
    /// Its key; nil in a table without one.
    package let row: String?
    package let title: String
    /// The changes, field by field, in typed notation.
    package let changes: [String]
  }

  /// A row that may be one recorded before.
  package struct Doubt: Sendable {
    package let line: Int
    package let title: String
    /// The likest first.
    package let candidates: [Candidate]
  }

  package struct Candidate: Sendable {
    package let id: EventID
    package let position: Int64
    package let title: String
    /// From 0 to 100.
    package let likeness: Int
  }

  package var rows = 0
  package var unchanged = 0
  /// Rows with erased events, which are not changed.
  package var erased = 0
  package var steps: [Step] = []
  /// Rows of the table that are no events, with the reasons.
  package var passedOver = BadLines()
  package var doubts: [Doubt] = []

  package func count(_ outcome: Outcome) -> Int { steps.count { $0.outcome == outcome } }
}

/// The options for importing a new version of a table.
package struct SyncOptions: Sendable {
  /// The user's answer about a row that may be one recorded before.
  package enum Reply: Hashable, Sendable {
    case same(EventID)
    case different
  }

  package var reading: ImportOptions
  package let map: TableMap
  /// The reason recorded with the corrections.
  package let because: String
  /// The percentage of rows that may be removed; a higher one looks like an accident.
  package var maxRemoved = 20
  /// By the line of the row.
  package var answers: [Int: Reply] = [:]
  /// Whether to match each doubtful row with its likeliest candidate.
  package var acceptsDoubtful = false

  package init(_ map: TableMap, by: String, because: String) {
    self.map = map
    self.because = because
    reading = ImportOptions(by: by)
    reading.map = map
  }
}
