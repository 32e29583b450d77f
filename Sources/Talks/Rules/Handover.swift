/// A change of administration, and the fate of the commitments that existed at the time.
///
/// A commitment is an agreement that binds the party, or a measure that it promised and has not delivered or
/// has suspended. Its fate is its status at the end of the administration, or on the reference day.
package struct Handover: Sendable {
  /// The fate of a commitment.
  package enum Fate: String, Sendable, CaseIterable {
    case reaffirmed, delivered, breached, lapsed, renounced, superseded, suspended, reversed, ended
    /// Its status is unchanged.
    case open
    /// Dates leave open its status, or whether it changed in that time.
    case unclear
  }

  /// A contact or a round under it.
  package struct Meeting: Sendable {
    package let process: String
    package let dating: Dating
    /// The days from the beginning of the administration; nil where unknown.
    package let days: Days?
  }

  /// The process under which it is listed: the one asked about, else the one that records the change.
  package let process: String
  /// The party and its head, such as `us-barack-obama`; with `-2`, `-3` … where the same head comes
  /// back after another.
  package let name: String
  package let party: PartyID
  /// The preceding head; nil for the first on record.
  package let before: Traced<String?>
  package let head: String
  /// Whether the head governs only as acting, at the end of it or on the reference day.
  package let isActing: Truth
  package let since: Dating
  /// Nil for the present one.
  package let until: Dating?
  package let inherited: [Commitment]
  /// The commitments that were possibly inherited, where dates leave that open.
  package let perhapsInherited: [Commitment]
  package let fates: [(commitment: Commitment, fate: Fate)]
  /// The agreements that bound the party for certain on the day before, and at the end.
  package let agreementsBefore: [Commitment]
  package let agreementsAfter: [Commitment]
  package let firstContact: Meeting?
  package let firstRound: Meeting?

  /// The inherited commitments that are undelivered promises.
  package var leftOpen: [Commitment] { inherited.filter(\.isPromise) }

  /// Every recorded administration of every party, including the first of each.
  ///
  /// - Parameters:
  ///   - states: the processes from which commitments, contacts and rounds are taken.
  ///   - administrations: of all processes, each with the process that records it; recorded in two,
  ///     it counts once.
  ///   - process: limits the answer to one process and the parties involved in it; nil for all.
  package static func all(
    of states: [(process: String, state: ProcessState)],
    administrations: [(process: String, it: Administration)], in process: String?
  ) -> [Handover] {
    let parties = Dictionary(grouping: Administration.succession(administrations)) { $0.it.party }
    return parties.sorted { $0.key < $1.key }.flatMap { party, all -> [Handover] in
      let holdings = Holdings(of: party, in: states)
      if process != nil && !holdings.isConcerned { return [] }
      var names: [String: Int] = [:]
      return all.indices.map { index in
        let before = index > 0 ? all[index - 1].it : nil
        let reign = Reign(
          process: all[index].process, it: all[index].it,
          before: Traced(before?.head, before?.since.provenance ?? []))
        let slug = Slug(title: "\(party) \(reign.it.head)").text
        names[slug, default: 0] += 1
        let count = names[slug] ?? 1
        return reign.handover(named: count == 1 ? slug : "\(slug)-\(count)", in: process, holdings)
      }
    }
  }
}

