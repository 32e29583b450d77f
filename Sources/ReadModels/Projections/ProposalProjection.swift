package import Talks

/// Texts and offers tabled, and the answers to them.
package enum ProposalProjection: Projection {
  package static let name = "proposal"
  package static let columns: [Column] = [
    .text("proposal"),
    .text("title"),
    .text("party"),
    .text("issue"),
    .text("status"),
    .text("tabled"),
    .text("answered"),
    .text("answered_by"),
    .text("answers"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.proposals.all.map { slug, proposal in
      let life = proposal.life
      let answer = life.steps.last { $0.status != .tabled }
      return [
        .text(slug, life.provenance), .said(proposal.$title), .said(proposal.$party), .said(proposal.$issue),
        .status(proposal.statuses, life.provenance), .on(life.first(.tabled)?.dating), .on(answer?.dating),
        .text(answer?.by, answer?.dating.provenance ?? []), .said(proposal.$answers),
      ]
    }
  }
}
