package import ArgumentParser
package import EventStore
package import ReadModels
package import Talks

/// A question about a record: a command of `parley`, and a page of `parley serve`.
///
/// Its properties with `@Argument`, `@Option` and `@Flag` are its parameters,
/// on the command line as in an address.
package protocol Question: ParsableArguments {
  /// The name on the command line: `ledger`.
  static var name: String { get }
  /// One sentence for help.
  static var abstract: String { get }
  static var discussion: String { get }
  /// The members of its answer's JSON, in addition to those of every answer.
  static var members: [JSONMember] { get }
  /// Its page in `parley serve`; nil for none.
  static var page: ServedPage? { get }

  /// The words of a command that ask it of a process.
  static func words(about process: String) -> [String]
  /// An answer that needs no record; nil for most questions.
  var immediateAnswer: Answer? { get }
  /// Asks about the processes by other slugs than were typed.
  ///
  /// - Parameter name: gives the slug that a process goes by.
  mutating func rename(_ name: (String) throws -> String) rethrows
  /// The names that it is given to choose by, which have to be known; empty for none.
  var filters: [NameFilter] { get }
  func answer(_ reader: inout RecordReader) throws -> Answer
}

extension Question {
  package static func words(about process: String) -> [String] { ["--", process] }
  package var immediateAnswer: Answer? { nil }
  package mutating func rename(_ name: (String) throws -> String) {}
  package var filters: [NameFilter] { [] }
  package static var discussion: String { "" }
  package static var page: ServedPage? { .ofProcess }
}

/// A question about one process.
package protocol OneProcessQuestion: Question {
  var process: String { get set }
}

extension OneProcessQuestion {
  package mutating func rename(_ name: (String) throws -> String) rethrows { process = try name(process) }
}

extension OneProcessQuestion where Self: SeriesQuestion {
  package var subject: String? { process }
}

extension AnyProcessQuestion where Self: SeriesQuestion {
  package var subject: String? { process }
}

/// A question about one process, or about all of them.
package protocol AnyProcessQuestion: Question {
  /// Nil for all.
  var process: String? { get set }
}

extension AnyProcessQuestion {
  package mutating func rename(_ name: (String) throws -> String) rethrows {
    process = try process.map(name)
  }
}

/// The kinds of page that answer a question.
package enum ServedPage: Sendable {
  /// The first page, of the whole record.
  case front
  /// The first page of a process.
  case process
  /// A page under that of a process, by the name of the question.
  case ofProcess
  /// The same, followed by the requested value: `why/measure/freeze.status`.
  case ofValue
  /// The page of an event.
  case event
}

/// The reader from which answers are made.
package typealias RecordReader = RowReader<PostgresLog>

extension RowReader {
  /// Reads rows with the context for showing them: the names of parties, and the disputes.
  ///
  /// - Parameter process: the process whose names and disputes are included; nil for all.
  package mutating func consult<each R: Projected>(
    about process: String?, _ wanted: repeat Wanted<each R>
  ) throws -> (context: AnswerContext, rows: (repeat [each R])) {
    let found = try read(around: process, repeat each wanted)
    try standpoint.check(found.accounts)
    return (
      AnswerContext(
        process: process, standpoint: standpoint, day: day, names: PartyNames(found.parties),
        disputes: Disputes(found.accounts), coverages: found.coverages), found.rows
    )
  }
}

/// The context for showing rows.
package struct AnswerContext: Sendable {
  package let process: String?
  package let standpoint: Standpoint
  /// The day that the answer is about.
  package let day: CivilDay
  package let names: PartyNames
  package let disputes: Disputes
  private let coverages: [String: Coverage]

  package init(
    process: String?, standpoint: Standpoint, day: CivilDay, names: PartyNames, disputes: Disputes,
    coverages: [CoverageRow]
  ) {
    (self.process, self.standpoint, self.day) = (process, standpoint, day)
    (self.names, self.disputes) = (names, disputes)
    self.coverages = Dictionary(coverages.map { ($0.process, $0.coverage) }) { $1 }
  }

  /// The day by whose end something of a process has happened or not: the day that the answer is about, or the
  /// last one that its record covers.
  ///
  /// - Parameter process: nil for all processes together.
  package func day(of process: String?) -> CivilDay { day(of: process, by: day) }

  /// The same for an answer about another day.
  func day(of process: String?, by day: CivilDay) -> CivilDay {
    process.flatMap { coverages[$0] }?.lastDay(by: day) ?? day
  }

  /// That day in words that follow a number of days before it.
  package func dayInWords(of process: String) -> String {
    if day(of: process) < day { return "the end of the record" }
    return standpoint.asOf == nil ? "today" : "that day"
  }

  /// The sentences that tell which records end before the day that the answer is about.
  private var limits: [String] {
    let ended = coverages.filter { $0.value.lastDay(by: day) < day }
    guard let process, let until = ended[process]?.until else {
      return ended.isEmpty
        ? [] : ["Of some of these processes the record ends earlier; “parley show” tells when."]
    }
    return ["The record ends on \(until.inWords); what came after is not known here."]
  }

  /// An answer that is one table.
  package func answer<R: Row>(
    _ question: any Question.Type, _ rows: [R], _ columns: [Column<R>], whenEmpty: String
  ) -> Answer {
    answer(question, [Section(rows, columns, whenEmpty: empty(whenEmpty))])
  }

  /// What an answer without rows says from its standpoint.
  package func empty(_ words: String) -> String {
    standpoint.isLimited && process == nil ? "Nothing that fits counted then." : words
  }

  package func answer(_ question: any Question.Type, _ sections: [any AnswerSection]) -> Answer {
    var answer = Answer(question.name, of: process, from: standpoint, sections)
    answer.disputes = disputes
    answer.limits = limits
    answer.turningDays = coverages.values.compactMap(\.turningDay)
    return answer
  }
}

/// The display names of parties: as introduced in the record, else as everybody knows them.
package struct PartyNames: Sendable {
  private var defined: [PartyID: String] = [:]

  package init(_ parties: [PartyRow]) {
    for row in parties { defined[row.party] = row.name }
  }

  package func name(_ party: PartyID) -> String { defined[party] ?? party.name }
  package func list(_ parties: [PartyID]) -> String { parties.map(name).joined(separator: ", ") }
}

/// The events with an unresolved dispute.
package struct Disputes: Sendable {
  private let open: Set<Int64>

  package init(_ accounts: [AccountRow]) { open = Set(accounts.filter(\.open).map(\.event.value)) }

  package func events(among events: Provenance) -> [Int64] {
    open.isEmpty ? [] : events.all.filter(open.contains)
  }
}

extension Standpoint {
  func check(_ accounts: [AccountRow]) throws {
    guard let accordingTo else { return }
    let names = Set(accounts.flatMap(\.accordingTo))
    if names.contains(accordingTo) { return }
    let hint = nearest(accordingTo, among: names).map { " Did you mean “\($0)”?" } ?? ""
    throw Malformed("No account by “\(accordingTo)” is recorded here.\(hint)")
  }
}
