package import ArgumentParser
internal import ReadModels
internal import Talks

package struct ProposalsQuestion: AnyProcessQuestion {
  package static let name = "proposals"
  package static let abstract =
    "Show what was proposed: by whom to whom, clause by clause, in what versions, and who answered what."
  package static let discussion = """
    A proposal is accepted, rejected or countered where all to whom it is addressed say so of every clause that is in \
    it, and partly answered otherwise. Below stand the clauses in their latest words. A clause that is put in other \
    words is open again; one that a new version does not name stays as it was.
    """
  package static let members: [JSONMember] = [
    .rows(ProposalRow.self), .rows(ClauseRow.self, "of these proposals", as: "clauses"),
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only those that one party tabled.", completion: .parties)
  package var party: String?

  @Option(help: "Only one proposal, by its slug.")
  package var proposal: String?

  @Flag(help: "Only what nobody has answered.")
  package var unanswered = false

  package init() {}

  package var filters: [NameFilter] {
    [
      NameFilter(.party, [party], of: process),
      NameFilter(.proposal, [proposal], of: process),
    ]
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, rows) = try reader.consult(
      about: process, .rows(ProposalRow.self, of: process), .rows(ClauseRow.self, of: process))
    let proposals = rows.0.filter { row in
      (party == nil || row.party?.text == party) && (proposal == nil || row.proposal.text == proposal)
    }
    let clauses = rows.1.filter { row in
      proposals.contains { $0.process == row.process && $0.proposal == row.proposal }
        && (!unanswered || row.unanswered != .no)
    }
    let shown = proposals.filter { row in
      !unanswered || row.unanswered != .no
        || clauses.contains { $0.process == row.process && $0.proposal == row.proposal }
    }
    return context.answer(
      Self.self,
      [
        Section(
          shown,
          [
            Column("proposal", \.$proposal, .strong), Column("by", \.$party), .parties("to", \.$addressees),
            Column("issue", \.$issue), Column("status", \.$status),
            Column("tabled", \.$tabled) { row in
              (row.tabled?.inWords ?? "")
                + (row.revised.map { ", version \(row.versions) \($0.inWords)" } ?? "")
            },
            Column("answers", \.$replies) { row in
              row.replies.map { "\($0.words) \($0.on?.inWords ?? "")" }.joined(separator: "; ")
            },
            Column("became", \.$became),
          ], whenEmpty: context.empty("No such proposal is recorded.")),
        Section(
          clauses,
          [
            Column("clause", \.$clause, .strong), Column("of", \.$proposal), Column("kind", \.$kind),
            Column("whom", \.$parties) { row in row.kind.whom(row.parties) },
            Column("what", \.$text) { $0.text + $0.stands.whereTakenOut },
          ]
            + (clauses.contains { !$0.earlier.isEmpty }
              ? [
                Column("before", \.$earlier) { row in
                  row.earlier.map { "\($0.text) (\($0.on?.inWords ?? ""))" }.joined(separator: "; ")
                }
              ] : []) + [
              Column("answered", \.$acceptedBy) { $0.answered },
              Column("became", \.$became),
            ], title: "Clauses", member: "clauses"),
      ])
  }
}

extension ClauseKind {
  /// Such as “of us, kr”.
  func whom(_ parties: [PartyID]) -> String {
    if parties.isEmpty { return "" }
    let names = parties.map(\.text).joined(separator: ", ")
    return self == .ask ? "of \(names)" : "to \(names)"
  }
}

extension Truth {
  /// A remark about something that is perhaps, or for certain, off the table.
  var whereTakenOut: String {
    switch self {
    case .no: " (taken out)"
    case .unknown: " (perhaps taken out)"
    case .yes: ""
    }
  }
}

extension ClauseRow {
  /// Who has said what, or that nobody has.
  fileprivate var answered: String {
    let said = Replies(
      accepted: acceptedBy, refused: rejectedBy, countered: counteredBy, met: [], waiting: waiting,
      unanswered: unanswered)
    return said.inWords
  }
}

/// The answers to something that was asked, offered or proposed.
struct Replies {
  let accepted: [PartyID]
  let refused: [PartyID]
  let countered: [PartyID]
  let met: [PartyID]
  let waiting: [PartyID]
  let unanswered: Truth

  /// Such as “refused by us; kr has not answered”.
  var inWords: String {
    if unanswered == .yes { return "unanswered" }
    func names(_ parties: [PartyID]) -> String { parties.map(\.text).joined(separator: ", ") }
    let said = [
      ("accepted", accepted), ("refused", refused), ("countered", countered), ("met", met),
    ].filter { !$1.isEmpty }.map { "\($0) by \(names($1))" }
    let silent =
      waiting.isEmpty ? [] : ["\(names(waiting)) \(waiting.count == 1 ? "has" : "have") not answered"]
    let doubt = unanswered == .unknown ? ["perhaps unanswered"] : []
    return (said + (unanswered == .unknown ? doubt : silent)).joined(separator: "; ")
  }
}
