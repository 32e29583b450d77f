/// A command, or a subcommand, of a program.
public protocol ParsableCommand: ParsableArguments {
  static var configuration: CommandConfiguration { get }
  /// The word that calls the command, from the configuration or from the type's name.
  static var _commandName: String { get }
  /// Does the work; by default asks for the command's help.
  mutating func run() throws
}

extension ParsableCommand {
  public static var configuration: CommandConfiguration { CommandConfiguration() }

  public static var _commandName: String {
    configuration.commandName ?? dashed(String(describing: Self.self))
  }

  public mutating func run() throws {
    throw CleanExit.helpRequest(self)
  }

  /// Builds the command, or that of its subcommands, which the words name.
  public static func parseAsRoot(_ arguments: [String]? = nil) throws -> any ParsableCommand {
    try CommandParser(root: self).parse(arguments ?? Array(CommandLine.arguments.dropFirst()))
  }

  /// The help of a subcommand of this command.
  public static func helpMessage(
    for subcommand: any ParsableCommand.Type, includeHidden: Bool = false, columns: Int? = nil
  ) -> String {
    let stack = path(to: subcommand, in: self) ?? [subcommand]
    return HelpText.render(
      CommandDescription(stack: stack, depth: 1), parents: stack.dropLast().commandNames,
      includeHidden: includeHidden, columns: columns)
  }

  /// Parses the words, runs the command that they name, and ends the process if either fails.
  public static func main(_ arguments: [String]?) {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      exit(withError: error)
    }
  }

  /// Runs the command that the words name with which the process was started.
  public static func main() {
    main(nil)
  }
}

/// The commands from the root down to the wanted one; nil if it is not below the root.
func path(
  to wanted: any ParsableCommand.Type, in root: any ParsableCommand.Type
) -> [any ParsableCommand.Type]? {
  if root == wanted { return [root] }
  for command in root.configuration.subcommands {
    if let rest = path(to: wanted, in: command) { return [root] + rest }
  }
  return nil
}
