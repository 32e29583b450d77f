/// The help of a command for the terminal.
public enum HelpText {
  private static let indent = 2
  private static let labelColumns = 26

  /// The help page; `parents` are the words in front of the command's name, and `columns` is the width to
  /// wrap at, by default that of the terminal.
  public static func render(
    _ command: CommandDescription, parents: [String] = [], includeHidden: Bool = false, columns: Int? = nil
  ) -> String {
    let columns = max(columns ?? terminalColumns(), 40)
    var parts: [String] = []
    let overview = [command.abstract, command.discussion].filter { !$0.isEmpty }
    if !overview.isEmpty {
      parts.append(wrap("OVERVIEW: " + overview.joined(separator: "\n\n"), to: columns))
    }
    parts.append(usage(command, parents: parents, columns: columns))

    let arguments = includeHidden ? command.arguments : command.shownArguments
    func list(_ title: String, _ chosen: [ArgumentDescription]) {
      guard !chosen.isEmpty else { return }
      let entries = chosen.map { entry($0.label, $0.summary, $0.discussion, columns) }
      parts.append(title.uppercased() + ":\n" + entries.joined(separator: "\n"))
    }
    let unsorted = arguments.filter { $0.section == nil }
    list("ARGUMENTS", unsorted.filter { $0.kind == .positional })
    for section in distinct(arguments.compactMap(\.section)) {
      list(section, arguments.filter { $0.section == section })
    }
    list("OPTIONS", unsorted.filter { $0.kind != .positional })

    let commands = includeHidden ? command.subcommands : command.shownSubcommands
    for section in distinct(commands.map(\.section)) {
      let chosen = commands.filter { $0.section == section }.map { command in
        let words = ([command.name] + command.aliases).joined(separator: ", ")
        return entry(words + (command.isDefault ? " (default)" : ""), command.abstract, "", columns)
      }
      let title = (section.map { $0.uppercased() + " " } ?? "") + "SUBCOMMANDS:\n"
      parts.append(title + chosen.joined(separator: "\n"))
    }
    if !commands.isEmpty {
      let words =
        ([parents.first ?? command.name, "help"] + parents.dropFirst())
        + (parents.isEmpty ? [] : [command.name])
      parts.append("  See '\(words.joined(separator: " ")) <subcommand>' for detailed help.")
    }
    return parts.joined(separator: "\n\n")
  }

  /// The usage line, wrapped with a hanging indent.
  public static func usage(
    _ command: CommandDescription, parents: [String] = [], columns: Int? = nil, label: String = "USAGE: "
  ) -> String {
    let columns = max(columns ?? terminalColumns(), 40)
    if let usage = command.usage {
      return label
        + usage.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n" + String(repeating: " ", count: label.count))
    }
    let shown = command.shownArguments.filter(\.isInUsage)
    var words = [(parents + [command.name]).joined(separator: " ")]
    if shown.count > 12 {
      if shown.contains(where: { !$0.isRequired && $0.kind != .positional }) { words.append("[<options>]") }
      words += shown.filter { $0.isRequired || $0.kind == .positional }.flatMap(\.synopsis)
    } else {
      words += shown.flatMap(\.synopsis)
    }
    if !command.shownSubcommands.isEmpty { words.append("<subcommand>") }

    var lines: [String] = []
    var line = label
    for (index, word) in words.enumerated() {
      if index > 0, line.count + 1 + word.count > columns, line.count > label.count {
        lines.append(line)
        line = String(repeating: " ", count: label.count) + word
      } else {
        line += (index == 0 ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// One entry of a list: the label, then the text in a column of its own.
  private static func entry(_ label: String, _ text: String, _ discussion: String, _ columns: Int) -> String {
    let label = String(repeating: " ", count: indent) + label
    var result = label
    if !text.isEmpty {
      let wrapped = wrap(text, to: columns, indent: labelColumns)
      if label.count < labelColumns {
        result += wrapped.dropFirst(label.count)
      } else {
        result += "\n" + wrapped
      }
    }
    if !discussion.isEmpty { result += "\n" + wrap(discussion, to: columns, indent: indent * 4) }
    return result
  }

  /// Breaks lines between words so that none is longer than the width, unless a single word is.
  private static func wrap(_ text: String, to columns: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let own = paragraph.prefix { $0 == " " }
      var line = margin + own
      var isEmpty = true
      for word in paragraph.split(separator: " ") {
        if !isEmpty, line.count + 1 + word.count > columns {
          lines.append(line)
          line = margin + own + word
        } else {
          line += (isEmpty ? "" : " ") + word
        }
        isEmpty = false
      }
      lines.append(isEmpty ? "" : line)
    }
    return lines.joined(separator: "\n")
  }

  private static func distinct<T: Hashable>(_ items: [T]) -> [T] {
    var seen: Set<T> = []
    return items.filter { seen.insert($0).inserted }
  }
}

extension ArgumentDescription {
  /// How a list of arguments shows it, such as `-f, --format <format>`.
  fileprivate var label: String {
    switch kind {
    case .positional: "<\(valueName)>\(isRepeating ? " ..." : "")"
    case .option: names.joined(separator: ", ") + " <\(valueName)>"
    case .flag: ([names] + alternatives).map { $0.joined(separator: ", ") }.joined(separator: "/")
    }
  }

  /// How a usage line shows it.
  fileprivate var synopsis: [String] {
    let dots = isRepeating ? " ..." : ""
    let words =
      switch kind {
      case .positional: ["<\(valueName)>\(dots)"]
      case .option: ["\(Self.preferred(names)) <\(valueName)>\(dots)"]
      case .flag: ([names] + alternatives).map { Self.preferred($0) + dots }
      }
    return isRequired ? words : words.map { "[\($0)]" }
  }
}
