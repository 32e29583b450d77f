extension Agreement {
  /// How often a party was said to have broken an agreement; one event is one breach.
  package struct BreachTally: Hashable, Sendable {
    package let party: PartyID
    package fileprivate(set) var count = 0
    /// How many nobody is recorded to have found to be so.
    package fileprivate(set) var alleged = 0
    package fileprivate(set) var allegedBy: [PartyID] = []
    /// Who else says so, in the words of the record.
    package fileprivate(set) var accordingTo: [String] = []
    package fileprivate(set) var found = 0
    package fileprivate(set) var foundBy: [PartyID] = []
  }

  /// The breaches by who is said to have broken it, those that may have happened by the horizon among them.
  package var breachTallies: [BreachTally] {
    var tallies: [BreachTally] = []
    for act in acts {
      guard let claim = act.claim, let party = act.by.first else { continue }
      let index = tallies.firstIndex { $0.party == party } ?? tallies.endIndex
      if index == tallies.endIndex { tallies.append(BreachTally(party: party)) }
      tallies[index].count += 1
      if claim.foundBy.isEmpty { tallies[index].alleged += 1 } else { tallies[index].found += 1 }
      tallies[index].allegedBy.add(claim.allegedBy)
      tallies[index].accordingTo.add(claim.according.map { [$0] } ?? [])
      tallies[index].foundBy.add(claim.foundBy)
    }
    return tallies
  }
}

extension Array where Element: Equatable {
  /// Appends the elements that are new.
  fileprivate mutating func add(_ others: [Element]) {
    for other in others where !contains(other) { append(other) }
  }
}
