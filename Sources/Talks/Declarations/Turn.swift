/// The effect of an event on the status of the talks.
package enum Turn: Sendable, Equatable {
  /// They open.
  case opens
  /// They are going on, as a round shows: they are open, and a breakdown is over.
  case goesOn
  /// They resume after a breakdown; `through` names the cause of the resumption.
  case resumes(through: [Reference])
  /// They are suspended, which begins a breakdown; nil for a reason given by the title.
  case suspends(reason: String?, because: Reference?)
  /// They end for good.
  case closes
}
