package import ArgumentParser
internal import ReadModels
internal import Talks

package struct EpisodesQuestion: OneProcessQuestion {
  package static let name = "episodes"
  package static let abstract =
    "Show the breakdowns: what preceded each, what ended it and how long it took."
  package static let discussion = """
    A breakdown lasts from the suspension of the talks, or from a walk-out, until they are opened or resumed, a round \
    begins, or everyone is back who left in it. A host, mediator, guarantor or observer that leaves walks out only where \
    the event says so; nor does who is expelled or replaced, or whose mandate ends. What preceded it, and the setbacks that are counted, come from all \
    processes, as far as they name a party that ever sat at this table.
    """
  package static let members: [JSONMember] = [
    .rows(EpisodeRow.self),
    .value(
      "summary",
      "`median_days` that the breakdowns lasted which are over, a text such as `\"276.5\"`, and `setbacks_under_way` and `setbacks_standing_still`, objects of `setbacks`, `days` and `per_month`; `null` where nothing can be said"
    ),
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(help: ArgumentHelp("How many days before a breakdown count as preceding it.", valueName: "days"))
  package var within = 30

  package init() {}

  package func validate() throws {
    if within < 0 { throw ValidationError("--within is a number of days, from 0.") }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, rows) = try reader.consult(about: process, .rows(EpisodeRow.self, of: process))
    let breakdowns = try reader.breakdowns(of: process, rows)
    let episodes = rows.map { $0.preceded(by: breakdowns.before($0.span, within: within)) }
    var answer = context.answer(
      Self.self, episodes,
      [
        Column("", \.$episode, .strong), Column("kind", \.$kind), .parties("who left", \.$parties),
        .date("began", \.$began), Column("why", \.$reason), .date("ended", \.$ended),
        Column("by") { $0.isOpen == .yes ? "goes on" : $0.endedBy ?? "" }, Column("through", \.$through),
        Column("days") { $0.days?.inWords ?? "" },
        Column("contacts") { $0.contacts.isEmpty ? "" : String($0.contacts.count) },
      ], whenEmpty: "No breakdown is recorded.")
    answer.sum = sum(episodes, breakdowns, on: context.day(of: process))
    return answer
  }

  private func sum(_ episodes: [EpisodeRow], _ breakdowns: Breakdowns, on day: CivilDay) -> Sum {
    var lines: [String] = []
    for episode in episodes {
      let before = episode.precededBy
      lines += [
        "",
        "\(episode.episode). Within \(within) days before: \(before.isEmpty ? "nothing recorded." : "")",
      ]
      lines += before.map { "   \($0.words)" }
      if !episode.contacts.isEmpty {
        lines += ["   Contacts during it:"] + episode.contacts.map { "   \($0.words)" }
      }
    }
    let (median, rates) = (breakdowns.twiceMedianDays, breakdowns.rates(upTo: day))
    lines.append("")
    if let median { lines.append("Those that ended lasted \(inHalves(median)) days in the median.") }
    if let rates {
      func words(_ rate: Breakdowns.Rate) -> String {
        "\(rate.hundredthsPerMonth.map(inHundredths) ?? "none") a month (\(rate.setbacks) in \(rate.days) days)"
      }
      lines.append(
        "Setbacks: \(words(rates.underWay)) while the talks were under way, \(words(rates.standingStill)) while they stood still."
      )
    }
    func written(_ rate: Breakdowns.Rate?) -> JSONWriter {
      .of { json in
        guard let rate else { return json.null() }
        json.object([
          ("setbacks", .of { $0.integer(rate.setbacks) }), ("days", .of { $0.integer(rate.days) }),
          (
            "per_month",
            .of { if let it = rate.hundredthsPerMonth { $0.string(inHundredths(it)) } else { $0.null() } }
          ),
        ])
      }
    }
    return Sum(
      lines,
      .of { json in
        json.object([
          ("median_days", .of { if let median { $0.string(inHalves(median)) } else { $0.null() } }),
          ("setbacks_under_way", written(rates?.underWay)),
          ("setbacks_standing_still", written(rates?.standingStill)),
        ])
      })
  }
}

extension RowReader {
  /// The breakdowns of a process beside the happenings of all processes that concern its parties.
  mutating func breakdowns(of process: String, _ episodes: [EpisodeRow]) throws -> Breakdowns {
    let (states, roster) = try read(.rows(ProcessRow.self, of: process), .rows(RosterRow.self, of: process))
    let parties = Set(roster.map(\.party))
    let events = try read(Wanted<TimelineRow>.events(of: process, orNaming: parties.sorted()))
    return Breakdowns(
      of: process, episodes.map(\.span), opened: states.first?.opened, closed: states.first?.closed,
      parties: parties, among: events.map(\.happening))
  }
}

/// A number of half units: `276.5`.
private func inHalves(_ twice: Int) -> String { "\(twice / 2)\(twice % 2 == 0 ? "" : ".5")" }

private func inHundredths(_ value: Int) -> String {
  let rest = value % 100
  return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)"
}
