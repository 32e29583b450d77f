/// A citation: the evidence for an event, and its grades.
package struct Source: Hashable, Sendable {
  /// The key of a source defined by a `source-defined`;
  /// the citation's own values prevail over the definition.
  package var key: CitationKey?
  package var authors: [String] = []
  /// Nil only where there is a key.
  package var title: String?
  package var publisher: String?
  package var url: String?
  /// The date of publication, as EDTF.
  package var date: String?
  package var page: String?
  /// Its own words, verbatim.
  package var quote: String?
  /// The address of a copy in an archive.
  package var archive: String?
  /// The date of the last access, as EDTF.
  package var accessed: String?
  /// The reliability of the source, by the Admiralty code.
  package var reliability: Reliability?
  /// The credibility of the cited information, independent of its source.
  package var credibility: Credibility?
  /// The Traffic Light Protocol marking; nil for that of the citing event.
  package var tlp: Marking?

  package init(
    key: CitationKey? = nil, title: String? = nil, publisher: String? = nil, url: String? = nil,
    date: String? = nil,
    page: String? = nil, quote: String? = nil, reliability: Reliability? = nil,
    credibility: Credibility? = nil,
    tlp: Marking? = nil
  ) {
    self.key = key
    self.title = title
    self.publisher = publisher
    self.url = url
    self.date = date
    self.page = page
    self.quote = quote
    self.reliability = reliability
    self.credibility = credibility
    self.tlp = tlp
  }

  /// The names by which an account's source can be selected.
  package var names: [String] { [key?.text, publisher, title].compactMap(\.self) }

  /// Shows each part to a visitor.
  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("key", &key, "the key of a source that is defined")
    try v.list("authors", &authors, "who wrote it")
    try v.optional("title", &title, "what it is called; needed where there is no key")
    try v.optional("publisher", &publisher, "who published it")
    try v.optional("url", &url, "where it is")
    try v.optional("date", &date, "when it was published, as EDTF")
    try v.optional("page", &page, "the page")
    try v.optional("quote", &quote, "its own words, verbatim")
    try v.optional("archive", &archive, "where a copy is kept")
    try v.optional("accessed", &accessed, "when somebody last looked at it, as EDTF")
    try v.optional("reliability", &reliability, "of whoever says so, by the Admiralty code")
    try v.optional("credibility", &credibility, "of what is said, by the Admiralty code")
    try v.optional("tlp", &tlp, "who may be told of it")
  }

  /// Parses a typed citation: `@key` or `@key, p. 4`, with the key in braces where it holds a space or a comma, a URL alone, or `title | publisher | URL | date | page`
  /// with later parts optional; each may end with its grade, such as `[B2]`, `[B]` or `[2]`.
  package init(typed text: String) throws(Malformed) {
    self.init()
    let text = try takeGrade(from: trimmed(text))
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { trimmed($0) }
    if parts.count == 1, text.hasPrefix("@") {
      try cite(text.dropFirst())
      return
    }
    guard let title = parts.first, !title.isEmpty, parts.count <= 5 else {
      throw Malformed(
        "Write a source as “@key, p. 4” or “title | publisher | URL | date | page”; only the key or the title is needed."
      )
    }
    func part(_ index: Int) -> String? {
      index < parts.count && !parts[index].isEmpty ? parts[index] : nil
    }
    let isAddress = parts.count == 1 && (title.hasPrefix("http://") || title.hasPrefix("https://"))
    (self.title, publisher, url) = (title, part(1), isAddress ? title : part(2))
    (date, page) = (part(3), part(4))
  }

  /// Reads `key`, `key, p. 4` or `{a key}, p. 4`.
  private mutating func cite(_ text: Substring) throws(Malformed) {
    let close = text.hasPrefix("{") ? text.firstIndex(of: "}") : nil
    let end = close ?? text.firstIndex(of: ",") ?? text.endIndex
    let name = trimmed(close == nil ? text[..<end] : text[..<end].dropFirst())
    let rest = trimmed(close == nil ? text[end...] : text[end...].dropFirst())
    guard let key = CitationKey(name), close != nil || !name.contains(where: \.isWhitespace),
      rest.isEmpty || rest.hasPrefix(",")
    else {
      throw Malformed(
        "“@\(text)” is not the key of a source; write it like “@sigal, p. 4”, with a space in it like “@{Doe 2003}, p. 4”."
      )
    }
    self.key = key
    var page = trimmed(rest.dropFirst())
    if page.isEmpty { return }
    for word in ["pp.", "p."] where page.hasPrefix(word) {
      page = trimmed(page.dropFirst(word.count))
      break
    }
    if !page.isEmpty { self.page = page }
  }

  /// Removes the grade from the end of a typed citation and stores it.
  ///
  /// - Throws: `Malformed` for a letter and a digit in the place of a grade that are none.
  private mutating func takeGrade(from text: String) throws(Malformed) -> String {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "["), open != text.startIndex,
      text[text.index(before: open)].isWhitespace
    else { return text }
    var letters = text[text.index(after: open)...].dropLast()
    let reliability = letters.first.flatMap { Reliability(rawValue: String($0)) }
    if reliability != nil { letters.removeFirst() }
    let credibility = Credibility(rawValue: String(letters))
    guard credibility != nil || reliability != nil && letters.isEmpty else {
      let written = text[text.index(after: open)...].dropLast()
      if written.count == 2, written.first?.isLetter == true, written.last?.isNumber == true {
        throw Malformed(
          "“[\(written)]” is no grade; write the reliability from A to F and the credibility from 1 to 6, such as [B2]."
        )
      }
      return text
    }
    (self.reliability, self.credibility) = (reliability, credibility)
    return trimmed(text[..<open])
  }

  /// The grade in the notation of the Admiralty code: `B2`, or the one of the two that is given; nil where none is.
  package var grade: String? {
    let grade = (reliability?.rawValue ?? "") + (credibility?.rawValue ?? "")
    return grade.isEmpty ? nil : grade
  }
}

