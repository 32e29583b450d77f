import ArgumentParser

/// The man page, from the same declarations as the help.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the man page; for the installation.", shouldDisplay: false)

  func run() throws {
    Terminal.write(
      ManPage.render(
        CommandDescription(Parley.self), date: Version.date, source: "parley \(Version.text)",
        exitStatus: ExitStatus.allCases.map { (Int($0.rawValue), $0.meaning) }), to: 1)
  }
}
