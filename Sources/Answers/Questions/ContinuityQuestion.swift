package import ArgumentParser
internal import EventSourcing
package import ReadModels
internal import Talks

package struct ContinuityQuestion: AnyProcessQuestion {
  package static let name = "continuity"
  package static let abstract =
    "Show what changes of administration left of the commitments that were there."
  package static let discussion = """
    A row is a change of administration of one party. Inherited are the agreements that bound it on the day \
    before, and the measures that it had promised and not delivered, or had suspended. What became of them is \
    where they stand at the end of that administration, or on the day asked about. Another term of the same head is \
    no change. The governments of a party \
    count whichever process they are recorded in; with a process named, only commitments, contacts and rounds of \
    that process count, and only parties that have to do with it.
    """
  package static let members: [JSONMember] = [
    .rows(ContinuityRow.self, "one a change of administration; what they tell is spread over processes")
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only changes of one party.", completion: .parties)
  package var party: String?

  package init() {}

  package var filters: [NameFilter] { [NameFilter(.party, [party], of: process)] }

  /// The parties of some rows, each once.
  private func names(_ rows: [ContinuityRow], _ context: AnswerContext) -> String {
    let parties = rows.map(\.party).reduce(into: [PartyID]()) { if !$0.contains($1) { $0.append($1) } }
    return context.names.list(parties)
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, _) = try reader.consult(about: process)
    // An administration that no other came before is no change.
    let administrations = try reader.continuity(of: process).filter { party == nil || $0.party.text == party }
    var changes = administrations.filter { $0.before != nil }
    if process == nil { changes = changes.mixed(by: \.sinceDay) }
    return context.answer(
      Self.self, changes,
      [
        Column("change", \.$change, .strong) { row in
          "\(context.names.name(row.party)): \(row.before ?? "…") → \(row.head)\(row.acting.inWords(" (acting)"))"
        },
        .date("since", \.$since),
        Column("inherited", \.$inherited) { row in
          let perhaps = row.perhapsInherited.map(\.text)
          return "\(row.inherited.count)"
            + (perhaps.isEmpty ? "" : ", and perhaps \(perhaps.joined(separator: ", "))")
        },
        Column("what became of it") { row in
          Handover.Fate.allCases.compactMap { fate in
            let those = row[fate]
            return those.isEmpty
              ? nil : "\(those.count) \(fate.rawValue): \(those.map(\.text).joined(separator: ", "))"
          }.joined(separator: "; ")
        },
        Column("agreements", \.$agreementsAfter) { "\($0.agreementsBefore) → \($0.agreementsAfter)" },
        Column("first contact", \.$firstContact) { row in
          meeting(row.firstContact, row.toContact, row.contactIn)
        },
        Column("first round", \.$firstRound) { row in
          meeting(row.firstRound, row.toRound, row.roundIn)
        },
      ],
      whenEmpty: administrations.isEmpty
        ? "No administration is recorded."
        : "No change of administration can be told: of \(names(administrations, context)) nobody is recorded who governed before; log whom they followed with “parley log administration-changed”."
    )
  }
}

private func meeting(_ on: EDTF?, _ days: Days?, _ process: String?) -> String {
  guard let on else { return "none" }
  let after = days.map { ", after \($0.withNoun)" } ?? ""
  return "\(on.inWords)\(after) (\(process ?? ""))"
}

extension RowReader {
  /// The rows of changes of administration, in one process or in all.
  package mutating func continuity(of process: String?) throws -> [ContinuityRow] {
    var states: [(process: String, state: ProcessState)] = []
    for name in try process.map({ [$0] }) ?? log.streams(after: 0) {
      if let state = try state(of: name) { states.append((name, state)) }
    }
    let administrations = try read(Wanted<AdministrationRow>.governments())
    return ContinuityRow.rows(
      of: states,
      administrations: administrations.map { (process: $0.process, it: $0.administration(by: day)) },
      in: process)
  }
}
