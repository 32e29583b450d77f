/// A party that leaves the talks, or an agreement, without ever having come into it; its leaving is shown all the same.
package enum NeverJoined: Check {
  package static let name = "never-joined"
  package static let help = "a party that leaves talks or an agreement that it had not joined"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let presence = Attendance(record)
    let talks = record.state.roster.unseatedLeavings.map { left in
      let later = presence.firstCame(left.party, after: left.dating)
      let why = later.map { "before it came\($0.when)" } ?? "without having been at the table"
      return finding(
        "\(left.party.name) leaves the talks\(left.dating.when) \(why).",
        left.dating.provenance.union(later?.provenance ?? []),
        hint: remedy(
          left.dating, later,
          else: "parley log party-joined \(record.process) --party \(left.party) --role ROLE --on DATE"))
    }
    let texts = record.state.agreements.all.flatMap { slug, agreement in
      // Where nobody is named, nobody can be missing among them.
      agreement.parties.isEmpty
        ? []
        : agreement.life.steps.compactMap { step -> Finding? in
          guard step.status == .renounced, let party = step.by, !agreement.parties.contains(party) else {
            return nil
          }
          return finding(
            "\(party.name) leaves “\(agreement.title ?? slug.text)”\(step.dating.when) without having been a party to it.",
            step.dating.provenance,
            hint:
              "parley log agreement-signed \(record.process) --agreement \(slug) --parties \(party) --on DATE"
          )
        }
    }
    return talks + texts
  }
}
