/// A position, the position that it replaced, and whether it is current.
package struct Stance: Sendable {
  package let position: Position
  /// The party's preceding position on the issue; nil for the first.
  package let previous: Position?
  /// The party's other positions on the issue that are possibly later.
  package let rivals: [Position]
  /// Whether it is the party's latest position on the issue.
  package let isCurrent: Truth

  /// The preconditions that the preceding position did not have.
  package var added: [String] { position.without(previous) }
  /// The preconditions of the preceding position that this one lacks.
  package var dropped: [String] { previous.map { $0.without(position) } ?? [] }

  /// Whether the party's position has changed; unknown for its first one,
  /// and where the record does not quote it.
  package var hasMoved: Truth {
    guard let previous else { return .unknown }
    if !added.isEmpty || !dropped.isEmpty { return .yes }
    guard let now = position.quote, let then = previous.quote else { return .unknown }
    return Truth(now != then)
  }
}

extension ProcessState {
  /// Every stated position, in the order of the statements.
  package var stances: [Stance] {
    let groups = Dictionary(grouping: positions.indices) { index in
      "\(positions[index].party) \(positions[index].issue.lowercased())"
    }
    var found: [Int: Stance] = [:]
    for group in groups.values {
      for (place, index) in group.enumerated() {
        let position = positions[index]
        let others = group.indices.filter { $0 != place }
        // Statements of one day follow each other in the order that is the same in every copy.
        let isLater = others.map { other -> Truth in
          let dating = positions[group[other]].dating
          let isSameDay =
            dating.isOfOneDay && dating.firstDay == position.dating.firstDay && position.dating.isOfOneDay
          return (isSameDay ? Truth(other > place) : position.dating.beginsBefore(dating))
            && dating.hasBegun(by: horizon)
        }
        found[index] = Stance(
          position: position, previous: place > 0 ? positions[group[place - 1]] : nil,
          rivals: zip(others, isLater).filter { $1 != .no }.map { positions[group[$0.0]] },
          isCurrent: isLater.reduce(position.dating.hasBegun(by: horizon)) { $0 && !$1 })
      }
    }
    return positions.indices.compactMap { found[$0] }
  }
}

extension Position {
  /// The preconditions that another position lacks.
  func without(_ other: Position?) -> [String] {
    let wanted = Set((other?.preconditions ?? []).map(\.asWanted))
    return preconditions.filter { !wanted.contains($0.asWanted) }
  }
}

extension Dating {
  fileprivate var isOfOneDay: Bool { firstDay != nil && firstDay == surelyBegun }
}

extension String {
  /// The words of a precondition, however they were typed.
  fileprivate var asWanted: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
