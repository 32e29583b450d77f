package import Talks

package struct ProposalRow: Projected {
  package static let name = "proposal"
  package static let help = "Texts and offers tabled, and the answers to them."

  package var process = ""
  @Traced package var proposal = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var party: PartyID? = nil
  @Traced package var issue: String? = nil
  @Traced package var status: Settled<Proposal.Status>? = nil
  @Traced package var tabled: EDTF? = nil
  @Traced package var answered: EDTF? = nil
  @Traced package var answeredBy: PartyID? = nil
  @Traced package var answers: Reference? = nil

  package init() {}

  package static let fields: [Field<ProposalRow>] = [
    Field("proposal", \.$proposal, "Its slug.", .key),
    Field("title", \.$title, "Its title."),
    Field("party", \.$party, "Who tabled it, by id."),
    Field("issue", \.$issue, "On what."),
    Field("status", \.$status, "tabled, accepted, rejected or countered; unknown where dates leave it open."),
    Field("tabled", \.$tabled, "When it was tabled, as EDTF."),
    Field("answered", \.$answered, "When it was last answered, as EDTF."),
    Field("answered_by", \.$answeredBy, "By whom."),
    Field("answers", \.$answers, "The proposal that it answers."),
  ]

  package static func rows(_ state: ProcessState) -> [ProposalRow] {
    state.proposals.all.map { slug, proposal in
      let life = proposal.life
      let answer = life.steps.last { $0.status != .tabled }
      var row = ProposalRow()
      row.$proposal = Traced(slug, life.provenance)
      row.$title = proposal.$title
      row.$party = proposal.$party
      row.$issue = proposal.$issue
      row.$status = Traced(.among(proposal.statuses), life.provenance)
      row.$tabled = .on(life.first(.tabled)?.dating)
      row.$answered = .on(answer?.dating)
      row.$answeredBy = Traced(answer?.by, answer?.dating.provenance ?? [])
      row.$answers = proposal.$answers
      return row
    }
  }
}
