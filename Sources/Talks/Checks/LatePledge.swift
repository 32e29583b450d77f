/// A promise to do something by a day that was over when it was made.
package enum LatePledge: Check {
  package static let name = "late-pledge"
  package static let help = "a measure that is pledged after its own deadline"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.compactMap { slug, measure in
      guard let deadline = measure.deadline, let said = measure.$deadline.provenance.all.last,
        let pledge = measure.life.steps.first(where: { $0.status == .pledged && $0.dating.position == said }),
        let on = pledge.dating.on, deadline.precedes(on) == .yes
      else { return nil }
      return finding(
        "“\(measure.title ?? slug.text)” is pledged\(pledge.dating.when) by a deadline that was over (\(deadline.inWords)).",
        pledge.dating.provenance, hint: "parley amend \(said) --set deadline=DATE --because …")
    }
  }
}
