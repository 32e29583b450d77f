package import EventSourcing

/// What a new version of a table comes to.
package struct SyncReport: Sendable {
  /// What became of a row.
  package enum Outcome: String, CaseIterable, Sendable { case new, amended, retracted, reappeared, replaced }

  package struct Step: Sendable {
    package let outcome: Outcome
    /// Where the row stands; nil where it has gone.
    package let line: Int?
    /// Its key; nil in a table without one.
    package let row: String?
    package let title: String
    /// What changed, field by field, as a person would type it.
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
  /// Rows whose events were erased; they are left alone.
  package var erased = 0
  package var steps: [Step] = []
  package var doubts: [Doubt] = []

  package func count(_ outcome: Outcome) -> Int { steps.count { $0.outcome == outcome } }
}

/// How a new version of a table is to be brought in.
package struct SyncOptions: Sendable {
  /// What somebody says of a row that may be one recorded before.
  package enum Answer: Hashable, Sendable {
    case same(EventID)
    case different
  }

  package var reading: ImportOptions
  package let map: TableMap
  /// Why what the table said before is corrected.
  package let because: String
  /// How many of a hundred rows may go; more look like an accident.
  package var maxRemoved = 20
  /// By the line of the row.
  package var answers: [Int: Answer] = [:]
  /// Whether to take each doubtful row as the likest of what it may be.
  package var acceptsDoubtful = false

  package init(_ map: TableMap, by: String, because: String) {
    self.map = map
    self.because = because
    reading = ImportOptions(by: by)
    reading.map = map
  }
}
