/// A round that ended or broke off before it was convened, or without that.
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
      let later = round.phases.first?.convened
      return finding(
        "“\(round.title ?? slug.text)” \(end.status == .concluded ? "ends" : "recesses")\(end.dating.when) \(missing("convened", later)).",
        end.dating.provenance.union(later?.provenance ?? []),
        hint: remedy(
          end.dating, later, else: "parley log round-convened \(record.process) --round \(slug) --on DATE"))
    }
  }
}
