/// The style of text on a terminal: the number of columns, and whether in colour.
package struct TerminalStyle: Sendable {
  /// Nil where lines may be of any length.
  package let width: Int?
  package let hasColour: Bool

  package init(width: Int?, hasColour: Bool) { (self.width, self.hasColour) = (width, hasColour) }

  /// The same with less room.
  func indented(by columns: Int) -> TerminalStyle {
    TerminalStyle(width: width.map { $0 - columns }, hasColour: hasColour)
  }

  package func styled(_ text: String, _ emphasis: Emphasis?) -> String {
    switch emphasis {
    case nil: text
    case .strong: coloured(text, "1")
    case .faint: coloured(text, "2")
    case .good: coloured(text, "32")
    case .bad: coloured(text, "31")
    }
  }

  package func heading(_ text: String) -> String { coloured(coloured(text, "1"), "36") }

  /// A text that was looked for.
  package func found(_ text: String) -> String { hasColour ? coloured(text, "33") : "*\(text)*" }

  private func coloured(_ text: String, _ code: String) -> String {
    hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// The text with everything that a terminal would interpret made visible: control characters, and those
  /// that reorder text.
  package var harmless: String {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: out.append(" ")
      case 0..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
