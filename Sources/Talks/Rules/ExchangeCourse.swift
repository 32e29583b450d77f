extension Exchange {
  /// The possible courses of an exchange, and the days between the first gift and the answer.
  package struct Course: Hashable, Sendable {
    /// More than one where dates leave it open; only gifts of one day are simultaneous.
    package let possible: Set<Order>
    /// Nil where not both sides have given for certain, or a date is open; no more than zero where it may be that
    /// both gave on one day.
    package let fewest: Int?
    package let most: Int?

    package init(possible: Set<Order>, fewest: Int?, most: Int?) {
      self.possible = possible
      self.fewest = fewest
      self.most = most
    }

    /// The possible courses, where gifts within a number of days count as simultaneous.
    package func allowing(days tolerance: Int) -> Set<Order> {
      let answered: Set<Order> = [.simultaneous, .sequential]
      guard let fewest, let most, !possible.isDisjoint(with: answered) else { return possible }
      var found = possible.subtracting(answered)
      if fewest <= tolerance { found.insert(.simultaneous) }
      if most > tolerance { found.insert(.sequential) }
      return found
    }
  }

  package var course: Course {
    let lag = lag
    let broken = measures.reduce(Truth.no) { $0 || $1.value.isUndone }
    var found: Set<Order> = broken == .no ? [] : [.broken]
    if broken != .yes {
      let certain = sides.count { $0.hasGiven == .yes }
      let possible = sides.count { $0.hasGiven != .no }
      if certain == 0 { found.insert(.open) }
      if certain <= 1 && possible >= 1 { found.insert(.oneSided) }
      if possible >= 2 { found.formUnion([.simultaneous, .sequential]) }
    }
    let all = Course(possible: found, fewest: lag?.fewest, most: lag?.most)
    return Course(possible: all.allowing(days: 0), fewest: all.fewest, most: all.most)
  }

  /// The possible courses; several where dates leave it open.
  ///
  /// - Parameter tolerance: up to how many days apart two gifts count as simultaneous.
  package func orders(tolerance: Int = 0) -> Set<Order> { course.allowing(days: tolerance) }

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

  /// The date of the first delivery that is certain.
  package var firstGift: Dating? {
    sides.compactMap(\.firstGift).min { ($0.surelyBegun ?? .max) < ($1.surelyBegun ?? .max) }
  }

  /// The parties that gave first for certain, of both sides where they gave on the same day; and the
  /// candidates where dates leave it open. Both are empty where nothing can have been given.
  package var firstMovers: (certain: [PartyID], perhaps: [PartyID]) {
    func once(_ parties: [PartyID]) -> [PartyID] {
      parties.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
    if let lag {
      let both = once(lag.first.firstGivers + lag.second.firstGivers)
      if lag.most == 0 { return (both, []) }
      if let fewest = lag.fewest, fewest > 0 { return (once(lag.first.firstGivers), []) }
      return ([], both)
    }
    let certain = sides.filter { $0.hasGiven == .yes }.flatMap(\.firstGivers)
    let first = sides.compactMap(\.firstGift).first
    let rivals = sides.filter { $0.hasGiven == .unknown }.flatMap(\.measures).filter { measure in
      guard let delivery = measure.value.delivery, measure.value.wasDelivered != .no else { return false }
      return first.map { $0.beginsBefore(delivery) != .yes } ?? true
    }
    if rivals.isEmpty { return (once(certain), []) }
    return ([], once(certain + rivals.flatMap(\.value.firstGivers)))
  }
}
