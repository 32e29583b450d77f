import ArgumentParser
import EventStore
import ReadModels
import Talks

/// What every reading command takes.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var point: StandpointOptions

  @Flag(help: "Print JSON for scripts.")
  var json = false

  // Not for commands, which might leave the ceiling out.
  @OptionGroup fileprivate var database: DatabaseOptions

  /// The desk, with no more in its log than is asked for, and from where it answers.
  func desk() throws -> (Desk, Standpoint) { try point.desk(database) }
}

/// From where an answer is given.
struct StandpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Answer as of a day, such as 2007-02-13: what was true then.",
      discussion: "Today, if left out.", valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Answer as the record stood on a day, or at a moment: what was known then.",
      discussion: "Such as 2008-06-30, which is to its end by UTC, or 2008-06-30T12:00:00Z.",
      valueName: "time"))
  var asKnown: String?

  @Option(
    help: ArgumentHelp(
      "Answer from what was recorded by then, whenever it is said to have been known.",
      discussion: "To cite the record as it stood: nobody can set when something was recorded.",
      valueName: "time"))
  var asRecorded: String?

  @Option(
    help: ArgumentHelp(
      "Where accounts differ, go by that of a party or a source.",
      discussion: "By the accounts that are preferred, if left out.", valueName: "name"),
    completion: .parties)
  var accordingTo: String?

  @OptionGroup var sharing: CeilingOptions

  var standpoint: Standpoint {
    get throws {
      Standpoint(
        asOf: try FilterOptions.day(asOf), asKnown: try asKnown.map(Self.moment),
        asRecorded: try asRecorded.map(Self.moment), accordingTo: accordingTo,
        ceiling: try sharing.chosen)
    }
  }

  /// The desk, with no more in its log than is asked for, and from where it answers.
  func desk(_ database: DatabaseOptions, asExtract: Bool = false) throws -> (Desk, Standpoint) {
    var standpoint = try standpoint
    let desk = try Desk(database, upTo: standpoint.ceiling, asExtract: asExtract)
    standpoint.ceiling = desk.ceiling
    return (desk, standpoint)
  }

  private static func moment(_ text: String) throws -> Int64 {
    if let day = CivilDay(iso: text) { return (Int64(day.days) + 1) * 86_400_000_000 - 1 }
    guard let moment = RFC3339.microseconds(text) else {
      throw Failure(
        "“\(text)” is not a day or a moment; write it as 2008-06-30 or 2008-06-30T12:00:00Z.", .data)
    }
    return moment
  }
}

extension Standpoint {
  /// The day that an answer is about.
  var day: CivilDay { asOf ?? CivilDay.today }

  /// The members of an answer in JSON that say from where it is given.
  var members: [(name: String, json: JSONWriter)] {
    [
      ("as_of", .of { if let asOf { $0.string(asOf.description) } else { $0.null() } }),
      (
        "as_known",
        .of { if let asKnown { $0.string(RFC3339.text(microseconds: asKnown)) } else { $0.null() } }
      ),
      (
        "as_recorded",
        .of { if let asRecorded { $0.string(RFC3339.text(microseconds: asRecorded)) } else { $0.null() } }
      ),
      ("according_to", .of { if let accordingTo { $0.string(accordingTo) } else { $0.null() } }),
      ("ceiling", .of { if let ceiling { $0.string(ceiling.rawValue) } else { $0.null() } }),
    ]
  }

  /// In words, such as “as of 13 February 2007, as known at 2008-06-30T12:00:00Z”.
  var inWords: String {
    let day = asOf.map { "as of \(ParleyCLI.inWords($0.description))" } ?? "as of today"
    return day + (asKnown.map { ", as known at \(RFC3339.text(microseconds: $0))" } ?? "")
      + (asRecorded.map { ", as recorded at \(RFC3339.text(microseconds: $0))" } ?? "")
      + (accordingTo.map { ", according to \($0)" } ?? "")
      + (ceiling.map { ", up to \($0.label)" } ?? "")
  }
}

