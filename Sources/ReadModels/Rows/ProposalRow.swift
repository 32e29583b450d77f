package import Talks

package struct ProposalRow: Projected {
  package static let name = "proposal"
  package static let help = "Texts and offers tabled, and the answers to them."
  package static let version = 2

  package var process = ""
  @Traced package var proposal = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var party: PartyID? = nil
  @Traced package var addressees: [PartyID] = []
  @Traced package var issue: String? = nil
  @Traced package var status: Settled<Proposal.Status>? = nil
  @Traced package var tabled: EDTF? = nil
  @Traced package var versions = 0
  @Traced package var revised: EDTF? = nil
  @Traced package var answered: EDTF? = nil
  @Traced package var answeredBy: PartyID? = nil
  @Traced package var replies: [Answer] = []
  @Traced package var waiting: [PartyID] = []
  @Traced package var unanswered = Truth.no
  @Traced package var answers: Reference? = nil
  @Traced package var became: [Reference] = []

  /// An answer to the proposal, or to some of its clauses.
  package struct Answer: Structure {
    package var party: PartyID?
    package var answer = Proposal.Status.accepted
    package var clauses: [Slug] = []
    package var through: Slug?
    package var reason: String?
    package var on: EDTF?

    package init() {}
    init(_ answer: Proposal.Answer) {
      (party, self.answer, clauses) = (answer.by, answer.status, answer.clauses)
      (through, reason, on) = (answer.through, answer.reason, answer.dating.on)
    }

    package static let parts = [
      Part("party", \Answer.party, "Who answers, by id."),
      Part("answer", \Answer.answer, "accepted, rejected or countered."),
      Part("clauses", \Answer.clauses, "Which clauses; empty for the whole."),
      Part("through", \Answer.through, "The proposal by which it is countered."),
      Part("reason", \Answer.reason, "Why, as it said itself."), Part("on", \Answer.on, "When, as EDTF."),
    ]
    package var words: String {
      let what = clauses.isEmpty ? "" : " \(clauses.map(\.text).joined(separator: ", "))"
      return "\(party.map { "\($0) " } ?? "")\(answer.text)\(what)\(through.map { " with \($0)" } ?? "")"
    }
  }

  package init() {}

  package static let fields: [Field<ProposalRow>] = [
    Field("proposal", \.$proposal, "Its slug.", .key),
    Field("title", \.$title, "Its title."),
    Field("party", \.$party, "Who tabled it, by id."),
    Field("addressees", \.$addressees, "Who is to answer it, by id; empty where that is not recorded."),
    Field("issue", \.$issue, "On what."),
    Field(
      "status", \.$status,
      "tabled, accepted, rejected, countered, partly answered, or withdrawn; accepted where all to whom it is addressed accept every clause; unknown where dates leave it open."
    ),
    Field("tabled", \.$tabled, "When it was first tabled, as EDTF."),
    Field("versions", \.$versions, "How many versions of it were tabled."),
    Field("revised", \.$revised, "When the last of them was, as EDTF; null where there is one."),
    Field("answered", \.$answered, "When it was last answered, as EDTF."),
    Field("answered_by", \.$answeredBy, "By whom."),
    Field("replies", \.$replies, "The answers, in their order."),
    Field("waiting", \.$waiting, "Those to whom it is addressed and who have not answered, by id."),
    Field(
      "unanswered", \.$unanswered,
      "Whether nobody has answered any of it, and nothing became of it; null where dates leave it open."),
    Field("answers", \.$answers, "The proposal that it answers."),
    Field("became", \.$became, "The measures and agreements that it became."),
  ]

  package static func rows(_ state: ProcessState) -> [ProposalRow] {
    state.proposals.all.map { slug, proposal in
      let (life, versions, replies) = (proposal.life, proposal.versions, proposal.replies)
      let said = Provenance(replies.map(\.dating.position))
      let asked = Provenance(versions.map(\.position))
      let outcomes = Provenance(proposal.outcomes.map(\.dating.position))
      var row = ProposalRow()
      row.$proposal = Traced(slug, life.provenance)
      row.$title = proposal.$title
      row.$party = proposal.$party
      row.$addressees = proposal.$to
      row.$issue = proposal.$issue
      row.$status = Traced(.among(proposal.statuses), life.provenance)
      row.$tabled = .on(versions.first)
      row.$versions = Traced(versions.count, asked)
      row.$revised = .on(versions.count > 1 ? versions.last : nil)
      row.$answered = .on(replies.last?.dating)
      row.$answeredBy = Traced(replies.last?.by, replies.last?.dating.provenance ?? [])
      row.$replies = Traced(replies.map(Answer.init), said)
      row.$waiting = Traced(proposal.waiting, asked.union(said))
      row.$unanswered = Traced(proposal.isUntouched, asked.union(said).union(outcomes))
      row.$answers = proposal.$answers
      row.$became = Traced(proposal.outcomes.flatMap(\.became).distinct, outcomes)
      return row
    }
  }
}
