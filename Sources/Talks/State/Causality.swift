package import EventSourcing

/// What each correction of a record knew of the others, by what it says that it saw.
///
/// It knew the corrections that it names in `saw` or speaks of, and all that these knew. One that does not say
/// what it saw, or of which that is not at hand, is taken to have known the corrections of the same events that
/// were made before it, where both ids tell when they were made.
package struct Causality: Sendable {
  /// A correction: the events of which it speaks, and the corrections that it saw.
  package struct Statement: Sendable {
    package let id: EventID
    package let targets: [EventID]
    package let saw: [EventID]

    /// Nil for an event that is no correction.
    package init?(_ id: EventID, _ event: Event) {
      guard let remark = event.detail as? any Editorial else { return nil }
      (self.id, targets, saw) = (id, remark.targets, remark.saw)
    }
  }

  /// What each correction knew.
  private var known: [EventID: Knowledge] = [:]
  /// The place of each correction in a line of corrections of which each knew those before it.
  private var places: [EventID: Place] = [:]
  /// The number of corrections in each line.
  private var lengths: [Int] = []
  /// How many others each correction knew.
  private var counts: [EventID: Int] = [:]

  private struct Place {
    let line: Int
    let index: Int
  }

  package init() {}

  /// - Parameter events: the ids of all events at hand, corrections or not, that a correction may have seen.
  package init(_ statements: [Statement], among events: Set<EventID>) {
    let byID = Dictionary(statements.map { ($0.id, $0) }) { first, _ in first }
    let groups = Dictionary(grouping: statements, by: Grouping(statements).group)
    var parents: [EventID: Parents] = [:]
    var predecessors: [EventID: Predecessors] = [:]
    for (name, group) in groups {
      predecessors[name] = Predecessors(group.map(\.id).filter(\.isTimeOrdered).sorted())
      for statement in group {
        var own = Parents(named: Set((statement.saw + statement.targets).filter { byID[$0] != nil }))
        own.named.remove(statement.id)
        if statement.saw.isEmpty || !statement.saw.allSatisfy(events.contains), statement.id.isTimeOrdered {
          own.group = name
        }
        parents[statement.id] = own
      }
    }
    for id in parents.keys.sorted() { learn(id, parents, &predecessors) }
    counts = known.mapValues(count)
  }

  /// What a correction knew at first hand.
  private struct Parents {
    /// The corrections that it names.
    var named: Set<EventID> = []
    /// Those made before it of this group, of which it knew all; nil where it says which it knew.
    var group: EventID?
  }

  /// The corrections of one group in the order in which they were made, and what the first of them knew together.
  private struct Predecessors {
    let ids: [EventID]
    private(set) var count = 0
    private(set) var knowledge = Knowledge()

    init(_ ids: [EventID]) { self.ids = ids }

    /// Takes in those of which it is settled what they knew.
    mutating func advance(_ causality: Causality) {
      while count < ids.count, let known = causality.known[ids[count]] {
        knowledge.formUnion(known)
        causality.note(ids[count], in: &knowledge)
        count += 1
      }
    }

    /// Those before one that are not taken in yet.
    func rest(before id: EventID) -> ArraySlice<EventID> { ids[count...].prefix { $0 < id } }
  }

  /// Follows the parents of a correction without recursion, since a chain of corrections may be long.
  private mutating func learn(
    _ first: EventID, _ parents: [EventID: Parents], _ predecessors: inout [EventID: Predecessors]
  ) {
    var path = [first]
    var open: Set<EventID> = []
    while let id = path.last {
      if known[id] != nil {
        path.removeLast()
        continue
      }
      let own = parents[id] ?? Parents()
      own.group.map { predecessors[$0]?.advance(self) }
      let before = own.group.flatMap { predecessors[$0] }
      let direct = own.named.union(before?.rest(before: id) ?? [])
      // Corrections that speak of each other in a circle are left where the circle closes.
      let missing =
        open.insert(id).inserted ? direct.filter { known[$0] == nil && !open.contains($0) } : []
      if !missing.isEmpty {
        path += missing.sorted()
        continue
      }
      settle(id, knowing: direct, before?.knowledge ?? Knowledge())
      path.removeLast()
    }
  }

  /// Notes what a correction knew, and puts it at the end of a line of which it knew the last, or else begins one.
  private mutating func settle(_ id: EventID, knowing direct: Set<EventID>, _ before: Knowledge) {
    var knowledge = before
    for parent in direct {
      if let known = known[parent] { knowledge.formUnion(known) }
      note(parent, in: &knowledge)
    }
    knowledge.apart.remove(id)
    known[id] = knowledge
    let line = knowledge.counts.filter { lengths[$0.key] == $0.value }.keys.min() ?? lengths.count
    if line == lengths.count { lengths.append(0) }
    places[id] = Place(line: line, index: lengths[line])
    lengths[line] += 1
  }

  private func note(_ id: EventID, in knowledge: inout Knowledge) {
    if let place = places[id] { knowledge.note(place) } else { knowledge.apart.insert(id) }
  }

  private func holds(_ knowledge: Knowledge, _ id: EventID) -> Bool {
    if let place = places[id], place.index < knowledge.counts[place.line, default: 0] { return true }
    return knowledge.apart.contains(id)
  }

  private func count(_ knowledge: Knowledge) -> Int {
    knowledge.counts.values.reduce(0, +)
      + knowledge.apart.count { id in
        places[id].map { $0.index >= knowledge.counts[$0.line, default: 0] } ?? true
      }
  }

  /// The number of entries in which it keeps what all corrections knew.
  package var size: Int { known.values.reduce(0) { $0 + $1.counts.count + $1.apart.count } }

  /// Corrections that somebody knew, as a version vector: how many of each line.
  private struct Knowledge {
    private(set) var counts: [Int: Int] = [:]
    /// Those that were known without what they knew themselves, where corrections speak of each other in a circle.
    var apart: Set<EventID> = []

    mutating func formUnion(_ other: Knowledge) {
      if counts.isEmpty && apart.isEmpty {
        self = other
        return
      }
      counts.merge(other.counts, uniquingKeysWith: max)
      apart.formUnion(other.apart)
    }

    mutating func note(_ place: Place) {
      counts[place.line] = max(counts[place.line, default: 0], place.index + 1)
    }
  }

  /// Whether a correction knew another.
  package func knew(_ later: EventID, _ earlier: EventID) -> Bool {
    known[later].map { holds($0, earlier) } ?? false
  }

  /// Whether neither of two corrections knew the other.
  package func areApart(_ one: EventID, _ other: EventID) -> Bool {
    one != other && !knew(one, other) && !knew(other, one)
  }

  /// Whether one comes before another in the order of corrections: each after all that it knew, and else by ids.
  package func precedes(_ one: EventID, _ other: EventID) -> Bool {
    let (a, b) = (counts[one, default: 0], counts[other, default: 0])
    return a != b ? a < b : one.isBefore(other)
  }

  /// The corrections of some that no other of them knew, by their ids.
  package func heads(of ids: some Collection<EventID>) -> [EventID] {
    var together = Knowledge()
    for id in ids { if let known = known[id] { together.formUnion(known) } }
    return ids.filter { !holds(together, $0) }.sorted()
  }
}