/// A column of an answer as a person reads it.
struct Shown {
  let title: String
  var style: Style? = nil
  /// The column of the table from which it comes; nil where several make it.
  var column: String? = nil
  let text: (Table, Int, PartyNames) -> String

  static func cell(_ column: String, _ title: String, _ style: Style? = nil) -> Shown {
    Shown(title: title, style: style, column: column) { table, row, _ in table[row, column].plain }
  }
  static func date(_ column: String, _ title: String) -> Shown {
    Shown(title: title, column: column) { table, row, _ in table[row, column].date }
  }
  static func party(_ column: String, _ title: String) -> Shown {
    Shown(title: title, style: .bold, column: column) { table, row, names in
      table[row, column].text.map(names.name) ?? ""
    }
  }
  static func parties(_ column: String, _ title: String) -> Shown {
    Shown(title: title, column: column) { table, row, _ in table[row, column].texts.joined(separator: " ") }
  }
}

/// An answer that is one table, shown as a table or as JSON.
struct Answer {
  let name: String
  let projection: any Tabular.Type
  let shown: [Shown]
  /// What an empty answer says.
  let whenEmpty: String
  /// Which rows belong to the answer.
  var admits: (Table, Int) -> Bool = { _, _ in true }
  /// The column by which rows of several processes are mixed; nil keeps each process together.
  var mixedBy: String?
  /// Other tables that it needs, of all processes.
  var also: [any Projection.Type] = []
  /// What becomes of the rows beside those tables; nil for nothing.
  var derive: ((Table, [Table], Standpoint) -> Table)?
  /// What is said in sum, below the table and as a member of the JSON; nil for nothing.
  var summary: ((Table, [Table], Standpoint, PartyNames) -> Summary)?

  struct Summary {
    let lines: [String]
    let json: JSONWriter
  }

  func print(_ reading: ReadingOptions, process: String?) throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    try found(in: &answers, from: standpoint, process: process).print(asJSON: reading.json)
  }

  /// The answer with its rows.
  func found(
    in answers: inout Answers<PostgresLog>, from standpoint: Standpoint, process: String?
  ) throws -> FoundAnswer {
    let found = try answers.tables(
      [projection, PartyProjection.self, AccountProjection.self], process: process, ofAll: also)
    try standpoint.check(found[2])
    let (others, names) = (Array(found.dropFirst(3)), PartyNames(found[1]))
    let all = derive?(found[0], others, standpoint) ?? found[0]
    var wanted = all.rows.indices.filter { admits(all, $0) }
    if process == nil, let mixedBy {
      wanted.sort { (all[$0, mixedBy].day?.days ?? .min, $0) < (all[$1, mixedBy].day?.days ?? .min, $1) }
    }
    let table = Table(columns: all.columns, rows: wanted.map { all.rows[$0] })
    return FoundAnswer(
      answer: self, process: process, standpoint: standpoint, table: table, names: names,
      disputes: Disputes(found[2]), summary: summary?(table, others, standpoint, names))
  }
}

/// An answer with the rows that belong to it.
struct FoundAnswer {
  let answer: Answer
  /// Nil for all processes.
  let process: String?
  let standpoint: Standpoint
  let table: Table
  let names: PartyNames
  let disputes: Disputes
  let summary: Answer.Summary?

  var json: String {
    JSONAnswer(
      name: answer.name, process: process, standpoint: standpoint, table: table, summary: summary?.json
    ).text
  }

  /// What there is to say where there are no rows; nil where there are.
  var emptiness: String? {
    guard table.rows.isEmpty else { return nil }
    return standpoint.isSpecial && process == nil ? "Nothing that fits counted then." : answer.whenEmpty
  }

