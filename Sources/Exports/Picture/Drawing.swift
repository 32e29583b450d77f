import Talks

/// A picture as SVG, in its first arrangement.
struct Drawing {
  private typealias Measures = Arrangement.Measures

  private let picture: Picture
  private let arrangement: Arrangement
  private let scale: Scale
  private let units: [Unit]
  /// Whether it is standalone, not within a page with the same text.
  private let isAlone: Bool
  /// Whether a program makes another format of it, for which the outline of a letter takes as long as hundreds of letters.
  private let isToBeConverted: Bool
  private var out = ""
  /// The places of what labels may stand on, besides lanes and lines of the grid.
  private var grounds: [Area] = []

  private struct Area {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    init(_ x: Double, _ y: Double, _ otherX: Double, _ otherY: Double) {
      (self.x, self.y) = (min(x, otherX)...max(x, otherX), min(y, otherY)...max(y, otherY))
    }

    func overlaps(_ other: Area) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }
  }

  /// The number of labels up to which each of them has a halo.
  private static let mostHalos = 500

  static let fonts =
    "'Source Sans 3','Source Sans Pro','Helvetica Neue',Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif"

  static func svg(
    of picture: Picture, _ arrangement: Arrangement, isAlone: Bool, isToBeConverted: Bool = false
  ) -> String {
    var drawing = Drawing(picture, arrangement, isAlone, isToBeConverted)
    return drawing.whole()
  }

  private init(
    _ picture: Picture, _ arrangement: Arrangement, _ isAlone: Bool, _ isToBeConverted: Bool
  ) {
    (self.picture, self.arrangement) = (picture, arrangement)
    (self.isAlone, self.isToBeConverted) = (isAlone, isToBeConverted)
    scale = Scale(picture.axis)
    units = Unit.all(of: picture, arrangement, scale)
  }

  private mutating func whole() -> String {
    let heading = isAlone ? 58.0 : 0
    let captions = captionRows()
    let top = heading + 20 + Double(captions.map(\.row).max().map { $0 + 1 } ?? 0) * 13 + 4
    let legend = Legend(picture, arrangement, units)
    let bottom = top + arrangement.height + 20
    let height = bottom + legend.height + (isAlone ? 26 : 6)
    let size = "viewBox=\"0 0 \(Scale.whole.short) \(height.short)\""
    if isAlone { out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }
    out += "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size)"
    if isAlone { out += " width=\"\(Scale.whole.short)\" height=\"\(height.short)\"" }
    out +=
      " role=\"img\" aria-labelledby=\"picture-title picture-desc\" font-family=\"\(Self.fonts.markup)\">\n"
    out += "<title id=\"picture-title\">\(picture.header.title.cut(to: 300).markup)</title>\n"
    out += "<desc id=\"picture-desc\">\(picture.description.markup)</desc>\n"
    if isAlone { out += "<style>\(Palette.literal(Asset.pictureStyle))</style>\n" }
    out += "<rect class=\"bg\" width=\"\(Scale.whole.short)\" height=\"\(height.short)\"/>\n"
    if isAlone { head() }
    out += "<g transform=\"translate(0 \(top.short))\">\n"
    lanes()
    episodes(captions)
    grid()
    strips()
    links()
    for unit in units { draw(unit) }
    labels()
    names()
    out += "</g>\n<g transform=\"translate(0 \(bottom.short))\">\n"
    out += legend.svg
    out += "</g>\n"
    if isAlone {
      text(picture.colophon, x: Scale.left, y: height - 9, "key", extra: " fill-opacity=\"0.8\"")
    }
    return out + "</svg>\n"
  }

  // MARK: - Around the plot

  private mutating func head() {
    let label = picture.header.sharing.ceiling
    let room = Scale.right - 130
    text(Self.fitted(picture.header.title, room / 13), x: 14, y: 27, "t h1")
    text(Self.fitted(picture.standpoint, 150), x: 14, y: 47, "sub")
    out += TrafficLight.badge(label, right: Scale.right, top: 10)
  }

  private static func fitted(_ text: String, _ characters: Double) -> String { text.cut(to: Int(characters)) }

  private mutating func lanes() {
    for lane in arrangement.lanes {
      rect(Scale.left, lane.top, Scale.right - Scale.left, lane.height, "lane")
      guard let party = lane.party, picture.processes.count == 1 else { continue }
      for seat in picture.processes[0].state.roster.seats where seat.party == party {
        let from = scale.x(max(seat.from.firstDay ?? picture.axis.lowerBound, picture.axis.lowerBound))
        // Who was only seen at rounds is shown as long as is certain.
        let end = seat.until?.firstDay ?? seat.left?.lastDay ?? seat.lastSeen?.convened.lastDay
        let until = end.map { scale.x(min($0, picture.axis.upperBound)) } ?? Scale.right
        if until > from {
          rect(from, lane.top, until - from, lane.height, "seat")
          grounds.append(Area(from, lane.top, until, lane.top + lane.height))
        }
      }
    }
  }

  private mutating func names() {
    for lane in arrangement.lanes {
      for (index, line) in lane.words.enumerated() {
        text(line, x: 14, y: lane.top + 16 + Double(index) * Measures.line, "name")
      }
    }
  }

  private mutating func grid() {
    for tick in ticks {
      let x = scale.x(tick.day)
      guard x >= Scale.left else { continue }
      out += "<path class=\"grid\" d=\"M\(x.short)-6V\(arrangement.height.short)\"/>"
      if x < Scale.right - 24 {
        text(tick.words, x: x + 3, y: -captionHeight - 6, "axis")
        if arrangement.height > 600 { text(tick.words, x: x + 3, y: arrangement.height + 13, "axis") }
      }
    }
    out += "\n"
  }

  private var ticks: [Tick] {
    Tick.all(picture.axis, perDay: scale.x(Int32(1)) - scale.x(Int32(0)))
  }

  private var captionHeight: Double { Double(captionRows().map(\.row).max().map { $0 + 1 } ?? 0) * 13 }

  private mutating func strips() {
    for lane in arrangement.lanes where lane.hasStrip {
      for band in picture.bands where band.party == lane.party {
        let from = scale.x(band.from)
        let until = band.until.map { scale.x($0) } ?? Scale.right
        guard until - from > 1 else { continue }
        let y = lane.top + 2
        out +=
          "<path class=\"strip\(band.isSharp ? "" : " soft")\" d=\"M\(from.short) \((y + 12).short)V\(y.short)M\(from.short) \((y + 12).short)H\((until - 2).short)\"/>"
        let head = band.head.plain
        let fitting = [30, 18, 12, 8].map { head.cut(to: $0) }.first {
          width(of: $0, size: 9.5) < until - from - 7
        }
        if let fitting { text(fitting, x: from + 4, y: y + 9, "gov") }
      }
    }
    out += "\n"
  }

  // MARK: - Episodes

  private struct Caption {
    let episode: Picture.Breakdown
    let row: Int
    let x: Double
    let words: String
  }

  /// The captions above the plot, in as many rows as they need.
  private func captionRows() -> [Caption] {
    guard picture.processes.count == 1 else { return [] }
    var ends: [Double] = []
    var said = Set<String>()
    return picture.episodes.compactMap { episode in
      let x = max(scale.x(episode.from), Scale.left)
      let words = episode.caption.prefix(1).uppercased() + episode.caption.dropFirst().prefix(60)
      let room = width(of: words, size: 10) + 12
      // Before its line where there is no room after it; a repeated caption is left out there.
      let isBefore = x + room > Scale.right
      let start = isBefore ? max(Scale.left, x - room) : x
      let row = ends.firstIndex { $0 <= start } ?? ends.count
      guard row < 3, !(isBefore && row > 0 && said.contains(words)) else { return nil }
      said.insert(words)
      if row == ends.count { ends.append(0) }
      ends[row] = start + room
      return Caption(episode: episode, row: row, x: start, words: words.plain)
    }
  }

  private mutating func episodes(_ captions: [Caption]) {
    for episode in picture.episodes {
      let lane = arrangement.lanes.first { $0.process == episode.process }
      guard picture.processes.count == 1 || lane != nil else { continue }
      let (top, height) = lane.map { ($0.top, $0.height) } ?? (0, arrangement.height)
      let from = max(scale.x(episode.from), Scale.left)
      let until = episode.until.map { min(scale.x($0), Scale.right) } ?? Scale.right
      rect(from, top, max(1.5, until - from), height, "pause")
      grounds.append(Area(from, top, until, top + height))
      out += "<path class=\"edge\" d=\"M\(from.short) \(top.short)v\(height.short)\"/>"
      if episode.until != nil {
        out += "<path class=\"edge open\" d=\"M\(until.short) \(top.short)v\(height.short)\"/>"
      }
    }
    for caption in captions {
      let from = max(scale.x(caption.episode.from), Scale.left)
      out += "<path class=\"edge\" d=\"M\(from.short) 0V\((-Double(caption.row) * 13 - 11).short)\"/>"
    }
    for caption in captions {
      let y = -Double(caption.row) * 13
      text(caption.words, x: caption.x + 4, y: y - 3, "cap")
    }
    out += "\n"
  }

  // MARK: - Marks

  private mutating func links() {
    var spots: [Int: (x: Double, y: Double)] = [:]
    for unit in units { for item in unit.items { spots[item] = (unit.anchor, unit.y) } }
    for link in picture.links {
      guard let from = spots[link.from], let to = spots[link.to], from != to else { continue }
      let path = Self.arc(from, to)
      // A level arc is bent upwards.
      grounds.append(Area(from.x, min(from.y, to.y) - 33, to.x, max(from.y, to.y)))
      out += "<path class=\"link\" d=\"\(path.line)\"/><path class=\"tip\" d=\"\(path.tip)\"/>"
    }
    out += "\n"
  }

  /// A curve from one place to another, and the point of its arrow.
  private static func arc(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
  ) -> (line: String, tip: String) {
    let isLevel = abs(from.y - to.y) < 4
    let bend = isLevel ? from.y - min(26, 10 + abs(to.x - from.x) / 6) : (from.y + to.y) / 2
    let start = from.y + (isLevel || to.y < from.y ? -7 : 7)
    let end = to.y + (isLevel || to.y > from.y ? -7 : 7)
    let back = end < to.y ? -5.0 : 5.0
    return (
      "M\(from.x.short) \(start.short)C\(from.x.short) \(bend.short) \(to.x.short) \(bend.short) \(to.x.short) \((end + back / 2).short)",
      "M\(to.x.short) \(end.short)l-2.6 \(back.short)h5.2z"
    )
  }

  private mutating func draw(_ unit: Unit) {
    guard unit.items.count == 1 else {
      // A page has the full text in its list.
      let many = min(unit.items.count, 999)
      let room = many > 99 ? 11.0 : many > 9 ? 9 : 7.5
      out +=
        "<g transform=\"translate(\(unit.anchor.short) \(unit.y.short))\"><title>\(picture.sentence(of: unit).cut(to: isAlone ? 600 : 160).markup)</title><rect class=\"many\" x=\"\((-room).short)\" y=\"-7.5\" width=\"\((2 * room).short)\" height=\"15\" rx=\"7.5\"/>"
      out += "<text class=\"count\" y=\"3.2\">\(many)</text></g>\n"
      return
    }
    let item = picture.items[unit.items[0]]
    for place in arrangement.places[unit.items[0]].dropFirst() {
      let y = arrangement.lanes[place.lane].middle(of: place.row)
      let x = unit.anchor.short
      grounds.append(Area(unit.anchor, unit.y, unit.anchor, y))
      out +=
        "<path class=\"tie\" d=\"M\(x) \((unit.y + 5).short)V\(y.short)\"/><circle class=\"end\" cx=\"\(x)\" cy=\"\(y.short)\" r=\"3.4\"/>"
    }
    if item.marks.count > 1, let last = item.marks.last {
      out +=
        "<path class=\"meeting oneof\" d=\"M\(unit.anchor.short) \(unit.y.short)H\(scale.anchor(of: last).short)\"/>"
    }
    // A page has the dates in its list.
    let isSaid = !isAlone && unit.label != nil
    for mark in item.marks { draw(mark, y: unit.y, isSaid: isSaid) }
  }

  private mutating func draw(_ mark: Picture.Mark, y: Double, isSaid: Bool) {
    let glyph = mark.glyph
    let (from, until) = (scale.x(mark.dates.first), scale.x(mark.dates.last + 1))
    out += "<g>"
    if !isSaid { out += "<title>\(picture.sentence(of: mark).cut(to: 160).markup)</title>" }
    defer { out += "</g>\n" }
    if glyph == .round {
      let room = max(5, until - from)
      let soft = mark.dates.isVague ? "bare" : "full"
      out +=
        "<rect class=\"g meeting \(soft)\" x=\"\(from.short)\" y=\"\((y - 5).short)\" width=\"\(room.short)\" height=\"10\" rx=\"1.5\"/>"
      return
    }
    if until - from > 13 {
      if mark.dates.isDuration {
        out += "<path class=\"\(glyph.hue) lasting\" d=\"M\(from.short) \(y.short)H\(until.short)\"/>"
      } else if mark.dates.isOneOf {
        out += "<path class=\"\(glyph.hue) oneof\" d=\"M\(from.short) \(y.short)H\(until.short)\"/>"
      } else {
        rect(from, y - 3.5, until - from, 7, "\(glyph.hue) vague", radius: 3.5)
      }
    }
    out += glyph.svg(x: scale.anchor(of: mark), y: y)
  }

  private mutating func labels() {
    let labelled = units.filter { $0.label != nil }
    let isCrowded = isToBeConverted && labelled.count > Self.mostHalos
    let lines = isCrowded ? ticks.map { scale.x($0.day) } : []
    for unit in labelled {
      guard let label = unit.label else { continue }
      let item = picture.items[unit.items[0]]
      var more = label.isAtLeft ? " text-anchor=\"end\"" : ""
      if isCrowded {
        let room = item.room(for: label.words)
        let end = label.isAtLeft ? label.x - room : label.x + room
        let area = Area(label.x, unit.y - 5.5, end, unit.y + 7.5)
        // On a lane alone no halo is seen, and of a line of the grid it leaves nothing there.
        if !grounds.contains(where: area.overlaps) {
          for x in lines where area.x.contains(x) { rect(x - 1, unit.y - 5.5, 2, 13, "lane") }
          more += " style=\"stroke:none\""
        }
      }
      text(label.words, x: label.x, y: unit.y + 3.7, item.isStrong ? "label strong" : "label", extra: more)
    }
  }

  // MARK: - Elements

  private mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ classes: String, radius: Double = 0
  ) {
    let corner = radius > 0 ? " rx=\"\(radius.short)\"" : ""
    out +=
      "<rect class=\"\(classes)\" x=\"\(x.short)\" y=\"\(y.short)\" width=\"\(width.short)\" height=\"\(height.short)\"\(corner)/>"
  }

  private mutating func text(_ words: String, x: Double, y: Double, _ classes: String, extra: String = "") {
    out += "<text class=\"\(classes)\" x=\"\(x.short)\" y=\"\(y.short)\"\(extra)>\(words.markup)</text>\n"
  }
}