extension Handover {
  /// An agreement or a measure as a commitment of a party.
  package struct Commitment: Sendable {
    /// With its process.
    package let reference: Reference
    /// Whether it is a measure, and not an agreement.
    package let isPromise: Bool
    package let provenance: Provenance
    fileprivate let steps: [(status: ThingStatus, isTaken: @Sendable (CivilDay?) -> Truth)]
    /// Whether it bound the party at the end of a day.
    fileprivate let isAlive: @Sendable (CivilDay?) -> Truth
    /// Whether its term was over at the end of a day.
    fileprivate let isExpired: @Sendable (CivilDay?) -> Truth
    /// The possible statuses at the end of a day; includes nil where it may not have existed yet.
    fileprivate let statuses: @Sendable (CivilDay?) -> Set<ThingStatus?>

    fileprivate init(_ slug: Slug, _ agreement: Agreement, of process: String, for party: PartyID) {
      reference = Reference(slug, in: Slug(process))
      isPromise = false
      provenance = agreement.life.provenance
      steps = agreement.life(for: party).steps.map { step in
        (.agreement(step.status), { step.isTaken(by: $0) })
      }
      isAlive = { agreement.binds(party, by: $0) }
      isExpired = { agreement.isExpired(by: $0) }
      statuses = { day in
        Set(agreement.statuses(for: party, by: day).map { $0.map(ThingStatus.agreement) })
      }
    }

    fileprivate init(_ slug: Slug, _ measure: Measure, of process: String) {
      reference = Reference(slug, in: Slug(process))
      isPromise = true
      provenance = measure.life.provenance
      steps = measure.life.steps.map { step in (.measure(step.status), { step.isTaken(by: $0) }) }
      isExpired = { _ in .no }
      isAlive = { day in
        .common(
          measure.statuses(by: day).map { Truth($0 == .pledged || $0 == .accepted || $0 == .suspended) })
      }
      statuses = { day in Set(measure.statuses(by: day).map { $0.map(ThingStatus.measure) }) }
    }

    /// Whether it may have come into being by the end of any of some days.
    fileprivate func hasBegun(by days: [CivilDay?]) -> Bool {
      days.contains { day in steps.contains { $0.isTaken(day) != .no } }
    }
  }
}

/// The commitments of a party and its meetings with others, in some processes.
private struct Holdings {
  /// A contact, a session or a round in which it took part.
  struct Meeting {
    let process: String
    let dating: Dating
    let isRound: Bool
  }

  let commitments: [Handover.Commitment]
  let meetings: [Meeting]
  /// Whether it sat at a table, met others, or is bound by something.
  let isConcerned: Bool

  init(of party: PartyID, in states: [(process: String, state: ProcessState)]) {
    commitments = states.flatMap { process, state in
      state.agreements.all.filter { $0.value.parties.contains(party) }.map { slug, it in
        Handover.Commitment(slug, it, of: process, for: party)
      }
        + state.measures.all.filter { $0.value.doers.contains(party) }.map { slug, it in
          Handover.Commitment(slug, it, of: process)
        }
    }
    meetings = states.flatMap { process, state in
      state.entries.compactMap { entry -> Meeting? in
        guard let kind = entry.event.detail.meeting else { return nil }
        var present = entry.event.parties
        // A session without a list of parties is attended by those of its round.
        if present.isEmpty, let round = entry.mentions.subject?.subject.slug {
          present = state.rounds[round]?.parties ?? []
        }
        return present.contains(party)
          ? Meeting(process: process, dating: entry.dating, isRound: kind == .round) : nil
      }
    }
    let hasSat = states.contains { $0.state.roster.seats.contains { $0.party == party } }
    isConcerned = hasSat || !commitments.isEmpty || !meetings.isEmpty
  }
}

/// An administration, whichever processes record it.
private struct Reign {
  let process: String
  let it: Administration
  let before: Traced<String?>

  private var since: Dating { it.since }
  private var until: Dating? { it.until }
  private var horizon: CivilDay? { it.horizon }

  /// The last days before it began: as early and as late as that may have been.
  private var eves: [CivilDay?] { Self.eves(of: since) }
  /// The last days of it, or the last day that counts.
  private var ends: [CivilDay?] { until.map(Self.eves) ?? [horizon] }

  private static func eves(of dating: Dating) -> [CivilDay?] {
    Set([dating.firstDay, dating.surelyBegun]).compactMap { $0.map { CivilDay(days: $0 - 1) } }
  }

