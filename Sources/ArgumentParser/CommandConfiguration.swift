/// The name, the help texts and the subcommands of a command.
public struct CommandConfiguration: Sendable {
  /// The word that calls the command; without one, it follows from the type's name.
  public var commandName: String?
  /// One sentence on what the command does.
  public var abstract: String
  /// The usage line in place of the derived one.
  public var usage: String?
  /// Further paragraphs, shown below the abstract.
  public var discussion: String
  /// What `--version` prints; empty for no such option.
  public var version: String
  /// Whether the help of the parent lists the command.
  public var shouldDisplay: Bool
  /// The subcommands that belong to no group.
  public var ungroupedSubcommands: [any ParsableCommand.Type]
  /// The subcommands listed under headings of their own.
  public var groupedSubcommands: [CommandGroup]
  /// The subcommand that gets the words when none is named.
  public var defaultSubcommand: (any ParsableCommand.Type)?
  /// The names of the help flag; without them `-h` and `--help`.
  public var helpNames: NameSpecification?
  /// Further words that call the command.
  public var aliases: [String]

  public init(
    commandName: String? = nil, abstract: String = "", usage: String? = nil, discussion: String = "",
    version: String = "", shouldDisplay: Bool = true,
    subcommands ungroupedSubcommands: [any ParsableCommand.Type] = [],
    groupedSubcommands: [CommandGroup] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil,
    helpNames: NameSpecification? = nil, aliases: [String] = []
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.usage = usage
    self.discussion = discussion
    self.version = version
    self.shouldDisplay = shouldDisplay
    self.ungroupedSubcommands = ungroupedSubcommands
    self.groupedSubcommands = groupedSubcommands
    self.defaultSubcommand = defaultSubcommand
    self.helpNames = helpNames
    self.aliases = aliases
  }

  /// Every subcommand, those without a group first.
  public var subcommands: [any ParsableCommand.Type] {
    get { ungroupedSubcommands + groupedSubcommands.flatMap(\.subcommands) }
    set {
      groupedSubcommands = []
      ungroupedSubcommands = newValue
    }
  }
}

/// Subcommands that help lists under a heading of their own.
public struct CommandGroup: Sendable {
  /// The heading.
  public let name: String
  public let subcommands: [any ParsableCommand.Type]

  public init(name: String, subcommands: [any ParsableCommand.Type]) {
    self.name = name
    self.subcommands = subcommands
  }
}
