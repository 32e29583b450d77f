import Glibc

/// A type whose properties are read from the command line.
public protocol ParsableArguments: Decodable, SendableMetatype {
  init()
  /// Throws if the values do not go together, mostly a ``ValidationError``.
  mutating func validate() throws
}

extension ParsableArguments {
  public mutating func validate() throws {}

  /// Reads the values from the words, or from those the process was started with.
  public static func parse(_ arguments: [String]? = nil) throws -> Self {
    let command = try asCommand.parseAsRoot(arguments)
    if let command = command as? Self { return command }
    guard let wrapped = command as? WrappedArguments<Self> else {
      throw ValidationError("The words name another command than \(asCommand._commandName).")
    }
    return wrapped.options
  }

  /// The words for an error, without prefix and usage.
  public static func message(for error: any Error) -> String {
    Message(error, type: asCommand).text
  }

  /// The words for an error as ``exit(withError:)`` prints them.
  public static func fullMessage(for error: any Error, columns: Int? = nil) -> String {
    Message(error, type: asCommand, columns: columns).fullText
  }

  /// The help of the type.
  public static func helpMessage(includeHidden: Bool = false, columns: Int? = nil) -> String {
    HelpText.render(CommandDescription(asCommand, depth: 1), includeHidden: includeHidden, columns: columns)
  }

  /// The code with which a process that ends by the error exits.
  public static func exitCode(for error: any Error) -> ExitCode {
    Message(error, type: asCommand).exitCode
  }

  /// The completion script of the type as a program.
  public static func completionScript(for shell: CompletionShell) -> String {
    CompletionScript.render(CommandDescription(asCommand), shell: shell)
  }

  /// Ends the process: prints the error, or the help or message it asks for, and exits with its code.
  public static func exit(withError error: (any Error)? = nil) -> Never {
    guard let error else { Glibc.exit(ExitCode.success.rawValue) }
    let message = Message(error, type: asCommand)
    let text = message.fullText
    if !text.isEmpty {
      if message.exitCode.isSuccess { print(text) } else { printError(text) }
    }
    Glibc.exit(message.exitCode.rawValue)
  }

  /// The type itself if it is a command, otherwise a command that holds it.
  static var asCommand: any ParsableCommand.Type {
    self as? any ParsableCommand.Type ?? WrappedArguments<Self>.self
  }
}

/// Makes a command of arguments that are none.
struct WrappedArguments<Arguments: ParsableArguments>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: dashed(String(describing: Arguments.self)))
  }

  @OptionGroup var options: Arguments
}
