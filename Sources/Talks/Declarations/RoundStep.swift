/// The effect of an event on a round of the talks.
package enum RoundStep: Sendable, Equatable {
  /// A phase begins; `until` is its end, where that is stated apart from the date of the event.
  case begins(Subject, until: EDTF?)
  /// The phase in progress ends, by a recess or for good.
  case ends(Subject, as: Round.Standing)

  package var round: Slug? {
    switch self {
    case .begins(let round, _), .ends(let round, _): round.slug
    }
  }
}
