package import Talks

/// What is otherwise in one answer than in another, from wherever each is given.
package struct Comparison: Sendable {
  package enum Kind: String, Sendable { case added, removed, changed }

  /// A row, or one cell of a row, that is otherwise.
  package struct Change: Sendable {
    package let kind: Kind
    package let projection: String
    /// The cells that tell the row from others.
    package let key: [Cell]
    /// The column that is otherwise; nil where the whole row came or went.
    package let column: String?
    package let before: Cell
    package let after: Cell
    /// The events that make the difference.
    package let events: Provenance
  }

  package private(set) var changes: [Change] = []

  /// - Parameter before: nil where nothing was known of the process.
  package init(process: String, _ before: ProcessState?, _ after: ProcessState?) {
    let counting = Set(after?.entries.map(\.position) ?? [])
    for projection in Projections.all where !projection.repeatsOthers {
      let columns = projection.columns
      let telling = columns.indices.filter { columns[$0].isTelling }
      let key = projection.key.compactMap { name in columns.firstIndex { $0.name == name } }
      let old = before.map { projection.table(of: process, $0) } ?? []
      let new = after.map { projection.table(of: process, $0) } ?? []
      for (one, other) in Self.pairs(old, new, key, telling) {
        let name = (other ?? one).map { row in key.map { row.cells[$0] } } ?? []
        guard let one, let other else {
          let kind = one == nil ? Kind.added : .removed
          let events = (one ?? other)?.events ?? []
          changes.append(
            Change(
              kind: kind, projection: projection.name, key: name, column: nil, before: .null, after: .null,
              events: one == nil ? events : Self.reasons(events, before, after)))
          continue
        }
        for index in telling where one.cells[index] != other.cells[index] {
          let fresh = Provenance(other.basis[index].all.filter { !one.basis[index].all.contains($0) })
          let gone = Provenance(one.basis[index].all.filter { !other.basis[index].all.contains($0) })
          // What still counts did not make the difference by itself, unless nothing else did.
          let lost = Provenance(gone.all.filter { !counting.contains($0) })
          let made = fresh.union(lost.isEmpty ? [] : Self.reasons(lost, before, after))
          let events = made.isEmpty && !gone.isEmpty ? Self.reasons(gone, before, after) : made
          changes.append(
            Change(
              kind: .changed, projection: projection.name, key: name, column: columns[index].name,
              before: one.cells[index], after: other.cells[index],
              events: events.isEmpty ? other.basis[index] : events))
        }
      }
    }
  }

  /// Rows of equal keys beside each other; those that share a key are paired where they are alike, then in order.
  private static func pairs(
    _ old: [TableRow], _ new: [TableRow], _ key: [Int], _ telling: [Int]
  ) -> [(TableRow?, TableRow?)] {
    func name(_ row: TableRow) -> [Cell] { key.map { row.cells[$0] } }
    func said(_ row: TableRow) -> [Cell] { telling.map { row.cells[$0] } }
    var waiting = Dictionary(grouping: old, by: name)
    var pairs: [(TableRow?, TableRow?)] = []
    var left: [TableRow] = []
    for row in new {
      if let index = waiting[name(row)]?.firstIndex(where: { said($0) == said(row) }) {
        pairs.append((waiting[name(row)]?.remove(at: index), row))
      } else {
        left.append(row)
      }
    }
    for row in left {
      let other = waiting[name(row)]?.isEmpty == false ? waiting[name(row)]?.removeFirst() : nil
      pairs.append((other, row))
    }
    for row in old {
      guard let index = waiting[name(row)]?.firstIndex(of: row) else { continue }
      waiting[name(row)]?.remove(at: index)
      pairs.append((row, nil))
    }
    return pairs
  }

  /// Why something rests on events no longer: those by which they ceased to count, else they themselves.
  private static func reasons(_ gone: Provenance, _ before: ProcessState?, _ after: ProcessState?)
    -> Provenance
  {
    var found = Provenance()
    for position in gone.all {
      let id = before?.entries.first { $0.position == position }?.id
      let struck = id.flatMap { after?.corrections.struck[$0]?.position }
      let denied = id.flatMap { after?.corrections.disputes[$0]?.resolution?.position }
      let isThere = after?.entries.contains { $0.position == position } ?? false
      found.insert(struck ?? (isThere ? nil : denied) ?? position)
    }
    return found
  }
}

extension Column {
  /// Whether it tells something of the talks, and not only where it is recorded or what another column says.
  var isTelling: Bool {
    kind != .day && name != "event" && !name.hasSuffix("_event") && name != "last_position"
      && name != "account" && name != "events" && name != "sources" && name != "steps"
  }
}
