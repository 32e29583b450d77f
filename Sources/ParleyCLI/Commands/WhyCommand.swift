import ArgumentParser
import ReadModels
import Talks

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show the events, and their sources, that make a value.",
    discussion: """
      What to explain is a column of the process, such as “standing”; a row by its name, such as a measure, a \
      round, an agreement, a setback or a party; or one column of a row, such as “yongbyon-shutdown.status”. \
      Where a name stands in several tables, “roster/kp” asks for one of them. “tier-2” is a row of “parley \
      accession”, and “us-barack-obama” one of “parley continuity”, limited to the process.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Argument(help: ArgumentHelp("A column, a row, or ROW.COLUMN.", valueName: "what"))
  var what: String

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    let reasons = try Reasons(for: what, in: process, from: standpoint, &answers, desk.log)
    if reading.json { return Terminal.print(reasons.json) }
    for row in reasons.rows {
      Terminal.print(Style.bold(Terminal.harmless(reasons.name(of: row))))
      let rows = row.columns.map { index in
        [
          row.projection.columns[index].name, row.row.cells[index].plain,
          row.row.basis[index].all.map(String.init).joined(separator: " "),
        ]
      }
      let table = TextTable(headings: ["", "value", "events"].map { .init(title: $0) }, rows: rows)
      for line in table.lines(width: Terminal.width) { Terminal.print(line) }
    }
    Terminal.print("Events:")
    for event in reasons.events {
      Terminal.print(Terminal.harmless("  " + Told(event).line))
      for source in Told(event).sources { Terminal.print(Terminal.harmless("      \(source)")) }
    }
  }
}
