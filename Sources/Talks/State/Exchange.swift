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

  /// All that one party gives in it.
  package struct Side: Sendable {
    package let party: PartyID
    package let measures: [(slug: Slug, value: Measure)]

    /// Whether it carried out anything of it.
    package var hasGiven: Truth { measures.reduce(.no) { $0 || $1.value.wasDelivered } }

    /// When it first gave something, as far as that is certain.
    package var firstGift: Mark? {
      measures.compactMap { $0.value.wasDelivered == .yes ? $0.value.delivery : nil }
        .min { ($0.surelyBegun ?? .max) < ($1.surelyBegun ?? .max) }
    }
  }

  package let measures: [(slug: Slug, value: Measure)]
  /// By party, in the order in which they come up; a measure of which nobody says whose it is has none.
  package let sides: [Side]

  init(_ measures: [(slug: Slug, value: Measure)]) {
    self.measures = measures
    var parties: [PartyID] = []
    for case let party? in measures.map(\.value.party) where !parties.contains(party) {
      parties.append(party)
    }
    sides = parties.map { party in Side(party: party, measures: measures.filter { $0.value.party == party }) }
  }

  /// The measure by which it goes: the first that is not given in return for another of it.
  package var root: (slug: Slug, value: Measure) {
    let own = Set(measures.map(\.slug))
    return measures.first { measure in
      measure.value.inReturnFor.allSatisfy { $0.process != nil || !own.contains($0.slug) }
    } ?? measures[0]
  }

  /// What was carried out and then stopped or undone.
  package var snappedBack: [Slug] {
    measures.filter { $0.value.wasDelivered == .yes && $0.value.isUndone == .yes }.map(\.slug)
  }

  /// What one side carried out while no other side has given anything.
  package var unanswered: [Slug] {
    let givers = sides.filter { $0.hasGiven != .no }
    guard givers.count == 1, let giver = givers.first, giver.hasGiven == .yes else { return [] }
    return giver.measures.filter { $0.value.wasDelivered == .yes }.map(\.slug)
  }

  /// The side that gave first, the one that answered, and the fewest and the most days between; nil where not
  /// two sides have given for certain. Where dates leave it open who was first, the fewest are less than zero.
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
    // Somebody gave what is recorded as done without anybody's name.
    let nameless = measures.contains { $0.value.party == nil && $0.value.wasDelivered == .yes } ? 1 : 0
    let certain = sides.count { $0.hasGiven == .yes } + nameless
    let possible = sides.count { $0.hasGiven != .no } + nameless
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
