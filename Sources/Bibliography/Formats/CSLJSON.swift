package import Talks

/// The JSON of the Citation Style Language, which Zotero and Pandoc read and write.
package enum CSLJSON: BibliographyFormat {
  package static let name = "csl-json"
  package static let help = "The JSON of the Citation Style Language, for Zotero, Pandoc and others."

  // MARK: Writing

  package static func write(_ works: [Work]) -> [UInt8] {
    var out = JSONWriter.of { json in json.list(works) { item($0, &$1) } }.bytes
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private static func item(_ work: Work, _ json: inout JSONWriter) {
    let kind = work.kind ?? .document
    var members: [(name: String, json: JSONWriter)] = [
      ("id", text(work.key.text)), ("type", text(type(kind))),
    ]
    func add(_ name: String, _ value: String?) {
      if let value = value.flatMap(tidy) { members.append((name, text(value))) }
    }
    add("title", work.title)
    add(kind.isPart ? "container-title" : "publisher", work.publisher)
    add("URL", work.url)
    add("archive_location", work.archive)
    add("language", work.language)
    add("DOI", work.doi)
    add("ISBN", work.isbn)
    add("note", work.reliability.map(Remark.text))
    let authors = work.authors.compactMap(tidy)
    if !authors.isEmpty {
      members.append(("author", .of { json in json.list(authors) { $1.raw(name($0)) } }))
    }
    if work.date != nil || work.dated != nil {
      members.append(("issued", self.date(work.date, inWords: work.dated)))
    }
    if let date = work.accessed { members.append(("accessed", self.date(date))) }
    json.object(members)
  }

  private static func text(_ text: String) -> JSONWriter { .of { $0.string(text) } }

  private static func type(_ kind: SourceKind) -> String {
    kind == .personalCommunication ? "personal_communication" : kind.rawValue
  }

  /// A name with a comma is a person's, family first.
  private static func name(_ name: String) -> JSONWriter {
    let parts = name.split(separator: ",", maxSplits: 1).map { trimmed($0) }
    guard parts.count == 2 else { return .of { $0.object([("literal", text(name))]) } }
    let rest = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
    if rest.count == 2, !rest.contains("") {
      return .of {
        $0.object([("family", text(parts[0])), ("given", text(rest[0])), ("suffix", text(rest[1]))])
      }
    }
    return .of { $0.object([("family", text(parts[0])), ("given", text(parts[1]))]) }
  }

  /// In numbers where the Citation Style Language has them, else as written; and in its own words.
  private static func date(_ date: EDTF?, inWords words: String? = nil) -> JSONWriter {
    var members = date.map(numbers) ?? []
    if let date, members.isEmpty { members = [(words == nil ? "literal" : "raw", text(date.text))] }
    if let words { members.append(("literal", text(words))) }
    return .of { $0.object(members) }
  }

  /// The date in numbers; empty where the Citation Style Language has none for it.
  private static func numbers(_ date: EDTF) -> [(name: String, json: JSONWriter)] {
    let isApproximate = date.text.hasSuffix("~")
    let ends = date.text.dropLast(isApproximate ? 1 : 0).split(
      separator: "/", omittingEmptySubsequences: false)
    if ends.count > 1 && isApproximate { return [] }
    var (dates, season): ([[Int]], Int?) = ([], nil)
    for end in ends {
      let isBefore = end.hasPrefix("-")
      var numbers: [Int] = []
      for part in end.dropFirst(isBefore ? 1 : 0).split(separator: "-", omittingEmptySubsequences: false) {
        guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
          let number = Int(part)
        else { return [] }
        numbers.append(number)
      }
      guard let year = numbers.first else { return [] }
      // There the year before 1 is -1, and not 0.
      if isBefore || year == 0 { numbers[0] = -year - 1 }
      if numbers.count == 2, (21...24).contains(numbers[1]), ends.count == 1 {
        season = numbers.removeLast() - 20
      } else if numbers.count > 1, numbers[1] > 12 {
        return []
      }
      dates.append(numbers)
    }
    var members: [(name: String, json: JSONWriter)] = [
      ("date-parts", .of { json in json.list(dates) { $1.list($0) { $1.integer($0) } } })
    ]
    if let season { members.append(("season", .of { $0.integer(season) })) }
    if isApproximate { members.append(("circa", .of { $0.bool(true) })) }
    return members
  }

  // MARK: Reading

  package static func entries(of file: [UInt8]) throws(Malformed) -> BibliographyReading {
    var tape = JSONTape()
    try tape.parse(file)
    let root = JSONTape.root
    let items = tape.kind(root) == .object ? [root] : try tape.elements(root)
    var reading = BibliographyReading()
    for item in items { reading.add { () throws(Malformed) in try Item(tape, item).entry() } }
    return reading
  }
}

/// One item of a file.
private struct Item {
  let tape: JSONTape
  let node: Int

  init(_ tape: JSONTape, _ node: Int) throws(Malformed) {
    // Throws an error that names the expected type.
    _ = try tape.members(node)
    (self.tape, self.node) = (tape, node)
  }

  func entry() throws(Malformed) -> BibliographyEntry {
    guard let id = try text("citation-key", "id") else {
      throw Malformed("This item has no “id”.", column: tape.column(node))
    }
    var entry = BibliographyEntry(id: id, column: tape.column(node))
    let type = try text("type")?.replacing("_", with: "-") ?? ""
    let kind = SourceKind(rawValue: type) ?? .document
    entry.work.kind = kind
    entry.work.title = try text("title")
    entry.work.authors = try names("author", "editor")
    let (container, publisher) = (try text("container-title"), try text("publisher"))
    entry.work.publisher = kind.isPart ? container ?? publisher : publisher ?? container
    entry.work.url = try text("URL")
    entry.work.archive = try text("archive_location")
    entry.work.language = try text("language")
    entry.work.doi = try text("DOI")
    entry.work.isbn = try text("ISBN")
    entry.work.reliability = try text("note").flatMap(Remark.reliability)
    let issued = try published("issued", entry)
    (entry.work.date, entry.work.dated) = (issued.date, issued.dated)
    let accessed = try published("accessed", entry)
    if let words = accessed.dated { throw entry.wrong("“\(words)” is not a date such as 2003-08-27.") }
    entry.work.accessed = accessed.date
    return entry
  }

  /// The first non-empty one of some members.
  private func text(_ names: StaticString..., of node: Int? = nil) throws(Malformed) -> String? {
    for name in names {
      if let value = tape.member(name, of: node ?? self.node), let text = try text(value) { return text }
    }
    return nil
  }

  /// Programs write a number now as a number and now as a text.
  private func text(_ value: Int) throws(Malformed) -> String? {
    switch tape.kind(value) {
    case .null: nil
    case .number: String(try tape.integer(value))
    default: tidy(try tape.string(value))
    }
  }

  /// The names in the first of some members that there is.
  private func names(_ members: StaticString...) throws(Malformed) -> [String] {
    let found = members.lazy.compactMap { tape.member($0, of: node) }.first { tape.kind($0) != .null }
    guard let list = found else { return [] }
    var names: [String] = []
    for person in try tape.elements(list) {
      _ = try tape.members(person)
      if let literal = try text("literal", of: person) {
        names.append(literal)
        continue
      }
      let family = [try text("non-dropping-particle", of: person), try text("family", of: person)]
      let given = [try text("given", of: person), try text("dropping-particle", of: person)]
      let parts = [family, given, [try text("suffix", of: person)]].map {
        $0.compactMap(\.self).joined(separator: " ")
      }.filter { !$0.isEmpty }
      if !parts.isEmpty { names.append(parts.joined(separator: ", ")) }
    }
    return names
  }

  private func published(
    _ name: StaticString, _ entry: BibliographyEntry
  ) throws(Malformed) -> PublicationDate {
    guard let value = tape.member(name, of: node), tape.kind(value) != .null else { return PublicationDate() }
    guard tape.kind(value) == .object else {
      return try text(value).map { text throws(Malformed) in try entry.published(text) } ?? PublicationDate()
    }
    let (raw, literal) = (try text("raw", of: value), try text("literal", of: value))
    if let date = try numbers(value) {
      return PublicationDate(date: try entry.date(date), dated: literal)
    }
    if let raw, let literal, raw != literal {
      return PublicationDate(date: try entry.date(raw), dated: literal)
    }
    return try (raw ?? literal).map { text throws(Malformed) in try entry.published(text) }
      ?? PublicationDate()
  }

  /// The EDTF of a date in numbers; nil where there are none.
  private func numbers(_ value: Int) throws(Malformed) -> String? {
    guard let ends = tape.member("date-parts", of: value) else { return nil }
    var dates: [String] = []
    for end in try tape.elements(ends) {
      var parts: [String] = []
      for part in try tape.elements(end) {
        guard let number = try text(part) else { break }
        // The year before 1 is -1 there, and 0 in EDTF.
        let isBefore = parts.isEmpty && number.hasPrefix("-")
        let own = isBefore ? Int(number).map { String($0 + 1) } ?? number : number
        parts.append(padded(own, to: parts.isEmpty ? 4 : 2))
      }
      if parts.count == 1, let season = try text("season", of: value) {
        let number =
          Int(season) ?? ["spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4][season.lowercased()]
        if let number { parts.append(number < 5 ? String(20 + number) : String(number)) }
      }
      if !parts.isEmpty { dates.append(parts.joined(separator: "-")) }
    }
    if dates.isEmpty { return nil }
    let isApproximate = tape.member("circa", of: value).map { tape.kind($0) != .null } ?? false
    return dates.joined(separator: "/") + (isApproximate && dates.count == 1 ? "~" : "")
  }

  private func padded(_ number: String, to length: Int) -> String {
    let isBefore = number.hasPrefix("-")
    let digits = number.dropFirst(isBefore ? 1 : 0)
    return (isBefore ? "-" : "") + String(repeating: "0", count: max(0, length - digits.count)) + digits
  }
}
