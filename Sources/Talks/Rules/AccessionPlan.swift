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
  private let seats: [PartyID: [Roster.Seat]]
  /// The places among all invitations of those of each party.
  private let invited: [PartyID: [Int]]
  private var formats: Formats
  /// For each tier, whether all have come in of the earlier ones of its plan.
  private var areWholeBefore: [TierID: Truth] = [:]
  private let links: Links
  private let undertakings: Undertakings

  package init(_ state: ProcessState) {
    self.state = state
    seats = Dictionary(grouping: state.roster.seats, by: \.party)
    invited = places(state.roster.invitations) { [$0.party] }
    formats = Formats()
    links = Links(state.accessionLinks)
    undertakings = Undertakings(state)
    stages = state.tiers.sorted { $0.key < $1.key }.map { id, tier in
      let whole = tier.planned.provenance.union(tier.opened?.provenance ?? [])
      return Stage(
        name: (id.plan.map { "\($0)-" } ?? "") + "tier-\(id.number)", id: id, tier: tier,
        parties: tier.parties,
        provenance: tier.$parties.provenance.union(whole))
    }
    stages += unplanned(apartFrom: Set(state.tiers.values.flatMap(\.parties)))
    var (plan, areWhole): (Slug?, Truth) = (nil, .yes)
    for stage in stages {
      guard let id = stage.id else { break }
      if id.plan != plan { (plan, areWhole) = (id.plan, .yes) }
      areWholeBefore[id] = areWhole
      areWhole = areWhole && isWhole(stage)
    }
    formats = Formats(of: state.entries, between: stages.compactMap { start(of: $0)?.dayOfOrder })
  }

  /// Those who came in without a tier, grouped by the date of their arrival.
  private func unplanned(apartFrom planned: Set<PartyID>) -> [Stage] {
    var groups: [[Roster.Seat]] = []
    var places: [EDTF?: Int] = [:]
    for seat in state.roster.seats where !planned.contains(seat.party) {
      if firstSeat(of: seat.party)?.from != seat.from { continue }
      if let place = places[seat.from.on] {
        groups[place].append(seat)
      } else {
        places[seat.from.on] = groups.count
        groups.append([seat])
      }
    }
    return groups.enumerated().map { index, group in
      Stage(
        name: "unplanned-\(index + 1)", id: nil, tier: nil, parties: group.map(\.party),
        provenance: Provenance(group.map(\.from.position)))
    }
  }

  private func firstSeat(of party: PartyID) -> Roster.Seat? { seats[party]?.first }

  /// The first seat of each party of a stage that came in.
  package func arrivals(_ stage: Stage) -> [Roster.Seat] { stage.parties.compactMap(firstSeat) }

  package func invitations(_ stage: Stage) -> [Roster.Invitation] {
    found(stage.parties, in: invited).map { state.roster.invitations[$0] }
  }

  /// The days from the plan to the opening; nil where a date of either is missing.
  package func daysToOpening(_ stage: Stage) -> Days? {
    Days(from: stage.tier?.planned, to: stage.tier?.opened)
  }

  /// The events that show which parties of a stage have come in.
  package func provenanceOfSeats(_ stage: Stage) -> Provenance {
    var positions: [Int64] = []
    for seat in stage.parties.flatMap({ seats[$0] ?? [] }) {
      positions.append(seat.from.position)
      if let until = seat.until { positions.append(until.position) }
    }
    return positions.isEmpty ? stage.provenance : Provenance(positions)
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
    guard let areWhole = stage.id.flatMap({ areWholeBefore[$0] }) else {
      return Traced(.no, stage.provenance)
    }
    return Traced(
      !isWhole(stage) && !isClosed && areWhole,
      stage.provenance.union(provenanceOfSeats(stage)).union(state.closed?.provenance ?? []))
  }

  /// The constellation of the talks before the first of a stage came in, and the one after, until others came in.
  package func formats(around stage: Stage) -> (before: Traced<String?>, after: Traced<String?>) {
    guard let start = start(of: stage)?.dayOfOrder else { return (Traced(nil, []), Traced(nil, [])) }
    func traced(_ found: Formats.Naming?) -> Traced<String?> {
      Traced(found?.format, found?.dating.provenance ?? [])
    }
    return (traced(formats.last(before: start)), traced(formats.last(from: start)))
  }

  /// What the record says that the broadening by a stage brought.
  package func brought(by stage: Stage) -> Traced<[Reference]> {
    let those = links.of(stage).map { state.accessionLinks[$0] }
    return Traced(those.flatMap(\.brought).distinct, Provenance(those.map(\.dating.position)))
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
    let sequels = undertakings.of(Array(arrived.keys)).compactMap { sequel($0.thing, $0.dating, $0.parties) }
    let all = sequels.enumerated()
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
    (seats[party] ?? []).flatMap(\.evidence)
      .reduce(.no) { $0 || $1.hasBegun(by: state.horizon) }
  }

  private func hasLeft(_ party: PartyID) -> Truth {
    guard hasComeIn(party) == .yes, let left = lastLeft(party), left.position != state.closed?.position else {
      return .no
    }
    return (seats[party] ?? []).reduce(.yes) { $0 && !$1.isTaken }
  }

  private func lastLeft(_ party: PartyID) -> Dating? {
    seats[party]?.last { $0.until != nil }?.until
  }

  private func cameBeforeTurn(_ party: PartyID, _ stage: Stage) -> (truth: Truth, by: Provenance) {
    guard stage.id != nil, let own = firstSeat(of: party)?.from else { return (.no, []) }
    var truth = Truth.no
    var by = [own.position]
    func note(_ other: Dating?, _ isEarly: Truth) {
      if isEarly == .no { return }
      truth = truth || isEarly
      if let other { by.append(other.position) }
    }
    if let opened = stage.tier?.opened { note(opened, own.beginsBefore(opened)) }
    for other in stages where other.isEarlier(than: stage) {
      for member in other.parties where member != party {
        let seat = firstSeat(of: member)?.from
        note(seat ?? other.tier?.planned, seat.map(own.beginsBefore) ?? .yes)
      }
    }
    return (truth, Provenance(by))
  }

  // MARK: Stages

  private func isWhole(_ stage: Stage) -> Truth { stage.parties.reduce(.yes) { $0 && hasComeIn($1) } }

  /// The date on which the first party of a stage came in.
  private func start(of stage: Stage) -> Dating? {
    arrivals(stage).map(\.from).min { $0.isEarlier(than: $1) }
  }
}

