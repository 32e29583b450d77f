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
    /// The event that the row is.
    package private(set) var event: Named
    /// The events recorded for it, in their order; without positions in a dry run.
    package internal(set) var recorded: [Named] = []

    init(
      _ outcome: Outcome, line: Int?, row: String?, title: String, changes: [String], event: Named
    ) {
      (self.outcome, self.line, self.row, self.title) = (outcome, line, row, title)
      (self.changes, self.event) = (changes, event)
    }

    /// Gives the row's event its position, where it was recorded now.
    mutating func placeEvent() {
      event.position = event.position ?? recorded.first { $0.id == event.id }?.position
    }
  }

  /// An event by its id and its position; no position where it is not in the log yet.
  package struct Named: Hashable, Sendable {
    package let id: EventID
    package internal(set) var position: Int64?
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

  /// Notes an event that is to be recorded for the last step.
  mutating func noteRecorded(_ id: EventID) {
    if !steps.isEmpty { steps[steps.count - 1].recorded.append(Named(id: id, position: nil)) }
  }

  /// Adds the positions of what was recorded.
  ///
  /// - Parameter receipts: one for each event recorded for the steps, in their order.
  mutating func place(_ receipts: [Receipt]) {
    var positions = receipts.map(\.position)[...]
    for index in steps.indices {
      for place in steps[index].recorded.indices {
        steps[index].recorded[place].position = positions.popFirst()
      }
      steps[index].placeEvent()
    }
  }

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
