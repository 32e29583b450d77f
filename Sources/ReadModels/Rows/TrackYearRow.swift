package import Talks

package struct TrackYearRow: Projected {
  package static let name = "track_year"
  package static let help =
    "How many steps each track made in a year, and how many were taken back."
  package static let isTally = true

  package var process = ""
  @Traced package var track = Slug.placeholder
  @Traced package var year = 0
  @Traced package var forward = 0
  @Traced package var back = 0

  package init() {}

  package static let fields: [Field<TrackYearRow>] = [
    Field("track", \.$track, "Its slug.", .key),
    Field("year", \.$year, "The year in which they were taken, or may first have been.", .key),
    Field(
      "forward", \.$forward,
      "Agreements reached, signed or reaffirmed; measures pledged, accepted, carried out, confirmed or resumed; setbacks overcome."
    ),
    Field(
      "back", \.$back, "Agreements breached or renounced; measures suspended, reversed or lapsed; setbacks."),
  ]

  package static func rows(_ state: ProcessState) -> [TrackYearRow] {
    state.tracks.sorted { $0.key < $1.key }.flatMap { slug, track -> [TrackYearRow] in
      var years: [Int: [Track.Step]] = [:]
      for step in track.steps {
        guard let day = step.entry.dating.firstDay else { continue }
        years[CivilDay(days: day).year, default: []].append(step)
      }
      return years.sorted { $0.key < $1.key }.map { year, steps in
        let whole = Provenance(steps.map(\.entry.position))
        var row = TrackYearRow()
        row.$track = Traced(slug, whole)
        row.$year = Traced(year, whole)
        row.$forward = count(.forward, steps)
        row.$back = count(.back, steps)
        return row
      }
    }
  }

  private static func count(_ movement: Movement, _ steps: [Track.Step]) -> Traced<Int> {
    let those = steps.filter { $0.movement == movement }
    return Traced(those.count, Provenance(those.map(\.entry.position)))
  }
}
