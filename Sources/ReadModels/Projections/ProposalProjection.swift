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

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.proposals.all.map { slug, proposal in
      let answer = proposal.steps.last { $0.status != .tabled }
      return [
        .text(slug), .text(proposal.title), .text(proposal.party), .text(proposal.issue),
        .text(proposal.steps.last?.status), .on(proposal.steps.first { $0.status == .tabled }?.mark),
        .on(answer?.mark), .text(answer?.by), .text(proposal.answers),
      ]
    }
  }
}
