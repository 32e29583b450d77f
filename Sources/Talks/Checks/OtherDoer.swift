/// A measure that others carry out than those who promised it. It is to the credit of who did it; a slip of a name looks
/// the same.
package enum OtherDoer: Check {
  package static let name = "other-doer"
  package static let help = "a measure that others carry out than those who promised it"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.flatMap { slug, measure in
      let promisers = Set(measure.promisers)
      return measure.acts.filter { !promisers.isEmpty && promisers.isDisjoint(with: $0.by) }.map { act in
        func names(_ parties: [PartyID]) -> String { parties.map(\.name).joined(separator: ", ") }
        return finding(
          "“\(measure.title ?? slug.text)” is implemented\(act.dating.when) by \(names(act.by)), and was pledged by \(names(measure.promisers)).",
          act.dating.provenance.union(measure.$promisers.provenance),
          hint:
            "parley amend \(act.dating.position) --set party=\(measure.promisers[0]) --because …, if that is a slip"
        )
      }
    }
  }
}
