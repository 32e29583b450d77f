import Talks

/// A first map of a table, guessed from its header and its first rows, for a person to complete.
///
/// It guesses nothing that would be wrong without anybody noticing: what it cannot tell is one of its questions, and an
/// import by the map refuses the rows that need the answer.
package struct MapProposal {
  private let columns: [Column]
  private let name: Slug
  private let process: String
  private let type: String
  /// The words that seem to stand for empty cells.
  private let empty: [String]

  /// The map as JSON, a member a line.
  package private(set) var text = ""
  /// What is left for a person to decide, a sentence each.
  package private(set) var questions: [String] = []

  private struct Column {
    let name: String
    /// The non-empty cells of the first rows.
    let cells: [String]
    let isFull: Bool
    private let words: Set<String>

    init(_ name: String, _ rows: [[String]], without empty: Set<String>) {
      self.name = name
      let texts = rows.map { $0.map { trimmed($0) }.filter { !$0.isEmpty && !empty.contains($0) } }
      cells = texts.flatMap(\.self)
      isFull = texts.allSatisfy { !$0.isEmpty }
      // `startDate` is two words as `start_date` is.
      var spaced = ""
      for character in name {
        if character.isUppercase, let last = spaced.last, last.isLowercase || last.isNumber { spaced += " " }
        spaced.append(character)
      }
      words = Set(
        (Slug(title: spaced).text + "-" + Slug(title: name).text).split(separator: "-").map(String.init))
    }

    func isCalled(_ words: [String]) -> Bool { words.contains { self.words.contains($0) } }

    /// The mean length of its texts; zero without letters.
    var length: Int {
      let texts = cells.filter { $0.contains(where: \.isLetter) }
      return texts.isEmpty ? 0 : texts.reduce(0) { $0 + $1.count } / texts.count
    }
  }

  /// The number of rows examined; fewer of a table so wide that they would have too many cells.
  private static func sample(of columns: Int) -> Int { min(500, max(20, 5_000_000 / max(1, columns))) }

  /// Words that people and programs write into empty cells.
  private static let emptyWords: Set<String> = [
    "NA", "N/A", "n/a", "n.a.", "N.A.", "na", "#N/A", "NULL", "null", "Null", "None", "none", "NaN", "nan",
    "nil",
    "-", "--", "–", "—", "?", "??", ".", "..", "…", "(none)", "(blank)", "\\N", "missing",
  ]

  private static let patterns: [DatePattern] = [
    "edtf", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y",
    "%B %d, %Y", "%d-%b-%Y", "%B %Y", "%m/%Y", "%Y%m%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S",
    "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d.%m.%Y %H:%M",
    // Intervals.
    "%d–%d %B %Y", "%d %B – %d %B %Y", "%d %B %Y – %d %B %Y", "%B %d–%d, %Y", "%B %d – %B %d, %Y",
    "%B %d, %Y – %B %d, %Y", "%B–%B %Y", "%B %Y – %B %Y", "%Y–%Y", "%Y-%m-%d–%Y-%m-%d", "%d/%m/%Y–%d/%m/%Y",
    "%m/%d/%Y–%m/%d/%Y", "%d.%m.%Y–%d.%m.%Y", "%d.–%d.%m.%Y", "%d–%d.%m.%Y", "%d–%d/%m/%Y",
  ].compactMap { try? DatePattern($0) }

  /// Reads the beginning of a table of CSV or JSON.
  package init(_ path: String, process: String?, type: String) throws(ImportError) {
    let file = try ImportFile(path)
    try ImportFormats.refuseWorkbook(file)
    var lines = LineReader(file)
    var (header, rows): ([String], [[[String]]]) = ([], [])
    if try ImportFormats.guess(file, isTable: true) == JSONImport.self {
      let table = try JSONImport.Table(&lines)
      header = table.columns
      var tape = JSONTape()
      for row in table.rows.indices.prefix(Self.sample(of: header.count)) {
        let cells = (try? JSONImport.Table.cells(table.record(row), &tape)) ?? []
        let texts = Dictionary(grouping: cells, by: \.name)
        rows.append(header.map { name in (texts[name] ?? []).map(\.text) })
      }
    } else if let head = try CSVHead(&lines, separator: nil, wanted: []) {
      header = head.columns
      while rows.count < Self.sample(of: header.count),
        let record = try CSVImport.record(&lines, head.separator)
      {
        guard let cells = try? CSVImport.cells(record, head.separator) else { continue }
        let filled = cells.count { !trimmed($0).isEmpty }
        // A row with less is empty, or a note below the table.
        if filled > 1 || filled == 1 && header.count < 3 {
          rows.append(header.indices.map { $0 < cells.count ? [cells[$0]] : [] })
        }
      }
    }
    if rows.isEmpty { throw .empty(file: file.name) }
    var empty: [String] = []
    for row in rows {
      for cell in row.joined() {
        for word in [trimmed(cell)] + cell.components(by: ";").map({ trimmed($0) })
        where Self.emptyWords.contains(word) && !empty.contains(word) { empty.append(word) }
      }
    }
    self.empty = empty
    columns = header.indices.map { index in
      Column(header[index], rows.map { $0[index] }, without: Set(empty))
    }.filter { !$0.name.isEmpty || !$0.cells.isEmpty }
    let base = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? ""
    name = Slug(title: base.isEmpty || path == "-" ? "table" : base)
    self.process = process ?? ""
    self.type = type
    write()
  }

  private mutating func write() {
    var used: Set<String> = [""]
    func take(_ words: [String]) -> Column? {
      let found = columns.first { !used.contains($0.name) && $0.isCalled(words) }
      if let found { used.insert(found.name) }
      return found
    }
    var fields: [(String, JSONWriter)] = []
    if let date = date {
      used.formUnion(date.columns)
      fields.append(("on", date.rule))
      questions += date.questions
    } else {
      questions.append("No column looks like a date; say in “on” which one is, or the events have none.")
    }
    let key = columns.first {
      $0.isCalled(["id", "key", "code", "number", "no", "ref", "reference"]) && $0.isFull
        && Set($0.cells).count == $0.cells.count && !used.contains($0.name)
    }
    if let key { used.insert(key.name) }
    let summary = take(["summary", "description", "details", "text", "notes", "remarks"])
    let title = take(["title", "headline", "name", "event", "incident", "subject", "what", "agreement"])
    let parties =
      take([
        "country", "countries", "party", "parties", "actor", "actors", "state", "states", "who", "sides",
        "participants", "signatories",
      ])
      ?? columns.first { !used.contains($0.name) && $0.isCalled(["iso", "iso2", "iso3"]) }
    if let parties { used.insert(parties.name) }
    let place = take(["place", "location", "site", "city", "venue"])
    let links = columns.filter { column in
      !used.contains(column.name) && !column.cells.isEmpty
        && (column.cells.allSatisfy { $0.hasPrefix("http") }
          || column.isCalled(["source", "sources", "url", "link"]))
    }
    used.formUnion(links.map(\.name))
    if let title {
      fields.append(("title", Self.string(title.name)))
    } else if summary == nil {
      let longest = columns.filter { !used.contains($0.name) }.max { $0.length < $1.length }
      if let longest, longest.length > 0 {
        used.insert(longest.name)
        fields.append(("title", Self.string(longest.name)))
        questions.append("Is “\(longest.name)” the title? It has the longest texts.")
      } else {
        questions.append("No column looks like a title or a text; each event needs one of them.")
      }
    }
    if let summary { fields.append(("summary", Self.string(summary.name))) }
    var empty = empty
    if let parties {
      let (rule, asked, isNamibia) = self.parties(parties)
      fields.append(("parties", rule))
      questions += asked
      if isNamibia { empty.removeAll { $0.lowercased() == "na" } }
    }
    if let place { fields.append(("place", Self.string(place.name))) }
    if !links.isEmpty {
      fields.append(("sources", .of { json in json.list(links) { $1.string($0.name) } }))
    }
    let left = columns.map(\.name).filter { !used.contains($0) }
    var members: [(String, JSONWriter)] = [
      ("name", Self.string(name.text)), ("process", Self.string(process)), ("type", Self.string(type)),
    ]
    if let key { members.append(("key", Self.string(key.name))) }
    if !empty.isEmpty {
      members.append(("empty", .of { json in json.list(empty) { $1.string($0) } }))
      questions.append(
        "\(Self.list(empty)) is taken for an empty cell; take out of “empty” what says something.")
    }
    if !left.isEmpty {
      members.append(("note", Self.string("Not used: \(left.joined(separator: ", "))")))
    }
    if columns.contains(where: \.name.isEmpty) {
      questions.append("A column without a name holds something; name it in the header to use it.")
    }
    let inner = fields.map { "    \(Self.string($0.0).text): \($0.1.text)" }.joined(separator: ",\n")
    let outer = members.map { "  \(Self.string($0.0).text): \($0.1.text),\n" }.joined()
    text = "{\n\(outer)  \"fields\": {\n\(inner)\n  }\n}"
  }

  // MARK: Dates

  private struct DateGuess {
    let columns: [String]
    let rule: JSONWriter
    let questions: [String]
  }

  /// The column of the date, or the two of its beginning and end, with the format.
  private var date: DateGuess? {
    func isDated(_ column: Column) -> Bool {
      let good = column.cells.count { cell in Self.patterns.contains { $0.edtf(cell) != nil } }
      return good > 0 && good * 10 >= column.cells.count * 8 || isNumbered(column)
    }
    func isNumbered(_ column: Column) -> Bool {
      !column.cells.isEmpty
        && column.cells.allSatisfy { cell in
          DatePattern.serial.edtf(cell) != nil
            && (Double(cell).map { (10_000..<80_000).contains($0) } ?? false)
        }
    }
    let named = columns.filter {
      $0.isCalled(["date", "dates", "day", "when", "on", "start", "end", "from", "until"])
    }
    let start = columns.first {
      $0.isCalled(["start", "begin", "beginning", "began", "from", "first"]) && isDated($0)
    }
    let end = columns.first {
      $0.isCalled(["end", "ended", "ending", "until", "till", "to", "finish", "last"]) && isDated($0)
        && $0.name != start?.name
    }
    if let start, let end {
      let (format, notes) = format(of: start.cells + end.cells, isNumbered(start) && isNumbered(end))
      let open =
        end.isFull
        ? [] : ["Where “\(end.name)” is empty, it is taken for one day; say \"open\": true for “since then”."]
      return guess([("start", start.name), ("end", end.name)], format, notes + open)
    }
    if let parts = dateInParts { return parts }
    let dated = named.filter(isDated) + columns.filter { isDated($0) && !isNumbered($0) }
    if let column = dated.first {
      let (format, notes) = format(of: column.cells, isNumbered(column))
      return guess([("column", column.name)], format, notes)
    }
    // Better refused row by row than left without a date.
    guard let column = named.first else { return nil }
    return guess(
      [("column", column.name)], ["edtf"],
      [
        "The dates of “\(column.name)” were not understood (\(column.cells.prefix(3).joined(separator: "; "))); give their form."
      ]
    )
  }

  /// A year, a month and perhaps a day in columns of their own, as fine as they are filled.
  private var dateInParts: DateGuess? {
    func column(_ word: String, _ fits: (String) -> Bool) -> Column? {
      columns.first { $0.isCalled([word]) && !$0.cells.isEmpty && $0.cells.allSatisfy(fits) }
    }
    func number(_ text: String, _ range: ClosedRange<Int>) -> Bool { Int(text).map(range.contains) ?? false }
    guard let year = column("year", { number($0, 1000...2999) }),
      let month = column("month", { DatePattern.month($0) != nil || number($0, 1...12) })
    else { return nil }
    let day = column("day", { number($0, 1...31) })
    let name = month.cells.allSatisfy { Int($0) != nil } ? "%m" : "%B"
    let parts = [year, month, day].compactMap { $0?.name }
    let template = parts.map { "{\($0)}" }.joined(separator: "-")
    let forms = day == nil ? ["%Y-\(name)", "%Y-"] : ["%Y-\(name)-%d", "%Y-\(name)-", "%Y--"]
    return DateGuess(
      columns: parts,
      rule: .of { json in
        json.object([
          ("template", Self.string(template)),
          ("format", .of { json in json.list(forms) { $1.string($0) } }),
        ])
      }, questions: [])
  }

  private func guess(_ columns: [(member: String, name: String)], _ format: [String], _ notes: [String])
    -> DateGuess
  {
    var members = columns.map { ($0.member, Self.string($0.name)) }
    members.append(("format", .of { json in json.list(format) { $1.string($0) } }))
    if !notes.isEmpty { members.append(("note", Self.string(notes.joined(separator: " ")))) }
    return DateGuess(columns: columns.map(\.name), rule: .of { $0.object(members) }, questions: notes)
  }

  /// The forms in which dates are written, the most usual first, and what they leave open.
  private func format(of cells: [String], _ isNumbered: Bool) -> (format: [String], notes: [String]) {
    if isNumbered {
      let (usual, other) = (DatePattern.serial, DatePattern.serial1904)
      let first = cells.first ?? ""
      return (
        [usual.text],
        [
          "Are these the day numbers of a workbook? \(first) is then \(usual.edtf(first) ?? "no day"); say “\(other.text)” if it counts from 1904, which makes it \(other.edtf(first) ?? "no day")."
        ]
      )
    }
    var chosen: [DatePattern] = []
    var left = cells
    while !left.isEmpty {
      let counts = Self.patterns.map { pattern in left.count { pattern.edtf($0) != nil } }
      guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { break }
      chosen.append(Self.patterns[best])
      left.removeAll { Self.patterns[best].edtf($0) != nil }
    }
    var notes: [String] = []
    for pattern in chosen where pattern.text.hasPrefix("%d") && !pattern.text.contains("%B") {
      let swapped = pattern.text.replacing("%d", with: "%D").replacing("%m", with: "%d").replacing(
        "%D", with: "%m")
      let isOpen =
        (try? DatePattern(swapped)).map { other in
          cells.allSatisfy { pattern.edtf($0) == nil || other.edtf($0) != nil }
        } ?? false
      if isOpen { notes.append("Every date reads as \(swapped) as well; say which of the two it is.") }
    }
    if !left.isEmpty { notes.append("Not understood: \(left.prefix(3).joined(separator: "; "))") }
    return (chosen.map { withoutMidnight($0, cells) }, notes)
  }

  /// The format with zeros for the time of day, where every date has midnight: then it is no time.
  private func withoutMidnight(_ pattern: DatePattern, _ cells: [String]) -> String {
    let dates = cells.compactMap(pattern.edtf)
    guard pattern != .edtf, pattern.mayHaveTime, dates.allSatisfy({ ClockTimes($0) == .midnight }) else {
      return pattern.text
    }
    return ["%H", "%M", "%S"].reduce(pattern.text) { $0.replacing($1, with: "00") }
  }

  // MARK: Parties

  /// The parties that a column names, with those that are known beyond doubt; whether `NA` may be Namibia.
  private func parties(_ column: Column) -> (rule: JSONWriter, questions: [String], isNamibia: Bool) {
    let split = ([";", "/", ","] as [String]).first { separator in
      column.cells.contains { $0.contains(separator) && Countries.code(named: $0) == nil }
    }
    var words: [String] = []
    for cell in column.cells {
      for word in cell.components(by: split ?? "").map({ trimmed($0) })
      where !word.isEmpty && !empty.contains(word) && !words.contains(word) { words.append(word) }
    }
    // Two letters may be anything where others stand beside them that are no codes.
    let areCodes = [2, 3].contains { length in
      !words.isEmpty
        && words.allSatisfy { word in
          Countries.code(iso: word) != nil && word.utf8.count == length
            || word == word.uppercased() && Countries.code(named: word) != nil && word.utf8.count <= 4
            || PartyID(word)?.isWellKnown == true
        } && words.contains { Countries.code(iso: $0) != nil && $0.utf8.count == length }
    }
    var (values, asked): ([(String, JSONWriter)], [String]) = ([], [])
    let acronyms = words.filter { isAcronym($0) && Countries.code(named: $0) == nil }
    // Nor does NLD mean the Netherlands beside KNU and KIA.
    let areStates = acronyms.allSatisfy { $0.utf8.count == 3 && Countries.code(iso: $0) != nil }
    for word in words {
      let code =
        Countries.code(named: word) ?? (areCodes ? Countries.code(iso: word) ?? known(word) : nil)
        ?? (areStates && word.utf8.count == 3 && isAcronym(word) ? Countries.code(iso: word) : nil)
      if let code { values.append((word, Self.string(code))) } else { asked.append(word) }
    }
    let isNamibia =
      areCodes && words.allSatisfy { $0.utf8.count == 2 } && empty.contains { $0.lowercased() == "na" }
    if isNamibia { asked += empty.filter { $0.lowercased() == "na" } }
    var questions: [String] = []
    if areCodes, words.contains(where: { $0.utf8.count == 2 }) {
      questions.append("“\(column.name)” is read as codes of ISO 3166.")
    }
    if !asked.isEmpty {
      questions.append(
        "Give each of these its party in lower-case letters, such as kp or farc, or \"\" for none: \(Self.list(asked))."
      )
    }
    var members = [("column", Self.string(column.name))]
    if let split { members.append(("split", Self.string(split))) }
    members.append(("values", .of { $0.object(values) }))
    if !questions.isEmpty { members.append(("note", Self.string(questions.joined(separator: " ")))) }
    return (.of { $0.object(members) }, questions, isNamibia)
  }

  private func known(_ word: String) -> String? { PartyID(word)?.isWellKnown == true ? word : nil }

  /// Whether it is written as acronyms and codes are.
  private func isAcronym(_ word: String) -> Bool {
    word.utf8.count <= 6 && word.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    return words.count > 20 ? "\(shown) and \(words.count - 20) more" : shown
  }

  private static func string(_ text: String) -> JSONWriter { .of { $0.string(text) } }
}
