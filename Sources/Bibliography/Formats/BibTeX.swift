package import Talks

/// BibTeX, with the fields of BibLaTeX where BibTeX has none.
package enum BibTeX: BibliographyFormat {
  package static let name = "bibtex"
  package static let help = "BibTeX, for LaTeX, JabRef, Zotero and others."

  /// The entry type of each kind; where several share one, the others say so in `entrysubtype`.
  private static let types: [(type: String, kind: SourceKind)] = [
    ("book", .book), ("incollection", .chapter), ("article", .articleJournal), ("article", .articleMagazine),
    ("article", .articleNewspaper), ("techreport", .report), ("phdthesis", .thesis), ("online", .webpage),
    ("unpublished", .manuscript), ("misc", .document),
  ]

  /// Types written by other programs.
  private static let otherTypes: [String: SourceKind] = [
    "inbook": .chapter, "inproceedings": .chapter, "conference": .chapter, "report": .report,
    "mastersthesis": .thesis, "thesis": .thesis, "electronic": .webpage, "www": .webpage, "booklet": .book,
    "mvbook": .book, "collection": .book, "proceedings": .book, "manual": .book, "dataset": .dataset,
    "letter": .personalCommunication, "legislation": .legislation,
  ]

  // MARK: Writing

  package static func write(_ works: [Work]) -> [UInt8] {
    var keys: Set<String> = []
    return Array(
      works.map { work in
        let wish = key(work.key)
        var (key, number) = (wish, 2)
        while !keys.insert(key).inserted { (key, number) = ("\(wish)-\(number)", number + 1) }
        return entry(work, key)
      }.joined(separator: "\n").utf8)
  }

  /// The key with nothing in it that would end it; the entry then holds the key as it is, too.
  private static func key(_ key: CitationKey) -> String {
    String(
      String.UnicodeScalarView(
        key.text.unicodeScalars.map { scalar in
          scalar.properties.isWhitespace || ",\"#%=~\\'()".unicodeScalars.contains(scalar) ? "_" : scalar
        }))
  }

  private static func entry(_ work: Work, _ key: String) -> String {
    let type = types.first { $0.kind == work.kind }?.type ?? "misc"
    var fields: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?, _ write: (String) -> String = TeX.escaped) {
      if let value { fields.append((name, write(value))) }
    }
    if !work.authors.isEmpty { fields.append(("author", work.authors.map(name).joined(separator: " and "))) }
    add("title", work.title)
    add(publisherField(of: work.kind), work.publisher)
    add("date", work.date?.text, TeX.address)
    if let dated = work.dated { add("year", dated) } else { add("year", work.date.flatMap(year)) }
    add("url", work.url, TeX.address)
    add("urldate", work.accessed?.text, TeX.address)
    add("archiveurl", work.archive, TeX.address)
    add("language", work.language)
    add("doi", work.doi, TeX.address)
    add("isbn", work.isbn)
    add("note", work.reliability.map(Remark.text))
    if let kind = work.kind, types.first(where: { $0.type == type })?.kind != kind {
      add("entrysubtype", kind.rawValue)
    }
    if key != work.key.text { add(keyField, work.key.text) }
    return "@\(type){\(key),\n" + fields.map { "  \($0.name) = {\($0.value)},\n" }.joined() + "}\n"
  }

  /// The field for a key that BibTeX would not read.
  private static let keyField = "citationkey"

  private static func publisherField(of kind: SourceKind?) -> String {
    switch kind {
    case .articleJournal, .articleMagazine, .articleNewspaper: "journal"
    case .chapter: "booktitle"
    case .report: "institution"
    case .thesis: "school"
    default: "publisher"
    }
  }

  /// For programs that do not know `date`.
  private static func year(of date: EDTF) -> String? {
    let year = date.text.prefix(4)
    return year.utf8.count == 4 && Int(year) ?? -1 >= 0 ? String(year) : nil
  }

  /// A name with a comma is a person's, family first; braces keep others whole.
  private static func name(_ name: String) -> String {
    let text = TeX.escaped(name)
    let isPerson = text.contains(",") && !text.split(separator: " ").contains { $0.lowercased() == "and" }
    guard isPerson else { return "{\(text)}" }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
    // Here a “Jr.” stands before the first name.
    return parts.count == 3 && !parts.contains("") ? "\(parts[0]), \(parts[2]), \(parts[1])" : text
  }

  // MARK: Reading

  package static func entries(of file: [UInt8]) throws(Malformed) -> BibliographyReading {
    var parser = BibTeXParser(file)
    var reading = BibliographyReading()
    let (records, faults) = try parser.entries()
    reading.faults = faults
    (reading.passed, reading.made) = (parser.passed, parser.texts.made)
    for raw in records { reading.add { () throws(Malformed) in try entry(raw) } }
    return reading
  }

  private static func entry(_ raw: BibTeXParser.Record) throws(Malformed) -> BibliographyEntry {
    let kept = raw.fields[keyField].map(TeX.plain)
    var entry = BibliographyEntry(id: kept ?? raw.key, column: raw.column)
    func tex(_ names: String...) -> String? {
      names.lazy.compactMap { raw.fields[$0] }.first { tidy($0) != nil }
    }
    func text(_ tex: String?) -> String? { tex.flatMap { tidy(TeX.plain($0)) } }
    func address(_ tex: String?) -> String? {
      // Programs differ in the characters that they escape here, and no address contains these.
      tex.flatMap { tidy($0.replacing("\\textasciitilde", with: "~").filter { !"\\{}".contains($0) }) }
    }
    let kind = types.first { $0.type == raw.type }?.kind ?? otherTypes[raw.type] ?? .document
    entry.work.kind = text(tex("entrysubtype")).flatMap(SourceKind.init(rawValue:)) ?? kind
    entry.work.title = text(tex("title"))
    entry.work.authors = (tex("author", "editor") ?? "").names
    entry.work.publisher = text(
      tex(
        "journaltitle", "journal", "booktitle", "publisher", "institution", "school", "organization",
        "howpublished"))
    entry.work.url = address(tex("url"))
    entry.work.archive = address(tex("archiveurl"))
    entry.work.language = text(tex("language", "langid"))
    entry.work.doi = address(tex("doi"))
    entry.work.isbn = text(tex("isbn"))
    entry.work.reliability = text(tex("note")).flatMap(Remark.reliability)
    let year = text(tex("year"))
    if let date = address(tex("date")) {
      let published = try entry.published(date)
      let isOther = year.map { year in !year.utf8.allSatisfy { (0x30...0x39).contains($0) } } ?? false
      (entry.work.date, entry.work.dated) = (published.date, published.dated ?? (isOther ? year : nil))
    } else if let year {
      let (month, day) = (text(tex("month")), text(tex("day")))
      do {
        let published = try PublicationDate(year: year, month: month, day: day)
        (entry.work.date, entry.work.dated) = (published.date, published.dated)
      } catch {
        let date = [year, month, day].compactMap(\.self).joined(separator: "-")
        throw entry.wrong("“\(date)” is not a date such as 2003-08-27 (\(error.problem)).")
      }
    }
    if let date = address(tex("urldate")) { entry.work.accessed = try entry.date(date) }
    return entry
  }
}