extension Dating {
  /// The day by which `isEarlier` compares.
  fileprivate var dayOfOrder: Int32 { firstDay ?? .min }
}

/// The places of some elements by what they concern, each list ascending.
private func places<T, Key: Hashable>(_ all: [T], _ keys: (T) -> [Key]) -> [Key: [Int]] {
  var places: [Key: [Int]] = [:]
  for (place, element) in all.enumerated() {
    for key in keys(element) { places[key, default: []].append(place) }
  }
  return places
}

/// The places of what concerns some of the keys, ascending.
private func found<Key: Hashable>(_ keys: [Key], in places: [Key: [Int]]) -> [Int] {
  Set(keys.flatMap { places[$0] ?? [] }).sorted()
}

/// The constellations that the talks were said to have, by the arrivals between which that was.
private struct Formats {
  typealias Naming = (format: String, dating: Dating)

  /// The days of the arrivals, ascending, each once.
  private var arrivals: [Int32] = []
  /// What was said last after so many of the arrivals and before the next.
  private var within: [Naming?] = []
  /// What was said last before the next arrival after so many.
  private var until: [Naming?] = []

  init() {}

  init(of entries: [Entry], between days: [Int32]) {
    arrivals = Set(days).sorted()
    var last: [(place: Int, naming: Naming)?] = Array(repeating: nil, count: arrivals.count + 1)
    for (place, entry) in entries.enumerated() where entry.event.type.setsFormat {
      if let format = entry.event.format {
        last[count(through: entry.dating.dayOfOrder)] = (place, (format, entry.dating))
      }
    }
    var latest: (place: Int, naming: Naming)?
    for one in last {
      if let one, one.place > latest?.place ?? -1 { latest = one }
      within.append(one?.naming)
      until.append(latest?.naming)
    }
  }

  /// How many arrivals were no later than a day.
  private func count(through day: Int32) -> Int {
    var (low, high) = (0, arrivals.count)
    while low < high {
      let middle = (low + high) / 2
      if arrivals[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The last before an arrival.
  func last(before arrival: Int32) -> Naming? { until[count(through: arrival) - 1] }

  /// The last from an arrival to the next.
  func last(from arrival: Int32) -> Naming? { within[count(through: arrival)] }
}

/// What the record says that broadenings brought, by tier and by party.
private struct Links {
  private let byTier: [TierID: [Int]]
  private let byParty: [PartyID: [Int]]

  init(_ links: [AccessionLink]) {
    byTier = places(links) { [$0.tier].compactMap(\.self) }
    byParty = places(links) { $0.tier == nil ? $0.parties : [] }
  }

  /// The places of those about a stage.
  func of(_ stage: AccessionPlan.Stage) -> [Int] {
    Set(found([stage.id].compactMap(\.self), in: byTier) + found(stage.parties, in: byParty)).sorted()
  }
}

/// The agreements and promises, by those who made them.
private struct Undertakings {
  typealias Undertaking = (thing: Slug, dating: Dating?, parties: [PartyID])

  private let all: [Undertaking]
  private let byParty: [PartyID: [Int]]

  init(_ state: ProcessState) {
    let agreed = state.agreements.all.map { slug, agreement in
      (slug, (agreement.life.first(.reached) ?? agreement.life.first(.signed))?.dating, agreement.parties)
    }
    let pledged = state.measures.all.map { slug, measure in
      (slug, measure.life.first(.pledged)?.dating, [measure.party].compactMap(\.self))
    }
    all = agreed + pledged
    byParty = places(all) { $0.parties }
  }

  /// Those of some parties, agreements first.
  func of(_ parties: [PartyID]) -> [Undertaking] { found(parties, in: byParty).map { all[$0] } }
}

/// The tiers in which parties were to come in.
package struct PlannedTiers: Sendable {
  private typealias Planned = (key: TierID, value: Tier)

  private var tiers: [PartyID: [Planned]] = [:]

  package init(_ state: ProcessState) {
    for tier in state.tiers.sorted(by: { $0.key < $1.key }) {
      for party in Set(tier.value.parties) { tiers[party, default: []].append(tier) }
    }
  }

  /// The tier of a party; nil where no plan has it, or named plans put it in different ones.
  package func number(of party: PartyID) -> Traced<Int?> {
    // A plan without a name is the talks' own.
    let first = Dictionary((tiers[party] ?? []).map { ($0.key.plan, $0) }) { one, _ in one }
    let those = first[nil].map { [$0] } ?? Array(first.values)
    return Traced(
      Set(those.map(\.key.number)).count == 1 ? those[0].key.number : nil,
      Provenance(joining: those.map(\.value.$parties.provenance)))
  }
}
