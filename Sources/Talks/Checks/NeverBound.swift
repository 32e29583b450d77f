/// A party that renounces, suspends or resumes an agreement without being recorded among those who agreed to it.
package enum NeverBound: Check {
  package static let name = "never-bound"
  package static let help = "a party that leaves or suspends an agreement that it never agreed to"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.agreements.all.flatMap { slug, agreement -> [Finding] in
      if agreement.parties.isEmpty || agreement.isUnlinked { return [] }
      return agreement.acts.compactMap { act in
        guard act.status == .renounced || act.status == .suspended || act.status == .resumed,
          let party = act.by.first, !agreement.parties.contains(party)
        else { return nil }
        return finding(
          "“\(agreement.title ?? slug.text)” is \(act.status.rawValue) by \(party.name)\(act.dating.when), which never agreed to it.",
          act.dating.provenance,
          hint:
            "parley log agreement-signed \(record.process) --agreement \(slug) --parties \(party) --on DATE")
      }
    }
  }
}
