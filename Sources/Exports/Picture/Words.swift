import Talks

extension Picture {
  /// The standpoint of the picture, in words.
  var standpoint: String {
    var words = header.asOf.map { "As of \($0.inWords)" } ?? "All that is recorded"
    if let known = header.asKnown { words += ", as known at \(RFC3339.text(microseconds: known))" }
    if let recorded = header.asRecorded {
      words += ", as recorded at \(RFC3339.text(microseconds: recorded))"
    }
    if let name = header.accordingTo { words += ", according to \(name.cut(to: 80))" }
    if header.sharing.isLimited { words += ", up to \(header.sharing.ceiling.label)" }
    return words.plain
  }

  /// The colophon: the number of events, the last position in the log, and the marking.
  var colophon: String {
    let last = processes.map(\.state.lastPosition).max() ?? 0
    return
      "\(events.count) \(events.count == 1 ? "event" : "events"), from the record up to its position \(last). "
      + "\(header.sharing.ceiling.label)\(header.sharing.isLimited ? "; a ceiling was applied" : "")."
  }

  /// The alternative text for readers who do not see it.
  var description: String {
    let (first, last) = (CivilDay(days: axis.lowerBound).year, CivilDay(days: axis.upperBound).year)
    let titles = processes.prefix(3).map { ($0.state.title ?? $0.slug).cut(to: 100) }
    let more = processes.count > 3 ? " and \(processes.count - 3) more" : ""
    let rounds = items.filter { $0.marks[0].glyph == .round }.count
    let agreements = items.filter { $0.marks[0].glyph == .agreement }.count
    let setbacks = items.filter { $0.marks[0].glyph == .setback }.count
    return
      "A timeline of \(titles.joined(separator: ", "))\(more) from \(first) to \(last): \(rounds) rounds, \(agreements) agreements and \(setbacks) setbacks. \(standpoint). \(colophon)"
  }

  /// The date and headline in a line.
  func sentence(of mark: Mark) -> String {
    mark.events.map { "\(events[$0].event.dateInWords): \(events[$0].event.headline.cut(to: 90))" }.joined(
      separator: " – ")
  }

  /// The same for several marks of a group, with the first few named.
  func sentence(of unit: Unit) -> String {
    let most = 5
    let named = unit.items.sorted { (-items[$0].weight, $0) < (-items[$1].weight, $1) }.prefix(most).sorted()
    let more = unit.items.count > most ? ["and \(unit.items.count - most) more"] : []
    return "\(unit.items.count) close together: "
      + (named.map { sentence(of: items[$0].marks[0]).cut(to: 80) } + more).joined(separator: "; ")
  }

  /// Whether accounts of it differ.
  func isContested(_ item: Item) -> Bool {
    item.marks.contains { $0.events.contains { header.rivals[events[$0].entry.position]?.isEmpty == false } }
  }
}

/// The label of the Traffic Light Protocol 2.0 in the colours that it demands: on black.
enum TrafficLight {
  static func colour(_ marking: Marking) -> String {
    switch marking {
    case .clear: "#FFFFFF"
    case .green: "#33FF00"
    case .amber, .amberStrict: "#FFC000"
    case .red: "#FF2B2B"
    }
  }

  /// As part of a drawing.
  static func badge(_ marking: Marking, right: Double, top: Double) -> String {
    let room = width(of: marking.label, size: 12) * 1.12 + 14
    return
      "<rect x=\"\((right - room).short)\" y=\"\(top.short)\" width=\"\(room.short)\" height=\"20\" fill=\"#000\"/>"
      + "<text x=\"\((right - room / 2).short)\" y=\"\((top + 14).short)\" text-anchor=\"middle\" font-size=\"12\" font-weight=\"700\" fill=\"\(colour(marking))\">\(marking.label)</text>\n"
  }
}
