import ArgumentParser
import ReadModels

/// The man page and the reference, from the same declarations as the help.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the man page; for the installation.", shouldDisplay: false)

  @Option(help: "Write the pages of the reference to a folder instead.", completion: .directory)
  var reference: String?

  @Option(help: "Write the SQL of the tables to a folder instead.", completion: .directory)
  var tables: String?

  func run() throws {
    if let reference {
      for page in ReferencePages.all { try write(page.text, to: "\(reference)/\(page.file)") }
    }
    if let tables {
      for table in Table.all { try write(table.sql, to: "\(tables)/\(table.name).sql") }
    }
    if reference != nil || tables != nil { return }
    Terminal.write(
      ManPage.render(
        CommandDescription(Parley.self), date: Version.date, source: "parley \(Version.text)",
        exitStatus: ExitStatus.allCases.map { (Int($0.rawValue), $0.meaning) }), to: 1)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path)
    try file.write(Array(text.utf8))
    try file.finish()
  }
}
