/// A command described at run time, such as one with subcommands from data.
public protocol DescribedCommand: ParsableCommand {
  /// Adds to the description before help, manual and completion scripts are made from it.
  static func amend(_ description: inout CommandDescription)
}

extension CommandDescription {
  /// The description of a whole program.
  public init(_ root: any ParsableCommand.Type) {
    self.init(stack: [root], depth: .max)
  }

  /// The description of a command and `depth` levels of subcommands; at depth 0 just name and abstract.
  init(_ command: any ParsableCommand.Type, depth: Int) {
    self.init(stack: [command], depth: depth)
  }

  /// The description of the last command in a stack that begins with the program.
  init(stack: [any ParsableCommand.Type], depth: Int) {
    let command = stack[stack.count - 1]
    let configuration = command.configuration
    self.init(
      name: command._commandName, aliases: configuration.aliases, abstract: configuration.abstract,
      discussion: configuration.discussion, usage: configuration.usage,
      isHidden: !configuration.shouldDisplay)
    guard depth > 0 else { return }
    arguments =
      definitions(of: command).filter { $0.help.visibility != .private }
      .flatMap { $0.described(in: stack.commandNames) }
    if !stack.version.isEmpty {
      arguments.append(
        ArgumentDescription(
          kind: .flag, names: ["--version"], abstract: "Show the version.", isInUsage: false))
    }
    let help = stack.helpNames
    if !help.isEmpty {
      var flag = ArgumentDescription.help
      flag.names = help.displayed
      arguments.append(flag)
    }
    let grouped = configuration.groupedSubcommands.flatMap { group in
      group.subcommands.map { (command: $0, section: Optional(group.name)) }
    }
    subcommands = (configuration.ungroupedSubcommands.map { ($0, nil) } + grouped).map { child, section in
      var description = CommandDescription(stack: stack + [child], depth: depth - 1)
      description.section = section
      description.isDefault = configuration.defaultSubcommand.map { $0 == child } ?? false
      return description
    }
    (command as? any DescribedCommand.Type)?.amend(&self)
  }
}

extension [Name] {
  /// The names as help lists them: letters first.
  fileprivate var displayed: [String] {
    (filter(\.isShort) + filter { !$0.isShort }).map(\.word)
  }
}

extension Definition {
  /// One description; for flags that each have help of their own, one for each.
  fileprivate func described(in path: [String]) -> [ArgumentDescription] {
    var base = ArgumentDescription(
      kind: .positional, valueName: valueName, abstract: help.abstract, discussion: help.discussion,
      defaultValue: defaultText, values: values, isRequired: initial == nil, isRepeating: isRepeating,
      isHidden: help.visibility != .default, section: section, completion: described(completion, in: path))
    switch form {
    case .unparsed: return []
    case .positional: return [base]
    case .option(let names, _, _):
      base.kind = .option
      base.names = names.displayed
      return [base]
    case .flag(let cases, _):
      base.kind = .flag
      base.valueName = ""
      guard cases.contains(where: { $0.help != nil }) else {
        base.names = cases.first?.names.displayed ?? []
        base.alternatives = cases.dropFirst().map(\.names.displayed)
        return [base]
      }
      return cases.map { flag in
        var one = base
        one.names = flag.names.displayed
        one.abstract = flag.help?.abstract ?? help.abstract
        one.discussion = flag.help?.discussion ?? help.discussion
        one.isHidden = base.isHidden || flag.help.map { $0.visibility != .default } ?? false
        one.defaultValue = one.names.contains(defaultText ?? "") ? defaultText : nil
        return one
      }
    }
  }

  private func described(_ completion: CompletionKind, in path: [String]) -> ArgumentDescription.Completion {
    switch completion.kind {
    case .default: return .none
    case .list(let words): return .list(words)
    case .file(let extensions): return .file(extensions: extensions)
    case .directory: return .directory
    case .shellCommand(let command): return .shellCommand(command)
    case .custom:
      let call =
        [path[0], CustomCompletion.marker] + path.dropFirst() + ["--", CustomCompletion.key(of: self)]
      return .custom(call.map(posixQuoted).joined(separator: " "))
    }
  }
}
