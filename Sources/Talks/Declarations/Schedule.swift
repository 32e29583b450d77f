/// The effect of an event on the plan of its subject.
package enum Schedule: Sendable, Equatable {
  /// A plan takes the place of those before; nil where it names no date.
  case planned(for: EDTF?)
  case cancelled
  /// The planned thing takes place.
  case held
}
