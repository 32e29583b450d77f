package import Talks

/// Where each process stands: one row a process.
package enum ProcessProjection: Projection {
  package static let name = "process"
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
    .text("last_round"),
    .text("last_contact"),
    .day("last_contact_day"),
    .integer("open_measures"),
    .integer("agreements_in_force"),
    .integer("open_setbacks"),
    .integer("events"),
    .text("last_event"),
    .day("last_event_day"),
    .integer("last_position"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    let tracks = Set(state.plannedTracks).union(state.tracks.keys).sorted()
    let contact = state.lastContact
    let rounds = state.rounds.all.filter { !$0.value.phases.isEmpty }
    let lastRound = rounds.max { latest($0.value) < latest($1.value) }
    return [
      [
        .text(state.title),
        .text(state.standing),
        .text(state.format),
        .texts(state.aims),
        .names(tracks),
        .on(state.opened),
        .on(state.closed),
        .on(state.standing == .suspended ? state.suspensions.last?.from : nil),
        .names(state.roster.atTable.map(\.party).sorted()),
        .text(lastRound?.slug),
        .on(contact),
        .lastDay(contact),
        .integer(state.measures.all.count { $0.value.isOpen }),
        .integer(state.agreements.all.count { $0.value.isInForce }),
        .integer(state.setbacks.all.count { $0.value.overcome == nil }),
        .integer(state.entries.count),
        .text(state.entries.last?.event.on?.text),
        .firstDay(state.entries.last?.mark),
        .integer(Int(state.lastPosition)),
      ]
    ]
  }

  private static func latest(_ round: Round) -> Int32 { round.phases.last?.convened.firstDay ?? .min }
}
