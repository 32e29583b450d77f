/// The effect of an event on a round of the talks.
package enum RoundStep: Sendable, Equatable {
  /// A phase begins; `until` is its end, where that is stated apart from the date of the event.
  case begins(Subject, until: EDTF?)
  /// The phase in progress ends, by a recess or for good.
  case ends(Subject, as: Round.Standing)

  /// The same for an event about the talks that names a round of its own process; nil where it names none.
  static func begins(_ round: Link<ARound>?) -> RoundStep? {
    subject(round).map { .begins($0, until: nil) }
  }

  static func recesses(_ round: Link<ARound>?) -> RoundStep? {
    subject(round).map { .ends($0, as: .recessed) }
  }

  private static func subject(_ round: Link<ARound>?) -> Subject? {
    round.flatMap { $0.reference.process == nil ? .existing($0.reference) : nil }
  }

  package var round: Slug? {
    switch self {
    case .begins(let round, _), .ends(let round, _): round.slug
    }
  }
}
