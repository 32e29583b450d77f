internal import Postgres
package import Talks

/// A selection of rows by type and process.
package struct Wanted<R: Projected>: Sendable {
  /// Nil for rows of all processes.
  let process: String?
  let others: Others?
  /// The fields that are read, without the events on which they rest; nil for all of them, with these.
  var fields: [any PartialKeyPath<R> & Sendable]? = nil
  /// Whether rows of what is over, whatever comes, may be left out by a reader that goes from day to day.
  var isCurrent = false

  /// A selection among the rows of other processes.
  struct Others: Sendable {
    /// The condition in SQL on a table of such rows.
    let condition: @Sendable () -> SQL
    /// The same of a row.
    let admits: @Sendable (R) -> Bool
    /// Restricts the rows to those that refer to a thing of this process, so that fewer streams are read;
    /// nil for any.
    var referringTo: String? = nil
    /// The event types on which these rows depend, so that no others are read of those streams; nil for all.
    var types: [any EventType.Type]? = nil
  }

  /// The rows of one process; nil for all.
  package static func rows(_ type: R.Type = R.self, of process: String?) -> Wanted {
    Wanted(process: process, others: nil)
  }

  /// The same, without those of what is over where a reader goes from day to day.
  package static func current(_ type: R.Type = R.self, of process: String) -> Wanted {
    var wanted = Wanted.rows(of: process)
    wanted.isCurrent = true
    return wanted
  }

  /// The rows of all processes with some fields alone, and without the events on which these rest.
  package static func fields(
    _ fields: any PartialKeyPath<R> & Sendable..., of type: R.Type = R.self
  ) -> Wanted {
    Wanted(process: nil, others: nil, fields: fields)
  }

  /// The columns that are read.
  var columns: [Field<R>] {
    guard let fields else { return R.columns }
    return R.columns.filter { column in fields.contains { $0 == column.path } }
  }
}

extension Wanted where R == SourceRow {
  /// The sources that processes define, without those that are only described where they are cited.
  package static func definitions() -> Wanted {
    Wanted(
      process: nil,
      others: Others(condition: { "event IS NOT NULL" }, admits: { $0.event != nil }))
  }
}

extension Wanted where R == AdministrationRow {
  /// The administrations of all parties, from the records of all processes.
  package static func governments() -> Wanted { Wanted(process: nil, others: nil) }
}

extension Wanted where R == TimelineRow {
  /// The events of a process, and those of other processes that name one of some parties.
  package static func events(of process: String, orNaming parties: [PartyID]) -> Wanted {
    let names = parties.map(\.text)
    return Wanted(
      process: nil,
      others: Others(
        condition: { "process = \(process) OR parties && \(names)" },
        admits: { $0.process == process || !Set(parties).isDisjoint(with: $0.parties) }))
  }
}

extension Wanted where R == LinkRow {
  /// The ties between measures of other processes and those of a process; empty for nil.
  package static func ties(to process: String?) -> Wanted {
    guard let process else {
      return Wanted(
        process: nil, others: Others(condition: { "false" }, admits: { _ in false }, referringTo: ""))
    }
    let start = "\(process)/"
    return Wanted(
      process: nil,
      others: Others(
        condition: {
          "process <> \(process) AND starts_with(object, \(start)) AND relation = \(Tie.Relation.answers.text)"
        },
        admits: {
          $0.process != process && $0.object.process?.text == process && $0.relation == .answers
        }, referringTo: process,
        // Only events of one kind of thing are merged, so that no other can rename a measure.
        types: Catalogue.all.filter { $0.subjectKind == .measure }))
  }
}
