/// How much of one thing somebody promised and gave by one measure.
package struct Contribution: Sendable {
  /// Those who give; several where they act as one, and nobody says who gave how much of it.
  package let givers: [PartyID]
  package let unit: String
  package let measure: Slug
  /// What was promised for certain, and what may have been.
  package var pledged = Range.zero
  /// What was given for certain, and what may have been.
  package var delivered = Range.zero
  package var pledges: Provenance = []
  package var deliveries: Provenance = []
  /// The times that something was given, or may have been, and nobody said how much.
  package var unmeasured: Provenance = []

  /// What was given, as far as that is recorded.
  package var given: Given {
    if unmeasured.isEmpty { return Given(least: delivered.least, most: delivered.most) }
    return Given(least: deliveries.isEmpty ? nil : delivered.least, most: nil)
  }

  init(givers: [PartyID], unit: String, measure: Slug) {
    (self.givers, self.unit, self.measure) = (givers, unit, measure)
  }

  /// The least and the most that was given, by dates and by what is recorded.
  package struct Given: Hashable, Sendable {
    /// Nil where no amount is recorded.
    package let least: Amount?
    /// Nil where of some of it no amount is recorded.
    package let most: Amount?

    package init(least: Amount?, most: Amount?) { (self.least, self.most) = (least, most) }

    /// Such as `16000 to 20000`, `16000 or more`, or `not recorded`.
    package var words: String {
      guard let least else { return "not recorded" }
      return most.map { Range(least, $0).words } ?? "\(least) or more"
    }
  }

  /// The least and the most that dates leave possible.
  package struct Range: Hashable, Sendable {
    package var least: Amount
    package var most: Amount

    package init(_ least: Amount, _ most: Amount) { (self.least, self.most) = (least, most) }
    package static let zero = Range(.zero, .zero)

    /// Such as `16000`, or `16000 to 20000` where dates leave it open.
    package var words: String { least == most ? "\(least)" : "\(least) to \(most)" }

    package static func + (one: Range, other: Range) -> Range {
      Range(one.least + other.least, one.most + other.most)
    }
  }
}

extension Measure {
  /// The contributions of the measure: one for each giver and unit, in order of first appearance.
  ///
  /// Deliveries add up, and a promise made anew takes the place of the one before.
  package func contributions(of slug: Slug) -> [Contribution] {
    var contributions: [Contribution] = []
    func add(to share: Share, _ change: (inout Contribution) -> Void) {
      let (givers, unit) = (share.by.sorted(), share.quantity.unit)
      if let at = contributions.firstIndex(where: { $0.unit == unit && $0.givers == givers }) {
        change(&contributions[at])
      } else {
        var contribution = Contribution(givers: givers, unit: unit, measure: slug)
        change(&contribution)
        contributions.append(contribution)
      }
    }
    // Those that may be the last word.
    let certain = promises.lastIndex { $0.dating.hasBegun(by: horizon) == .yes }
    let last = promises[(certain ?? promises.startIndex)...]
    for promise in last {
      let amounts = last.map { $0.isLike(promise) ? $0.quantity.amount : .zero }
      add(to: promise) {
        $0.pledged = Contribution.Range(
          certain == nil ? .zero : amounts.min() ?? .zero, amounts.max() ?? .zero)
        $0.pledges.formUnion(promise.dating.provenance)
      }
    }
    for act in acts {
      guard let quantity = act.quantity else { continue }
      let amount = quantity.amount
      // Of what is given from one day to another, nobody knows how much was given in between.
      let isCertain = act.dating.comesToEnd(by: horizon) == .yes
      add(to: Share(quantity: quantity, by: act.by, dating: act.dating)) {
        $0.delivered = $0.delivered + Contribution.Range(isCertain ? amount : .zero, amount)
        $0.deliveries.formUnion(act.dating.provenance)
      }
    }
    let unmeasured = unmeasured
    for index in contributions.indices {
      // Whoever did it may have given what others promised.
      let those = unmeasured.filter { act in
        !contributions[index].pledges.isEmpty || !Set(contributions[index].givers).isDisjoint(with: act.by)
      }
      contributions[index].unmeasured = Provenance(those.map(\.dating.position))
    }
    return contributions
  }

  /// The times that it was, or may have been, carried out and nobody said how much was given; one that is only
  /// known to be confirmed is such a time as well.
  package var unmeasured: [Act] {
    if acts.isEmpty, let confirmed = life.first(.verified) {
      return [Act(by: doers, quantity: nil, dating: confirmed.dating)]
    }
    return acts.filter { $0.quantity == nil }
  }
}

extension Measure.Share {
  /// Whether it is of the same givers and in the same unit.
  fileprivate func isLike(_ other: Self) -> Bool {
    quantity.unit == other.quantity.unit && by.sorted() == other.by.sorted()
  }
}

extension ProcessState {
  /// How much was promised and given, measure by measure.
  package var contributions: [Contribution] { measures.all.flatMap { $0.value.contributions(of: $0.slug) } }
}
