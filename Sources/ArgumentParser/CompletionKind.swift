/// How a shell completes an argument's value.
public struct CompletionKind: Sendable {
  enum Kind: Sendable {
    case `default`
    case list([String])
    case file(extensions: [String])
    case directory
    case shellCommand(String)
    case custom(@Sendable ([String], Int, String) -> [String])
  }

  let kind: Kind

  /// No completion beyond what the value's type offers.
  public static var `default`: CompletionKind { CompletionKind(kind: .default) }
  /// The names of directories.
  public static var directory: CompletionKind { CompletionKind(kind: .directory) }

  /// The given words.
  public static func list(_ words: [String]) -> CompletionKind {
    CompletionKind(kind: .list(words))
  }

  /// The names of files, of any kind or with one of the extensions (given without a dot).
  public static func file(extensions: [String] = []) -> CompletionKind {
    CompletionKind(kind: .file(extensions: extensions))
  }

  /// The lines that a shell command prints.
  public static func shellCommand(_ command: String) -> CompletionKind {
    CompletionKind(kind: .shellCommand(command))
  }

  /// The words that a function of the program returns for the words typed so far, the index of the one
  /// being completed, and that one's beginning.
  public static func custom(
    _ completion: @Sendable @escaping (_ words: [String], _ index: Int, _ prefix: String) -> [String]
  ) -> CompletionKind {
    CompletionKind(kind: .custom(completion))
  }
}

/// A shell for which completion scripts are made.
public struct CompletionShell: RawRepresentable, Hashable, CaseIterable, Sendable {
  public let rawValue: String

  /// Nil for a shell that is not supported.
  public init?(rawValue: String) {
    guard ["zsh", "bash", "fish"].contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  private init(_ name: String) {
    rawValue = name
  }

  public static let zsh = CompletionShell("zsh")
  public static let bash = CompletionShell("bash")
  public static let fish = CompletionShell("fish")
  public static let allCases: [CompletionShell] = [.zsh, .bash, .fish]

  /// The user's login shell, from the environment variable `SHELL`; nil if it is not supported.
  public static func autodetected() -> CompletionShell? {
    environment("SHELL").flatMap { shell in
      shell.split(separator: "/").last.flatMap { CompletionShell(rawValue: String($0)) }
    }
  }
}
