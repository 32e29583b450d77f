package import Talks

/// What changes of administration left of the commitments that were there: one row for each change.
///
/// A commitment is an agreement that the party is bound by, or a measure that it promised and has not delivered or has
/// suspended. What becomes of it is where it stands at the end of the administration, or on the day that is asked
/// about. Where one process is asked about, only what is of it counts, wherever the change is recorded, and only the
/// changes of parties that have to do with it.
package enum Continuity: Derived {
  package static let name = "continuity"
  package static let columns: [Column] =
    [
      .text("change"),
      .text("party"),
      .text("before"),
      .text("head"),
      .text("since"),
      .day("since_day"),
      .text("until"),
      .texts("inherited"),
      .texts("perhaps_inherited"),
    ] + Fate.allCases.map { .texts($0.rawValue) } + [
      .texts("left_open"),
      .integer("agreements_before"),
      .integer("agreements_after"),
      .text("first_contact"),
      .text("contact_in"),
      .integer("days_to_contact"),
      .integer("days_to_contact_at_most"),
      .text("first_round"),
      .text("round_in"),
      .integer("days_to_round"),
      .integer("days_to_round_at_most"),
    ]

  /// What became of a commitment.
  enum Fate: String, CaseIterable {
    case reaffirmed, delivered, breached, lapsed, renounced, superseded, suspended, reversed
    /// It stands as it stood.
    case open
    /// Dates leave open what, or whether it was of that time.
    case unclear
  }

  package static func rows(
    of states: [(process: String, state: ProcessState)], process: String?
  ) -> [(process: String, row: [Cited])] {
    let recorded = states.flatMap { name, state in
      state.administrations.map { (process: name, it: $0, horizon: state.horizon) }
    }
    let parties = Dictionary(grouping: recorded) { $0.it.party }
    return parties.sorted { $0.key < $1.key }.flatMap { party, all -> [(process: String, row: [Cited])] in
      // Recorded in two processes, it is still one.
      var terms: [Term] = []
      for (name, it, horizon) in all.sorted(by: { $0.it.since.isEarlier(than: $1.it.since) }) {
        if terms.last?.head == it.head, terms.last?.since.on == it.since.on { continue }
        if !terms.isEmpty { terms[terms.count - 1].until = it.since }
        terms.append(
          Term(
            process: name, party: party, head: it.head, before: terms.last?.head,
            beforeMark: terms.last?.since,
            since: it.since, until: nil, horizon: horizon))
      }
      let holdings = Holdings(of: party, in: states.filter { process == nil || $0.process == process })
      if process != nil && !holdings.isConcerned { return [] }
      var names: [String: Int] = [:]
      return terms.map { term in
        let slug = Slug(title: "\(party) \(term.head)").text
        names[slug, default: 0] += 1
        let count = names[slug] ?? 1
        let name = count == 1 ? slug : "\(slug)-\(count)"
        return (process ?? term.process, term.row(named: name, holdings))
      }
    }
  }
}

/// What a party is bound by, and where it met others, in some processes.
private struct Holdings {
  /// An agreement or a measure, as far as an administration is concerned.
  struct Commitment {
    let name: String
    /// When it bound the party.
    let isAlive: (CivilDay?) -> Truth
    /// What it was at the end of a day, nil among them where it was not yet.
    let statuses: (CivilDay?) -> Set<String?>
    let steps: [(status: String, isTaken: (CivilDay?) -> Truth)]
    let isPromise: Bool
    let provenance: Provenance

    /// Whether it may have come into being by the end of any of some days.
    func hasBegun(by days: [CivilDay?]) -> Bool {
      days.contains { day in steps.contains { $0.isTaken(day) != .no } }
    }
  }

  /// A contact, a session or a round in which it took part.
  struct Meeting {
    let process: String
    let dating: Dating
    let isRound: Bool
  }

  let commitments: [Commitment]
  let meetings: [Meeting]
  /// Whether it sat at a table, met others, or is bound by something.
  let isConcerned: Bool

  init(of party: PartyID, in states: [(process: String, state: ProcessState)]) {
    commitments = states.flatMap { Self.commitments(party, $0.process, $0.state) }
    meetings = states.flatMap { process, state in
      state.entries.compactMap { entry -> Meeting? in
        let detail = entry.event.detail
        let isRound = detail is RoundConvened || detail is RoundReopened
        guard isRound || detail is ContactHeld || detail is SessionHeld else { return nil }
        var present = entry.event.parties
        // A session is attended by those of its round, where nobody says otherwise.
        if present.isEmpty, let round = entry.event.subject?.slug {
          present = state.rounds[round]?.parties ?? []
        }
        return present.contains(party)
          ? Meeting(process: process, dating: entry.dating, isRound: isRound) : nil
      }
    }
    let hasSat = states.contains { $0.state.roster.seats.contains { $0.party == party } }
    isConcerned = hasSat || !commitments.isEmpty || !meetings.isEmpty
  }

