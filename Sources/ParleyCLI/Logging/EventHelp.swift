import Talks

/// Help for one event type, and for all of them.
enum EventHelp {
  static func text(for type: any EventType.Type) -> String {
    var lines = [
      "OVERVIEW: \(type.help)", "", "USAGE: parley log \(type.name) PROCESS\(usage(type.fields))", "",
    ]
    lines.append("OPTIONS OF \(type.name.uppercased()):")
    lines += options(type.fields)
    lines += ["", "OPTIONS OF EVERY EVENT:"]
    lines += options(Event.commonFields)
    lines += ["", "OTHER OPTIONS:"]
    lines += EventArguments.own.map {
      line("--\($0.name)" + ($0.valueName.map { " <\($0)>" } ?? ""), $0.help)
    }
    return lines.joined(separator: "\n")
  }

  static var overview: String {
    var lines = [
      "OVERVIEW: Record an event.", "",
      "USAGE: parley log TYPE PROCESS --on DATE …",
      "       parley log exchange PROCESS …  what two parties give to each other, in one go",
      "       parley log FILE | -        take events from a journal: JSON Lines",
      "       parley log                 write events in $EDITOR", "",
      "“parley log TYPE --help” shows the options of a type.",
    ]
    for group in Catalogue.groups {
      lines += ["", "\(group.title.uppercased()):"]
      lines += group.types.map { line($0.name, $0.help) }
    }
    return lines.joined(separator: "\n")
  }

  private static func usage(_ fields: [FieldDescription]) -> String {
    " --on <date>"
      + fields.filter { $0.need == .required }.map { " --\($0.name) <\($0.kind.valueName)>" }.joined()
  }

  private static func options(_ fields: [FieldDescription]) -> [String] {
    fields.map { field in
      let need =
        switch field.need {
        case .required: " (required)"
        case .optional: ""
        case .list: " (may be repeated)"
        }
      return line("--\(field.name) <\(field.kind.valueName)>", field.help + need)
    }
  }

  private static func line(_ left: String, _ right: String) -> String {
    let column = 26
    let pad =
      left.count + 2 < column
      ? String(repeating: " ", count: column - left.count - 2) : "\n" + String(repeating: " ", count: column)
    return "  \(left)\(pad)\(right)"
  }
}
