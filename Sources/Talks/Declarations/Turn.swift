/// What an event does to how the talks stand.
package enum Turn: Sendable, Equatable {
  /// They open.
  case opens
  /// They are going on, as a round shows: they are open, and a breakdown is over.
  case goesOn
  /// They go on after a breakdown; `through` is what brought them back.
  case resumes(through: [Reference])
  /// They stand still, which begins a breakdown; nil for a reason that the title says.
  case suspends(reason: String?, because: Reference?)
  /// They end for good.
  case closes
}
