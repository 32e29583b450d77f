/// The tiers of every plan and the parties that came in without one, with what was agreed and promised since.
///
/// What a broadening brought is for the record to say (`accession-linked`); what merely came after it is told apart.
package struct AccessionPlan: Sendable {
  /// Parties that were to come in together, or did.
  package struct Stage: Sendable {
    /// `tier-1`, `tier-2` …, with the name of the plan before it where it has one, or `unplanned-1` … in the order
    /// in which they came in.
    package let name: String
    /// Its plan and its place there; nil for parties that came in without a tier.
    package let id: TierID?
    package let tier: Tier?
    package let parties: [PartyID]
    /// The events that assign parties to it.
    package let provenance: Provenance

    package var number: Int? { id?.number }

    /// Whether it comes earlier in the same plan.
    fileprivate func isEarlier(than other: Stage) -> Bool {
      guard let id, let its = other.id else { return false }
      return id.plan == its.plan && id.number < its.number
    }
  }

  /// Something agreed or promised by those of a stage since they came in.
  package struct Sequel: Sendable {
    package let thing: Slug
    /// Those of the stage who agreed or promised it.
    package let by: [PartyID]
    package let dating: Dating
    /// The days since the first of them came in; nil where unknown.
    package let days: Days?
    /// Whether it came after they did.
    package let isLater: Truth
  }

  package private(set) var stages: [Stage] = []
  private let state: ProcessState
  private let firstSeats: [PartyID: Roster.Seat]
  private let formats: [(format: String, dating: Dating)]

  package init(_ state: ProcessState) {
    self.state = state
    firstSeats = Dictionary(state.roster.seats.map { ($0.party, $0) }) { first, _ in first }
    formats = state.entries.compactMap { entry in
      entry.event.type.setsFormat ? entry.event.format.map { ($0, entry.dating) } : nil
    }
    stages = state.tiers.sorted { $0.key < $1.key }.map { id, tier in
      let whole = tier.planned.provenance.union(tier.opened?.provenance ?? [])
      return Stage(
        name: (id.plan.map { "\($0)-" } ?? "") + "tier-\(id.number)", id: id, tier: tier,
        parties: tier.parties,
        provenance: tier.$parties.provenance.union(whole))
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
          name: "unplanned-\(index + 1)", id: nil, tier: nil, parties: group.seats.map(\.party),
          provenance: Provenance(group.seats.map(\.from.position))))
    }
  }

  /// The first seat of each party of a stage that came in.
  package func arrivals(_ stage: Stage) -> [Roster.Seat] { stage.parties.compactMap { firstSeats[$0] } }

  package func invitations(_ stage: Stage) -> [Roster.Invitation] {
    state.roster.invitations.filter { stage.parties.contains($0.party) }
  }

  /// The days from the plan to the opening; nil where a date of either is missing.
  package func daysToOpening(_ stage: Stage) -> Days? {
    Days(from: stage.tier?.planned, to: stage.tier?.opened)
  }

  /// The events that show which parties of a stage have come in.
  package func provenanceOfSeats(_ stage: Stage) -> Provenance {
    let seats = Provenance(
      state.roster.seats.filter { stage.parties.contains($0.party) }.flatMap {
        [$0.from.position] + [$0.until?.position].compactMap(\.self)
      })
    return seats.isEmpty ? stage.provenance : seats
  }

  /// The parties still expected; for `unknown`, the parties for which that is possible.
  package func absentees(_ stage: Stage, _ truth: Truth) -> Traced<[PartyID]> {
    Traced(
      stage.parties.filter { (!hasComeIn($0) && !isClosed) == truth },
      provenanceOfSeats(stage).union(state.closed?.provenance ?? []))
  }

  /// The parties that came in and have left for another reason than the close of the talks, each with the
  /// date of leaving; for `unknown`, the parties for which that is possible.
  package func departures(_ stage: Stage, _ truth: Truth) -> Traced<[(party: PartyID, left: Dating?)]> {
    Traced(
      stage.parties.filter { hasLeft($0) == truth }.map { ($0, lastLeft($0)) }, provenanceOfSeats(stage))
  }

  /// The parties that came in before their turn: before their tier was opened, or before a party of an earlier tier;
  /// for `unknown`, the parties for which that is possible.
  package func early(_ stage: Stage, _ truth: Truth) -> Traced<[PartyID]> {
    let those = stage.parties.map { (party: $0, turn: cameBeforeTurn($0, stage)) }.filter {
      $0.turn.truth == truth
    }
    return Traced(those.map(\.party), Provenance(joining: those.map(\.turn.by)))
  }

  /// Whether it is the first incomplete tier of its plan, in talks that are not closed.
  package func isNext(_ stage: Stage) -> Traced<Truth> {
    if stage.id == nil { return Traced(.no, stage.provenance) }
    let earlier = stages.filter { $0.isEarlier(than: stage) }
    return Traced(
      earlier.reduce(!isWhole(stage) && !isClosed) { $0 && isWhole($1) },
      stage.provenance.union(provenanceOfSeats(stage)).union(state.closed?.provenance ?? []))
  }

  /// The constellation of the talks before the first of a stage came in, and the one after, until others came in.
  package func formats(around stage: Stage) -> (before: Traced<String?>, after: Traced<String?>) {
    guard let start = start(of: stage) else { return (Traced(nil, []), Traced(nil, [])) }
    let end = end(after: start)
    func traced(_ found: (format: String, dating: Dating)?) -> Traced<String?> {
      Traced(found?.format, found?.dating.provenance ?? [])
    }
    return (
      traced(formats.last { $0.dating.isEarlier(than: start) }),
      traced(formats.last { !$0.dating.isEarlier(than: start) && (end.map($0.dating.isEarlier) ?? true) })
    )
  }

  /// What the record says that the broadening by a stage brought.
  package func brought(by stage: Stage) -> Traced<[Reference]> {
    let links = state.accessionLinks.filter { link in
      link.tier.map { $0 == stage.id } ?? !Set(link.parties).isDisjoint(with: stage.parties)
    }
    return Traced(links.flatMap(\.brought).distinct, Provenance(links.map(\.dating.position)))
  }

  /// What those of a stage have agreed and promised since they came in, by their own first arrival, in the order of
  /// dates; it need not have come of that.
  package func sequels(of stage: Stage) -> Traced<[Sequel]> {
    let arrived = Dictionary(arrivals(stage).map { ($0.party, $0.from) }) { first, _ in first }
    func sequel(_ thing: Slug, _ dating: Dating?, _ parties: [PartyID]) -> Sequel? {
      let by = parties.filter { arrived[$0] != nil }
      let came = by.compactMap { arrived[$0] }
      guard let dating, let first = came.min(by: { $0.isEarlier(than: $1) }) else { return nil }
      let isLater = came.reduce(Truth.no) { $0 || !dating.beginsBefore($1) }
      return isLater == .no
        ? nil
        : Sequel(thing: thing, by: by, dating: dating, days: Days(from: first, to: dating), isLater: isLater)
    }
    let agreed = state.agreements.all.compactMap { slug, agreement in
      sequel(
        slug, (agreement.life.first(.reached) ?? agreement.life.first(.signed))?.dating, agreement.parties)
    }
    let pledged = state.measures.all.compactMap { slug, measure in
      sequel(slug, measure.life.first(.pledged)?.dating, [measure.party].compactMap(\.self))
    }
    let all = (agreed + pledged).enumerated()
      .sorted {
        ($0.element.dating.firstDay ?? .min, $0.offset) < ($1.element.dating.firstDay ?? .min, $1.offset)
      }
      .map(\.element)
    return Traced(
      all, Provenance(all.map(\.dating.position) + (all.isEmpty ? [] : arrived.values.map(\.position))))
  }

  // MARK: Parties

  private var isClosed: Truth { state.isClosed }

  private func hasComeIn(_ party: PartyID) -> Truth {
    state.roster.seats.filter { $0.party == party }.flatMap(\.evidence)
      .reduce(.no) { $0 || $1.hasBegun(by: state.horizon) }
  }

  private func hasLeft(_ party: PartyID) -> Truth {
    guard hasComeIn(party) == .yes, let left = lastLeft(party), left.position != state.closed?.position else {
      return .no
    }
    return state.roster.seats.filter { $0.party == party }.reduce(.yes) { $0 && !$1.isTaken }
  }

  private func lastLeft(_ party: PartyID) -> Dating? {
    state.roster.seats.last { $0.party == party && $0.until != nil }?.until
  }

  private func cameBeforeTurn(_ party: PartyID, _ stage: Stage) -> (truth: Truth, by: Provenance) {
    guard stage.id != nil, let own = firstSeats[party]?.from else { return (.no, []) }
    var truth = Truth.no
    var by = own.provenance
    func note(_ other: Dating?, _ isEarly: Truth) {
      if isEarly == .no { return }
      truth = truth || isEarly
      by.formUnion(other?.provenance ?? [])
    }
    if let opened = stage.tier?.opened { note(opened, own.beginsBefore(opened)) }
    for other in stages where other.isEarlier(than: stage) {
      for member in other.parties where member != party {
        let seat = firstSeats[member]?.from
        note(seat ?? other.tier?.planned, seat.map(own.beginsBefore) ?? .yes)
      }
    }
    return (truth, by)
  }

  // MARK: Stages

  private func isWhole(_ stage: Stage) -> Truth { stage.parties.reduce(.yes) { $0 && hasComeIn($1) } }

  /// The date on which the first party of a stage came in.
  private func start(of stage: Stage) -> Dating? {
    arrivals(stage).map(\.from).min { $0.isEarlier(than: $1) }
  }

  /// The date of the next later arrival of another stage.
  private func end(after start: Dating) -> Dating? {
    stages.compactMap(self.start).filter { start.isEarlier(than: $0) }.min { $0.isEarlier(than: $1) }
  }
}

extension ProcessState {
  /// The tier in which a party was to come in; nil where no plan has it, or named plans put it in different ones.
  package func plannedTier(of party: PartyID) -> Traced<Int?> {
    let planned = tiers.filter { $0.value.parties.contains(party) }.sorted { $0.key < $1.key }
    // A plan without a name is the talks' own.
    let first = Dictionary(planned.map { ($0.key.plan, $0) }) { one, _ in one }
    let those = first[nil].map { [$0] } ?? Array(first.values)
    return Traced(
      Set(those.map(\.key.number)).count == 1 ? those[0].key.number : nil,
      Provenance(joining: those.map(\.value.$parties.provenance)))
  }
}
