/// A manual page in man(7) macros: one page for a command and everything below it.
public enum ManPage {
  /// Renders the page; `date` is `YYYY-MM-DD`, `source` the program with its version, `manual` the title of
  /// the manual, and `exitStatus` the codes in order with what each means.
  public static func render(
    _ command: CommandDescription, section: Int = 1, date: String, source: String,
    manual: String = "User Commands", exitStatus: [(code: Int, meaning: String)] = []
  ) -> String {
    let abstract = command.abstract.last == "." ? String(command.abstract.dropLast()) : command.abstract
    let day = date.filter { $0.isNumber || $0 == "-" }
    var lines = [
      ".TH \(argument(command.name.uppercased())) \(section) \(day) \(argument(source)) "
        + argument(manual),
      ".SH NAME",
      "\(escaped(command.name)) \\- \(escaped(abstract.isEmpty ? command.name : abstract))",
      ".SH SYNOPSIS",
      synopsis(command, path: [command.name]),
    ]
    if !command.discussion.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(command.discussion) }
    lines += arguments(of: command, heading: ".SH")
    let below = command.walk().dropFirst()
    if !below.isEmpty { lines.append(".SH COMMANDS") }
    for (path, command) in below {
      lines.append(".SS " + argument(path.joined(separator: " ")))
      lines.append(synopsis(command, path: path))
      let text = [command.abstract, command.discussion].filter { !$0.isEmpty }.joined(separator: "\n\n")
      if !text.isEmpty { lines += [".PP"] + paragraphs(text) }
      if !command.aliases.isEmpty {
        lines += [".PP", "Also called \(escaped(command.aliases.joined(separator: ", ")))."]
      }
      lines += entries(command.shownArguments.filter(\.isInUsage))
    }
    if !exitStatus.isEmpty {
      lines.append(".SH EXIT STATUS")
      for (code, meaning) in exitStatus { lines += [".TP", ".B \(code)", escaped(meaning)] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func arguments(of command: CommandDescription, heading: String) -> [String] {
    let sections = [("ARGUMENTS", command.shownPositionals), ("OPTIONS", command.shownOptions)]
    return sections.flatMap { title, arguments in
      arguments.isEmpty ? [] : ["\(heading) \(title)"] + entries(arguments)
    }
  }

  private static func entries(_ arguments: [ArgumentDescription]) -> [String] {
    arguments.flatMap { item -> [String] in
      let names = ([item.names] + item.alternatives).flatMap { $0 }.map(bold).joined(separator: ", ")
      let value = item.valueName.isEmpty ? "" : italic(item.valueName)
      let label = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
      let dots = item.isRepeating ? " ..." : ""
      let text = [item.summary, item.discussion].filter { !$0.isEmpty }.joined(separator: "\n\n")
      let body = paragraphs(text, separator: ".IP")
      return [".TP", label + dots] + (body.isEmpty ? ["\\&"] : body)
    }
  }

  private static func synopsis(_ command: CommandDescription, path: [String]) -> String {
    var words = [bold(path.joined(separator: " "))]
    for item in command.shownArguments where item.isInUsage {
      let dots = item.isRepeating ? " ..." : ""
      let value = item.valueName.isEmpty ? "" : italic(item.valueName)
      for names in item.kind == .positional ? [[]] : [item.names] + item.alternatives {
        let name = names.isEmpty ? "" : bold(ArgumentDescription.preferred(names))
        let word = [name, value].filter { !$0.isEmpty }.joined(separator: " ") + dots
        words.append(item.isRequired ? word : "[\(word)]")
      }
    }
    if !command.shownSubcommands.isEmpty { words.append(italic("command") + " ...") }
    return words.joined(separator: "\n")
  }

  /// The text's lines, with a macro between paragraphs.
  private static func paragraphs(_ text: String, separator: String = ".PP") -> [String] {
    var lines: [String] = []
    var isPending = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        isPending = !lines.isEmpty
        continue
      }
      if isPending { lines.append(separator) }
      isPending = false
      lines.append(escaped(String(line.drop { $0 == " " })))
    }
    return lines
  }

  private static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  private static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// A macro's argument in quotes.
  private static func argument(_ text: String) -> String {
    "\"" + escaped(text, inQuotes: true) + "\""
  }

  /// The text so that roff reads every character as itself; control characters become spaces.
  private static func escaped(_ text: String, inQuotes: Bool = false) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "`": result += "\\(ga"
      case "'": result += "\\(aq"
      case "\"" where inQuotes: result += "\\(dq"
      case _ where scalar.properties.generalCategory == .control: result += " "
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default: result += "\\[u\(hex(scalar.value))]"
      }
    }
    return result.first == "." ? "\\&" + result : result
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
