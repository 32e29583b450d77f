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
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    Set(state.plannedTracks).union(state.tracks.keys).sorted().map { slug in
      let track = state.tracks[slug]
      let measures = state.measures.all.map(\.value).filter { $0.track == slug }
      func count(_ statuses: Set<Measure.Status>) -> Cell {
        .integer(measures.count { $0.status.map(statuses.contains) ?? false })
      }
      return [
        .text(slug), .integer(track?.steps ?? 0), .integer(measures.count), count([.pledged, .accepted]),
        count([.implemented, .verified]), count([.suspended, .reversed, .lapsed]), .on(track?.last?.mark),
        .firstDay(track?.last?.mark), .text(track?.last?.event.headline),
        .integer(track?.last.map { Int($0.position) }),
      ]
    }
  }
}
