/// The status of a measure or of an agreement.
///
/// Some words are of both; two are equal where their words are, since the kind of thing stands beside it.
package enum ThingStatus: Hashable, Sendable {
  case measure(Measure.Status)
  case agreement(Agreement.Status)

  package init?(word: String) {
    if let status = Measure.Status(rawValue: word) {
      self = .measure(status)
    } else if let status = Agreement.Status(rawValue: word) {
      self = .agreement(status)
    } else {
      return nil
    }
  }

  package static func == (one: ThingStatus, other: ThingStatus) -> Bool { one.word == other.word }
  package func hash(into hasher: inout Hasher) { hasher.combine(word) }

  package var word: String {
    switch self {
    case .measure(let status): status.rawValue
    case .agreement(let status): status.rawValue
    }
  }
}

extension ProcessState {
  /// The possible statuses of the subject of a tie, including nil where it may have none yet; empty where the
  /// subject is no measure or agreement of this process.
  package func statuses(ofSubject tie: Tie) -> Traced<Set<ThingStatus?>> {
    let slug = tie.subject?.slug
    switch tie.subjectKind {
    case .measure:
      guard let measure = slug.flatMap({ measures[$0] }) else { break }
      return Traced(Set(measure.statuses.map { $0.map(ThingStatus.measure) }), measure.life.provenance)
    case .agreement:
      guard let agreement = slug.flatMap({ agreements[$0] }) else { break }
      return Traced(Set(agreement.statuses.map { $0.map(ThingStatus.agreement) }), agreement.life.provenance)
    default: break
    }
    return Traced([], [])
  }
}
