import ArgumentParser
import EventStore
import ReadModels
import Talks

struct AccessionCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "accession",
    abstract:
      "Show how partners come in by stages: the plan, who came in and when, and what each stage brought.",
    discussion: """
      A row is a tier of the plan, or a group that came in without one. Whoever takes a seat or is seen at a round \
      has come in. A party came in before its turn where that was before its tier was opened, or before a party of \
      an earlier tier. What was agreed and pledged from then until others came in stands beside it. Missing are those \
      who have not come in, and next is the first tier that misses any; once the talks are closed nobody is.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer { Self.answer() }

  static func answer() -> Answer {
    Answer(
      name: "accession", projection: AccessionProjection.self,
      shown: [
        Shown(title: "stage", style: .bold, column: "stage") { table, row, _ in
          table[row, "tier"] == .null ? "without a plan" : table[row, "stage"].plain
        },
        .parties("parties", "parties"), .cell("condition", "condition"),
        .date("planned", "planned"),
        Shown(title: "opened", column: "opened") { table, row, _ in
          let because = table[row, "because"].text.map { " because of \($0)" } ?? ""
          let days = inDays(table, row, "days_to_opening").map { " (after \($0))" } ?? ""
          return table[row, "opened"].date + because + days
        },
        Shown(title: "came in", column: "came_in") { table, row, _ in
          (dated(table[row, "came_in"].texts) + dated(table[row, "invited"].texts).map { "invited \($0)" })
            .joined(separator: ", ")
        },
        Shown(title: "on what terms", column: "terms") { table, row, _ in
          table[row, "terms"].texts.joined(separator: "; ")
        },
        Shown(title: "missing", column: "missing") { table, row, _ in
          doubtful(table, row, "missing", "perhaps_missing")
        },
        Shown(title: "left", column: "departed") { table, row, _ in
          (dated(table[row, "departed"].texts) + dated(table[row, "perhaps_departed"].texts).map { "\($0)?" })
            .joined(separator: ", ")
        },
        Shown(title: "before their turn", column: "before_turn") { table, row, _ in
          doubtful(table, row, "before_turn", "perhaps_before_turn")
        },
        Shown(title: "format", column: "format_after") { table, row, _ in
          [table[row, "format_before"].text, table[row, "format_after"].text].compactMap(\.self)
            .joined(separator: " → ")
        },
        Shown(title: "brought", column: "agreements") { table, row, _ in
          let counts = [("agreements", "agreement"), ("measures", "measure")].compactMap { column, noun in
            let those = table[row, column].texts
            return those.isEmpty
              ? nil : "\(those.count) \(noun)\(those.count == 1 ? "" : "s"): \(those.joined(separator: ", "))"
          }
          let perhaps = table[row, "perhaps"].texts
          return (counts + (perhaps.isEmpty ? [] : ["perhaps \(perhaps.joined(separator: ", "))"])).joined(
            separator: "; ")
        },
      ], whenEmpty: "No accession plan is recorded, and nobody has come in.",
      summary: { table, _, _, names in next(table, names) })
  }

  /// Texts that end in a date, with that in words.
  private static func dated(_ texts: [String]) -> [String] {
    texts.map { text in
      let words = text.split(separator: " ").map(String.init)
      return (words.dropLast() + words.suffix(1).map(inWords)).joined(separator: " ")
    }
  }

  /// Who is next, as far as dates tell.
  private static func next(_ table: Table, _ names: PartyNames) -> Answer.Summary {
    let tiers = table.rows.indices.filter { table[$0, "tier"].integer != nil }
    let next = tiers.filter { table[$0, "next"].truth != .no }
    func absent(_ row: Int) -> [String] { table[row, "missing"].texts + table[row, "perhaps_missing"].texts }
    let sentences = next.map { row in
      let condition = table[row, "condition"].text.map { ", on the condition: \($0)" } ?? ""
      let opened = table[row, "opened"].text.map { ", opened \(inWords($0))" } ?? ", not opened yet"
      let asked = dated(
        table[row, "invited"].texts.filter { text in absent(row).contains { text.hasPrefix("\($0) ") } })
      let invited = asked.isEmpty ? "" : ", invited: \(asked.joined(separator: ", "))"
      let doubt = table[row, "next"] == .unknown ? " (unknown on that day)" : ""
      let parties = absent(row).map(names.name).joined(separator: ", ")
      return "\(parties) (\(table[row, "stage"].plain)\(opened))\(condition)\(invited)\(doubt)."
    }
    let areAllIn = tiers.allSatisfy { table[$0, "came_in"].texts.count == table[$0, "parties"].texts.count }
    let none =
      tiers.isEmpty
      ? "nobody is planned."
      : areAllIn ? "nobody; all that were planned have come in." : "nobody; the talks are closed."
    return Answer.Summary(
      lines: ["Next: " + (next.isEmpty ? none : sentences.joined(separator: " "))],
      json: .of { json in
        json.object([("next", .of { $0.list(next.flatMap(absent)) { $1.string($0) } })])
      })
  }
}

/// Those of whom something is so, and with a question mark those of whom dates leave it open.
private func doubtful(_ table: Table, _ row: Int, _ sure: String, _ perhaps: String) -> String {
  (table[row, sure].texts + table[row, perhaps].texts.map { "\($0)?" }).joined(separator: " ")
}

/// A number of days in words, such as “3 to 33 days”; nil where there is none.
func inDays(_ table: Table, _ row: Int, _ column: String) -> String? {
  guard let least = table[row, column].integer else { return nil }
  let most = table[row, "\(column)_at_most"].integer
  let count = most == least ? "\(least)" : most.map { "\(least) to \($0)" } ?? "at least \(least)"
  return "\(count) day\(count == "1" ? "" : "s")"
}
