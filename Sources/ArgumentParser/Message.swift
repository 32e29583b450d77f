/// The message of a command line that ends early, with its exit code.
struct Message {
  /// The words alone.
  let text: String
  /// The words as printed, with `Error:` and the usage where they help.
  let fullText: String
  let exitCode: ExitCode

  init(_ error: any Error, type: any ParsableCommand.Type, columns: Int? = nil) {
    guard let failure = error as? CommandError else {
      self.init(plain: error, type: type, columns: columns)
      return
    }
    switch failure.reason {
    case .helpRequested(let subcommands):
      self.init(clean: Self.help(failure.stack, subcommands, columns))
    case .versionRequested(let text), .output(let text): self.init(clean: text)
    case .validation(let error) where !(error is ValidationError):
      self.init(plain: error, type: type, stack: failure.stack, columns: columns)
    default:
      var words = "Error: " + failure.reason.message
      if failure.isBare {
        words += "\n\n" + Self.help(failure.stack, [], columns)
      } else {
        if case .missing(let title, let help) = failure.reason, !help.isEmpty {
          words += "\nHelp:  \(title)  \(help)"
        }
        words += "\n" + Self.usage(failure.stack, columns)
      }
      self.init(text: failure.reason.message, fullText: words, exitCode: .validationFailure)
    }
  }

  private init(
    plain error: any Error, type: any ParsableCommand.Type, stack: [any ParsableCommand.Type] = [],
    columns: Int?
  ) {
    switch error {
    case let code as ExitCode: self.init(text: "", fullText: "", exitCode: code)
    case CleanExit.message(let text): self.init(clean: text)
    case CleanExit.helpRequest(let command):
      let wanted = command ?? stack.last ?? type
      self.init(clean: Self.help(path(to: wanted, in: type) ?? [wanted], [], columns))
    case let error as ValidationError:
      self.init(
        text: error.message, fullText: "Error: \(error.message)\n" + Self.usage([type], columns),
        exitCode: .validationFailure)
    default:
      let text = String(describing: error)
      self.init(text: text, fullText: "Error: " + text, exitCode: .failure)
    }
  }

  private init(text: String, fullText: String, exitCode: ExitCode) {
    self.text = text
    self.fullText = fullText
    self.exitCode = exitCode
  }

  private init(clean text: String) {
    self.init(text: text, fullText: text, exitCode: .success)
  }

  /// The help of the last command, or of one further down that only its description knows.
  private static func help(
    _ stack: [any ParsableCommand.Type], _ subcommands: [String], _ columns: Int?
  ) -> String {
    var description = CommandDescription(stack: stack, depth: subcommands.count + 1)
    var parents = stack.dropLast().commandNames
    for word in subcommands {
      guard let command = description.subcommand(word) else { break }
      parents.append(description.name)
      description = command
    }
    return HelpText.render(description, parents: parents, columns: columns)
  }

  private static func usage(_ stack: [any ParsableCommand.Type], _ columns: Int?) -> String {
    let parents = stack.dropLast().commandNames
    let help = stack.helpNames.preferred.map { name in
      "\n  See '\((stack.commandNames + [name.word]).joined(separator: " "))' for more information."
    }
    return HelpText.usage(
      CommandDescription(stack: stack, depth: 1), parents: parents, columns: columns, label: "Usage: ")
      + (help ?? "")
  }
}
