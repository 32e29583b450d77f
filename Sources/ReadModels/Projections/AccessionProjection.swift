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
    let said: Provenance
  }

  private let state: ProcessState
  private let firstSeats: [PartyID: Roster.Seat]
  private let formats: [(format: String, dating: Dating)]
  private(set) var stages: [Stage] = []

  init(_ state: ProcessState) {
    self.state = state
    firstSeats = Dictionary(state.roster.seats.map { ($0.party, $0) }) { first, _ in first }
    formats = state.entries.compactMap { entry in
      guard entry.event.detail is RoundConvened || entry.event.detail is TalksOpened else { return nil }
      return entry.event.format.map { ($0, entry.dating) }
    }
    stages = state.tiers.sorted { $0.key < $1.key }.map { number, tier in
      let whole = tier.planned.provenance.union(tier.opened?.provenance ?? [])
      return Stage(
        name: "tier-\(number)", number: number, tier: tier, parties: tier.parties,
        said: tier.$parties.provenance.union(whole))
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
          said: Provenance(group.seats.map(\.from.position))))
    }
  }

  func row(_ stage: Stage) -> [Cited] {
    let tier = stage.tier
    let came = stage.parties.compactMap { firstSeats[$0] }
    let invitations = state.roster.invitations.filter { stage.parties.contains($0.party) }
    let days = tier?.opened.flatMap { Days(from: tier?.planned, to: $0) }
    let opening = (tier?.planned.provenance ?? []).union(tier?.opened?.provenance ?? [])
    let absences = stage.parties.map { (party: $0, truth: isMissing($0)) }
    let departures = stage.parties.map { (party: $0, truth: hasLeft($0)) }
    let seats = Provenance(
      state.roster.seats.filter { stage.parties.contains($0.party) }.flatMap {
        [$0.from.position] + [$0.until?.position].compactMap(\.self)
      })
    let absence = (seats.isEmpty ? stage.said : seats).union(state.closed?.provenance ?? [])
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
      return .names(those.map(\.party), those.reduce(into: Provenance()) { $0.formUnion($1.turn.by) })
    }
    let terms = came.filter { $0.terms != nil }
    let start = came.map(\.from).min { $0.isEarlier(than: $1) }
    let (before, after) = formats(around: start)
    return [
      .text(stage.name, stage.said), .integer(stage.number, stage.said), .names(stage.parties, stage.said),
      tier.map { .said($0.$condition) } ?? Cited(.null), .on(tier?.planned), .on(tier?.opened),
      .text(tier?.because, tier?.opened?.provenance ?? []), .integer(days?.least, opening),
      .integer(days?.most, opening),
      .texts(
        came.map { "\($0.party) \($0.from.on?.text ?? "")" }, Provenance(came.map(\.from.position))),
      .texts(
        terms.map { "\($0.party): \($0.terms ?? "")" },
        terms.reduce(into: Provenance()) { $0.formUnion($1.$terms.provenance) }),
      .texts(
        invitations.map { invitation in
          "\(invitation.party)\(invitation.by.map { " by \($0)" } ?? "") \(invitation.dating.on?.text ?? "")"
        }, Provenance(invitations.map(\.dating.position))),
      absent(.yes), absent(.unknown), gone(.yes), gone(.unknown), early(.yes), early(.unknown),
      stage.number == nil
        ? Cited(.boolean(false), stage.said) : .truth(isNext(stage), stage.said.union(absence)),
      .text(before?.format, before?.dating.provenance ?? []),
      .text(after?.format, after?.dating.provenance ?? []),
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

  private func lastLeft(_ party: PartyID) -> Dating? {
    state.roster.seats.last { $0.party == party && $0.until != nil }?.until
  }

  private var isClosed: Truth { .common(state.standings.map { Truth($0 == .closed) }) }

  private func isWhole(_ stage: Stage) -> Truth { stage.parties.reduce(.yes) { $0 && hasComeIn($1) } }

  private func isNext(_ stage: Stage) -> Truth {
    let earlier = stages.filter { ($0.number ?? .max) < (stage.number ?? .max) }
    return earlier.reduce(!isWhole(stage) && !isClosed) { $0 && isWhole($1) }
  }

  /// Whether a party came in before its tier was opened, or before one of an earlier tier.
  private func cameBeforeTurn(_ party: PartyID, _ stage: Stage) -> (truth: Truth, by: Provenance) {
    guard let number = stage.number, let own = firstSeats[party]?.from else { return (.no, []) }
    var truth = Truth.no
    var by = own.provenance
    func note(_ other: Dating?, _ isEarly: Truth) {
      if isEarly == .no { return }
      truth = truth || isEarly
      by.formUnion(other?.provenance ?? [])
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
  private func end(after start: Dating) -> Dating? {
    stages.compactMap { stage in
      stage.parties.compactMap { firstSeats[$0]?.from }.min { $0.isEarlier(than: $1) }
    }.filter { start.isEarlier(than: $0) }.min { $0.isEarlier(than: $1) }
  }

  private typealias Formatted = (format: String, dating: Dating)

  private func formats(around start: Dating?) -> (before: Formatted?, after: Formatted?) {
    guard let start else { return (nil, nil) }
    let end = end(after: start)
    return (
      formats.last { $0.dating.isEarlier(than: start) },
      formats.last { !$0.dating.isEarlier(than: start) && (end.map($0.dating.isEarlier) ?? true) }
    )
  }

  /// What was agreed and pledged from a day until others came in: for certain of both, then perhaps of either.
  private func brought(by start: Dating?) -> [Cited] {
    guard let start else { return [.texts([], []), .texts([], []), .texts([], [])] }
    let end = end(after: start)
    func isWithin(_ dating: Dating) -> Truth { !dating.precedes(start) && (end.map(dating.precedes) ?? .yes) }
    let agreed = state.agreements.all.compactMap { slug, agreement -> (Slug, Dating)? in
      (agreement.life.first(.reached) ?? agreement.life.first(.signed)).map { (slug, $0.dating) }
    }
    let pledged = state.measures.all.compactMap { slug, measure -> (Slug, Dating)? in
      measure.life.first(.pledged).map { (slug, $0.dating) }
    }
    func those(_ things: [(slug: Slug, dating: Dating)], _ truth: Truth) -> Cited {
      let found = things.filter { isWithin($0.dating) == truth }
      return .names(found.map(\.slug), Provenance(found.map(\.dating.position)))
    }
    return [those(agreed, .yes), those(pledged, .yes), those(agreed + pledged, .unknown)]
  }
}
