/// A measure carried out before it was pledged, or without an earlier pledge or acceptance. Parties do act unasked, so the event itself is
/// never refused.
package enum NeverPledged: Check {
  package static let name = "never-pledged"
  package static let help = "a measure that is implemented and was never pledged"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.compactMap { slug, measure in
      guard let done = measure.life.first(.implemented),
        measure.life.isWithout([.pledged, .accepted], before: done)
      else { return nil }
      let party = done.by ?? measure.party
      let later = measure.life.first(.pledged)?.dating
      return finding(
        "“\(measure.title ?? slug.text)” is implemented\(done.dating.when) \(missing("pledged", later)).",
        done.dating.provenance.union(later?.provenance ?? []),
        hint: remedy(
          done.dating, later,
          else:
            "parley log measure-pledged \(record.process) --measure \(slug) --party \(party?.description ?? "PARTY") --on DATE"
        ))
    }
  }
}

extension Life {
  /// Whether no step of some kinds can have come before another.
  func isWithout(_ statuses: [Status], before step: Step) -> Bool {
    steps.allSatisfy { !statuses.contains($0.status) || step.dating.precedes($0.dating) == .yes }
  }
}
