import Talks

/// The meaning of every sign of a drawing.
struct Legend {
  private var entries: [(sign: String, words: String)] = []
  private static let columns = 4
  private static let line = 17.0

  /// Creates the legend of the signs in a drawing, without others.
  init(_ picture: Picture, _ arrangement: Arrangement, _ units: [Unit]) {
    let marks = units.filter { $0.items.count == 1 }.flatMap { picture.items[$0.items[0]].marks }
    let glyphs = Set(marks.map(\.glyph))
    for glyph in Glyph.allCases where glyphs.contains(glyph) {
      entries.append((glyph.svg(x: 9, y: 0), glyph.words))
    }
    func add(_ isShown: Bool, _ sign: String, _ words: String) {
      if isShown { entries.append((sign, words)) }
    }
    add(
      picture.items.contains { $0.marks.count > 1 }, "<path class=\"meeting oneof\" d=\"M1 0H17\"/>",
      "Between phases of one round")
    add(
      arrangement.places.contains { $0.count > 1 },
      "<path class=\"tie\" d=\"M9-6V4\"/><circle class=\"end\" cx=\"9\" cy=\"4\" r=\"3\"/>", "With this party"
    )
    add(
      !picture.links.isEmpty,
      "<path class=\"link\" d=\"M3 4C3-8 15-8 15 1\"/><path class=\"tip\" d=\"M15 5l-2.6-5h5.2z\"/>",
      "Given in return for")
    add(
      units.contains { $0.items.count > 1 },
      "<rect class=\"many\" x=\"1\" y=\"-7\" width=\"16\" height=\"14\" rx=\"7\"/><text class=\"count\" x=\"9\" y=\"3.2\">9</text>",
      "So many close together")
    add(
      marks.contains { $0.dates.isVague && !$0.dates.isOneOf },
      "<rect class=\"talks vague\" x=\"1\" y=\"-3.5\" width=\"16\" height=\"7\" rx=\"3.5\"/>",
      "Some time within the bar")
    add(
      marks.contains { $0.dates.isOneOf && $0.dates.isVague }, "<path class=\"talks oneof\" d=\"M1 0H17\"/>",
      "One day of the dashed span")
    add(
      marks.contains { $0.dates.isDuration && $0.glyph != .round },
      "<path class=\"talks lasting\" d=\"M1 0H17\"/>", "Lasted as long as the line")
    add(
      marks.contains { !$0.dates.signs.isEmpty }, "<text class=\"key\" x=\"3\" y=\"4\">~ ?</text>",
      "Date approximate, uncertain")
    add(
      picture.items.contains { picture.isContested($0) }, "<text class=\"key\" x=\"6\" y=\"4\">‡</text>",
      "Accounts differ")
    add(
      arrangement.lanes.contains { $0.party != nil } && picture.processes.count == 1,
      "<rect class=\"seat\" x=\"1\" y=\"-6\" width=\"16\" height=\"12\"/>", "At the table")
    add(
      arrangement.lanes.contains(where: \.hasStrip), "<path class=\"strip\" d=\"M1 4V-6M1 4H17\"/>",
      "Who governed, from when")
    add(
      picture.processes.count == 1 && !picture.episodes.isEmpty
        || arrangement.name == "process" && !picture.episodes.isEmpty,
      "<rect class=\"pause\" x=\"1\" y=\"-7\" width=\"16\" height=\"14\"/><path class=\"edge\" d=\"M1-7v14\"/><path class=\"edge open\" d=\"M17-7v14\"/>",
      "Suspended, or a party away")
  }

  private var lines: Int { (entries.count + Self.columns - 1) / Self.columns }
  var height: Double { Double(lines) * Self.line + 12 }

  var svg: String {
    let room = (Scale.right - 14) / Double(Self.columns)
    var out = ""
    for (index, entry) in entries.enumerated() {
      let x = 14 + Double(index / max(lines, 1)) * room
      let y = 8 + Double(index % max(lines, 1)) * Self.line
      out +=
        "<g transform=\"translate(\(x.short) \(y.short))\">\(entry.sign)<text class=\"key\" x=\"24\" y=\"3.6\">\(entry.words.markup)</text></g>\n"
    }
    return out
  }

  /// The same as a list of a page.
  var html: String {
    entries.map {
      "<li><svg viewBox=\"-1 -9 20 18\" width=\"20\" height=\"18\" aria-hidden=\"true\">\($0.sign)</svg> \($0.words.markup)</li>\n"
    }.joined()
  }
}
