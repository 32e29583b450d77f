internal import ReadModels
internal import Talks

extension Answer {
  /// The answer as lines for a terminal.
  package func text(_ terminal: TerminalStyle) -> [String] {
    var lines: [String] = []
    if let title {
      let slug = process.flatMap { $0 == title ? nil : terminal.styled("  \($0)", .faint) } ?? ""
      lines.append(terminal.styled(title.harmless, .strong) + slug)
    }
    lines += lead.map(\.harmless)
    for fact in premises where !fact.values.isEmpty {
      lines.append("\(fact.label): \(fact.values.joined(separator: "; "))".harmless)
    }
    for section in sections {
      if let text = section.text(terminal) {
        lines += text
        continue
      }
      if section.headings.isEmpty { continue }
      guard let title = section.title else {
        // A section without a title is the whole answer, where no other has anything to say.
        let remarks = section.remarks.map(\.harmless)
        if section.lines.isEmpty, let none = section.whenEmpty {
          lines += [none] + remarks
          if sections.allSatisfy(\.lines.isEmpty) { return lines + limits.map(\.harmless) }
          continue
        }
        lines += table(section, namesProcess: process == nil && namesProcesses, terminal) + remarks
        continue
      }
      if section.lines.isEmpty && section.whenEmpty == nil { continue }
      lines += ["", terminal.heading(title)]
      if section.lines.isEmpty {
        lines.append("  \(section.whenEmpty ?? "")")
      } else {
        lines += table(section, namesProcess: false, terminal.indented(by: 2)).map { "  \($0)" }
      }
    }
    if !facts.isEmpty { lines.append("") }
    for fact in facts {
      lines.append(
        terminal.styled("\(fact.label): ", .strong) + fact.values.joined(separator: "; ").harmless)
    }
    lines += closing.map(\.harmless)
    if let legend { lines.append(legend) }
    return lines
  }

  private func table(_ section: any AnswerSection, namesProcess: Bool, _ terminal: TerminalStyle) -> [String]
  {
    let rows = section.lines.map { line in
      var texts = line.cells.map(\.text)
      if let signed = section.signed, !disputes.events(among: line.events).isEmpty { texts[signed] += " ‡" }
      return namesProcess ? [line.process ?? ""] + texts : texts
    }
    if section.layout == .list { return rows.map { "- \($0.joined(separator: "  "))".harmless } }
    let headings = namesProcess ? [Heading(title: "process")] + section.headings : section.headings
    return TextTable(headings, rows).lines(terminal)
  }

  /// The explanation of the sign of disputed rows; nil where none has it.
  private var legend: String? {
    let events = disputed
    guard let first = events.first else { return nil }
    let list = events.map { "event \($0)" }.joined(separator: ", ")
    // Under a ceiling positions are renumbered, and “history” takes those of the full log.
    let command = standpoint.ceiling.map { "accounts --ceiling \($0.rawValue)" } ?? "history \(first)"
    return "‡ Accounts differ (\(list)); “parley \(command)” shows them."
  }
}
