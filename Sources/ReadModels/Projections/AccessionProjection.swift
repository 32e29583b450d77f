package import Talks

/// The accession plan against what happened: one row a tier, and one for each group that came in without a plan.
package enum AccessionProjection: Projection {
  package static let name = "accession"
  package static let repeatsOthers = true
  package static let columns: [Column] = [
    .text("stage"),
    .integer("tier"),
    .texts("parties"),
    .text("condition"),
    .text("planned"),
    .text("opened"),
    .text("because"),
    .integer("days_to_opening"),
    .integer("days_to_opening_at_most"),
    .texts("came_in"),
    .texts("terms"),
    .texts("invited"),
    .texts("missing"),
    .texts("perhaps_missing"),
    .texts("departed"),
    .texts("perhaps_departed"),
    .texts("before_turn"),
    .texts("perhaps_before_turn"),
    .truth("next"),
    .text("format_before"),
    .text("format_after"),
    .texts("agreements"),
    .texts("measures"),
    .texts("perhaps"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let plan = Plan(state)
    return plan.stages.map(plan.row)
  }
}

/// Tiers and those who came in without one, with what is needed to tell what each brought.
private struct Plan {
  /// Parties that were to come in together, or did.
  struct Stage {
    let name: String
    let number: Int?
    let tier: Tier?
    let parties: [PartyID]
    /// The events that say who belongs to it.
    let said: Positions
  }

  private let state: ProcessState
  private let firstSeats: [PartyID: Roster.Seat]
  private let formats: [(format: String, mark: Mark)]
  private(set) var stages: [Stage] = []

  init(_ state: ProcessState) {
    self.state = state
    firstSeats = Dictionary(state.roster.seats.map { ($0.party, $0) }) { first, _ in first }
    formats = state.entries.compactMap { entry in
      guard entry.event.detail is RoundConvened || entry.event.detail is TalksOpened else { return nil }
      return entry.event.format.map { ($0, entry.mark) }
    }
    stages = state.tiers.sorted { $0.key < $1.key }.map { number, tier in
      let whole = tier.planned.positions.union(tier.opened?.positions ?? [])
      return Stage(
        name: "tier-\(number)", number: number, tier: tier, parties: tier.parties,
        said: tier.$parties.positions.union(whole))
    }
    let planned = Set(state.tiers.values.flatMap(\.parties))
    var groups: [(on: EDTF?, seats: [Roster.Seat])] = []
    for seat in state.roster.seats where !planned.contains(seat.party) {
      if firstSeats[seat.party]?.from != seat.from { continue }
      if let index = groups.firstIndex(where: { $0.on == seat.from.on }) {
        groups[index].seats.append(seat)
      } else {
        groups.append((seat.from.on, [seat]))
      }
    }
    for (index, group) in groups.enumerated() {
      stages.append(
        Stage(
          name: "unplanned-\(index + 1)", number: nil, tier: nil, parties: group.seats.map(\.party),
          said: Positions(group.seats.map(\.from.position))))
    }
  }

  func row(_ stage: Stage) -> [Cited] {
    let tier = stage.tier
    let came = stage.parties.compactMap { firstSeats[$0] }
    let invitations = state.roster.invitations.filter { stage.parties.contains($0.party) }
    let days = tier?.opened.flatMap { Days(from: tier?.planned, to: $0) }
    let opening = (tier?.planned.positions ?? []).union(tier?.opened?.positions ?? [])
    let absences = stage.parties.map { (party: $0, truth: isMissing($0)) }
    let departures = stage.parties.map { (party: $0, truth: hasLeft($0)) }
    let seats = Positions(
      state.roster.seats.filter { stage.parties.contains($0.party) }.flatMap {
        [$0.from.position] + [$0.until?.position].compactMap(\.self)
      })
    let absence = (seats.isEmpty ? stage.said : seats).union(state.closed?.positions ?? [])
    func absent(_ truth: Truth) -> Cited {
      .names(absences.filter { $0.truth == truth }.map(\.party), absence)
    }
    func gone(_ truth: Truth) -> Cited {
      .texts(
        departures.filter { $0.truth == truth }.map { "\($0.party) \(lastLeft($0.party)?.on?.text ?? "")" },
        seats.isEmpty ? stage.said : seats)
    }
    let turns = stage.parties.map { (party: $0, turn: cameBeforeTurn($0, stage)) }
    func early(_ truth: Truth) -> Cited {
      let those = turns.filter { $0.turn.truth == truth }
      return .names(those.map(\.party), those.reduce(into: Positions()) { $0.formUnion($1.turn.by) })
    }
    let terms = came.filter { $0.terms != nil }
    let start = came.map(\.from).min { $0.isEarlier(than: $1) }
    let (before, after) = formats(around: start)
    return [
      .text(stage.name, stage.said), .integer(stage.number, stage.said), .names(stage.parties, stage.said),
      tier.map { .said($0.$condition) } ?? Cited(.null), .on(tier?.planned), .on(tier?.opened),
      .text(tier?.because, tier?.opened?.positions ?? []), .integer(days?.least, opening),
      .integer(days?.most, opening),
      .texts(
        came.map { "\($0.party) \($0.from.on?.text ?? "")" }, Positions(came.map(\.from.position))),
      .texts(
        terms.map { "\($0.party): \($0.terms ?? "")" },
        terms.reduce(into: Positions()) { $0.formUnion($1.$terms.positions) }),
      .texts(
        invitations.map { invitation in
          "\(invitation.party)\(invitation.by.map { " by \($0)" } ?? "") \(invitation.mark.on?.text ?? "")"
        }, Positions(invitations.map(\.mark.position))),
      absent(.yes), absent(.unknown), gone(.yes), gone(.unknown), early(.yes), early(.unknown),
      stage.number == nil
        ? Cited(.boolean(false), stage.said) : .truth(isNext(stage), stage.said.union(absence)),
      .text(before?.format, before?.mark.positions ?? []), .text(after?.format, after?.mark.positions ?? []),
    ] + brought(by: start)
  }

  private func hasComeIn(_ party: PartyID) -> Truth {
    state.roster.seats.filter { $0.party == party }.flatMap(\.evidence)
      .reduce(.no) { $0 || $1.hasBegun(by: state.horizon) }
  }

  /// Whether it has not come in, where that is still to come.
  private func isMissing(_ party: PartyID) -> Truth { !hasComeIn(party) && !isClosed }

  /// Whether it came in and is not at the table any more, otherwise than by the end of the talks.
  private func hasLeft(_ party: PartyID) -> Truth {
    guard hasComeIn(party) == .yes, let left = lastLeft(party), left.position != state.closed?.position else {
      return .no
    }
    return state.roster.seats.filter { $0.party == party }.reduce(.yes) { $0 && !$1.isTaken }
  }

  private func lastLeft(_ party: PartyID) -> Mark? {
    state.roster.seats.last { $0.party == party && $0.until != nil }?.until
  }

  private var isClosed: Truth { .common(state.standings.map { Truth($0 == .closed) }) }

  private func isWhole(_ stage: Stage) -> Truth { stage.parties.reduce(.yes) { $0 && hasComeIn($1) } }

  private func isNext(_ stage: Stage) -> Truth {
    let earlier = stages.filter { ($0.number ?? .max) < (stage.number ?? .max) }
    return earlier.reduce(!isWhole(stage) && !isClosed) { $0 && isWhole($1) }
  }

  /// Whether a party came in before its tier was opened, or before one of an earlier tier.
  private func cameBeforeTurn(_ party: PartyID, _ stage: Stage) -> (truth: Truth, by: Positions) {
    guard let number = stage.number, let own = firstSeats[party]?.from else { return (.no, []) }
    var truth = Truth.no
    var by = own.positions
    func note(_ other: Mark?, _ isEarly: Truth) {
      if isEarly == .no { return }
      truth = truth || isEarly
      by.formUnion(other?.positions ?? [])
    }
    if let opened = stage.tier?.opened { note(opened, own.precedes(opened)) }
    for other in stages where (other.number ?? .max) < number {
      for member in other.parties where member != party {
        let seat = firstSeats[member]?.from
        note(seat ?? other.tier?.planned, seat.map(own.precedes) ?? .yes)
      }
    }
    return (truth, by)
  }

  /// The day on which the next others came in, where that is later.
  private func end(after start: Mark) -> Mark? {
    stages.compactMap { stage in
      stage.parties.compactMap { firstSeats[$0]?.from }.min { $0.isEarlier(than: $1) }
    }.filter { start.isEarlier(than: $0) }.min { $0.isEarlier(than: $1) }
  }

  private typealias Formatted = (format: String, mark: Mark)

  private func formats(around start: Mark?) -> (before: Formatted?, after: Formatted?) {
    guard let start else { return (nil, nil) }
    let end = end(after: start)
    return (
      formats.last { $0.mark.isEarlier(than: start) },
      formats.last { !$0.mark.isEarlier(than: start) && (end.map($0.mark.isEarlier) ?? true) }
    )
  }

  /// What was agreed and pledged from a day until others came in: for certain of both, then perhaps of either.
  private func brought(by start: Mark?) -> [Cited] {
    guard let start else { return [.texts([], []), .texts([], []), .texts([], [])] }
    let end = end(after: start)
    func isWithin(_ mark: Mark) -> Truth { !mark.precedes(start) && (end.map(mark.precedes) ?? .yes) }
    let agreed = state.agreements.all.compactMap { slug, agreement -> (Slug, Mark)? in
      (agreement.life.first(.reached) ?? agreement.life.first(.signed)).map { (slug, $0.mark) }
    }
    let pledged = state.measures.all.compactMap { slug, measure -> (Slug, Mark)? in
      measure.life.first(.pledged).map { (slug, $0.mark) }
    }
    func those(_ things: [(slug: Slug, mark: Mark)], _ truth: Truth) -> Cited {
      let found = things.filter { isWithin($0.mark) == truth }
      return .names(found.map(\.slug), Positions(found.map(\.mark.position)))
    }
    return [those(agreed, .yes), those(pledged, .yes), those(agreed + pledged, .unknown)]
  }
}
