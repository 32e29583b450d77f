/// What an event does to the plan of the thing that it is about.
package enum Schedule: Sendable, Equatable {
  /// A plan takes the place of those before; nil where it names no date.
  case planned(for: EDTF?)
  case cancelled
  /// What was planned takes place.
  case held
}
