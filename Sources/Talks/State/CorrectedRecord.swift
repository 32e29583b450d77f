/// The record of a process after its corrections, from which its state on any day is folded.
///
/// Whoever asks about many days corrects and sorts the events once.
package struct CorrectedRecord: Sendable {
  /// Without the entries.
  let corrections: Corrections
  /// The events that count, in the order in which they happened.
  package let entries: [Entry]
  /// The last position recorded of the process.
  let lastPosition: Int64

  /// - Parameters:
  ///   - recorded: the events of the record, in any order.
  ///   - process: those that were moved to another one do not count; nil to count all.
  ///   - accordingTo: a party or a source; its account is preferred where it gives one.
  package init(_ recorded: [Entry], in process: String? = nil, accordingTo: String? = nil) {
    var corrections = Corrections(of: recorded, in: process, accordingTo: accordingTo)
    var entries = corrections.take()
    OccurrenceOrder.sort(&entries)
    (self.corrections, self.entries) = (corrections, entries)
    lastPosition = recorded.map(\.position).max() ?? 0
  }

  private init(_ whole: CorrectedRecord, entries: [Entry]) {
    (corrections, lastPosition, self.entries) = (whole.corrections, whole.lastPosition, entries)
  }

  /// The same with the events alone that are of some types.
  package func only(_ types: [any EventType.Type]) -> CorrectedRecord {
    let names = Set(types.map { $0.name })
    return CorrectedRecord(self, entries: entries.filter { names.contains($0.event.type.name) })
  }

  /// The days on which an event of it, counted or not, may have begun or come to an end when it could not the day before.
  package var turningDays: TurningDays {
    TurningDays((entries + corrections.uncounted).flatMap(\.turningDays))
  }
}
