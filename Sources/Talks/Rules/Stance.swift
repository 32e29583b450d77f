internal import EventSourcing

/// A position beside what its party wanted on the issue before, and whether it is current.
///
/// What a party leaves out of a later statement it has not repeated; that it gives something up is for the record
/// to say.
package struct Stance: Sendable {
  package let position: Position
  /// The party's preceding position on the issue; nil for the first.
  package let previous: Position?
  /// The position by which it is not the party's latest on the issue: the first that is surely later, else the first that
  /// may be; nil where none may be.
  package let overtaking: Position?
  /// Whether it is the party's latest position on the issue.
  package let isCurrent: Truth

  /// The preconditions that it had not stated before, or had given up.
  package let added: [String]
  /// The preconditions that it stated before and neither repeats nor gives up.
  package let unrepeated: [String]
  /// The preconditions that it gives up, by a word of the record.
  package let dropped: [String]
  /// The preconditions that it wants less of, by a word of the record.
  package let softened: [String]

  /// Whether the record says that the party wants something else than before; unknown for its first position, and
  /// where only its words are others.
  package var hasMoved: Truth {
    guard let previous else { return .unknown }
    if !added.isEmpty || !dropped.isEmpty || !softened.isEmpty { return .yes }
    guard let now = position.quote, now == previous.quote, position.wantsAsMuch(as: previous) else {
      return .unknown
    }
    return .no
  }
}

/// Something that a party wants before it moves on an issue.
package struct Precondition: Sendable {
  package let party: PartyID
  package let issue: String
  package let text: String
  /// Of whom it was last wanted; empty where that is not recorded.
  package fileprivate(set) var of: [PartyID]
  /// The statement since which the party has wanted it.
  package let since: Position
  /// The statements of it since then.
  package fileprivate(set) var statements: [Position]
  /// Whether it has been stated and, by the record, not been given up since.
  package fileprivate(set) var stands: Truth = .yes

  fileprivate init(_ text: String, in position: Position) {
    (self.text, party, issue) = (text, position.party, position.issue)
    (of, since, statements) = (position.of, position, [position])
  }
}

/// The statements of one party on one issue, in the order of occurrence.
private struct Statements {
  let positions: [Position]
  let horizon: CivilDay?
  private(set) var stances: [Stance] = []
  /// What the party has wanted, the latest statement of each text.
  private(set) var preconditions: [Precondition] = []

  init(_ positions: [Position], by horizon: CivilDay?, _ current: (EventID) -> EventID) {
    (self.positions, self.horizon) = (positions, horizon)
    let places = Dictionary(positions.indices.map { (positions[$0].id, $0) }) { first, _ in first }
    var wanted: [Precondition] = []
    var givenUp: [(text: String, place: Int)] = []
    for (place, position) in positions.enumerated() {
      let stated = Set(position.preconditions.map(\.asWanted))
      let before = Set(wanted.map(\.text.asWanted))
      let replaced = position.replaces.compactMap { places[current($0)] }.filter { $0 != place }
        .flatMap { positions[$0].preconditions }.filter { before.contains($0.asWanted) }
      let softened = position.softens.distinct { !stated.contains($0) }
      let dropped = (position.drops + replaced).distinct {
        !stated.contains($0) && !softened.map(\.asWanted).contains($0)
      }
      let gone = Set((dropped + softened).map(\.asWanted))
      let overtaking = overtaking(place)
      stances.append(
        Stance(
          position: position, previous: place > 0 ? positions[place - 1] : nil,
          overtaking: overtaking.map { positions[$0.place] },
          isCurrent: position.dating.hasBegun(by: horizon) && !(overtaking?.isLater ?? .no),
          added: position.preconditions.distinct { !before.contains($0) },
          unrepeated: wanted.map(\.text).filter {
            !stated.contains($0.asWanted) && !gone.contains($0.asWanted)
          },
          dropped: dropped, softened: softened))
      givenUp += gone.map { ($0, place) }
      wanted.removeAll { gone.contains($0.text.asWanted) }
      for text in position.preconditions.distinct() {
        if let index = wanted.firstIndex(where: { $0.text.asWanted == text.asWanted }) {
          wanted[index].statements.append(position)
          if !position.of.isEmpty { wanted[index].of = position.of }
        } else {
          wanted.append(Precondition(text, in: position))
          // A later statement takes the place of one that was given up.
          preconditions.removeAll { $0.text.asWanted == text.asWanted }
        }
      }
      for precondition in wanted {
        preconditions.removeAll { $0.text.asWanted == precondition.text.asWanted }
        preconditions.append(precondition)
      }
    }
    for index in preconditions.indices {
      let text = preconditions[index].text.asWanted
      let ends = givenUp.filter { $0.text == text }.map(\.place)
      let stated = positions.indices.filter { positions[$0].preconditions.map(\.asWanted).contains(text) }
      preconditions[index].stands = stated.reduce(.no) { truth, statement in
        let isGivenUp = ends.reduce(Truth.no) { $0 || isLater($1, than: statement) }
        return truth || (positions[statement].dating.hasBegun(by: horizon) && !isGivenUp)
      }
    }
  }

