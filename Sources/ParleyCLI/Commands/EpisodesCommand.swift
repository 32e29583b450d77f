import ArgumentParser
import EventStore
import ReadModels
import Talks

struct EpisodesCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "episodes",
    abstract: "Show the breakdowns: what preceded each, what ended it and how long it took.",
    discussion: """
      A breakdown lasts from the suspension of the talks, or from a walk-out, until they are opened or resumed, a round \
      begins, or everyone is back who had left. What preceded it, and the setbacks that are counted, come from all \
      processes, as far as they name a party that ever sat at this table.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: ArgumentHelp("How many days before a breakdown count as preceding it.", valueName: "days"))
  var within = 30

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if within < 0 { throw ValidationError("--within is a number of days, from 0.") }
  }

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let (process, within) = (process, within)
    return Answer(
      name: "episodes", projection: EpisodeProjection.self,
      shown: [
        .cell("episode", "", .bold), .cell("kind", "kind"), .parties("parties", "who left"),
        .date("began", "began"), .cell("reason", "why"), .date("ended", "ended"),
        Shown(title: "by") { table, row, _ in
          table[row, "is_open"].truth == .yes ? "goes on" : table[row, "ended_by"].plain
        }, .cell("through", "through"),
        Shown(title: "days") { table, row, _ in table.days(row) },
        Shown(title: "contacts") { table, row, _ in
          table[row, "contacts"].texts.isEmpty ? "" : String(table[row, "contacts"].texts.count)
        },
      ], whenEmpty: "No breakdown is recorded.",
      also: [RosterProjection.self, TimelineProjection.self, ProcessProjection.self],
      derive: { episodes, others, _ in
        Breakdowns(of: process, episodes, roster: others[0], timeline: others[1], process: others[2])
          .withPrecursors(within: within)
      },
      summary: { episodes, others, standpoint, _ in
        let breakdowns = Breakdowns(
          of: process, episodes, roster: others[0], timeline: others[1], process: others[2])
        return Self.summary(breakdowns, within: within, on: standpoint.day)
      }
    )
  }

  private static func summary(_ breakdowns: Breakdowns, within: Int, on day: CivilDay) -> Answer.Summary {
    let episodes = breakdowns.episodes
    var lines: [String] = []
    for row in episodes.rows.indices {
      let before = episodes[row, "preceded_by"].texts
      lines.append("")
      lines.append(
        "\(episodes[row, "episode"].plain). Within \(within) days before: \(before.isEmpty ? "nothing recorded." : "")"
      )
      lines += before.map { "   \($0)" }
      let contacts = episodes[row, "contacts"].texts
      if !contacts.isEmpty { lines += ["   Contacts during it:"] + contacts.map { "   \($0)" } }
    }
    let median = breakdowns.medianDays
    let rates = breakdowns.rates(upTo: day)
    lines.append("")
    if let median {
      lines.append("Those that ended lasted \(inHalves(median)) days in the median.")
    }
    if let rates {
      func words(_ rate: Breakdowns.Rate) -> String {
        "\(rate.perMonth.map(inHundredths) ?? "none") a month (\(rate.setbacks) in \(rate.days) days)"
      }
      lines.append(
        "Setbacks: \(words(rates.under)) while the talks were under way, \(words(rates.still)) while they stood still."
      )
    }
    return Answer.Summary(
      lines: lines,
      json: .of { json in
        func rate(_ rate: Breakdowns.Rate?) -> JSONWriter {
          .of { json in
            guard let rate else { return json.null() }
            json.object([
              ("setbacks", .of { $0.integer(rate.setbacks) }), ("days", .of { $0.integer(rate.days) }),
              (
                "per_month",
                .of { if let it = rate.perMonth { $0.string(inHundredths(it)) } else { $0.null() } }
              ),
            ])
          }
        }
        json.object([
          ("median_days", .of { if let median { $0.string(inHalves(median)) } else { $0.null() } }),
          ("setbacks_under_way", rate(rates?.under)), ("setbacks_standing_still", rate(rates?.still)),
        ])
      })
  }

  /// A number of half units: `276.5`.
  private static func inHalves(_ twice: Int) -> String { "\(twice / 2)\(twice % 2 == 0 ? "" : ".5")" }

  private static func inHundredths(_ value: Int) -> String {
    let rest = value % 100
    return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension Table {
  /// How long a breakdown lasted: `149`, or `120 to 149`.
  fileprivate func days(_ row: Int) -> String {
    guard let least = self[row, "days_least"].integer, let most = self[row, "days_most"].integer else {
      return ""
    }
    return least == most ? "\(least)" : "\(least) to \(most)"
  }
}
