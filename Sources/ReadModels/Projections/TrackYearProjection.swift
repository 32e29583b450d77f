package import Talks

/// How many steps each track made in a year, and how many were taken back.
package enum TrackYearProjection: Projection {
  package static let name = "track_year"
  package static let key = ["track", "year"]
  package static let columns: [Column] = [
    .text("track"),
    .integer("year"),
    .integer("forward"),
    .integer("back"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.tracks.sorted { $0.key < $1.key }.flatMap { slug, track -> [[Cited]] in
      var years: [Int: [Track.Step]] = [:]
      for step in track.steps {
        guard let day = step.entry.dating.firstDay else { continue }
        years[CivilDay(days: day).year, default: []].append(step)
      }
      return years.sorted { $0.key < $1.key }.map { year, steps -> [Cited] in
        let whole = Provenance(steps.map(\.entry.position))
        return [
          .text(slug, whole), .integer(year, whole), count(.forward, steps), count(.back, steps),
        ]
      }
    }
  }

  private static func count(_ movement: Movement, _ steps: [Track.Step]) -> Cited {
    let those = steps.filter { $0.movement == movement }
    return .integer(those.count, Provenance(those.map(\.entry.position)))
  }
}
