/// A table of text fitted to a width: wide columns yield space to those that need it, and long cells are
/// wrapped at words.
package struct TextTable {
  package let headings: [Heading]
  package let rows: [[String]]

  package init(_ headings: [Heading], _ rows: [[String]]) { (self.headings, self.rows) = (headings, rows) }

  package func lines(_ terminal: TerminalStyle) -> [String] {
    let cells = rows.map { $0.map(\.harmless) }
    func widest(_ measure: (String) -> Int) -> [Int] {
      headings.indices.map { index in
        max(columns(headings[index].title), cells.map { measure($0[index]) }.max() ?? 0)
      }
    }
    let words = widest { text in text.split(separator: " ").map { columns(String($0)) }.max() ?? 0 }
    let widths = fit(widest(columns), words: words, into: terminal.width)
    var lines = [line(headings.map(\.title), widths) { _, text in terminal.styled(text, .faint) }]
    for row in cells {
      let wrapped = zip(row, widths).map { wrap($0, $1) }
      for index in 0..<(wrapped.map(\.count).max() ?? 0) {
        let parts = wrapped.map { index < $0.count ? $0[index] : "" }
        lines.append(line(parts, widths) { column, text in terminal.styled(text, headings[column].emphasis) })
      }
    }
    return lines
  }

  private func line(_ parts: [String], _ widths: [Int], _ style: (Int, String) -> String) -> String {
    var line = ""
    for (index, part) in parts.enumerated() {
      let isLast = parts[(index + 1)...].allSatisfy(\.isEmpty)
      line += part.isEmpty ? "" : style(index, part)
      if isLast { break }
      line += String(repeating: " ", count: max(0, widths[index] - columns(part)) + 2)
    }
    return line
  }

  /// Narrows the widest columns until the table fits: first without cutting words, then further.
  private func fit(_ natural: [Int], words: [Int], into width: Int?) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    for least in [words, headings.map { max(8, min(14, columns($0.title))) }] {
      while widths.reduce(0, +) + 2 * (widths.count - 1) > width {
        guard
          let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
        else { break }
        widths[widest] -= 1
      }
    }
    return widths
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    if columns(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = String(word)
      if !line.isEmpty && columns(line) + 1 + columns(word) <= width {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      while columns(word) > width {
        var head = ""
        while let next = word.first, columns(head) + columns(String(next)) <= max(1, width) || head.isEmpty {
          head.append(next)
          word.removeFirst()
        }
        lines.append(head)
      }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

/// The width of a text in terminal columns: two for East Asian wide characters and emoji.
package func columns(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + columns($1) }
}

private func columns(_ character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default:
    return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
  }
}
