import ArgumentParser
import EventStore
import ReadModels
import Talks

struct FreezeCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Show what is frozen, since when, and who last confirmed it.",
    discussion: """
      What is frozen is a measure of the category “freeze” that was carried out; --category asks for another kind, \
      --all for everything that was carried out.
      """)

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Measures of another category.")
  var category = "freeze"

  @Flag(help: "Everything that was carried out, whatever its category.")
  var all = false

  @Flag(help: "Only what is in place and was never confirmed.")
  var unverified = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let (category, all, unverified, day) = (
      category, all, unverified, try reading.point.standpoint.day
    )
    return Answer(
      name: "freeze", projection: VerificationProjection.self,
      shown: [
        .cell("measure", "measure", .bold), .cell("party", "by"),
        Shown(title: "in place") { table, row, _ in
          let end = table[row, "ended_as"].text.map { ": \($0) \(table[row, "ended"].date)" } ?? ""
          return table[row, "holds"].plain + end
        },
        .date("since", "since"),
        Shown(title: "last confirmed") { table, row, names in
          guard table[row, "verified"] != .null else { return "never" }
          return table[row, "verified"].date
            + (table[row, "verified_by"].text.map { " by \(names.name($0))" } ?? "")
        },
        Shown(title: "days ago") { table, row, _ in
          table.daysSinceConfirmed(row, on: day)
        },
      ],
      whenEmpty: unverified
        ? "Nothing that is in place lacks a confirmation."
        : all
          ? "Nothing is recorded as carried out."
          : "No measure of the category “\(category)” is recorded as carried out; --all shows everything that was.",
      admits: { table, row in
        (all || table[row, "category"].text == category)
          && (!unverified || table[row, "is_unverified"].truth != .no)
      }
    )
  }
}

extension Table {
  /// The days since something was last confirmed: `344`, `314 to 344`, or `0 to 14, perhaps not yet`.
  fileprivate func daysSinceConfirmed(_ row: Int, on day: CivilDay) -> String {
    guard let on = self[row, "verified"].text.flatMap({ try? EDTF($0) }) else { return "" }
    let mark = Dating(on: on, position: 0)
    guard let first = mark.firstDay else { return "" }
    let fewest = max(0, Int(day.days) - Int(mark.surelyBegun ?? day.days))
    let most = Int(day.days) - Int(first)
    let days = fewest == most ? "\(most)" : "\(fewest) to \(most)"
    return on.hasBegun(by: day) == .unknown ? "\(days), perhaps not yet" : days
  }
}
