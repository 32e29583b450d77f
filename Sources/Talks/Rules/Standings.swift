extension ProcessState {
  /// The possible statuses of the process; before anything with a date had happened it is not yet begun, whatever is
  /// recorded without one.
  package var standings: Set<Standing> {
    hasBegun.choose(begun, else: [.notBegun])
  }

  /// The possible statuses from when something with a date had happened.
  private var begun: Set<Standing> {
    life.possible(by: horizon).reduce(into: []) { found, status in
      switch status {
      case .closed?: found.formUnion(isImplementing.choose([.inImplementation], else: [.closed]))
      case let status?: found.insert(status)
      case nil: found.formUnion(withoutTalks)
      }
    }
  }

  /// The status of the process; nil where dates leave it open.
  package var standing: Standing? { standings.count == 1 ? standings.first : nil }

  /// Whether the talks were closed, whatever became of what they agreed on.
  package var isClosed: Truth { .common(life.possible(by: horizon).map { Truth($0 == .closed) }) }

  /// What the process can be where no event opens the talks: open if a round sat all the same, else planned where a
  /// round is, or who is to come in.
  private var withoutTalks: Set<Standing> {
    hasSat.choose(
      [.open],
      else: isPlanned.choose(
        [.planned], else: isImplementing.choose([.inImplementation], else: [.noTalks])))
  }

  /// The events that make the status what it is.
  package var standingProvenance: Provenance {
    let turn = Provenance([life.steps.last?.dating.position].compactMap(\.self))
    let owed = measures.all.filter { isOwed($0.value) != .no }.flatMap { $0.value.life.provenance.all }
    switch standing {
    case .open? where life.steps.isEmpty:
      return Provenance(rounds.all.flatMap { $0.value.sessions.map(\.position) })
    case .inImplementation?: return turn.union(Provenance(owed))
    case .planned?:
      return Provenance(
        rounds.all.compactMap { $0.value.plans.last?.dating.position } + tiers.values.map(\.planned.position))
    case .noTalks?: return Provenance([happenings.last?.position].compactMap(\.self))
    case .open?, .suspended?, .closed?, nil: return turn
    case .notBegun?: return []
    }
  }

  /// Whether something that was promised under an agreement in force is still to be carried out.
  private var isImplementing: Truth { measures.all.reduce(.no) { $0 || isOwed($1.value) } }

  /// Whether a measure is open under an agreement of the process in force, any of them where it names none.
  private func isOwed(_ measure: Measure) -> Truth {
    if measure.isOpen == .no { return .no }
    if let under = measure.under {
      return measure.isOpen && (under.process == nil ? agreements[under.slug]?.isInForce ?? .no : .no)
    }
    return measure.isOpen && agreements.all.reduce(.no) { $0 || $1.value.isInForce }
  }

  /// Whether a session of a round, or its recess or end, is recorded.
  private var hasSat: Truth {
    rounds.all.map(\.value).reduce(.no) { sat, round in
      let steps = round.life.steps.filter { $0.status == .recessed || $0.status == .concluded }
      return (round.sessions + steps.map(\.dating)).reduce(sat) { $0 || $1.hasBegun(by: horizon) }
    }
  }

  /// Whether a round is planned, or who is to come in.
  private var isPlanned: Truth {
    rounds.all.reduce(Truth(!tiers.isEmpty)) { planned, round in
      planned || .common(round.value.standings.map { Truth($0 == .planned || $0 == .postponed) })
    }
  }

  /// What has happened at or around the talks, apart from what describes them.
  private var happenings: [Entry] {
    entries.filter { !$0.event.type.isTimeless && !$0.event.type.isDescription }
  }
}

extension Truth {
  /// What is so where it is yes, or where it is no; both where it is unknown.
  fileprivate func choose(
    _ one: Set<ProcessState.Standing>, else other: @autoclosure () -> Set<ProcessState.Standing>
  ) -> Set<ProcessState.Standing> {
    switch self {
    case .yes: one
    case .unknown: one.union(other())
    case .no: other()
    }
  }
}
