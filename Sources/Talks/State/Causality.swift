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

  private var known: [EventID: Set<EventID>] = [:]

  package init() {}

  /// - Parameter events: the ids of all events at hand, corrections or not, that a correction may have seen.
  package init(_ statements: [Statement], among events: Set<EventID>) {
    let byID = Dictionary(statements.map { ($0.id, $0) }) { first, _ in first }
    let groups = Dictionary(grouping: statements, by: Grouping(statements).group)
    var parents: [EventID: Set<EventID>] = [:]
    for group in groups.values {
      let timed = group.map(\.id).filter(\.isTimeOrdered).sorted()
      for statement in group {
        var own = Set((statement.saw + statement.targets).filter { byID[$0] != nil })
        if statement.saw.isEmpty || !statement.saw.allSatisfy(events.contains), statement.id.isTimeOrdered {
          own.formUnion(timed.prefix { $0 < statement.id })
        }
        own.remove(statement.id)
        parents[statement.id] = own
      }
    }
    for id in parents.keys.sorted() { learn(id, parents) }
  }

  /// Follows the parents of a correction without recursion, since a chain of corrections may be long.
  private mutating func learn(_ first: EventID, _ parents: [EventID: Set<EventID>]) {
    var path = [first]
    var open: Set<EventID> = []
    while let id = path.last {
      if known[id] != nil {
        path.removeLast()
        continue
      }
      let own = parents[id] ?? []
      // Corrections that speak of each other in a circle are left where the circle closes.
      let missing = open.insert(id).inserted ? own.filter { known[$0] == nil && !open.contains($0) } : []
      if !missing.isEmpty {
        path += missing.sorted()
        continue
      }
      known[id] = own.reduce(into: own) { $0.formUnion(known[$1] ?? []) }.subtracting([id])
      path.removeLast()
    }
  }

  /// Whether a correction knew another.
  package func knew(_ later: EventID, _ earlier: EventID) -> Bool { known[later]?.contains(earlier) ?? false }

  /// Whether neither of two corrections knew the other.
  package func areApart(_ one: EventID, _ other: EventID) -> Bool {
    one != other && !knew(one, other) && !knew(other, one)
  }

  /// Whether one comes before another in the order of corrections: each after all that it knew, and else by ids.
  package func precedes(_ one: EventID, _ other: EventID) -> Bool {
    let (a, b) = (known[one]?.count ?? 0, known[other]?.count ?? 0)
    return a != b ? a < b : one.isBefore(other)
  }

  /// The corrections of some that no other of them knew, by their ids.
  package func heads(of ids: some Collection<EventID>) -> [EventID] {
    ids.filter { id in !ids.contains { knew($0, id) } }.sorted()
  }
}

/// The corrections that speak of the same events, directly or through others.
private struct Grouping {
  private var heads: [EventID: EventID] = [:]

  init(_ statements: [Causality.Statement]) {
    for statement in statements {
      for target in statement.targets {
        let (one, other) = (find(statement.id), find(target))
        if one != other { heads[max(one, other)] = min(one, other) }
      }
    }
  }

  private func find(_ start: EventID) -> EventID {
    var id = start
    while let head = heads[id] { id = head }
    return id
  }

  func group(_ statement: Causality.Statement) -> EventID { find(statement.id) }
}

/// The corrections of one process by the events of which they speak, for those who are to add another.
package struct Remarks: Sendable {
  private var statements: [EventID: Causality.Statement] = [:]
  private var speakers: [EventID: [EventID]] = [:]
  private var events: Set<EventID> = []

  package init() {}

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
