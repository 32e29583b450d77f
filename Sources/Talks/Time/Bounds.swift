/// The range of possible times, in civil seconds since 1970-01-01T00:00:00 of the local wall clock, both ends
/// included; `nil` is an unlimited or unknown end.
package struct Bounds: Hashable, Sendable {
  package let earliest: Int64?
  package let latest: Int64?

  package init(earliest: Int64?, latest: Int64?) {
    self.earliest = earliest
    self.latest = latest
  }

  static let unbounded = Bounds(earliest: nil, latest: nil)
}
