/// The days of which a record can speak: silence within them is a silence of the talks, beyond them it is not.
package struct Coverage: Hashable, Sendable {
  /// Nil where it is not stated, or from the beginning.
  package let since: EDTF?
  /// Nil where the record is still kept.
  package let until: EDTF?

  package init(since: EDTF? = nil, until: EDTF? = nil) { (self.since, self.until) = (since, until) }

  /// The day up to which the record can be asked for what has not happened: the given day, or the last day on
  /// which the record may have been kept, if that is earlier.
  package func lastDay(by day: CivilDay) -> CivilDay {
    guard let last = until?.lastDay else { return day }
    return min(day, CivilDay(days: last))
  }
}
