/// A measure confirmed without a record of its implementation.
package enum NotImplemented: Check {
  package static let name = "not-implemented"
  package static let help = "a measure that is verified and was never implemented"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.compactMap { slug, measure in
      guard let confirmed = measure.life.first(.verified),
        measure.life.isWithout([.implemented], before: confirmed)
      else { return nil }
      return finding(
        "“\(measure.title ?? slug.text)” is verified\(confirmed.dating.when) without having been implemented.",
        confirmed.dating.provenance,
        hint:
          "parley log measure-implemented \(record.process) --measure \(slug) --party \(measure.party?.description ?? "PARTY") --on DATE"
      )
    }
  }
}
