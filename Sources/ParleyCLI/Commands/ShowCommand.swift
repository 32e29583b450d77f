import ArgumentParser

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show where a process stands.",
    discussion: """
      Who is at the table, by tier and role, and under whom; what is owed and overdue; which agreements are in \
      force; which setbacks are open; the last round and how long ago anybody met; how each track stands.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    let standing = try Standing(of: process, from: standpoint, &answers)
    Terminal.print(reading.json ? standing.json : standing.text(width: Terminal.width))
  }
}
