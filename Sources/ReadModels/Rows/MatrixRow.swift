package import Talks

package struct MatrixRow: Projected {
  package static let name = "matrix"
  package static let help =
    "What each party asks and offers on each issue: one row a party and issue, of what is on the table."
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var issue = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var said: String? = nil
  @Traced package var saidOn: EDTF? = nil
  @Traced package var asks: [Item] = []
  @Traced package var offers: [Item] = []
  @Traced package var proposes: [Item] = []
  @Traced package var unanswered = 0
  @Traced package var unansweredAtMost = 0

  /// Something that a party asks, offers or proposes.
  package struct Item: Structure {
    package var text = ""
    package var parties: [PartyID] = []
    package var since: EDTF?
    package var lastSaid: EDTF?
    package var proposal: Slug?
    package var clause: Slug?
    package var event = EventPosition(0)
    package var acceptedBy: [PartyID] = []
    package var refusedBy: [PartyID] = []
    package var counteredBy: [PartyID] = []
    package var metBy: [PartyID] = []
    package var waiting: [PartyID] = []
    package var became: [Reference] = []
    package var stands = Truth.no
    package var unanswered = Truth.no

    package init() {}
    init(_ bid: Bid) {
      (text, parties, since) = (bid.text, bid.parties, bid.since.on)
      if case .proposal(let slug, let name) = bid.basis { (proposal, clause) = (slug, name) }
      lastSaid = bid.lastSaid.on
      event = EventPosition(bid.since.position)
      (acceptedBy, refusedBy, counteredBy) = (bid.accepted, bid.refused, bid.countered)
      (metBy, waiting, became) = (bid.met, bid.waiting, bid.became)
      (stands, unanswered) = (bid.stands, bid.isUnanswered)
    }

    package static let parts = [
      Part("text", \Item.text, "What."),
      Part("parties", \Item.parties, "Of whom, or to whom, by id; empty where that is not recorded."),
      Part("since", \Item.since, "Since when it has been on the table in these words, as EDTF."),
      Part("last_said", \Item.lastSaid, "When it was last said or tabled in these words, as EDTF."),
      Part("proposal", \Item.proposal, "The proposal that holds it; null for what a position says."),
      Part("clause", \Item.clause, "Its name in the proposal."),
      Part("event", \Item.event, "Position of the event that put it there."),
      Part("accepted_by", \Item.acceptedBy, "Who has accepted it, by id."),
      Part("refused_by", \Item.refusedBy, "Who has refused it."),
      Part("countered_by", \Item.counteredBy, "Who has answered it with a proposal of its own."),
      Part("met_by", \Item.metBy, "Who has met it."),
      Part("waiting", \Item.waiting, "Those to whom it is addressed and who have not answered it."),
      Part("became", \Item.became, "What it became, or by what it is met."),
      Part("stands", \Item.stands, "Whether it is on the table; unknown where dates leave it open."),
      Part(
        "unanswered", \Item.unanswered, "Whether nobody has answered it; unknown where dates leave it open."),
    ]
    package var words: String { text }
  }

  package init() {}

  package static let fields: [Field<MatrixRow>] = [
    Field("issue", \.$issue, "On what.", .key),
    Field("party", \.$party, "Who asks and offers, by id.", .key),
    Field(
      "said", \.$said,
      "Its last word on the issue: its own words, or what was said in the words of whoever recorded it."),
    Field("said_on", \.$saidOn, "When, as EDTF."),
    Field(
      "asks", \.$asks, "What it asks of others: clauses of its proposals, and what its positions want first."),
    Field("offers", \.$offers, "What it has offered to others."),
    Field(
      "proposes", \.$proposes,
      "What it wants to hold for all, and proposals of which no contents are recorded."),
    Field("unanswered", \.$unanswered, "How much of this nobody has answered."),
    Field("unanswered_at_most", \.$unansweredAtMost, "The same with what dates leave open."),
  ]

  package static func rows(_ state: ProcessState) -> [MatrixRow] {
    state.matrix.map { cell in
      let all = Provenance(joining: cell.bids.map(\.provenance))
      func items(_ kind: ClauseKind) -> Traced<[Item]> {
        let those = cell.bids.filter { ($0.kind ?? .term) == kind }
        return Traced(those.map(Item.init), Provenance(joining: those.map(\.provenance)))
      }
      let last = cell.lastWord
      let spoken = last?.dating.provenance ?? []
      var row = MatrixRow()
      row.$issue = Traced(cell.issue, all.union(spoken))
      row.$party = Traced(cell.party, all.union(spoken))
      row.$said = Traced(
        last.map { position in position.quote.map { "“\($0)”" } ?? position.headline }, spoken)
      row.$saidOn = .on(last?.dating)
      (row.$asks, row.$offers, row.$proposes) = (items(.ask), items(.offer), items(.term))
      row.$unanswered = Traced(cell.bids.count { $0.isUnanswered == .yes }, all)
      row.$unansweredAtMost = Traced(cell.bids.count { $0.isUnanswered != .no }, all)
      return row
    }
  }
}

extension MatrixRow {
  /// Its items of one kind after another, with the word for that.
  package var items: [(what: ClauseKind, item: Item)] {
    asks.map { (.ask, $0) } + offers.map { (.offer, $0) } + proposes.map { (.term, $0) }
  }

  /// The row with some of its items.
  package func only(_ isWanted: (Item) -> Bool) -> MatrixRow {
    var row = self
    row.$asks = $asks.map { $0.filter(isWanted) }
    row.$offers = $offers.map { $0.filter(isWanted) }
    row.$proposes = $proposes.map { $0.filter(isWanted) }
    row.$unanswered = $unanswered.map { _ in row.items.count { $0.item.unanswered == .yes } }
    row.$unansweredAtMost = $unansweredAtMost.map { _ in row.items.count { $0.item.unanswered != .no } }
    return row
  }
}
