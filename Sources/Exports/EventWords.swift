import Talks

extension Event {
  /// Its date in words, with the zone of a time without an offset of its own.
  var dateInWords: String {
    guard let on else { return "Undated" }
    guard on.hasTime, on.offsetSeconds == nil, let zone else { return on.inWords }
    return "\(on.inWords) (\(zone))"
  }

  /// The address of the first source that has one.
  var link: String? { sources.lazy.compactMap { $0.url.flatMap(webAddress) }.first }

  /// Its content besides the headline, in paragraphs of plain text.
  ///
  /// - Parameter rivals: the content of other accounts of it.
  func paragraphs(_ header: ExportHeader, rivals: [String] = []) -> [String] {
    var paragraphs: [String] = []
    // A note without a title has its text for a headline.
    if let summary, summary != headline { paragraphs.append(summary) }
    if on != nil { paragraphs.append("When: \(dateInWords)") }
    if let place { paragraphs.append("Where: \(place.inWords)") }
    let parties = involved.map(header.name)
    if !parties.isEmpty { paragraphs.append("Parties: \(parties.joined(separator: ", "))") }
    if !rivals.isEmpty {
      paragraphs.append("Accounts differ. \(rivals.joined(separator: "; ")).")
    }
    return paragraphs
  }
}

extension EDTF {
  /// Whether the days of beginning and end are certain, and where a time is given, the times.
  var isExact: Bool {
    if isApproximate || isUncertain || !start.isWithinADay || !end.isWithinADay { return false }
    return isInterval || !hasTime || start.isWithinAMinute
  }
}

extension Bounds {
  var isWithinAMinute: Bool {
    guard let earliest, let latest else { return false }
    return latest - earliest < 60
  }
}

extension Place {
  var inWords: String {
    [name, country.map { Countries.name($0) ?? $0 }].compactMap(\.self).joined(separator: ", ")
  }
}

extension Source {
  static func dateInWords(_ date: String) -> String { (try? EDTF(date))?.inWords ?? date }

  /// The authors, title, publisher, date and page, as far as given, without the address.
  var words: [String] {
    let authors = authors.isEmpty ? nil : authors.joined(separator: "; ")
    let name = title ?? key?.cited
    let title = name == url ? nil : name
    return [authors, title, publisher, date.map(Self.dateInWords), page.map { "p. \($0)" }].compactMap(\.self)
  }

  /// On one line of plain text, with its address and its grade.
  var inWords: String {
    (words + [url].compactMap(\.self)).joined(separator: ", ") + (grade.map { " [\($0)]" } ?? "")
  }
}
