package import EventSourcing

/// The effect of an event about the record on other events.
package enum Correction: Sendable, Equatable {
  case amends(EventID, [Change])
  /// It no longer counts.
  case retracts(EventID)
  /// The first event is dropped, and the second takes over the values that only the first has.
  case merges(EventID, into: EventID)
  /// It belongs to another process, where its subject and some fields may be called otherwise.
  case moves(EventID, to: Slug, called: Slug?, set: [Change])
  /// A party, or the cited source, gives another account of the event, or denies it.
  case disputes(EventID, by: PartyID?, says: [Change], isDenied: Bool, because: String?)
  /// Answers follow an account; nil for the event as recorded.
  case resolves(EventID, preferred: EventID?)
  /// The content of an event is erased; nil for an unreadable id.
  case erases(EventID?)

  /// The events to which it refers.
  package var targets: [EventID] {
    switch self {
    case .amends(let id, _), .retracts(let id), .disputes(let id, _, _, _, _), .moves(let id, _, _, _): [id]
    case .merges(let gone, let kept): [gone, kept]
    case .resolves(let id, let preferred): [id] + [preferred].compactMap(\.self)
    case .erases(let id): [id].compactMap(\.self)
    }
  }

  /// The new values of fields that it states.
  package var changes: [Change] {
    switch self {
    case .amends(_, let changes), .disputes(_, _, let changes, _, _), .moves(_, _, _, let changes): changes
    case .retracts, .merges, .resolves, .erases: []
    }
  }

  /// The process to which it moves an event; nil for any other.
  package var destination: Slug? { if case .moves(_, let to, _, _) = self { to } else { nil } }

  /// Whether it records an erasure, which cannot be undone.
  package var isErasure: Bool { if case .erases = self { true } else { false } }
}