  func handover(named name: String, in asked: String?, _ holdings: Holdings) -> Handover {
    let all = holdings.commitments.filter { $0.hasBegun(by: ends + eves) }
    let alive = all.map { commitment in
      (commitment: commitment, truth: eves.isEmpty ? .unknown : Truth.common(eves.map(commitment.isAlive)))
    }
    let inherited = alive.filter { $0.truth == .yes }.map(\.commitment)
    // Measures delivered before may still be undone.
    let undone = alive.filter { $0.truth == .no && $0.commitment.isPromise }.map(\.commitment).filter { it in
      let delivered: Set<ThingStatus?> = [.measure(.implemented), .measure(.verified)]
      return !eves.isEmpty && eves.allSatisfy { it.statuses($0).isSubset(of: delivered) }
    }
    func bound(by days: [CivilDay?]) -> [Handover.Commitment] {
      all.filter { commitment in
        !commitment.isPromise && !days.isEmpty && days.allSatisfy { commitment.isAlive($0) == .yes }
      }
    }
    return Handover(
      process: asked ?? process, name: name, party: it.party, before: before, head: it.head,
      isActing: it.isActing, since: since, until: until, inherited: inherited,
      perhapsInherited: alive.filter { $0.truth == .unknown }.map(\.commitment),
      fates: inherited.map { ($0, fate(of: $0)) }
        + undone.map { ($0, fate(of: $0)) }.filter { $0.1 == .reversed || $0.1 == .suspended },
      agreementsBefore: bound(by: eves), agreementsAfter: bound(by: ends),
      firstContact: first(of: holdings.meetings), firstRound: first(of: holdings.meetings.filter(\.isRound)))
  }

  /// Its status at the end, if reached under this administration.
  private func fate(of commitment: Handover.Commitment) -> Handover.Fate {
    let last = ends.reduce(into: Set<ThingStatus?>()) { $0.formUnion(commitment.statuses($1)) }
    guard let status: ThingStatus = last.only() else { return .unclear }
    if isRunOut(commitment) { return .lapsed }
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
    case .measure(.implemented), .measure(.verified): return .delivered
    case .measure(.lapsed): return .lapsed
    case .measure(.suspended): return .suspended
    case .measure(.reversed): return .reversed
    case .agreement(.reaffirmed): return .reaffirmed
    case .agreement(.breached): return .breached
    case .agreement(.renounced): return .renounced
    case .agreement(.suspended): return .suspended
    case .agreement(.superseded): return .superseded
    case .agreement(.ended): return .ended
    case .measure(.pledged), .measure(.accepted), .agreement(.reached), .agreement(.signed),
      .agreement(.ratified), .agreement(.enteredIntoForce), .agreement(.extended), .agreement(.resumed):
      return .open
    }
  }

  /// Whether it is an agreement that came to the end of its term under this administration.
  private func isRunOut(_ commitment: Handover.Commitment) -> Bool {
    func isExpired(by days: [CivilDay?]) -> Truth { .common(days.map(commitment.isExpired)) }
    return isExpired(by: ends) == .yes && isExpired(by: eves) == .no
  }

  /// The first of some meetings under it.
  private func first(of all: [Holdings.Meeting]) -> Handover.Meeting? {
    let under = all.map { meeting in
      let isBefore = until.map { meeting.dating.beginsBefore($0) } ?? meeting.dating.hasBegun(by: horizon)
      return (meeting: meeting, truth: !meeting.dating.beginsBefore(since) && isBefore)
    }
    let meetings = under.filter { $0.truth != .no }.map(\.meeting)
    guard let first = meetings.min(by: { $0.dating.isEarlier(than: $1.dating) }) else { return nil }
    // One that was certainly under it came no later than that.
    let most = under.filter { $0.truth == .yes }
      .compactMap { Days(from: since, to: $0.meeting.dating)?.most }.min()
    let fewest = Days(from: since, to: first.dating)?.fewest
    let days = fewest == nil && most == nil ? nil : Days(fewest: fewest ?? 0, most: most)
    return Handover.Meeting(process: first.process, dating: first.dating, days: days)
  }
}
