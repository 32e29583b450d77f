package import Exports
package import ReadModels
package import Talks
package import Web

/// The answer to a question from one standpoint: a value that renderers turn into text, JSON,
/// HTML and other forms.
package struct Answer: Sendable {
  /// The name of the question, such as `ledger`.
  package var name: String
  /// The process that was asked about; nil for all.
  package let process: String?
  package let standpoint: Standpoint
  /// The subject of the answer, where that is neither a process nor the record: the headline of an event.
  package var subject: String?
  /// A headline over the whole; nil for an answer that is one table.
  package var title: String?
  /// Sentences that come first.
  package var lead: [String] = []
  /// Facts that come before the sections.
  package var premises: [Fact] = []
  package var sections: [any AnswerSection]
  /// Facts that come after the sections.
  package var facts: [Fact] = []
  package var sum: Sum?
  /// Members of the JSON in addition to those of the sections.
  package var members: [(name: String, json: JSONWriter)] = []
  /// Members of the JSON that count days up to that of the answer; nil for most.
  package var count: DayCount?
  /// The days on which it says something else though nothing begins or ends, past ones among them.
  package var turningDays: [Int32] = []
  /// Whether it contains a result that a script has to learn of by the exit status.
  package var signalsFindings = false
  package var disputes = Disputes([])
  /// The sentences that say where the record ends before the day of the answer.
  package var limits: [String] = []
  /// Whether rows of an answer about all processes name their process.
  package var namesProcesses = true

  package init(
    _ name: String, of process: String?, from standpoint: Standpoint, _ sections: [any AnswerSection]
  ) {
    (self.name, self.process, self.standpoint, self.sections) = (name, process, standpoint, sections)
  }

  /// The sentences that come last.
  package var closing: [String] { (sum?.lines ?? []) + limits }

  /// The disputed events behind the rows that bear the sign of that.
  package var disputed: [Int64] {
    let signed = sections.filter { $0.signed != nil && !$0.headings.isEmpty }
    return Set(signed.flatMap(\.lines).flatMap { disputes.events(among: $0.events) }).sorted()
  }
}

/// Members of an answer's JSON that are others every day.
package struct DayCount: Sendable {
  /// The day of the answer.
  let day: CivilDay
  /// The members on a day.
  let members: @Sendable (CivilDay) -> [(name: String, json: JSONWriter)]
}

/// A fact under a label, such as the last contact.
package struct Fact: Sendable {
  package let label: String
  package let values: [String]

  package init(_ label: String, _ values: String...) { (self.label, self.values) = (label, values) }
  package init(_ label: String, _ values: [String]) { (self.label, self.values) = (label, values) }
}

/// A summary of all rows.
package struct Sum: Sendable {
  /// An empty one parts those before it from those after it.
  package let lines: [String]
  /// The member `summary` of the JSON; nil for none.
  package let json: JSONWriter?

  package init(_ lines: [String], _ json: JSONWriter?) { (self.lines, self.json) = (lines, json) }
}

/// The emphasis of a part of an answer.
package enum Emphasis: Sendable {
  /// The subject of the row.
  case strong
  case faint
  case good
  /// A matter that needs attention.
  case bad
}

/// A section of an answer, with rows of any type.
package protocol AnswerSection: Sendable {
  /// Nil where the section is the whole answer.
  var title: String? { get }
  /// Its members of the JSON; empty for a section that is for people only.
  var members: [(name: String, json: JSONWriter)] { get }
  /// The layout of the rows for people.
  var layout: SectionLayout { get }
  /// Empty for a section that is for programs only.
  var headings: [Heading] { get }
  var lines: [Line] { get }
  /// Sentences that come after the rows.
  var remarks: [String] { get }
  /// The text shown where there are no rows; nil to leave the section out then.
  var whenEmpty: String? { get }
  /// The index of the column with the sign of disputed rows; nil where there is none.
  var signed: Int? { get }
  /// The sheet of its rows, one column a field.
  var sheet: Sheet? { get }

  /// Its lines in a terminal, where it is no table; nil where it is.
  func text(_ terminal: TerminalStyle) -> [String]?
  /// Its content in a page, where it is no table; nil where it is.
  func html(_ links: any PageLinks) -> HTML?
}