extension String {
  /// The names in a field of names, persons' with the family first.
  fileprivate var names: [String] {
    var names: [[String]] = [[]]
    for word in words { word.lowercased() == "and" ? names.append([]) : names[names.count - 1].append(word) }
    return names.compactMap { tidy($0.name) }
  }

  /// Its words; braces group several.
  private var words: [String] {
    var words: [String] = [""]
    var depth = 0
    for scalar in unicodeScalars {
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      if depth == 0 && scalar.properties.isWhitespace {
        if words.last != "" { words.append("") }
      } else {
        words[words.count - 1].unicodeScalars.append(scalar)
      }
    }
    return words.filter { $0 != "" }
  }
}

extension [String] {
  /// The name that these words make: `Family`, `Family, Given` or `Family, Given, Suffix`.
  fileprivate var name: String {
    func plain(_ words: some Sequence<String>) -> String { TeX.plain(words.joined(separator: " ")) }
    let parts = joined(separator: " ").partsAtCommas
    // With a suffix BibTeX has the given name last.
    if parts.count == 3, !parts.contains(where: { TeX.plain($0).isEmpty }) {
      return [parts[0], parts[2], parts[1]].map(TeX.plain).joined(separator: ", ")
    }
    if count < 2 || parts.count > 1 { return plain(self) }
    let suffix = count > 2 && last.map(Self.suffixes.contains) == true ? last : nil
    let own = suffix == nil ? self[...] : dropLast()
    // First names, perhaps a “von” in small letters, and the family.
    let family = own.dropFirst().dropLast().firstIndex { $0.first?.isLowercase == true } ?? own.count - 1
    let names = [plain(own[family...]), plain(own[..<family])] + (suffix.map { [TeX.plain($0)] } ?? [])
    return names.joined(separator: ", ")
  }

  private static var suffixes: Set<String> { ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"] }
}

extension String {
  /// The parts between commas outside braces.
  fileprivate var partsAtCommas: [String] {
    var (parts, depth) = ([""], 0)
    for character in self {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if character == "," && depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { trimmed($0) }
  }
}

/// Reads the entries of a file, with their fields as TeX.
private struct BibTeXParser {
  struct Record {
    let type: String
    let key: String
    let column: Int
    var fields: [String: String] = [:]
  }

  static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private let bytes: [UInt8]
  private var at = 0
  /// How many bytes were passed over, those read again included.
  private(set) var passed = 0
  /// The texts of fields and strings.
  private(set) var texts: ExpansionLimit
  private var strings = Dictionary(uniqueKeysWithValues: months.map { ($0, $0) })

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    texts = ExpansionLimit(input: bytes.count)
  }

