import ArgumentParser

/// The man page and the reference, from the same declarations as the help.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the man page; for the installation.", shouldDisplay: false)

  @Option(help: "Write the pages of the reference to a folder instead.", completion: .directory)
  var reference: String?

  func run() throws {
    if let reference {
      for page in ReferencePages.all {
        let file = try OutputFile("\(reference)/\(page.file)")
        try file.write(Array(page.text.utf8))
        try file.finish()
      }
      return
    }
    Terminal.write(
      ManPage.render(
        CommandDescription(Parley.self), date: Version.date, source: "parley \(Version.text)",
        exitStatus: ExitStatus.allCases.map { (Int($0.rawValue), $0.meaning) }), to: 1)
  }
}
