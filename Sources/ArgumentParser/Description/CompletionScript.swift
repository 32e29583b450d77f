/// A script that teaches a shell to complete a program's command line.
public enum CompletionScript {
  /// Renders the script for the program that the description is of.
  public static func render(_ program: CommandDescription, shell: CompletionShell) -> String {
    switch shell {
    case .bash: BashCompletion(program: program).script
    case .fish: FishCompletion(program: program).script
    default: ZshCompletion(program: program).script
    }
  }

  /// The words as the name of a shell function.
  static func identifier(_ words: [String]) -> String {
    "_"
      + words.map { String($0.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }) }
      .joined(separator: "__")
  }
}

/// The word in single quotes for bash and zsh.
func posixQuoted(_ word: String) -> String {
  "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}

extension CommandDescription {
  /// The words that call each command: its name, then its aliases.
  var words: [String] { [name] + aliases }
}

extension ArgumentDescription {
  var takesValue: Bool { kind == .option }
}
