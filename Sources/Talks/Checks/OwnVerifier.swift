/// A measure confirmed by nobody but the one party that did it. Of a joint act, one may confirm what another did.
package enum OwnVerifier: Check {
  package static let name = "own-verifier"
  package static let help = "a measure that is verified by the party that carried it out"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.flatMap { slug, measure in
      let givers = measure.givers.wrappedValue
      return measure.verifications.filter { $0.result == .confirmed && givers.count == 1 && $0.by == givers }
        .map { look in
          finding(
            "“\(measure.title ?? slug.text)” is verified\(look.dating.when) by \(givers[0].name), whose own act it is.",
            look.dating.provenance.union(measure.givers.provenance),
            hint: "parley amend \(look.dating.position) --set party=PARTY --because …, if another looked")
        }
    }
  }
}