extension AnswerSection {
  package var title: String? { nil }
  package var members: [(name: String, json: JSONWriter)] { [] }
  package var layout: SectionLayout { .table }
  package var headings: [Heading] { [] }
  package var lines: [Line] { [] }
  package var whenEmpty: String? { nil }
  package var remarks: [String] { [] }
  package var signed: Int? { nil }
  package var sheet: Sheet? { nil }
  package func text(_ terminal: TerminalStyle) -> [String]? { nil }
  package func html(_ links: any PageLinks) -> HTML? { nil }
}

package enum SectionLayout: Sendable { case table, list }

package struct Heading: Sendable {
  package let title: String
  package var emphasis: Emphasis? = nil
  /// The column in words, for headings without a title where each needs one.
  package var name = ""
}

/// A row as people are shown it.
package struct Line: Sendable {
  package let process: String?
  package let cells: [ShownCell]
  /// The provenance of the row.
  package let events: Provenance
}

package struct ShownCell: Sendable {
  package let text: String
  /// The location of its reasons; nil where there are none.
  package let reason: Reason?
}

/// The location of the reasons for a value.
package enum Reason: Sendable, Hashable {
  /// The one event that states it.
  case event(Int64)
  /// A value of a process as a whole.
  case field(String, of: String)
  /// A row, or one of its fields, by the table and the row's label.
  case row(table: String, label: String, field: String?, process: String)
}

/// Rows of one type, with their columns for people and their JSON member for programs.
package struct Section<Element: Sendable>: AnswerSection {
  package var title: String?
  package var member: String?
  package var layout = SectionLayout.table
  package let rows: [Element]
  package let columns: [Column<Element>]
  package var whenEmpty: String?
  package var remarks: [String] = []
  package var signed: Int? = 0
  private let line: @Sendable (Element, [Column<Element>]) -> Line
  private let write: @Sendable ([Element]) -> JSONWriter
  private let table: @Sendable ([Element]) -> Sheet?

  package var headings: [Heading] {
    columns.map { Heading(title: $0.title, emphasis: $0.emphasis, name: $0.name) }
  }
  package var lines: [Line] { rows.map { line($0, columns) } }
  package var members: [(name: String, json: JSONWriter)] { member.map { [($0, write(rows))] } ?? [] }
  package var sheet: Sheet? { table(rows) }
}

extension Section where Element: Row {
  /// - Parameter member: that of the JSON; nil for none.
  package init(
    _ rows: [Element], _ columns: [Column<Element>] = [], title: String? = nil, member: String? = "rows",
    whenEmpty: String? = nil, signed: Int? = 0
  ) {
    self.init(
      title: title, member: member, rows: rows, columns: columns, whenEmpty: whenEmpty, signed: signed,
      line: { row, columns in
        Line(
          process: row.process,
          cells: columns.map { ShownCell(text: $0.text(row), reason: $0.reason(row)) }, events: row.events)
      },
      write: { rows in .of { json in json.list(rows) { $1.raw($0.json) } } },
      table: Sheet.init)
  }
}

extension Section {
  /// A section for people, of something that is no row of a table.
  package init(
    plain rows: [Element], _ columns: [Column<Element>], title: String? = nil, whenEmpty: String? = nil,
    layout: SectionLayout = .table
  ) {
    self.init(
      title: title, member: nil, layout: layout, rows: rows, columns: columns, whenEmpty: whenEmpty,
      line: { row, columns in
        Line(
          process: nil, cells: columns.map { ShownCell(text: $0.text(row), reason: $0.reason(row)) },
          events: [])
      }, write: { _ in .of { $0.null() } }, table: { _ in nil })
  }
}
