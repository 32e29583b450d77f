/// A round that ended or broke off without having been convened.
package enum NoRound: Check {
  package static let name = "no-round"
  package static let help = "a round that ends or recesses without having been convened"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.rounds.all.compactMap { slug, round in
      guard
        let end = round.life.steps.first(where: { $0.status == .concluded || $0.status == .recessed }),
        round.phases.allSatisfy({ end.dating.precedes($0.convened) == .yes })
      else { return nil }
      return finding(
        "“\(round.title ?? slug.text)” \(end.status == .concluded ? "ends" : "recesses")\(end.dating.when) without having been convened.",
        end.dating.provenance,
        hint: "parley log round-convened \(record.process) --round \(slug) --on DATE")
    }
  }
}