extension Glyph {
  /// The sign at a place.
  func svg(x: Double, y: Double) -> String {
    "<g transform=\"translate(\(x.short) \(y.short))\">\(svg)</g>"
  }

  /// The sign about the origin.
  var svg: String {
    let dashes = self == .planned ? " planned" : ""
    let cut = inlay.map { "<path class=\"cut\" d=\"\($0)\"/>" } ?? ""
    return "<path class=\"\(classes)\(dashes)\" d=\"\(outline)\"/>\(cut)"
  }
}

/// Words in lines of a width, the last with an ellipsis where there are more.
func wrapped(_ text: String, to room: Double, size: Double, atMost most: Int) -> [String] {
  func fits(_ line: String) -> Bool { width(of: line, size: size) <= room }
  /// As much of it as fits with the ellipsis.
  func cut(_ line: String) -> String {
    var kept = line.unicodeScalars.prefix(200)
    while !kept.isEmpty, !fits(String(kept) + "…") { kept.removeLast() }
    return String(kept) + "…"
  }
  var lines: [String] = []
  for word in text.split(separator: " ").prefix(40) {
    let longer = lines.last.map { "\($0) \(word)" }
    if let longer, fits(longer) {
      lines[lines.count - 1] = longer
    } else if lines.count < most {
      lines.append(String(word))
    } else {
      lines[lines.count - 1] = cut(longer ?? "")
      break
    }
    if !fits(lines[lines.count - 1]) {
      lines[lines.count - 1] = cut(lines[lines.count - 1])
      break
    }
  }
  return lines
}
