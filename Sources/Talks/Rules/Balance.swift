/// The balance of a party's promised, delivered and undone measures: of all, or of a group.
package struct Balance: Sendable {
  /// The grouping of a party's measures.
  package enum Grouping: String, Sendable, CaseIterable { case all, category, track, assessor }

  package let party: PartyID
  package let grouping: Grouping
  /// The category or track, nil for measures without one; or the assessor who gave the weights.
  package let value: String?
  package let measures: [Exchange.Item]
  /// The measures carried out while no other side of their exchange gave anything.
  package let unanswered: [Exchange.Item]
  /// The assessor whose weights count; nil where none gave any or several did,
  /// as their weights are never added up.
  package let assessor: String?

  fileprivate init(
    _ party: PartyID, _ grouping: Grouping, _ value: String?, _ measures: [Exchange.Item],
    unanswered: Set<Slug>, weighedBy assessor: String?
  ) {
    self.party = party
    self.grouping = grouping
    self.value = value
    self.measures = measures
    self.assessor = assessor
    self.unanswered = measures.filter {
      unanswered.contains($0.slug) && $0.value.givers.wrappedValue.contains(party)
    }
  }

  /// The measures that are to its credit: that it carried out, or is to where nobody has.
  private var own: [Exchange.Item] { measures.filter { $0.value.givers.wrappedValue.contains(party) } }
  /// The measures certainly in place that it carried out.
  package var inPlace: [Exchange.Item] { own.filter { $0.value.holds == .yes } }
  /// The measures promised and certainly not yet carried out.
  package var open: [Exchange.Item] { measures.filter { $0.value.isOpen == .yes } }
  /// The measures certainly suspended, reversed or lapsed.
  package var undone: [Exchange.Item] { own.filter { $0.value.isUndone == .yes } }

  /// The weights of some of its measures that count.
  package func weights(of measures: [Exchange.Item]) -> [Measure.Weight] {
    measures.compactMap { $0.value.weights.last { $0.by == assessor } }
  }
}

extension ProcessState {
  /// The balances of each party with measures, in order of first appearance: of all its measures, then by
  /// category, by track and by assessor.
  package var balances: [Balance] {
    let all = measures.all
    let unanswered = Set(exchanges.flatMap(\.unanswered))
    var parties: [PartyID] = []
    for party in all.flatMap(\.value.parties) where !parties.contains(party) { parties.append(party) }
    let assessors = Set(all.flatMap { $0.value.weights.map(\.by) }).sorted()
    let sole = assessors.count == 1 ? assessors[0] : nil
    return parties.flatMap { party -> [Balance] in
      let own = all.filter { $0.value.parties.contains(party) }
      func balance(
        _ grouping: Balance.Grouping, _ value: String?, _ measures: [Exchange.Item], by assessor: String?
      ) -> Balance {
        Balance(party, grouping, value, measures, unanswered: unanswered, weighedBy: assessor)
      }
      func balances(_ grouping: Balance.Grouping, _ value: (Measure) -> Slug?) -> [Balance] {
        let groups = Dictionary(grouping: own) { value($0.value) }
        // Measures without one come last.
        let named = groups.filter { $0.key != nil }.sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }
        return (named + groups.filter { $0.key == nil }).map {
          balance(grouping, $0.key?.text, $0.value, by: sole)
        }
      }
      let weighed = assessors.compactMap { assessor -> Balance? in
        let those = own.filter { $0.value.weights.contains { $0.by == assessor } }
        return those.isEmpty ? nil : balance(.assessor, assessor, those, by: assessor)
      }
      return [balance(.all, nil, own, by: sole)] + balances(.category, \.category) + balances(.track, \.track)
        + weighed
    }
  }
}
