package import Talks

/// Where each process stands: one row a process.
package enum ProcessProjection: Projection {
  package static let name = "process"
  package static let key: [String] = []
  package static let columns: [Column] = [
    .text("title"),
    .text("standing"),
    .text("format"),
    .texts("aims"),
    .texts("tracks"),
    .text("opened"),
    .text("closed"),
    .text("suspended"),
    .texts("at_table"),
    .texts("perhaps_at_table"),
    .text("last_round"),
    .text("last_contact"),
    .day("last_contact_from"),
    .day("last_contact_day"),
    .integer("open_measures"),
    .integer("agreements_in_force"),
    .integer("open_setbacks"),
    .integer("events"),
    .text("last_event"),
    .day("last_event_day"),
    .day("settled_day"),
    .integer("last_position"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let tracks = Set(state.plannedTracks).union(state.tracks.keys).sorted()
    let rounds = state.rounds.all.filter { !$0.value.phases.isEmpty }
    let lastRound = rounds.max { latest($0.value) < latest($1.value) }
    let contact = state.lastContact
    let (seated, perhaps) = (state.roster.atTable, state.roster.perhapsAtTable)
    let open = state.measures.all.map(\.value).filter { $0.isOpen == .yes }
    let inForce = state.agreements.all.map(\.value).filter { $0.isInForce == .yes }
    let setbacks = state.setbacks.all.map(\.value).filter { $0.isOpen == .yes }
    let suspended = state.standing == .suspended ? state.suspensions.last?.from : nil
    let last = state.entries.last?.dating
    return [
      [
        .said(state.$title), .status(state.standings, state.life.steps.last?.dating.provenance ?? []),
        .said(state.$format), .said(state.$aims),
        .names(
          tracks,
          state.$plannedTracks.provenance.union(Provenance(state.tracks.values.compactMap(\.positions.first)))
        ),
        .on(state.opened), .on(state.closed), .on(suspended),
        .names(
          seated.map(\.party).sorted(),
          Provenance(seated.map(\.from.position) + state.roster.seats.compactMap { $0.until?.position })),
        .names(perhaps.map(\.party).sorted(), Provenance(perhaps.map(\.from.position))),
        .text(lastRound?.slug, lastRound?.value.phases.last?.convened.provenance ?? []), .on(contact),
        Cited(state.lastContactDays?.first.map(Cell.day) ?? .null, contact?.provenance ?? []),
        Cited(state.lastContactDays.map { .day($0.last) } ?? .null, contact?.provenance ?? []),
        .integer(open.count, Provenance(open.compactMap { $0.life.steps.last?.dating.position })),
        .integer(inForce.count, Provenance(inForce.compactMap { $0.life.steps.last?.dating.position })),
        .integer(setbacks.count, Provenance(setbacks.compactMap { $0.occurred?.position })),
        .integer(state.entries.count, []), .on(last), .firstDay(last), settled(state),
        .integer(Int(state.lastPosition), []),
      ]
    ]
  }

  /// The day by which all of it had happened for certain.
  private static func settled(_ state: ProcessState) -> Cited {
    var last = Int32.min
    for entry in state.entries {
      guard let on = entry.event.on else { continue }
      for bounds in on.isInterval ? [on.start, on.end] : [on.start] {
        guard let latest = bounds.latest ?? (bounds.earliest == nil ? .min : nil) else { return Cited(.null) }
        last = max(last, CivilDay(civilSeconds: latest)?.days ?? .min)
      }
    }
    return Cited(last == .min ? .null : .day(last))
  }

  private static func latest(_ round: Round) -> Int32 { round.phases.last?.convened.firstDay ?? .min }
}
