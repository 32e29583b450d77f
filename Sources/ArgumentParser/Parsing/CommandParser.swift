/// Finds the command that the words name and builds it.
struct CommandParser {
  let root: any ParsableCommand.Type

  func parse(_ words: [String]) throws -> any ParsableCommand {
    var stack = [root]
    do {
      if let output = try builtInOutput(words) { throw ParserError.output(output) }
      var rest = words[...]
      while true {
        let (command, next) = try parse(rest, stack: &stack)
        guard let next else { return command }
        stack.append(next.command)
        rest = next.words
      }
    } catch let error as ParserError {
      throw CommandError(stack: stack, reason: error, isBare: words.isEmpty)
    }
  }

  /// Builds the command on top of the stack; also returns the subcommand that the words go on with.
  private func parse(
    _ words: ArraySlice<String>, stack: inout [any ParsableCommand.Type]
  ) throws -> (any ParsableCommand, next: (command: any ParsableCommand.Type, words: ArraySlice<String>)?) {
    let type = stack[stack.count - 1]
    if stack.count == 1, words.first == "help", !type.configuration.subcommands.isEmpty,
      !type.configuration.subcommands.contains(where: { $0.words.contains("help") })
    {
      throw try help(for: words.dropFirst(), stack: &stack)
    }
    var reader = WordReader(command: type, stack: stack, words: words)
    var next: (any ParsableCommand.Type, ArraySlice<String>)?
    do {
      if case .subcommand(let command, let words) = try reader.read() { next = (command, words) }
      try reader.finish()
    } catch let error as ParserError {
      if case .versionRequested = error { throw error }
      if reader.asksForHelp, next == nil { throw ParserError.helpRequested(subcommands: []) }
      throw error
    }
    do {
      var command = try type.init(from: ArgumentDecoder(values: reader.values))
      try command.validate()
      return (command, next)
    } catch let error as InvalidByValidation {
      throw ParserError.validation(error.reason)
    } catch let error as NotParsed {
      throw ParserError.unreadable(error)
    } catch {
      throw ParserError.validation(error)
    }
  }

  /// The request for the help of the command that the words after `help` name.
  private func help(
    for words: ArraySlice<String>, stack: inout [any ParsableCommand.Type]
  ) throws -> ParserError {
    var words = words
    while let word = words.first {
      let commands = stack[stack.count - 1].configuration.subcommands
      guard let command = commands.first(where: { $0.words.contains(word) }) else { break }
      stack.append(command)
      words.removeFirst()
    }
    var described = CommandDescription(stack[stack.count - 1], depth: 2)
    for word in words where !word.hasPrefix("-") {
      guard let command = described.subcommand(word) else {
        return .unknownSubcommand(
          word, suggestion: suggestion(for: word, among: described.shownSubcommands.map(\.name)))
      }
      described = command
    }
    return .helpRequested(subcommands: words.filter { !$0.hasPrefix("-") })
  }

  /// What the options that every root command has print: a completion script, or the words that complete
  /// an argument with a function of its own.
  private func builtInOutput(_ words: [String]) throws -> String? {
    let option = "--generate-completion-script"
    if let first = words.first, first == option || first.hasPrefix(option + "=") {
      let name = first == option ? words.dropFirst().first : String(first.dropFirst(option.count + 1))
      guard let shell = name.map({ CompletionShell(rawValue: $0) }) ?? .autodetected() else {
        throw ParserError.unknownShell(name)
      }
      return CompletionScript.render(CommandDescription(root), shell: shell)
    }
    if words.first == CustomCompletion.marker {
      return CustomCompletion.words(for: Array(words.dropFirst()), root: root).joined(separator: "\n")
    }
    return nil
  }
}

extension [any ParsableCommand.Type] {
  /// The names of the help flag, as the nearest command sets them.
  var helpNames: [Name] {
    let specification = last { $0.configuration.helpNames != nil }?.configuration.helpNames
    return (specification ?? [.customLong("help"), .customShort("h")]).names(for: "help")
  }

  /// What `--version` prints, as the nearest command sets it; empty for no such option.
  var version: String {
    last { !$0.configuration.version.isEmpty }?.configuration.version ?? ""
  }
}

extension ParsableCommand {
  /// The words that call the command.
  static var words: [String] { [_commandName] + configuration.aliases }

  static var isShown: Bool { configuration.shouldDisplay }
}

extension Sequence<any ParsableCommand.Type> {
  var commandNames: [String] { map { $0._commandName } }
}