  /// The first position that is surely later than one, else the first that may be; nil where none may be.
  private func overtaking(_ place: Int) -> (place: Int, isLater: Truth)? {
    var possible: Int?
    // Those after it first, of which the next one is later as a rule.
    for others in [place + 1..<positions.count, 0..<place] {
      for other in others {
        switch isLater(other, than: place) {
        case .yes: return (other, .yes)
        case .unknown: possible = possible ?? other
        case .no: continue
        }
      }
    }
    return possible.map { ($0, .unknown) }
  }

  /// Whether one was made, and later than another; those of one day follow each other as they were recorded.
  private func isLater(_ one: Int, than other: Int) -> Truth {
    let (later, earlier) = (positions[one].dating, positions[other].dating)
    let isSameDay = later.isOfOneDay && earlier.isOfOneDay && later.firstDay == earlier.firstDay
    return (isSameDay ? Truth(one > other) : earlier.beginsBefore(later)) && later.hasBegun(by: horizon)
  }
}

extension ProcessState {
  /// Every stated position, in the order of the statements.
  package var stances: [Stance] {
    let all = statements.flatMap(\.stances)
    let places = Dictionary(positions.indices.map { (positions[$0].id, $0) }) { first, _ in first }
    return all.sorted { places[$0.position.id, default: 0] < places[$1.position.id, default: 0] }
  }

  /// Everything that parties have wanted first on an issue, what they have given up among it.
  package var preconditions: [Precondition] { statements.flatMap(\.preconditions) }

  /// By party and issue.
  private var statements: [Statements] {
    let groups = Dictionary(grouping: positions) { "\($0.party) \($0.issue.lowercased())" }
    return groups.sorted { $0.key < $1.key }.map { Statements($0.value, by: horizon, corrections.remaining) }
  }
}

extension Position {
  /// The preconditions that another position lacks.
  func without(_ other: Position?) -> [String] {
    let wanted = Set((other?.preconditions ?? []).map(\.asWanted))
    return preconditions.filter { !wanted.contains($0.asWanted) }
  }

  /// Whether it states the same preconditions as another.
  func wantsAsMuch(as other: Position) -> Bool { without(other).isEmpty && other.without(self).isEmpty }
}

extension Dating {
  fileprivate var isOfOneDay: Bool { firstDay != nil && firstDay == surelyBegun }
}

extension [String] {
  /// Each text once, however it was typed, of those whose words are admitted.
  func distinct(_ admits: (String) -> Bool = { _ in true }) -> [String] {
    var seen: Set<String> = []
    return filter { admits($0.asWanted) && seen.insert($0.asWanted).inserted }
  }
}