/// The corrections that speak of the same events, directly or through others.
private struct Grouping {
  /// A lesser one of the same group, for all but the least.
  private var lesser: [EventID: EventID] = [:]

  init(_ statements: [Causality.Statement]) {
    for statement in statements {
      for target in statement.targets {
        let (one, other) = (find(statement.id), find(target))
        if one != other { lesser[max(one, other)] = min(one, other) }
      }
    }
    for id in lesser.keys.sorted() { lesser[id] = find(id) }
  }

  /// The least one, with the way to it halved for those who come after.
  private mutating func find(_ start: EventID) -> EventID {
    var id = start
    while let next = lesser[id] {
      if let further = lesser[next] { lesser[id] = further }
      id = next
    }
    return id
  }

  func group(_ statement: Causality.Statement) -> EventID { lesser[statement.id] ?? statement.id }
}

/// The corrections of one process by the events of which they speak, for those who are to add another.
package struct Remarks: Sendable {
  private var statements: [EventID: Causality.Statement] = [:]
  private var speakers: [EventID: [EventID]] = [:]
  private var events: Set<EventID> = []

  package init() {}

  /// Notes an event that is known, and is no correction or was noted as one.
  package mutating func note(_ id: EventID) { events.insert(id) }

  package mutating func note(_ id: EventID, _ event: Event) {
    guard events.insert(id).inserted, let statement = Causality.Statement(id, event) else { return }
    statements[id] = statement
    for target in Set(statement.targets) { speakers[target, default: []].append(id) }
  }

  /// What somebody saw who knows all of these and corrects some of the events: the latest corrections of them, which
  /// stand for all that those knew; the events themselves where nobody has corrected them.
  package func seen(of targets: [EventID]) -> [EventID] {
    var reached = Set(targets)
    var left = targets
    while let id = left.popLast() {
      for other in (speakers[id] ?? []) + (statements[id]?.targets ?? []) where reached.insert(other).inserted
      {
        left.append(other)
      }
    }
    let corrections = reached.compactMap { statements[$0] }
    if corrections.isEmpty { return Set(targets).sorted() }
    return Causality(corrections, among: events).heads(of: corrections.map(\.id))
  }
}
