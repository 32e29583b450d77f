package import ArgumentParser
internal import EventSourcing
internal import EventStore
internal import ReadModels
internal import Talks
internal import Web

package struct WhyQuestion: OneProcessQuestion {
  package static let name = "why"
  package static let abstract = "Show the events, and their sources, that make a value."
  package static let discussion = """
    What to explain is a column of the process, such as “standing”; a row by its name, such as a measure, a \
    round, an agreement, a setback or a party; or one column of a row, such as “yongbyon-shutdown.status”. \
    Where a name stands in several tables, “roster/kp” asks for one of them. “tier-2” is a row of “parley \
    accession”, and “us-barack-obama” one of “parley continuity”, limited to the process.
    """
  package static let page: ServedPage? = .ofValue
  package static let members: [JSONMember] = [
    .value(
      "rows",
      "objects of `table` and `columns`: by column, objects of `value` and `events`, the positions of the events on which it rests"
    ), EventCitation.member,
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Argument(help: ArgumentHelp("A column, a row, or ROW.COLUMN.", valueName: "what"))
  package var what: String

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    if reader.standpoint.accordingTo != nil {
      try reader.standpoint.check(reader.rows(AccountRow.self, of: process))
    }
    var search = ReasonSearch(what)
    for type in RowTypes.all where !type.listsEvents && search.concerns(type) {
      try search.look(in: type, of: process, &reader)
    }
    if search.found.isEmpty { search.look(in: try reader.continuity(of: process)) }
    // The rows that the answer about all processes shows under this one.
    if search.found.isEmpty {
      search.look(in: try reader.continuity(of: nil).filter { $0.process == process })
    }
    if search.found.isEmpty { throw search.unknown(in: process) }
    let events = try reader.log.events(at: Provenance(joining: search.found.map(\.events)).all)
    var answer = Answer(
      Self.name, of: process, from: reader.standpoint,
      [ReasonsSection(rows: search.found, events: events, standpoint: reader.standpoint)])
    answer.subject = "Why “\(what)”"
    return answer
  }

  /// No row or value has the requested name.
  package struct Unknown: Error, CustomStringConvertible {
    package let description: String
  }
}

/// A row with those of its fields that are asked for.
private struct ExplainedRow: Sendable {
  struct Value: Sendable {
    let field: String
    let kind: Cell.Kind
    let traced: Traced<Cell>
  }

  let table: String
  /// Such as “measure freeze”.
  let name: String
  let values: [Value]

  var events: Provenance { Provenance(joining: values.map(\.traced.provenance)) }

  /// - Parameter field: the name of the only field; nil for all fields with a value.
  init?<R: Row>(_ row: R, _ field: String?) {
    table = R.name
    name = row.label.map { "\(R.name) \($0)" } ?? row.process
    let all = R.columns.map { Value(field: $0.name, kind: $0.kind, traced: $0(row)) }
    values = all.filter { field == nil ? $0.traced.wrappedValue != .null : $0.field == field }
    if values.isEmpty { return nil }
  }
}

/// Finds rows by a typed path: a field of the process, a row by its label, or `row.field`,
/// optionally after `table/`.
private struct ReasonSearch {
  private(set) var found: [ExplainedRow] = []
  private var names: [String] = []
  /// The columns of the rows that have the name.
  private var columns: [String] = []
  private let what: String
  /// Nil for all.
  private let tables: [String]?
  private let label: String
  private let field: String?

  init(_ what: String) {
    self.what = what
    let parts = what.split(separator: "/", maxSplits: 1).map(String.init)
    tables = parts.count < 2 ? nil : Self.tables(parts[0])
    let names = (parts.count == 2 ? parts[1] : what).split(separator: ".", maxSplits: 1).map(String.init)
    label = names.first ?? ""
    field = names.count == 2 ? names[1] : nil
  }

  /// The tables that a word means: those of which a question shows rows, or that of the name.
  private static func tables(_ word: String) -> [String] {
    guard let question = Questions.all.first(where: { $0.name == word }) else { return [word] }
    return question.members.compactMap { if case .rows(let type) = $0.content { type.name } else { nil } }
  }

