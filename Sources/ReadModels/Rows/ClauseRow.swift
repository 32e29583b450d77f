package import Talks

package struct ClauseRow: Projected {
  package static let name = "clause"
  package static let help =
    "What proposals hold, clause by clause, in the latest words of each, and the answers."

  package var process = ""
  @Traced package var clause = Slug.placeholder
  @Traced package var proposal = Slug.placeholder
  @Traced package var kind: ClauseKind = ClauseKind.term
  @Traced package var party: PartyID? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var issue: String? = nil
  @Traced package var text = ""
  @Traced package var since: EDTF? = nil
  @Traced package var earlier: [Wording] = []
  @Traced package var stands = Truth.no
  @Traced package var acceptedBy: [PartyID] = []
  @Traced package var rejectedBy: [PartyID] = []
  @Traced package var counteredBy: [PartyID] = []
  @Traced package var waiting: [PartyID] = []
  @Traced package var unanswered = Truth.no
  @Traced package var became: [Reference] = []

  /// What a clause said in an earlier version.
  package struct Wording: Structure {
    package var text = ""
    package var kind: ClauseKind = ClauseKind.term
    package var on: EDTF?
    package var event = EventPosition(0)

    package init() {}
    init(_ clause: Clause, _ dating: Dating) {
      (text, kind, on, event) = (clause.text, clause.kind, dating.on, EventPosition(dating.position))
    }

    package static let parts = [
      Part("text", \Wording.text, "What it said."), Part("kind", \Wording.kind, "ask, offer or term."),
      Part("on", \Wording.on, "From when, as EDTF."), Part("event", \Wording.event, "Position of the event."),
    ]
    package var words: String { "\(on.map { "\($0.text) " } ?? "")\(text)" }
  }

  package init() {}

  package static let fields: [Field<ClauseRow>] = [
    Field("clause", \.$clause, "Its name in the proposal.", .key),
    Field("proposal", \.$proposal, "The proposal, by its slug.", .key),
    Field("kind", \.$kind, "ask, offer or term."),
    Field("party", \.$party, "Who asks, offers or proposes it, by id."),
    Field("parties", \.$parties, "Of whom it is asked, or to whom it is offered, by id."),
    Field("issue", \.$issue, "On what."),
    Field("text", \.$text, "What it says."),
    Field("since", \.$since, "When it was first put in these words, as EDTF."),
    Field("earlier", \.$earlier, "What it said in earlier versions, in their order."),
    Field(
      "stands", \.$stands,
      "Whether it is part of the proposal, neither taken out nor taken back; null where dates leave it open."),
    Field("accepted_by", \.$acceptedBy, "Who has accepted it, as its last word, by id."),
    Field("rejected_by", \.$rejectedBy, "Who has rejected it."),
    Field("countered_by", \.$counteredBy, "Who has answered it with a proposal of its own."),
    Field("waiting", \.$waiting, "Those to whom it is addressed and who have not answered it."),
    Field(
      "unanswered", \.$unanswered,
      "Whether it stands, nobody has answered it, and nothing became of it; null where dates leave it open."),
    Field("became", \.$became, "The measures and agreements that it became."),
  ]

  package static func rows(_ state: ProcessState) -> [ClauseRow] {
    state.proposals.all.flatMap { slug, proposal in
      let replies = proposal.replies
      return proposal.clauses.map { clause, dating in
        let by = dating.provenance
        let outcomes = proposal.outcomes(of: clause.name)
        let whole = proposal.life(of: clause.name, by: nil).provenance
        let said = Provenance(
          replies.filter { $0.clauses.isEmpty || $0.clauses.contains(clause.name) }.map(\.dating.position))
        let tied = Provenance(outcomes.map(\.dating.position))
        let addressees = proposal.addressees(of: clause)
        var row = ClauseRow()
        row.$clause = Traced(clause.name, by)
        row.$proposal = Traced(slug, by)
        row.$kind = Traced(clause.kind, by)
        row.$party = proposal.$party
        row.$parties = Traced(addressees, clause.parties.isEmpty ? proposal.$to.provenance : by)
        row.$issue = clause.issue == nil ? proposal.$issue : Traced(clause.issue, by)
        row.$text = Traced(clause.text, by)
        row.$since = .on(dating)
        let wordings = proposal.wordings(of: clause.name)
        row.$earlier = Traced(
          wordings.dropLast().map { Wording($0.clause, $0.dating) },
          Provenance(wordings.dropLast().map(\.dating.position)))
        row.$stands = Traced(proposal.stands(clause.name), whole)
        row.$acceptedBy = Traced(proposal.parties(.accepted, clause.name), said)
        row.$rejectedBy = Traced(proposal.parties(.rejected, clause.name), said)
        row.$counteredBy = Traced(proposal.parties(.countered, clause.name), said)
        row.$waiting = Traced(
          addressees.filter { proposal.isAnswered(clause.name, by: $0) != .yes }, by.union(said))
        row.$unanswered = Traced(proposal.isUnanswered(clause.name), whole.union(tied))
        row.$became = Traced(outcomes.flatMap(\.became).distinct, tied)
        return row
      }
    }
  }
}
