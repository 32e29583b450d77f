/// The colours, by name, on light and on dark ground: those of Okabe and Ito, safe for colour-blind readers,
/// adjusted to a contrast of 4.5 to 1 for text.
enum Palette {
  static let colours: [(name: String, light: String, dark: String)] = [
    ("ground", "#ffffff", "#15171b"),
    ("panel", "#f7f6f3", "#1d2025"),
    ("lane", "#f6f5f1", "#1b1e23"),
    ("seat", "#eae7de", "#272b32"),
    ("grid", "#dcdad2", "#30343c"),
    ("line", "#8a877f", "#7f858f"),
    ("ink", "#1b1b1a", "#ebe9e4"),
    ("muted", "#5b5953", "#aeaba4"),
    ("talks", "#33322f", "#d9d6cf"),
    ("meeting", "#00639c", "#70bdf2"),
    ("agreement", "#00704f", "#4ecb9c"),
    ("measure", "#8a3f74", "#e3a1cc"),
    ("setback", "#b24700", "#ff9d5c"),
    ("word", "#6e5a00", "#e0cc58"),
    ("pause", "#f3dfd2", "#3d2a20"),
  ]

  /// As custom properties of a page.
  static func properties(isDark: Bool) -> String {
    colours.map { "--\($0.name):\(isDark ? $0.dark : $0.light)" }.joined(separator: ";")
  }

  /// A style sheet with the light colours themselves, for programs that know no custom properties.
  static func literal(_ sheet: String) -> String {
    colours.reduce(sheet) { $0.replacing("var(--\($1.name))", with: $1.light) }
  }
}