/// The place of an event.
package struct Place: Hashable, Sendable {
  package var name: String
  /// ISO 3166-1 alpha-2, in lower case.
  package var country: String?
  /// The coordinates, if recorded.
  package var coordinates: Coordinates?

  package init(name: String, country: String? = nil, coordinates: Coordinates? = nil) {
    self.name = name
    self.country = country
    self.coordinates = coordinates
  }

  /// Parses a typed place: `Beijing`, `Beijing, cn` or `Beijing, cn, geo:39.90,116.40`.
  package init(typed text: String) throws(Malformed) {
    let pieces = text.split(separator: ",", omittingEmptySubsequences: false)
    if let dating = pieces.firstIndex(where: { trimmed($0).hasPrefix("geo:") }) {
      try self.init(typed: pieces[..<dating].joined(separator: ","))
      coordinates = try Coordinates(typed: trimmed(pieces[dating...].joined(separator: ",")))
      return
    }
    let parts = text.split(separator: ",").map { trimmed(String($0)) }
    if let last = parts.last, parts.count > 1, last.utf8.count == 2, Countries.name(last) != nil {
      self.init(name: parts.dropLast().joined(separator: ", "), country: last)
    } else {
      let name = trimmed(text)
      guard !name.isEmpty else { throw Malformed("A place needs a name, such as “Beijing, cn”.") }
      self.init(name: name)
    }
  }
}

/// A spot on the globe in degrees of WGS 84, as precise as it was written.
package struct Coordinates: Hashable, Sendable {
  /// Degrees north, a number of JSON.
  package let latitude: String
  /// Degrees east, a number of JSON.
  package let longitude: String

  package init(latitude: String, longitude: String) throws(Malformed) {
    guard Self.isDegrees(latitude, atMost: 90), Self.isDegrees(longitude, atMost: 180) else {
      throw Malformed(
        "“\(latitude),\(longitude)” is no spot on the globe; write degrees north and east, such as geo:39.90,116.40."
      )
    }
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Reads a URI such as `geo:39.90,116.40` (RFC 5870).
  init(typed text: String) throws(Malformed) {
    let parts = text.dropFirst("geo:".count).split(separator: ",", omittingEmptySubsequences: false)
    try self.init(
      latitude: parts.first.map { trimmed($0) } ?? "",
      longitude: trimmed(parts.dropFirst().joined(separator: ",")))
  }

  package var typed: String { "geo:\(latitude),\(longitude)" }

  /// The pattern of degrees, for schemas: no plus sign or leading zeros, a millimetre at the finest.
  package static let pattern = #"^-?(0|[1-9][0-9]{0,2})(\.[0-9]{1,8})?$"#

  private static func isDegrees(_ text: String, atMost limit: Double) -> Bool {
    let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...3).contains(whole.utf8.count), whole == "0" || whole.first != "0",
      parts.count == 1 || (1...8).contains(parts[1].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let degrees = Double(text)
    else { return false }
    return degrees.magnitude <= limit
  }
}

/// The text without white space at its ends.
package func trimmed(_ text: some StringProtocol) -> String {
  var slice = Substring(text)
  while slice.first?.isWhitespace == true { slice.removeFirst() }
  while slice.last?.isWhitespace == true { slice.removeLast() }
  return String(slice)
}
