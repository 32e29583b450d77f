/// An answer to a clause, or what became of it, that no version of the proposal has.
package enum UnknownClause: Check {
  package static let name = "unknown-clause"
  package static let help = "an answer to a clause that the proposal does not have"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.proposals.all.flatMap { slug, proposal -> [Finding] in
      let names = proposal.clauses.map(\.clause.name)
      let spoken =
        proposal.replies.flatMap { answer in answer.clauses.map { ($0, answer.dating) } }
        + proposal.outcomes.compactMap { outcome in outcome.clause.map { ($0, outcome.dating) } }
      return spoken.filter { !names.contains($0.0) }.map { name, dating in
        let like = nearest(name.text, among: names.map(\.text)).map { " Did you mean “\($0)”?" } ?? ""
        return finding(
          "“\(proposal.title ?? slug.text)” has no clause “\(name)”\(dating.when).\(like)", dating.provenance,
          hint:
            "parley log proposal-revised \(record.process) --proposal \(slug) --clauses “\(name) | … | TEXT” --on DATE, or amend event \(dating.position)"
        )
      }
    }
  }
}
