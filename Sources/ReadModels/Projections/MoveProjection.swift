package import Talks

/// What parties said they want, each against what the same party said on the same issue before.
package enum MoveProjection: Projection {
  package static let name = "move"
  package static let repeatsOthers = true
  package static let types: [any EventType.Type]? = [PositionStated.self]
  package static let columns: [Column] = [
    .integer("event"),
    .text("party"),
    .text("issue"),
    .text("stated"),
    .day("stated_day"),
    .text("headline"),
    .text("quote"),
    .texts("preconditions"),
    .integer("previous_event"),
    .text("previous_quote"),
    .integer("days"),
    .integer("days_at_most"),
    .truth("moved"),
    .texts("added"),
    .texts("dropped"),
    .truth("current"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.stances.map { stance in
      let (position, before) = (stance.position, stance.previous)
      let by = position.dating.provenance
      let both = by.union(before?.dating.provenance ?? [])
      let days = Days(from: before?.dating, to: position.dating)
      return [
        .position(position.dating.position), .text(position.party, by), .text(position.issue, by),
        .on(position.dating), .firstDay(position.dating), .text(position.headline, by),
        .text(position.quote, by),
        .texts(position.preconditions, by), .position(before?.dating.position),
        .text(before?.quote, before?.dating.provenance ?? []), .integer(days?.least, both),
        .integer(days?.most, both), .truth(stance.hasMoved, both),
        .texts(position.without(before), both), .texts(before.map { $0.without(position) } ?? [], both),
        .truth(stance.isCurrent, by.union(Provenance(stance.rivals.map(\.dating.position)))),
      ]
    }
  }
}

/// A position, what came before it, and whether it still stands.
struct Stance {
  let position: Position
  /// What the party said on the issue before; nil for its first word.
  let previous: Position?
  /// What it said on the issue besides, and may have said later.
  let rivals: [Position]
  let isCurrent: Truth

  /// Whether the party wants something else than before; unknown for its first word, and where the record does not
  /// hold its words.
  var hasMoved: Truth {
    guard let previous else { return .unknown }
    if !position.without(previous).isEmpty || !previous.without(position).isEmpty { return .yes }
    guard let now = position.quote, let then = previous.quote else { return .unknown }
    return Truth(now != then)
  }
}

extension ProcessState {
  /// Every position that was stated, in the order in which that happened.
  var stances: [Stance] {
    let groups = Dictionary(grouping: positions.indices) { index in
      "\(positions[index].party) \(positions[index].issue.lowercased())"
    }
    var found: [Int: Stance] = [:]
    for group in groups.values {
      for (place, index) in group.enumerated() {
        let position = positions[index]
        let others = group.indices.filter { $0 != place }
        // Statements of one day follow each other as they were recorded.
        let isLater = others.map { other -> Truth in
          let dating = positions[group[other]].dating
          let isSameDay =
            dating.isOfOneDay && dating.firstDay == position.dating.firstDay && position.dating.isOfOneDay
          return (isSameDay ? Truth(other > place) : position.dating.precedes(dating))
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
  /// What it wants first and another does not.
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
