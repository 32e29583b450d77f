package import ArgumentParser
internal import ReadModels
internal import Talks

package struct TracksQuestion: AnyProcessQuestion {
  package static let name = "tracks"
  package static let abstract = "Show the tracks side by side: which moves while which stands still."
  package static let discussion = """
    A step is an agreement reached, signed, ratified, in force, extended, resumed or reaffirmed, a measure pledged, \
    accepted, carried out, confirmed or resumed, or a setback overcome; a step back an agreement breached, suspended \
    or renounced, a measure suspended, reversed or lapsed, or a setback. A track moves where its last step is no older than --within days.
    """
  package static let members: [JSONMember] = [
    .rows(TrackRow.self), .rows(TrackYearRow.self, "with `--by-year`, instead of the others"),
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: ArgumentHelp("How many days a step counts as movement.", valueName: "days"))
  package var within = 365

  @Flag(help: "Show how many steps each track made in each year, over all processes if none is given.")
  package var byYear = false

  package init() {}

  package func validate() throws {
    if within < 0 { throw ValidationError("--within is a number of days, from 0.") }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    try byYear ? years(&reader) : paces(&reader)
  }

  private func paces(_ reader: inout RecordReader) throws -> Answer {
    let (context, tracks) = try reader.consult(about: process, .rows(TrackRow.self, of: process))
    return context.answer(
      Self.self, tracks.map { $0.paced(within: within, before: context.day(of: $0.process)) },
      [
        Column("track", \.$track, .strong), Column("state", \.$state), Column("steps", \.$forward),
        .date("last step", \.$lastForward), Column("which was", \.$lastForwardHeadline),
        Column("steps back", \.$back), .date("last step back", \.$lastBack),
        Column("open", \.$openMeasures),
      ], whenEmpty: "No track is recorded.")
  }

  /// One line a year, one column a track; for programs one row a track and year.
  private func years(_ reader: inout RecordReader) throws -> Answer {
    let (context, years) = try reader.consult(about: process, .rows(TrackYearRow.self, of: process))
    var steps: [Slug: [Int: (forward: Int, back: Int)]] = [:]
    for row in years {
      var sum = steps[row.track]?[row.year] ?? (0, 0)
      sum.forward += row.forward
      sum.back += row.back
      steps[row.track, default: [:]][row.year] = sum
    }
    let all = Set(years.map(\.year)).sorted()
    // Years far apart, such as of a mistyped date, are not filled in.
    let shown =
      if let first = all.first, let last = all.last, last - first < 500 { Array(first...last) } else { all }
    let columns = steps.sorted { $0.key < $1.key }.map { track, sums in
      Column<Int>(track.text) { year in
        guard let sum = sums[year] else { return "·" }
        return [sum.forward > 0 ? "+\(sum.forward)" : nil, sum.back > 0 ? "−\(sum.back)" : nil]
          .compactMap(\.self).joined(separator: " ")
      }
    }
    var answer = Answer(
      "tracks by year", of: process, from: context.standpoint,
      [
        Section(years),
        Section(
          plain: shown, [Column<Int>("year", .strong) { String($0) }] + columns,
          whenEmpty: "No step on a track is recorded."),
      ])
    answer.namesProcesses = false
    return answer
  }
}
