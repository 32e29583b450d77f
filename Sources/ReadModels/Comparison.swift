package import Talks

/// The differences between two answers, from wherever each is given.
package struct Comparison: Sendable {
  package enum Kind: String, Sendable { case added, removed, changed }

  /// A row, or one cell of a row, that is otherwise.
  package struct Difference: Sendable {
    package let kind: Kind
    /// The name of the table.
    package let table: String
    /// The cells that tell the row from others.
    package let key: [Cell]
    /// The column that is otherwise; nil where the whole row came or went.
    package let column: String?
    /// The key path of the column, such as `\MeasureRow.$status`.
    package let path: (any AnyKeyPath & Sendable)?
    /// The kind of that column.
    package let fieldKind: Cell.Kind
    package let before: Cell
    package let after: Cell
    /// The events that make the difference.
    package let events: Provenance
    /// Whether it is of a count of what other rows tell.
    package let isTally: Bool
  }

  package private(set) var changes: [Difference] = []

  /// - Parameter before: nil where nothing was known of the process.
  package init(process: String, _ before: ProcessState?, _ after: ProcessState?) {
    for type in RowTypes.all where !type.repeatsOthers { compare(type, process, before, after) }
  }

  private mutating func compare<R: Projected>(
    _ type: R.Type, _ process: String, _ before: ProcessState?, _ after: ProcessState?
  ) {
    let counting = Set(after?.entries.map(\.position) ?? [])
    let old = before.map { R.rows(of: process, $0) } ?? []
    let new = after.map { R.rows(of: process, $0) } ?? []
    for (one, other) in Self.pairs(old, new) {
      let name = (other ?? one).map { row in R.key.map { $0(row).wrappedValue } } ?? []
      guard let one, let other else {
        let kind = one == nil ? Kind.added : .removed
        let events = (one ?? other)?.events ?? []
        changes.append(
          Difference(
            kind: kind, table: R.name, key: name, column: nil, path: nil, fieldKind: .text, before: .null,
            after: .null,
            events: one == nil ? events : Self.reasons(events, before, after), isTally: R.isTally))
        continue
      }
      for field in R.telling {
        let (then, now) = (field(one), field(other))
        if then.wrappedValue == now.wrappedValue { continue }
        let fresh = Provenance(now.provenance.all.filter { !then.provenance.all.contains($0) })
        let gone = Provenance(then.provenance.all.filter { !now.provenance.all.contains($0) })
        // Events that still count are not the cause of a difference, unless nothing else is.
        let lost = Provenance(gone.all.filter { !counting.contains($0) })
        let made = fresh.union(lost.isEmpty ? [] : Self.reasons(lost, before, after))
        let events = made.isEmpty && !gone.isEmpty ? Self.reasons(gone, before, after) : made
        changes.append(
          Difference(
            kind: .changed, table: R.name, key: name, column: field.name, path: field.path,
            fieldKind: field.kind,
            before: then.wrappedValue, after: now.wrappedValue,
            events: events.isEmpty ? now.provenance : events,
            isTally: R.isTally || field.traits.contains(.tally)))
      }
    }
  }

  /// Pairs rows of equal keys; rows with the same key are paired where equal, then in order.
  private static func pairs<R: Row>(_ old: [R], _ new: [R]) -> [(R?, R?)] {
    func name(_ row: R) -> [Cell] { R.key.map { $0(row).wrappedValue } }
    func said(_ row: R) -> [Cell] { R.telling.map { $0(row).wrappedValue } }
    var waiting = Dictionary(grouping: old, by: name)
    var pairs: [(R?, R?)] = []
    var left: [R] = []
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

  /// The reasons for lost support: the events that ended the validity of the lost ones,
  /// else the lost ones themselves.
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

extension Row {
  /// The fields about the talks, without those that only locate the record or repeat another field.
  fileprivate static var telling: [Field<Self>] {
    fields.filter { $0.traits.isDisjoint(with: [.repeats, .derived]) }
  }
}