  /// The entries, and what is wrong with those that cannot be read; after such a one it goes on with the next that begins
  /// a line, unless too much has been read again.
  mutating func entries() throws(Malformed) -> (records: [Record], faults: [Malformed]) {
    if String(validating: bytes, as: UTF8.self) == nil {
      throw Malformed("This text is not valid UTF-8; save the file as UTF-8.", column: 1)
    }
    var (entries, faults): ([Record], [Malformed]) = ([], [])
    // Text between entries is a comment.
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "@")) {
      do {
        if let entry = try block(at: start) { entries.append(entry) }
        passed += at - start
      } catch {
        faults.append(error)
        passed += at - start
        at = nextBlock(after: start)
        if passed > InputLimits.readings.value * bytes.count, at < bytes.count {
          faults.append(
            wrong(
              "The file is not read beyond here, since too many entries above do not end; mend the first", at)
          )
          break
        }
      }
    }
    return (entries, faults)
  }

  /// The next place where an `@` begins a line.
  private func nextBlock(after start: Int) -> Int {
    var place = start + 1
    while let sign = bytes[place...].firstIndex(of: UInt8(ascii: "@")) {
      if bytes[..<sign].last(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "\n") { return sign }
      place = sign + 1
    }
    return bytes.count
  }

  /// Reads what begins with an `@`: an entry, or something else.
  private mutating func block(at start: Int) throws(Malformed) -> Record? {
    at = start + 1
    let type = word().lowercased()
    guard !type.isEmpty, type != "comment", let open = next,
      open == UInt8(ascii: "{") || open == UInt8(ascii: "(")
    else { return nil }
    at += 1
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    switch type {
    case "preamble":
      _ = try value(start)
      try expect(close, start)
    case "string":
      let (name, text) = try field(start)
      strings[name] = text
      try expect(close, start)
    default: return try entry(type, start, close)
    }
    return nil
  }

  private mutating func entry(_ type: String, _ start: Int, _ close: UInt8) throws(Malformed) -> Record {
    _ = next
    let from = at
    while at < bytes.count, ![UInt8(ascii: ","), close, UInt8(ascii: "\n")].contains(bytes[at]) { at += 1 }
    let key = trimmed(String(decoding: bytes[from..<at], as: UTF8.self))
    guard !key.isEmpty else { throw wrong("This entry has no key", start) }
    var entry = Record(type: type, key: key, column: start + 1)
    while take(UInt8(ascii: ",")), next != close {
      let place = at
      let (name, text) = try field(start)
      if entry.fields.updateValue(text, forKey: name) != nil {
        throw wrong("The field “\(name)” stands in this entry twice", place)
      }
    }
    try expect(close, start)
    return entry
  }

  private mutating func field(_ start: Int) throws(Malformed) -> (name: String, text: String) {
    let name = word().lowercased()
    guard !name.isEmpty else { throw wrong("The name of a field was expected", at) }
    try expect(UInt8(ascii: "="), start)
    return (name, try value(start))
  }

  /// Texts in braces or quotes, numbers and names of strings, joined by `#`.
  private mutating func value(_ start: Int) throws(Malformed) -> String {
    var text = ""
    repeat {
      switch next {
      case UInt8(ascii: "{"): text += try enclosed(UInt8(ascii: "}"), start)
      case UInt8(ascii: "\""): text += try enclosed(UInt8(ascii: "\""), start)
      default:
        let from = at
        let name = word()
        guard !name.isEmpty else { throw wrong("A text in braces or quotes was expected", from) }
        guard let known = strings[name.lowercased()] ?? (name.utf8.allSatisfy(isDigit) ? name : nil) else {
          throw wrong("There is no @string “\(name)”; put the text in braces", from)
        }
        try make(known, from)
        text += known
      }
    } while take(UInt8(ascii: "#"))
    return text
  }

  /// Counts a text that comes into a field or a string.
  private mutating func make(_ text: String, _ place: Int) throws(Malformed) {
    guard texts.take(text.utf8.count) else {
      throw wrong(
        "With its @strings the file is more than \(InputLimits.expansion.value) times as long; write out what this one stands for",
        place)
    }
  }

  /// The text before the closing byte outside inner braces.
  private mutating func enclosed(_ close: UInt8, _ start: Int) throws(Malformed) -> String {
    at += 1
    let from = at
    var depth = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == close && depth == 0 {
        at += 1
        let text = String(decoding: bytes[from..<at - 1], as: UTF8.self)
        try make(text, from)
        return text
      }
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth < 0 { throw wrong("This brace closes nothing", at) }
      }
      at += 1
    }
    throw wrong("This entry does not end", start)
  }

  /// The next byte that is no white space.
  private var next: UInt8? {
    mutating get {
      while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
      return at < bytes.count ? bytes[at] : nil
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ start: Int) throws(Malformed) {
    if next == nil { throw wrong("This entry does not end", start) }
    guard take(byte) else { throw wrong("“\(Character(Unicode.Scalar(byte)))” was expected here", at) }
  }

  private mutating func word() -> String {
    guard next != nil else { return "" }
    let from = at
    while at < bytes.count, bytes[at] > 0x20, !"{}()\"#,=%@'".utf8.contains(bytes[at]) { at += 1 }
    return String(decoding: bytes[from..<at], as: UTF8.self)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func wrong(_ reason: String, _ offset: Int) -> Malformed {
    Malformed("\(reason).", column: offset + 1)
  }
}
