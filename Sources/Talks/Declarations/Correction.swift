package import EventSourcing

/// What an event about the record does to other events.
package enum Correction: Sendable, Equatable {
  case amends(EventID, [Change])
  /// It no longer counts.
  case retracts(EventID)
  /// The first goes, and the other takes what only the first says.
  case merges(EventID, into: EventID)
  /// A party, or the source cited, tells it otherwise, or denies it.
  case disputes(EventID, by: PartyID?, says: [Change], isDenied: Bool, because: String?)
  /// Answers go by an account; nil for what was recorded.
  case resolves(EventID, preferred: EventID?)
  /// Its content is gone; nil where the id cannot be read.
  case erases(EventID?)

  /// The events that it speaks of.
  package var targets: [EventID] {
    switch self {
    case .amends(let id, _), .retracts(let id), .disputes(let id, _, _, _, _): [id]
    case .merges(let gone, let kept): [gone, kept]
    case .resolves(let id, let preferred): [id] + [preferred].compactMap(\.self)
    case .erases(let id): [id].compactMap(\.self)
    }
  }

  /// The fields that it tells otherwise.
  package var changes: [Change] {
    switch self {
    case .amends(_, let changes), .disputes(_, _, let changes, _, _): changes
    case .retracts, .merges, .resolves, .erases: []
    }
  }

  /// Whether it speaks of what is gone already, so that it cannot be undone.
  package var isErasure: Bool { if case .erases = self { true } else { false } }
}
