package import ArgumentParser
internal import ReadModels
internal import Talks

package struct MatrixQuestion: AnyProcessQuestion {
  package static let name = "matrix"
  package static let abstract =
    "Show who asks what of whom and who has offered what, by issue and party, and what nobody has answered."
  package static let discussion = """
    A row is a party on an issue. Its asks are the clauses of its proposals that ask something and the preconditions \
    of its positions that it has not given up, whether it repeats them or not; its offers are the clauses that offer \
    something. What it proposes for all, and proposals of which no contents are recorded, stand apart. Something is \
    answered where the record says so of it: by an acceptance, a refusal, a counter-proposal, an answer to the \
    position, or what it became.
    """
  package static let members: [JSONMember] = [
    .rows(MatrixRow.self),
    .value(
      "summary",
      "`unanswered_asks`, `unanswered_offers` and `unanswered_others`: how many nobody has answered"),
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only one issue.")
  package var issue: String?

  @Option(help: "Only what one party asks and offers.", completion: .parties)
  package var party: String?

  @Option(help: "Only what is asked of one party, or offered to it.", completion: .parties)
  package var of: String?

  @Flag(help: "Only what nobody has answered.")
  package var unanswered = false

  package init() {}

  package var filters: [NameFilter] {
    [
      NameFilter(.party, [party, of], of: process),
      NameFilter(.issue, [issue], of: process),
    ]
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, all) = try reader.consult(about: process, .rows(MatrixRow.self, of: process))
    let chosen = all.filter { row in
      (party == nil || row.party.text == party)
        && (issue == nil || row.issue.lowercased() == issue?.lowercased())
    }
    let rows =
      !unanswered && of == nil
      ? chosen
      : chosen.map { row in
        row.only { item in
          (!unanswered || item.unanswered != .no) && (of == nil || item.parties.contains { $0.text == of })
        }
      }.filter { !$0.items.isEmpty }
    let proposing = rows.contains { !$0.proposes.isEmpty }
    var answer = context.answer(
      Self.self, rows,
      [
        Column("issue", \.$issue, .strong), .party("party", \.$party, context.names),
        Column("last word", \.$said) { row in
          row.said.map { $0 + (row.saidOn.map { " (\($0.inWords))" } ?? "") } ?? ""
        }, Column("asks", \.$asks) { Self.list($0.asks, .ask) },
        Column("has offered", \.$offers) { Self.list($0.offers, .offer) },
      ] + (proposing ? [Column("proposes", \.$proposes) { Self.list($0.proposes, .term) }] : []),
      whenEmpty: "No such ask or offer is recorded.")
    answer.sum = Self.sum(rows)
    return answer
  }

  private static func list(_ items: [MatrixRow.Item], _ kind: ClauseKind) -> String {
    items.map { $0.inWords(kind) }.joined(separator: "; ")
  }

  /// How much nobody has answered.
  private static func sum(_ rows: [MatrixRow]) -> Sum? {
    if rows.isEmpty { return nil }
    let open = rows.flatMap(\.items).filter { $0.item.unanswered == .yes }.map(\.what)
    let asks = open.count { $0 == .ask }
    let offers = open.count { $0 == .offer }
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let others = open.count - asks - offers
    let words =
      "Nobody has answered: \(count(asks, "ask")), \(count(offers, "offer"))"
      + (others == 0 ? "." : ", \(count(others, "proposal")).")
    return Sum(
      [words],
      .of { json in
        json.object([
          ("unanswered_asks", .of { $0.integer(asks) }), ("unanswered_offers", .of { $0.integer(offers) }),
          ("unanswered_others", .of { $0.integer(others) }),
        ])
      })
  }
}

extension MatrixRow.Item {
  /// Such as “lift the sanctions (of us; 28 February 2019; refused by us)”.
  fileprivate func inWords(_ kind: ClauseKind) -> String {
    let said = Replies(
      accepted: acceptedBy, refused: refusedBy, countered: counteredBy, met: metBy, waiting: waiting,
      unanswered: unanswered)
    let remarks = [
      kind.whom(parties), lastSaid?.inWords ?? "", said.inWords,
      became.isEmpty ? "" : "became \(became.map(\.text).joined(separator: ", "))",
      stands == .unknown ? "perhaps taken back" : "",
    ].filter { !$0.isEmpty }
    return text + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))")
  }
}
