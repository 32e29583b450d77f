import EventSourcing
import Talks
import TestSupport
import Testing

/// What corrections knew, as sets: all that each names, and all that these knew.
private struct KnownSets {
  private(set) var known: [EventID: Set<EventID>] = [:]

  init(_ statements: [Causality.Statement], among events: Set<EventID>) {
    let ids = Set(statements.map(\.id))
    var parents: [EventID: Set<EventID>] = [:]
    for statement in statements {
      var own = Set(statement.saw + statement.targets).intersection(ids)
      if statement.saw.isEmpty || !Set(statement.saw).isSubset(of: events), statement.id.isTimeOrdered {
        let group = Self.group(of: statement, statements)
        own.formUnion(group.filter { $0.isTimeOrdered && $0 < statement.id })
      }
      parents[statement.id] = own.subtracting([statement.id])
    }
    var open: Set<EventID> = []
    for id in parents.keys.sorted() { learn(id, parents, &open) }
  }

  /// The corrections that speak of the same events as one, directly or through others.
  private static func group(
    of first: Causality.Statement, _ all: [Causality.Statement]
  ) -> Set<EventID> {
    var reached = Set(first.targets + [first.id])
    while true {
      let more = all.filter { reached.contains($0.id) || !reached.isDisjoint(with: $0.targets) }
      let next = reached.union(more.flatMap { $0.targets + [$0.id] })
      if next == reached { return Set(more.map(\.id)) }
      reached = next
    }
  }

  private mutating func learn(
    _ id: EventID, _ parents: [EventID: Set<EventID>], _ open: inout Set<EventID>
  ) {
    if known[id] != nil || !open.insert(id).inserted { return }
    let own = parents[id] ?? []
    for parent in own.sorted().reversed() { learn(parent, parents, &open) }
    known[id] = own.reduce(into: own) { $0.formUnion(known[$1] ?? []) }.subtracting([id])
    open.remove(id)
  }
}

@Suite("What corrections knew of each other")
struct CausalityTests {
  private static func id(_ number: Int, isTimeOrdered: Bool = true) -> EventID {
    EventID(high: isTimeOrdered ? 0x7000 : 0x8000, low: UInt64(number))
  }

  /// A correction of one event, or of two.
  private func correction(_ id: EventID, of targets: [EventID], saw: [EventID]) throws -> Causality.Statement
  {
    let event: Event
    if targets.count == 1 {
      var detail = EventRetracted()
      (detail.retracted, detail.saw) = (targets[0], saw)
      event = Event(detail, on: nil)
    } else {
      var detail = EventsMerged()
      (detail.merged, detail.into, detail.saw) = (targets[0], targets[1], saw)
      event = Event(detail, on: nil)
    }
    return try #require(Causality.Statement(id, event))
  }

  /// Corrections of two events and of each other, of which some say nothing of what they saw.
  ///
  /// - Parameter allowsCircles: whether some speak of later ones.
  private func corrections(_ dice: inout Dice, allowsCircles: Bool) throws -> [Causality.Statement] {
    let count = Int.random(in: 1...12, using: &dice)
    let ids = (0..<count + 2).map { number in
      Self.id(number, isTimeOrdered: Int.random(in: 0..<5, using: &dice) > 0)
    }
    return try (2..<ids.count).map { index in
      func some(_ most: Int) -> [EventID] {
        (0..<Int.random(in: 0...most, using: &dice)).map { _ in
          let end = allowsCircles && Int.random(in: 0..<6, using: &dice) == 0 ? ids.count : index
          return ids[Int.random(in: 0..<end, using: &dice)]
        }
      }
      let targets = Array(some(2).prefix(2))
      let absent = Int.random(in: 0..<8, using: &dice) == 0 ? [Self.id(99)] : []
      return try correction(ids[index], of: targets.isEmpty ? [ids[0]] : targets, saw: some(3) + absent)
    }
  }

  @Test("is all that they name and all that these knew", arguments: [false, true])
  func sets(allowsCircles: Bool) throws {
    for seed in 0..<400 {
      var dice = Dice(seed: UInt64(seed))
      let all = try corrections(&dice, allowsCircles: allowsCircles)
      let events = Set(all.flatMap { [$0.id] + $0.targets })
      let causality = Causality(all, among: events)
      // Of corrections in a circle it depends on where the circle is entered what they knew of each other, so that the
      // sets are those of the same way.
      let known = KnownSets(all, among: events).known
      for one in all.map(\.id) {
        for other in all.map(\.id) {
          #expect(causality.knew(one, other) == known[one]?.contains(other), "\(seed): \(one) \(other)")
          let (a, b) = (known[one]?.count ?? 0, known[other]?.count ?? 0)
          #expect(causality.precedes(one, other) == (a == b ? one.isBefore(other) : a < b), "\(seed)")
        }
      }
      let ids = all.map(\.id).filter { _ in Bool.random(using: &dice) }
      let heads = ids.filter { id in !ids.contains { known[$0]?.contains(id) ?? false } }
      #expect(causality.heads(of: ids) == heads.sorted(), "\(seed)")
    }
  }

  @Test("takes one entry for each link of a chain, whether they say what they saw or not")
  func size() throws {
    for count in [1_000, 2_000] {
      // Of the first, which knew nothing, there is no entry.
      for saysWhatItSaw in [true, false] {
        let chain = try (2...count + 1).map { number in
          let before = Self.id(number - 1)
          return try correction(Self.id(number), of: [before], saw: saysWhatItSaw ? [before] : [])
        }
        let causality = Causality(chain, among: Set((1...count + 1).map { Self.id($0) }))
        #expect(causality.size == count - 1)
        #expect(causality.knew(Self.id(count + 1), Self.id(2)))
        #expect(!causality.knew(Self.id(2), Self.id(count + 1)))
      }
      // Two desks that do not know each other amend one event; then one sees both, and goes on.
      let desks = try (1...count).flatMap { number in
        try [2 * number, 2 * number + 1].map { own in
          try correction(Self.id(own), of: [Self.id(1)], saw: [Self.id(number == 1 ? 1 : own - 2)])
        }
      }
      let last = 2 * count + 2
      let both = try correction(Self.id(last), of: [Self.id(1)], saw: [Self.id(last - 2), Self.id(last - 1)])
      let causality = Causality(desks + [both], among: Set((1...last).map { Self.id($0) }))
      #expect(causality.size == 2 * (count - 1) + 2)
      #expect(causality.areApart(Self.id(last - 1), Self.id(2)) && causality.knew(Self.id(last), Self.id(2)))
    }
  }
}
