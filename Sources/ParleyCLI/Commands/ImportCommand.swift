import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import")
  @Option(help: "x") var format: String?
  @Argument(help: "x") var file: String
}
