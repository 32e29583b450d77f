/// A stretch in which one head governs a party, over one term or several.
package struct Administration: Sendable {
  /// What the head was, from a date on: acting or not, and in what office.
  package struct Term: Sendable {
    package let since: Dating
    package let office: String?
    /// Whether only as acting head.
    package let isActing: Bool

    package init(since: Dating, office: String?, isActing: Bool) {
      (self.since, self.office, self.isActing) = (since, office, isActing)
    }
  }

  package let party: PartyID
  package let head: String
  /// The terms, in their order; the first begins the administration.
  package private(set) var terms: [Term]
  package var until: Dating?
  /// The last day that counts; nil where all do.
  package let horizon: CivilDay?

  package init(
    party: PartyID, head: String, terms: [Term], until: Dating? = nil, horizon: CivilDay?
  ) {
    precondition(!terms.isEmpty, "An administration has a first term.")
    (self.party, self.head, self.terms) = (party, head, terms)
    (self.until, self.horizon) = (until, horizon)
  }

  package var since: Dating { terms[0].since }
  /// The office named last.
  package var office: String? { terms.last { $0.office != nil }?.office }

  mutating func begin(_ term: Term) { terms.append(term) }

  /// Takes in what another process records of the same head.
  mutating func join(_ other: Administration) {
    let known = Set(terms.map(\.since.on))
    terms += other.terms.filter { !known.contains($0.since.on) }
    terms.sort { $0.since.isEarlier(than: $1.since) }
  }

  /// Whether it governs at the end of the day.
  package var isInOffice: Truth { since.hasBegun(by: horizon) && !(until?.hasBegun(by: horizon) ?? .no) }

  /// Whether the head governs only as acting at the end of the day.
  package var isActing: Truth {
    var life = Life<Bool>()
    for term in terms { life.step(term.isActing, term.since) }
    return .common(life.possible(by: horizon).map { Truth($0 ?? terms[0].isActing) })
  }

  /// Whether a head of a name is the same, however that was typed.
  package func isOf(_ head: String) -> Bool { self.head.asWanted == head.asWanted }
}

/// Who speaks for a party at the talks, without governing it.
package struct Negotiator: Sendable {
  package let party: PartyID
  package let name: String
  package let office: String?
  package let since: Dating
  package fileprivate(set) var until: Dating?
  /// Whether the record calls it the head of the party, though its office is that of a negotiator.
  package let isRecordedAsHead: Bool
  /// The last day that counts; nil where all do.
  package let horizon: CivilDay?

  /// Whether it negotiates at the end of the day.
  package var isInOffice: Truth { since.hasBegun(by: horizon) && !(until?.hasBegun(by: horizon) ?? .no) }
}

extension ProcessState {
  /// Takes a head of a party: a new one, or another term of the one that there is.
  mutating func govern(_ party: PartyID, by head: String, _ term: Administration.Term) {
    let open = administrations.lastIndex { $0.party == party && $0.until == nil }
    if let open, administrations[open].isOf(head) {
      administrations[open].begin(term)
      return
    }
    if let open { administrations[open].until = term.since }
    administrations.append(Administration(party: party, head: head, terms: [term], horizon: horizon))
  }

  /// Takes a negotiator, in the place of the one before.
  mutating func negotiate(
    for party: PartyID, _ name: String, _ office: String?, asHead isRecordedAsHead: Bool = false,
    _ entry: Entry
  ) {
    if let open = negotiators.lastIndex(where: { $0.party == party && $0.until == nil }) {
      if negotiators[open].name.asWanted == name.asWanted { return }
      negotiators[open].until = entry.dating
    }
    negotiators.append(
      Negotiator(
        party: party, name: name, office: office, since: entry.dating, isRecordedAsHead: isRecordedAsHead,
        horizon: horizon))
  }
}

/// What the name of an office says of who holds it.
package enum Office {
  /// Whether its holder negotiates for a party and does not govern it, such as a chief negotiator.
  package static func isOfNegotiator(_ office: String) -> Bool {
    let words = office.lowercased().split { !$0.isLetter }.map(String.init)
    return words.contains { noun in nouns.contains { noun == $0 || noun == $0 + "s" } }
  }

  private static let nouns: Set<String> = [
    "negotiator", "envoy", "ambassador", "delegate", "delegation", "representative", "mediator",
  ]
}
