import ArgumentParser
import EventStore
import ReadModels
import Talks

struct PositionsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "positions",
    abstract: "Show who moved, when, from what to what, in their own words.",
    discussion: """
      A row is what a party said on an issue, beside what it said on that before: the days between, and which \
      preconditions it added and dropped. Its last word is marked with *. With --distance a row is a pair of \
      parties on an issue, with the preconditions that they do not share; the distance is the part of all their \
      preconditions that is not shared (the Jaccard distance), from 0% where they want the same to 100%; there is none \
      where either states no preconditions.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: "Only what was said on one issue.")
  var issue: String?

  @Option(help: "Only what one party said.", completion: .parties)
  var party: String?

  @Flag(help: "Compare what the parties want first by their last words.")
  var distance = false

  @OptionGroup var reading: ReadingOptions

  static func answer(issue: String? = nil, party: String? = nil) -> Answer {
    Answer(
      name: "positions", projection: MoveProjection.self,
      shown: [
        .date("stated", "when"), .party("party", "party"), .cell("issue", "issue"),
        Shown(title: "said", column: "headline") { table, row, _ in
          let words = table[row, "quote"].text.map { "“\($0)”" } ?? table[row, "headline"].plain
          return words + doubt(table[row, "current"].truth, "*")
        },
        Shown(title: "before", column: "previous_event") { table, row, _ in
          guard let event = table[row, "previous_event"].integer else { return "" }
          let after = inDays(table, row, "days").map { ", \($0) earlier" } ?? ""
          return (table[row, "previous_quote"].text.map { "“\($0)”" } ?? "event \(event)") + after
        },
        Shown(title: "moved", column: "moved") { table, row, _ in
          table[row, "previous_event"] == .null ? "" : table[row, "moved"].plain
        },
        .cell("added", "wants first"), .cell("dropped", "no longer"),
        Shown(title: "event", style: .dim, column: "event") { table, row, _ in table[row, "event"].plain },
      ], whenEmpty: "No such position is recorded.",
      admits: { table, row in
        (party == nil || table[row, "party"].text == party) && isOn(issue, table[row, "issue"])
      })
  }

  static func distances(issue: String? = nil, party: String? = nil) -> Answer {
    Answer(
      name: "positions", projection: DistanceProjection.self,
      shown: [
        .cell("issue", "issue", .bold),
        Shown(title: "between", column: "one") { table, row, names in
          [table[row, "one"], table[row, "other"]].compactMap { $0.text.map(names.name) }.joined(
            separator: " and ") + doubt(table[row, "settled"].truth, "", "?")
        },
        Shown(title: "distance", column: "distance") { table, row, names in
          if let distance = table[row, "distance"].integer { return "\(distance)%" }
          let silent = ["one", "other"].filter { table[row, "only_\($0)"].texts.isEmpty }
          let parties = silent.compactMap { table[row, $0].text.map(names.name) }
          return "none stated by \(parties.joined(separator: " or "))"
        },
        .cell("only_one", "only the first"), .cell("only_other", "only the other"), .cell("shared", "both"),
      ], whenEmpty: "No two parties have stated a position on the same issue.",
      admits: { table, row in
        let pair = [table[row, "one"].text, table[row, "other"].text]
        return (party == nil || pair.contains(party)) && isOn(issue, table[row, "issue"])
      })
  }

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    distance ? Self.distances(issue: issue, party: party) : Self.answer(issue: issue, party: party)
  }

  private static func isOn(_ issue: String?, _ cell: Cell) -> Bool {
    issue == nil || cell.text?.lowercased() == issue?.lowercased()
  }

  private static func doubt(_ truth: Truth, _ mark: String, _ unknown: String = " *?") -> String {
    switch truth {
    case .no: ""
    case .unknown: unknown
    case .yes: mark.isEmpty ? "" : " \(mark)"
    }
  }
}
