package import Talks

/// The strands pursued in parallel, and how each stands.
package enum TrackProjection: Projection {
  package static let name = "track"
  package static let columns: [Column] = [
    .text("track"),
    .integer("events"),
    .integer("pledged"),
    .integer("open_measures"),
    .integer("delivered"),
    .integer("undone"),
    .text("last_movement"),
    .day("last_movement_day"),
    .text("last_headline"),
    .integer("forward"),
    .text("last_forward"),
    .day("last_forward_day"),
    .text("last_forward_headline"),
    .integer("back"),
    .text("last_back"),
    .day("last_back_day"),
    .text("last_back_headline"),
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    Set(state.plannedTracks).union(state.tracks.keys).sorted().map { slug in
      let track = state.tracks[slug]
      let events = Provenance(track?.positions ?? [])
      let measures = state.measures.all.map(\.value).filter { $0.track == slug }
      func count(_ statuses: Set<Measure.Status>) -> Cited {
        let counted = measures.filter { $0.status.map(statuses.contains) ?? false }
        return .integer(counted.count, Provenance(counted.compactMap { $0.life.steps.last?.dating.position }))
      }
      let last = track?.last
      func steps(_ movement: Movement) -> [Cited] {
        let all = Provenance(track?.steps.filter { $0.movement == movement }.map(\.entry.position) ?? [])
        let last = track?.last(movement)
        return [
          .integer(all.all.count, all), .on(last?.dating), .firstDay(last?.dating),
          .text(last?.event.headline, last?.dating.provenance ?? []),
        ]
      }
      let row: [Cited] = [
        .text(slug, events.isEmpty ? state.$plannedTracks.provenance : events),
        .integer(events.all.count, events),
        .integer(measures.count, Provenance(measures.compactMap { $0.life.steps.first?.dating.position })),
        count([.pledged, .accepted]), count([.implemented, .verified]),
        count([.suspended, .reversed, .lapsed]), .on(last?.dating), .firstDay(last?.dating),
        .text(last?.event.headline, last?.dating.provenance ?? []),
      ]
      return row + steps(.forward) + steps(.back) + [.position(last?.position)]
    }
  }
}
