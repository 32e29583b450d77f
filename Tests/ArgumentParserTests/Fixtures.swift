import ArgumentParser
import Testing

enum Format: String, ExpressibleByArgument, CaseIterable {
  case json
  case csv
  case text
}

enum Tone: EnumerableFlag {
  case calm
  case loud
}

enum Depth: EnumerableFlag {
  case brief
  case full

  static func name(for value: Depth) -> NameSpecification {
    value == .brief ? [.short, .customLong("brief")] : .long
  }

  static func help(for value: Depth) -> ArgumentHelp? {
    value == .brief ? "Say little." : "Say everything."
  }
}

struct Shared: ParsableArguments {
  @Option(name: [.customLong("db"), .customShort("d")], help: "Where the log is.")
  var database = "local"

  @Flag(name: .shortAndLong, help: "Say more.")
  var verbose: Int

  func validate() throws {
    if database == "nowhere" { throw ValidationError("There is no database 'nowhere'.") }
  }
}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write talks to a file.", discussion: "The file must not exist.", aliases: ["save"])

  @OptionGroup(title: "Connection options") var shared: Shared

  @Argument(
    help: "Where to write.", completion: .file(extensions: ["json", "csv"]))
  var file: String

  @Argument(help: "Which talks.", completion: .shellCommand("printf '%s\\n' alpha beta"))
  var talks: [String] = []

  @Option(name: .shortAndLong, help: "How to write.")
  var format: Format = .json

  @Option(help: ArgumentHelp("Who may read it.", discussion: "Give it once for each.", valueName: "party"))
  var reader: [String] = []

  @Option(
    help: "One of the words the program knows.",
    completion: .custom { words, index, prefix in [prefix + "-\(index)", words.last ?? ""] })
  var label: String?

  @Option(help: .hidden) var secret: String?

  @Flag(inversion: .prefixedNo, help: "Sign it.") var sign = true
  @Flag(help: "Overwrite.") var force = false
  @Flag(help: "How it sounds.") var tone: Tone = .calm
  @Flag var depth: Depth?

  var untouched = 7
  var absent: Int?
}

struct Log: ParsableCommand, DescribedCommand {
  static let configuration = CommandConfiguration(abstract: "Record an event.")

  @Flag(name: .short) var quiet = false
  @Argument(parsing: .captureForPassthrough) var words: [String] = []

  static func amend(_ description: inout CommandDescription) {
    description.arguments = [.help]
    description.subcommands = [
      CommandDescription(
        name: "talk-opened", abstract: "A talk begins: it's [open].",
        arguments: [
          ArgumentDescription(
            kind: .positional, valueName: "process", abstract: "Which talk.", isRequired: true,
            completion: .shellCommand("printf '%s\\n' one two 'three more'")),
          ArgumentDescription(
            kind: .option, names: ["--place"], valueName: "place", abstract: "Where [city]: 'any'.",
            completion: .list(["Oslo", "it's $(touch pwned)"])),
        ]),
      CommandDescription(name: "nothing"),
    ]
  }
}

struct Rebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Build again.", shouldDisplay: false)
  @Argument(completion: .directory) var folder: String?
}

struct Tool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tool", abstract: "Keeps a log.", version: "tool 2.0", subcommands: [Export.self],
    groupedSubcommands: [CommandGroup(name: "Writing", subcommands: [Log.self, Rebuild.self])])
}

func export(_ words: String...) throws -> Export {
  try #require(try Tool.parseAsRoot(["export"] + words) as? Export)
}

/// What `main` would print for the words, and the code it would end with.
func outcome<Command: ParsableCommand>(
  _ words: [String], of command: Command.Type = Tool.self
) -> (text: String, code: ExitCode) {
  do {
    var command = try command.parseAsRoot(words)
    try command.run()
    return ("", .success)
  } catch {
    return (command.fullMessage(for: error, columns: 80), command.exitCode(for: error))
  }
}
