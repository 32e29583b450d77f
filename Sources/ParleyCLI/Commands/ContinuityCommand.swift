import ArgumentParser
import EventStore
import ReadModels
import Talks

struct ContinuityCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "continuity",
    abstract: "Show what changes of administration left of the commitments that were there.",
    discussion: """
      A row is a change of administration of one party. Inherited are the agreements that bound it on the day \
      before, and the measures that it had promised and not delivered, or had suspended. What became of them is \
      where they stand at the end of that administration, or on the day asked about. The governments of a party \
      count whichever process they are recorded in; with a process named, only commitments, contacts and rounds of \
      that process count, and only parties that have to do with it.
      """)

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only changes of one party.", completion: .parties)
  var party: String?

  @OptionGroup var reading: ReadingOptions

  static func answer(party: String? = nil) -> Answer {
    Answer(
      name: "continuity", projection: Continuity.self,
      shown: [
        Shown(title: "change", style: .bold, column: "change") { table, row, names in
          let party = table[row, "party"].text.map(names.name) ?? ""
          return "\(party): \(table[row, "before"].text ?? "…") → \(table[row, "head"].plain)"
        },
        .date("since", "since"),
        Shown(title: "inherited", column: "inherited") { table, row, _ in
          let perhaps = table[row, "perhaps_inherited"].texts
          return "\(table[row, "inherited"].texts.count)"
            + (perhaps.isEmpty ? "" : ", and perhaps \(perhaps.joined(separator: ", "))")
        },
        Shown(title: "what became of it") { table, row, _ in
          fates.compactMap { fate in
            let those = table[row, fate].texts
            return those.isEmpty ? nil : "\(those.count) \(fate): \(those.joined(separator: ", "))"
          }.joined(separator: "; ")
        },
        Shown(title: "agreements", column: "agreements_after") { table, row, _ in
          "\(table[row, "agreements_before"].plain) → \(table[row, "agreements_after"].plain)"
        },
        Shown(title: "first contact", column: "first_contact") { table, row, _ in
          meeting(table, row, "contact")
        },
        Shown(title: "first round", column: "first_round") { table, row, _ in meeting(table, row, "round") },
      ], whenEmpty: "No change of administration is recorded.",
      // An administration that no other came before is no change.
      admits: { table, row in
        table[row, "before"] != .null && (party == nil || table[row, "party"].text == party)
      }, mixedBy: "since_day")
  }

  private static let fates = [
    "reaffirmed", "delivered", "breached", "lapsed", "renounced", "superseded", "suspended", "reversed",
    "open",
    "unclear",
  ]

  private static func meeting(_ table: Table, _ row: Int, _ kind: String) -> String {
    guard table[row, "first_\(kind)"] != .null else { return "none" }
    let after = inDays(table, row, "days_to_\(kind)").map { ", after \($0)" } ?? ""
    return "\(table[row, "first_\(kind)"].date)\(after) (\(table[row, "\(kind)_in"].plain))"
  }

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer { Self.answer(party: party) }
}
