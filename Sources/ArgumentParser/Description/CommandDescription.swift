// Everything in this folder is beyond the real package: a description of a command tree as plain data,
// and what is rendered from it. `CommandDescription+Types.swift` alone knows the parser.

/// The name, purpose and arguments of a command, as data that can also be built by hand.
public struct CommandDescription: Sendable, Equatable {
  public var name: String
  public var aliases: [String]
  public var abstract: String
  public var discussion: String
  /// A usage line in place of the derived one.
  public var usage: String?
  public var arguments: [ArgumentDescription]
  public var subcommands: [CommandDescription]
  /// Whether its parent hands it the words that name no other command.
  public var isDefault: Bool
  public var isHidden: Bool
  /// The heading under which the parent's help lists the command.
  public var section: String?

  public init(
    name: String, aliases: [String] = [], abstract: String = "", discussion: String = "",
    usage: String? = nil, arguments: [ArgumentDescription] = [], subcommands: [CommandDescription] = [],
    isDefault: Bool = false, isHidden: Bool = false, section: String? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.abstract = abstract
    self.discussion = discussion
    self.usage = usage
    self.arguments = arguments
    self.subcommands = subcommands
    self.isDefault = isDefault
    self.isHidden = isHidden
    self.section = section
  }

  /// The subcommand of that name or alias.
  public func subcommand(_ name: String) -> CommandDescription? {
    subcommands.first { $0.name == name || $0.aliases.contains(name) }
  }
}

/// An argument, an option or a flag of a command.
public struct ArgumentDescription: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case positional
    case option
    case flag
  }

  /// How a shell completes the value.
  public enum Completion: Sendable, Equatable {
    case none
    case list([String])
    /// Any file, or one with an extension, given without its dot.
    case file(extensions: [String])
    case directory
    /// A command line that prints one candidate a line.
    case shellCommand(String)
    /// As `shellCommand`, with the index of the completed word and all words so far appended.
    case custom(String)
  }

  public var kind: Kind
  /// The names as typed, dashes included; empty for a positional argument.
  public var names: [String]
  /// The names of further flags that set the same thing, such as `--no-color`.
  public var alternatives: [[String]]
  /// The word between angle brackets.
  public var valueName: String
  public var abstract: String
  public var discussion: String
  public var defaultValue: String?
  /// The only words allowed; empty where they cannot be listed.
  public var values: [String]
  public var isRequired: Bool
  public var isRepeating: Bool
  public var isHidden: Bool
  /// The heading under which help lists the argument.
  public var section: String?
  public var completion: Completion
  /// Whether the usage line shows it, unlike `--help`.
  public var isInUsage: Bool

  public init(
    kind: Kind, names: [String] = [], alternatives: [[String]] = [], valueName: String = "",
    abstract: String = "", discussion: String = "", defaultValue: String? = nil, values: [String] = [],
    isRequired: Bool = false, isRepeating: Bool = false, isHidden: Bool = false, section: String? = nil,
    completion: Completion = .none, isInUsage: Bool = true
  ) {
    self.kind = kind
    self.names = names
    self.alternatives = alternatives
    self.valueName = valueName
    self.abstract = abstract
    self.discussion = discussion
    self.defaultValue = defaultValue
    self.values = values
    self.isRequired = isRequired
    self.isRepeating = isRepeating
    self.isHidden = isHidden
    self.section = section
    self.completion = completion
    self.isInUsage = isInUsage
  }

  /// The flag that every command has.
  public static let help = ArgumentDescription(
    kind: .flag, names: ["-h", "--help"], abstract: "Show help information.", isInUsage: false)
}

extension CommandDescription {
  var shownSubcommands: [CommandDescription] { subcommands.filter { !$0.isHidden } }
  var shownArguments: [ArgumentDescription] { arguments.filter { !$0.isHidden } }
  var shownPositionals: [ArgumentDescription] { shownArguments.filter { $0.kind == .positional } }
  var shownOptions: [ArgumentDescription] { shownArguments.filter { $0.kind != .positional } }

  /// The command and everything shown below it, parents first, each with the words that call it.
  func walk(parents: [String] = []) -> [(path: [String], command: CommandDescription)] {
    let path = parents + [name]
    return [(path, self)] + shownSubcommands.flatMap { $0.walk(parents: path) }
  }
}

extension ArgumentDescription {
  /// Every name under which it is typed.
  var allNames: [String] { names + alternatives.flatMap { $0 } }

  /// The name of an option or flag by which usage lines speak of it.
  static func preferred(_ names: [String]) -> String {
    names.first { $0.hasPrefix("--") } ?? names.first ?? ""
  }

  /// The abstract with the values and the default in brackets behind it.
  var summary: String {
    let words = values.isEmpty ? nil : "values: " + values.joined(separator: ", ")
    let fallback = defaultValue.map { "default: " + $0 }
    let notes = [words, fallback].compactMap { $0 }.joined(separator: "; ")
    return [abstract, notes.isEmpty ? "" : "(\(notes))"].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
