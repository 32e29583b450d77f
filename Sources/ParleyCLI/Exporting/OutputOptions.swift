import ArgumentParser

/// The option for a command's output file.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; it appears when it is whole.", valueName: "file"),
    completion: .file())
  var output: String?

  func file() throws -> OutputFile { try OutputFile(output) }

  func write(_ bytes: [UInt8]) throws {
    let file = try file()
    try file.write(bytes)
    try file.finish()
  }
}
