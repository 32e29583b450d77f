/// Measures that are tied to each other by what is given in return for what; a measure alone where nothing is.
package struct Exchange: Sendable {
  /// How it went: what is given at the same time, one after the other, by one side only, or taken back.
  package enum Order: String, Sendable {
    /// Nothing was carried out yet.
    case open
    case oneSided = "one-sided"
    case simultaneous, sequential
    /// Something of it was stopped, undone or lapsed.
    case broken
  }

  package typealias Item = (slug: Slug, value: Measure)

  /// What is given on one side of the bargain, whoever gives it.
  package struct Side: Sendable {
    package let measures: [Item]

    /// Whether anything of it was carried out.
    package var hasGiven: Truth { measures.reduce(.no) { $0 || $1.value.wasDelivered } }

    /// What was carried out for certain.
    package var gifts: [Item] { measures.filter { $0.value.wasDelivered == .yes } }

    /// When something was first given, as far as that is certain.
    package var firstGift: Dating? {
      gifts.compactMap(\.value.delivery).min { ($0.surelyBegun ?? .max) < ($1.surelyBegun ?? .max) }
    }

    /// Whose gifts were given on the day of the first.
    package var firstGivers: [PartyID] {
      let first = firstGift
      return gifts.filter {
        $0.value.delivery?.firstDay == first?.firstDay && $0.value.delivery?.surelyBegun == first?.surelyBegun
      }.compactMap(\.value.party)
    }
  }

  package let measures: [Item]
  /// The measure by which it goes: the first that is not given in return for another of it.
  package let root: Item
  /// What the root is, what answers that, and so on by turns; one where nothing answers anything.
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
    // By turns from the root; in a circle of odd length somebody is on the side to which the way is shorter.
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

  /// Those who give, in the order in which they come up.
  package var parties: [PartyID] {
    var parties: [PartyID] = []
    for case let party? in measures.map(\.value.party) where !parties.contains(party) {
      parties.append(party)
    }
    return parties
  }

  /// What was carried out and then stopped or undone.
  package var snappedBack: [Slug] {
    measures.filter { $0.value.wasDelivered == .yes && $0.value.isUndone == .yes }.map(\.slug)
  }

  /// What one side carried out while the other has given nothing.
  package var unanswered: [Slug] {
    let givers = sides.filter { $0.hasGiven != .no }
    return givers.count == 1 ? givers[0].gifts.map(\.slug) : []
  }

  /// The side that gave first, the one that answered, and the fewest and the most days between; nil where not
  /// both sides have given for certain. Where dates leave it open who was first, the fewest are less than zero.
  package var lag: (first: Side, second: Side, fewest: Int?, most: Int?)? {
    let givers = sides.filter { $0.hasGiven == .yes }.sorted {
      ($0.firstGift?.surelyBegun ?? .max) < ($1.firstGift?.surelyBegun ?? .max)
    }
    guard givers.count > 1, let one = givers[0].firstGift, let other = givers[1].firstGift else { return nil }
    func days(_ from: Int32?, _ to: Int32?) -> Int? {
      guard let from, let to else { return nil }
      return Int(to) - Int(from)
    }
    let fewest = days(one.surelyBegun, other.firstDay)
    let most = days(one.firstDay, other.surelyBegun)
    return (givers[0], givers[1], fewest, most.map { max($0, -(fewest ?? 0)) })
  }

  /// How it may have gone; more than one where dates leave it open.
  ///
  /// - Parameter tolerance: up to how many days apart two gifts count as simultaneous.
  package func orders(tolerance: Int = 0) -> Set<Order?> {
    let broken = measures.reduce(Truth.no) { $0 || $1.value.isUndone }
    if broken == .yes { return [.broken] }
    var found: Set<Order?> = broken == .unknown ? [.broken] : []
    let certain = sides.count { $0.hasGiven == .yes }
    let possible = sides.count { $0.hasGiven != .no }
    if certain == 0 { found.insert(.open) }
    if certain <= 1 && possible >= 1 { found.insert(.oneSided) }
    if possible >= 2 {
      if let lag, let fewest = lag.fewest, let most = lag.most {
        if fewest <= tolerance { found.insert(.simultaneous) }
        if most > tolerance { found.insert(.sequential) }
      } else {
        found.formUnion([.simultaneous, .sequential])
      }
    }
    return found
  }
}

extension ProcessState {
  /// Every measure, together with those that it answers and that answer it, in the order in which they came up.
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