  mutating func look<R: Projected>(in type: R.Type, of process: String, _ reader: inout RecordReader) throws {
    look(in: try reader.rows(type, of: process))
  }

  /// Whether what was typed may be found in such rows.
  func concerns(_ type: any Row.Type) -> Bool { tables?.contains(type.name) ?? true }

  mutating func look<R: Row>(in rows: [R]) {
    if R.key.isEmpty {
      names += R.fields.map(\.name)
      // A field of the process goes before all else.
      if let row = rows.first.flatMap({ ExplainedRow($0, what) }) {
        found = [row]
        isProcess = true
      }
      return
    }
    names += rows.compactMap(\.label)
    if rows.contains(where: { $0.label == label }) { columns += R.columns.map(\.name) }
    if isProcess || !concerns(R.self) { return }
    found += rows.filter { $0.label == label }.compactMap { ExplainedRow($0, field) }
  }

  private var isProcess = false

  func unknown(in process: String) -> WhyQuestion.Unknown {
    if let field, !columns.isEmpty {
      let hint =
        nearest(field, among: columns).map { "Did you mean “\(label).\($0)”?" }
        ?? "It has \(columns.joined(separator: ", "))."
      return WhyQuestion.Unknown(
        description: "“\(label)” in \(process) has no column “\(field)”. \(hint)")
    }
    let hint =
      nearest(label, among: names).map { name in
        "Did you mean “\(([name] + [field].compactMap(\.self)).joined(separator: "."))”?"
      }
      ?? "Give a column of the process, such as “standing”, a row by its name, or ROW.COLUMN."
    return WhyQuestion.Unknown(description: "Nothing in \(process) is called “\(what)”. \(hint)")
  }
}

/// Values, the events that make them, and their sources.
private struct ReasonsSection: AnswerSection {
  let rows: [ExplainedRow]
  /// The events that support the rows, in the order of the log.
  let events: [RecordedEvent<Event>]
  let standpoint: Standpoint

  func text(_ terminal: TerminalStyle) -> [String]? {
    var lines: [String] = []
    for row in rows {
      lines.append(terminal.styled(row.name.harmless, .strong))
      let values = row.values.map { value in
        [
          value.field, value.traced.wrappedValue.plain,
          value.traced.provenance.all.map(String.init).joined(separator: " "),
        ]
      }
      lines += TextTable(["", "value", "events"].map { Heading(title: $0) }, values).lines(terminal)
    }
    lines.append("Events:")
    for event in events.map(EventCitation.init) {
      lines.append("  \(event.line.harmless)")
      lines += event.sources.map { "      \($0.harmless)" }
    }
    return lines
  }

  func html(_ links: any PageLinks) -> HTML? {
    let tables = rows.map { row -> HTML in
      let cells = row.values.map { value -> HTML in
        """
        <tr><th scope="row">\(value.field)</th><td dir="auto">\(value.traced.wrappedValue.plain)</td>\
        <td>\(links.links(to: value.traced.provenance.all))</td></tr>

        """
      }
      return """
        <div class="wide" role="group" tabindex="0">
        <table>
        <caption>\(row.name), \(standpoint.inWords)</caption>
        <thead>
        <tr><th scope="col">column</th><th scope="col">value</th><th scope="col">events</th></tr>
        </thead>
        <tbody>
        \(cells)</tbody>
        </table>
        </div>

        """
    }
    return "\(tables)<h2>Events</h2>\n\(htmlList(events.map { links.item($0) }))"
  }

  var members: [(name: String, json: JSONWriter)] {
    [
      (
        "rows",
        .of { json in
          json.list(rows) { row, json in
            let values = row.values.map { value in
              (
                name: value.field,
                json: JSONWriter.of { json in
                  json.object([
                    ("value", .of { value.traced.wrappedValue.write(&$0, as: value.kind) }),
                    ("events", value.traced.provenance.json),
                  ])
                }
              )
            }
            json.object([("table", .of { $0.string(row.table) }), ("columns", .of { $0.object(values) })])
          }
        }
      ), EventCitation.entry(events),
    ]
  }
}
