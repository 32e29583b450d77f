import ArgumentParser
import EventStore
import ReadModels
import Talks

struct TracksCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "tracks",
    abstract: "Show the tracks side by side: which moves while which stands still.",
    discussion: """
      A step is an agreement reached, signed or reaffirmed, a measure pledged, accepted, carried out, confirmed or \
      resumed, or a setback overcome; a step back an agreement breached or renounced, a measure suspended, reversed or \
      lapsed, or a setback. A track moves where its last step is no older than --within days.
      """)

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: ArgumentHelp("How many days a step counts as movement.", valueName: "days"))
  var within = 365

  @Flag(help: "Show how many steps each track made in each year, over all processes if none is given.")
  var byYear = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if within < 0 { throw ValidationError("--within is a number of days, from 0.") }
  }

  func run() throws {
    if byYear { return try printYears() }
    try print(process: process)
  }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let (within, day) = (within, try reading.point.standpoint.day)
    return Answer(
      name: "tracks", projection: TrackProjection.self,
      shown: [
        .cell("track", "track", .bold), .cell("state", "state"),
        .cell("forward", "steps"), .date("last_forward", "last step"),
        .cell("last_forward_headline", "which was"), .cell("back", "steps back"),
        .date("last_back", "last step back"), .cell("open_measures", "open"),
      ], whenEmpty: "No track is recorded.",
      derive: { table, _, _ in
        table.adding(.text("state")) { row in
          func isRecent(_ column: String) -> Bool {
            table[row, column].day.map { Int(day.days) - Int($0.days) <= within } ?? false
          }
          let (moves, slides) = (isRecent("last_forward_day"), isRecent("last_back_day"))
          let word = moves && slides ? "both ways" : moves ? "moves" : slides ? "slides back" : "stands still"
          return (.text(word), ["last_forward", "last_back"])
        }
      }
    )
  }

  /// One row a year, one column a track.
  private func printYears() throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    let table = try answers.table(TrackYearProjection.self, process: process)
    if reading.json {
      return Terminal.print(
        JSONAnswer(name: "tracks by year", process: process, standpoint: standpoint, table: table).text)
    }
    guard !table.rows.isEmpty else { return Terminal.print("No step on a track is recorded.") }
    var steps: [String: [Int64: (forward: Int64, back: Int64)]] = [:]
    for row in table.rows.indices {
      guard let track = table[row, "track"].text, let year = table[row, "year"].integer else { continue }
      var sum = steps[track]?[year] ?? (0, 0)
      sum.forward += table[row, "forward"].integer ?? 0
      sum.back += table[row, "back"].integer ?? 0
      steps[track, default: [:]][year] = sum
    }
    let tracks = steps.keys.sorted()
    let years = steps.values.flatMap(\.keys)
    guard let first = years.min(), let last = years.max() else { return }
    // Years far apart, such as of a mistyped date, are not filled in.
    let shown = last - first < 500 ? Array(first...last) : Set(years).sorted()
    let rows = shown.map { year in
      [String(year)]
        + tracks.map { track in
          guard let sum = steps[track]?[year] else { return "·" }
          return [
            sum.forward > 0 ? "+\(sum.forward)" : nil, sum.back > 0 ? "−\(sum.back)" : nil,
          ].compactMap(\.self).joined(separator: " ")
        }
    }
    let headings = [TextTable.Heading(title: "year", style: .bold)] + tracks.map { .init(title: $0) }
    for line in TextTable(headings: headings, rows: rows).lines(width: Terminal.width) {
      Terminal.print(line)
    }
  }
}
