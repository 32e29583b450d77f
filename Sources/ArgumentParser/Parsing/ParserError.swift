/// Why the words of a command line did not become a command to run.
enum ParserError: Error {
  case helpRequested(subcommands: [String])
  case versionRequested(String)
  case output(String)
  case unknownOption(String, suggestion: String?)
  case unknownSubcommand(String, suggestion: String?)
  case unexpectedValue(flag: String, value: String)
  case missingValue(String)
  case invalidValue(String, name: String, values: [String], reason: String?)
  case unexpectedArguments([String])
  case missing(title: String, help: String)
  case missingFlag([String])
  case alreadySet(flag: String, by: String)
  case unknownShell(String?)
  case validation(any Error)
  case unreadable(any Error)
}

/// A parser error with the commands that had been named when it arose.
struct CommandError: Error {
  let stack: [any ParsableCommand.Type]
  let reason: ParserError
  /// Whether the command line had no words at all, in which case the full help is more use than usage.
  var isBare = false
}

extension ParserError {
  /// One sentence for the user, without an ending full stop where it is short, as shells do.
  var message: String {
    switch self {
    case .helpRequested: ""
    case .versionRequested(let text), .output(let text): text
    case .unknownOption(let word, let suggestion):
      "Unknown option \(quoted(word))" + Self.didYouMean(suggestion)
    case .unknownSubcommand(let word, let suggestion):
      "Unknown subcommand \(quoted(word))" + Self.didYouMean(suggestion)
    case .unexpectedValue(let flag, let value):
      "The option '\(flag)' does not take any value, but \(quoted(value)) was specified."
    case .missingValue(let title): "Missing value for '\(title)'"
    case .invalidValue(let word, let name, let values, let reason):
      "The value \(quoted(word)) is invalid for '\(name)'"
        + (reason.map { ": \($0)" } ?? (values.isEmpty ? "" : ". Please provide one of \(either(values))."))
    case .unexpectedArguments(let words) where words.count == 1:
      "Unexpected argument \(quoted(words[0]))"
    case .unexpectedArguments(let words):
      "\(words.count) unexpected arguments: \(words.prefix(8).map(quoted).joined(separator: ", "))"
        + (words.count > 8 ? ", …" : "")
    case .missing(let title, _): "Missing expected argument '\(title)'"
    case .missingFlag(let names): "Missing one of: \(names.map(quoted).joined(separator: ", "))"
    case .alreadySet(let flag, let other):
      "Value to be set with flag '\(flag)' had already been set with flag '\(other)'"
    case .unknownShell(nil):
      "Can't autodetect a supported shell. Please use --generate-completion-script=<shell> with one of: \(shells)"
    case .unknownShell(let name?):
      "Can't generate completion scripts for \(quoted(name)). "
        + "Please use --generate-completion-script=<shell> with one of: \(shells)"
    case .validation(let error), .unreadable(let error): String(describing: error)
    }
  }

  private var shells: String { CompletionShell.allCases.map(\.rawValue).joined(separator: " ") }

  private static func didYouMean(_ suggestion: String?) -> String {
    suggestion.map { ". Did you mean '\($0)'?" } ?? ""
  }

  private func either(_ values: [String]) -> String {
    let words = values.map(quoted)
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// A word of the user's in quotes, cut to 80 characters, with control characters made visible.
func quoted(_ word: String) -> String {
  var result = ""
  for scalar in word.unicodeScalars.prefix(80) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: result += scalar.escaped(asASCII: true)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return "'\(result)\(word.unicodeScalars.count > 80 ? "…" : "")'"
}
