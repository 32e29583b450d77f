/// A measure confirmed before it was implemented, or without a record of that.
package enum NotImplemented: Check {
  package static let name = "not-implemented"
  package static let help = "a measure that is verified and was never implemented"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.compactMap { slug, measure in
      guard let confirmed = measure.life.first(.verified),
        measure.life.isWithout([.implemented], before: confirmed)
      else { return nil }
      let later = measure.life.first(.implemented)?.dating
      return finding(
        "“\(measure.title ?? slug.text)” is verified\(confirmed.dating.when) \(missing("implemented", later)).",
        confirmed.dating.provenance.union(later?.provenance ?? []),
        hint: remedy(
          confirmed.dating, later,
          else:
            "parley log measure-implemented \(record.process) --measure \(slug) --party \(measure.party?.description ?? "PARTY") --on DATE"
        ))
    }
  }
}