  func print(asJSON: Bool) {
    if asJSON { return Terminal.print(json) }
    if let ceiling = standpoint.ceiling { Terminal.note("Up to \(ceiling.label).") }
    if let emptiness { return Terminal.print(emptiness) }
    var headings = answer.shown.map { TextTable.Heading(title: $0.title, style: $0.style) }
    var rows = table.rows.indices.map { row in answer.shown.map { $0.text(table, row, names) } }
    for row in rows.indices { rows[row][0] += disputes.mark(table.rows[row]) }
    if process == nil {
      headings.insert(TextTable.Heading(title: "process"), at: 0)
      for row in rows.indices { rows[row].insert(table.rows[row].process, at: 0) }
    }
    for line in TextTable(headings: headings, rows: rows).lines(width: Terminal.width) {
      Terminal.print(line)
    }
    for line in summary?.lines ?? [] { Terminal.print(Terminal.harmless(line)) }
    if let legend = disputes.legend(table.rows, standpoint) { Terminal.print(legend) }
  }
}

/// A command whose answer is one table, which `parley serve` shows as well.
protocol Answering: ParsableCommand {
  /// What the answer is called in an address.
  static var answerName: String { get }
  var reading: ReadingOptions { get }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer
}

extension Answering {
  static var answerName: String { _commandName }

  func print(process: String?) throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    try answer(&answers).found(in: &answers, from: standpoint, process: process)
      .print(asJSON: reading.json)
  }
}

/// The display names of parties: as introduced in the record, else as everybody knows them.
struct PartyNames {
  private var defined: [String: String] = [:]

  init(_ parties: Table) {
    for row in parties.rows.indices {
      if let id = parties[row, "party"].text { defined[id] = parties[row, "name"].text }
    }
  }

  func name(_ id: String) -> String { defined[id] ?? Countries.name(id) ?? id }
}

extension Cell {
  /// As a person reads it.
  var plain: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .boolean(let value): value ? "yes" : "no"
    case .unknown: "unknown"
    case .day(let days): CivilDay(days: days).description
    case .texts(let texts): texts.joined(separator: ", ")
    }
  }

  /// An EDTF date in words.
  var date: String { text.map(inWords) ?? "" }
}

/// An EDTF date in words; what is not one stays as it is.
func inWords(_ text: String) -> String {
  do { return try EDTF(text).inWords } catch { return text }
}

/// The JSON form of an answer, documented in docs/reference/json.md.
struct JSONAnswer {
  let name: String
  let process: String?
  let standpoint: Standpoint
  let table: Table
  var summary: JSONWriter?

  var text: String {
    JSONWriter.of { json in
      let members: [(name: String, json: JSONWriter)] = [
        ("answer", .of { $0.string(name) }),
        ("process", .of { if let process { $0.string(process) } else { $0.null() } }),
        ("rows", rows),
      ]
      json.object(members + (summary.map { [("summary", $0)] } ?? []) + standpoint.members)
    }.text
  }

  var rows: JSONWriter {
    .of { json in
      json.list(table.rows) { row, json in
        var members = zip(table.columns, row.cells).map { column, cell in
          (name: column.name, json: JSONWriter.of { cell.write(&$0) })
        }
        members.append((name: "process", json: JSONWriter.of { $0.string(row.process) }))
        members.append((name: "why", json: row.why(table.columns)))
        json.object(members)
      }
    }
  }
}

extension TableRow {
  /// For each cell that holds something, the positions of the events on which it rests.
  func why(_ columns: [Column]) -> JSONWriter {
    .of { json in
      json.object(
        zip(columns, basis).filter { !$1.isEmpty }.map { column, basis in
          (column.name, .of { $0.list(basis.all) { $1.integer(Int($0)) } })
        })
    }
  }
}

extension Cell {
  func write(_ json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .text(let text): json.string(text)
    case .integer(let value): json.integer(Int(value))
    case .boolean(let value): json.bool(value)
    case .unknown: json.string("unknown")
    case .day(let days): json.string(CivilDay(days: days).description)
    case .texts(let texts): json.list(texts) { $1.string($0) }
    }
  }
}
