/// Measures tied by reciprocity, directly or through others; or a single measure without ties.
package struct Exchange: Sendable {
  /// The course of an exchange: simultaneous, sequential, one-sided or broken.
  package enum Order: String, Sendable, CaseIterable {
    /// Nothing was carried out yet.
    case open
    case oneSided = "one-sided"
    case simultaneous, sequential
    /// Something of it was stopped, undone or lapsed.
    case broken
  }

  package typealias Item = (slug: Slug, value: Measure)

  /// The measures on one side of the bargain, of any party.
  package struct Side: Sendable {
    package let measures: [Item]

    /// Whether anything of it was carried out.
    package var hasGiven: Truth { measures.reduce(.no) { $0 || $1.value.wasDelivered } }

    /// The measures certainly carried out.
    package var gifts: [Item] { measures.filter { $0.value.wasDelivered == .yes } }

    /// The date of the first delivery that is certain.
    package var firstGift: Dating? {
      gifts.compactMap(\.value.delivery).min { ($0.surelyBegun ?? .max) < ($1.surelyBegun ?? .max) }
    }

    /// The parties that gave on the day of the first delivery.
    package var firstGivers: [PartyID] {
      let first = firstGift
      return gifts.filter {
        $0.value.delivery?.firstDay == first?.firstDay && $0.value.delivery?.surelyBegun == first?.surelyBegun
      }.flatMap(\.value.firstGivers)
    }
  }

  package let measures: [Item]
  /// The measure that gives the exchange its name: the first that is not given in return for another of it.
  package let root: Item
  /// The root's side and the answering side; one side where no measure answers another.
  package let sides: [Side]

  init(_ measures: [Item]) {
    self.measures = measures
    let index = Dictionary(uniqueKeysWithValues: measures.indices.map { (measures[$0].slug, $0) })
    var ties = [[Int]](repeating: [], count: measures.count)
    var start: Int?
    for (at, measure) in measures.enumerated() {
      let others = measure.value.inReturnFor.filter { $0.process == nil }.compactMap { index[$0.slug] }
      for other in others {
        ties[at].append(other)
        ties[other].append(at)
      }
      if others.isEmpty && start == nil { start = at }
    }
    root = measures[start ?? 0]
    // Sides alternate along the ties from the root; in an odd cycle the shorter path decides.
    var side = [Int?](repeating: nil, count: measures.count)
    var queue = [start ?? 0]
    side[start ?? 0] = 0
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      for other in ties[at] where side[other] == nil {
        side[other] = 1 - (side[at] ?? 0)
        queue.append(other)
      }
    }
    sides = [0, 1].map { which in
      Side(measures: measures.indices.filter { side[$0] == which }.map { measures[$0] })
    }
    .filter { !$0.measures.isEmpty }
  }

  /// The parties that are to give, and others that gave, in order of first appearance.
  package var parties: [PartyID] {
    var parties: [PartyID] = []
    for party in measures.flatMap(\.value.parties) where !parties.contains(party) {
      parties.append(party)
    }
    return parties
  }

  /// The measures carried out and then suspended, reversed or lapsed.
  package var snappedBack: [Slug] {
    measures.filter { $0.value.wasDelivered == .yes && $0.value.isUndone == .yes }.map(\.slug)
  }
}

extension ProcessState {
  /// The exchanges, each a measure with all those that it answers or that answer it,
  /// in order of first appearance.
  package var exchanges: [Exchange] {
    let all = measures.all
    let index = Dictionary(uniqueKeysWithValues: all.indices.map { (all[$0].slug, $0) })
    // The first of the measures that each is tied to.
    var head = Array(all.indices)
    func find(_ start: Int) -> Int {
      var at = start
      while head[at] != at {
        head[at] = head[head[at]]
        at = head[at]
      }
      return at
    }
    for (at, measure) in all.enumerated() {
      for other in measure.value.inReturnFor where other.process == nil {
        guard let other = index[other.slug] else { continue }
        let (one, two) = (find(at), find(other))
        head[max(one, two)] = min(one, two)
      }
    }
    let groups = Dictionary(grouping: all.indices, by: find)
    return groups.sorted { $0.key < $1.key }.map { Exchange($0.value.map { all[$0] }) }
  }
}