  private static func commitments(
    _ party: PartyID, _ process: String, _ state: ProcessState
  ) -> [Commitment] {
    let agreements = state.agreements.all.filter { $0.value.parties.contains(party) }.map { slug, it in
      Commitment(
        name: "\(process)/\(slug)", isAlive: { it.binds(party, by: $0) },
        statuses: { day in Set(it.statuses(for: party, by: day).map { $0?.rawValue }) },
        steps: it.life(for: party).steps.map { ($0.status.rawValue, $0.isTaken(by:)) }, isPromise: false,
        provenance: it.life.provenance)
    }
    let measures = state.measures.all.filter { $0.value.party == party }.map { slug, it in
      Commitment(
        name: "\(process)/\(slug)",
        isAlive: { day in
          .common(it.statuses(by: day).map { Truth($0 == .pledged || $0 == .accepted || $0 == .suspended) })
        },
        statuses: { day in Set(it.statuses(by: day).map { $0?.rawValue }) },
        steps: it.life.steps.map { ($0.status.rawValue, $0.isTaken(by:)) }, isPromise: true,
        provenance: it.life.provenance)
    }
    return agreements + measures
  }
}

/// An administration, with the commitments that it found.
private struct Term {
  let process: String
  let party: PartyID
  let head: String
  let before: String?
  let beforeMark: Dating?
  let since: Dating
  var until: Dating?
  let horizon: CivilDay?

  /// The last days before it began: as early and as late as that may have been.
  private var eves: [CivilDay?] { Self.eves(of: since) }
  /// The last days of it, or the last day that counts.
  private var ends: [CivilDay?] { until.map(Self.eves) ?? [horizon] }

  private static func eves(of dating: Dating) -> [CivilDay?] {
    Set([dating.firstDay, dating.surelyBegun]).compactMap { $0.map { CivilDay(days: $0 - 1) } }
  }

  func row(named name: String, _ holdings: Holdings) -> [Cited] {
    let all = holdings.commitments.filter { $0.hasBegun(by: ends + eves) }
    let alive = all.map { commitment in
      (commitment: commitment, truth: eves.isEmpty ? .unknown : Truth.common(eves.map(commitment.isAlive)))
    }
    let inherited = alive.filter { $0.truth == .yes }.map(\.commitment)
    // What had been delivered before may still be undone.
    let undone = alive.filter { $0.truth == .no && $0.commitment.isPromise }.map(\.commitment).filter { it in
      !eves.isEmpty && eves.allSatisfy { it.statuses($0).isSubset(of: ["implemented", "verified"]) }
    }
    let fates =
      inherited.map { ($0, fate(of: $0)) }
      + undone.map { ($0, fate(of: $0)) }.filter {
        $0.1 == .reversed || $0.1 == .suspended
      }
    let by = since.provenance
    let whole = by.union(until?.provenance ?? [])
    func those(_ some: [Holdings.Commitment]) -> Cited {
      .texts(some.map(\.name), Provenance(by.all + some.flatMap(\.provenance.all)))
    }
    func count(_ days: [CivilDay?]) -> Cited {
      let bound = all.filter { commitment in
        !commitment.isPromise && !days.isEmpty && days.allSatisfy { commitment.isAlive($0) == .yes }
      }
      return .integer(bound.count, Provenance(whole.all + bound.flatMap(\.provenance.all)))
    }
    let cells: [Cited] = [
      .text(name, by), .text(party, by), .text(before, beforeMark?.provenance ?? []), .text(head, by),
      .on(since), .firstDay(since), .on(until), those(inherited),
      those(alive.filter { $0.truth == .unknown }.map(\.commitment)),
    ]
    return cells
      + Continuity.Fate.allCases.map { fate in those(fates.filter { $0.1 == fate }.map(\.0)) }
      + [those(inherited.filter(\.isPromise)), count(eves), count(ends)]
      + first(of: holdings.meetings) + first(of: holdings.meetings.filter(\.isRound))
  }

  /// Where it stands at the end, if it came there under this administration.
  private func fate(of commitment: Holdings.Commitment) -> Continuity.Fate {
    let last = ends.reduce(into: Set<String?>()) { $0.formUnion(commitment.statuses($1)) }
    guard let status: String = last.only() else { return .unclear }
    let came = commitment.steps.filter { $0.status == status }.map { step in
      // Taken by the end, and not before.
      Truth.common(ends.map(step.isTaken)) && !Truth.common(eves.map(step.isTaken))
    }
    switch came.max() ?? .no {
    case .no: return .open
    case .unknown: return .unclear
    case .yes: break
    }
    switch status {
    case "implemented", "verified": return .delivered
    default: return Continuity.Fate(rawValue: status) ?? .open
    }
  }

  /// The first of some meetings under it: its date, where, and after how many days.
  private func first(of all: [Holdings.Meeting]) -> [Cited] {
    let under = all.map { meeting in
      let isBefore = until.map { meeting.dating.precedes($0) } ?? meeting.dating.hasBegun(by: horizon)
      return (meeting: meeting, truth: !meeting.dating.precedes(since) && isBefore)
    }
    let meetings = under.filter { $0.truth != .no }.map(\.meeting)
    guard let first = meetings.min(by: { $0.dating.isEarlier(than: $1.dating) }) else {
      return [Cited(.null), Cited(.null), Cited(.null), Cited(.null)]
    }
    let both = first.dating.provenance.union(since.provenance)
    let most = under.filter { $0.truth == .yes }.compactMap { Days(from: since, to: $0.meeting.dating)?.most }
      .min()
    let least = Days(from: since, to: first.dating)?.least
    return [
      .on(first.dating), .text(first.process, first.dating.provenance), .integer(least, both),
      .integer(most, both),
    ]
  }
}
