package import EventSourcing
package import Talks

/// The standpoint of an answer on both axes: the state on a day, by the record at a moment.
package struct Standpoint: Sendable, Equatable {
  /// Nil for today.
  package var asOf: CivilDay?
  /// In microseconds since 1970 UTC: later knowledge does not count; nil for the whole record.
  package var asKnown: Int64?
  /// The same limit for the time of recording, which nobody can set.
  package var asRecorded: Int64?
  /// The party or the source whose account prevails where it gives one; nil for the preferred accounts.
  package var accordingTo: String?
  /// The highest marking in the log; nil where it is complete.
  package var ceiling: Marking?

  package init(
    asOf: CivilDay? = nil, asKnown: Int64? = nil, asRecorded: Int64? = nil, accordingTo: String? = nil,
    ceiling: Marking? = nil
  ) {
    self.asOf = asOf
    self.asKnown = asKnown
    self.asRecorded = asRecorded
    self.accordingTo = accordingTo
    self.ceiling = ceiling
  }

  /// Whether it is the standpoint of the tables: now, without a preferred party or source.
  package var isNow: Bool { asOf == nil && asKnown == nil && asRecorded == nil && accordingTo == nil }

  /// Whether something may not count from it that is recorded.
  package var isLimited: Bool { !isNow || ceiling != nil }

  /// Whether something that was learned at a moment counts.
  package func admits(_ event: RecordedEvent<Event>) -> Bool {
    (asKnown.map { event.known <= $0 } ?? true) && (asRecorded.map { event.recorded <= $0 } ?? true)
  }
}
