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

  init(givers: [PartyID], unit: String, measure: Slug) {
    (self.givers, self.unit, self.measure) = (givers, unit, measure)
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
    for delivery in deliveries {
      let amount = delivery.quantity.amount
      // Of what is given from one day to another, nobody knows how much was given in between.
      let isCertain = delivery.dating.comesToEnd(by: horizon) == .yes
      add(to: delivery) {
        $0.delivered = $0.delivered + Contribution.Range(isCertain ? amount : .zero, amount)
        $0.deliveries.formUnion(delivery.dating.provenance)
      }
    }
    return contributions
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
