/// A text that is reaffirmed, renounced, suspended or broken, though nobody is recorded to have agreed it.
package enum UnlinkedAgreement: Check {
  package static let name = "unlinked-agreement"
  package static let help = "a reaffirmation, a renunciation or the like of a text that was never agreed"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.agreements.all.compactMap { slug, agreement in
      guard agreement.isUnlinked, let first = agreement.acts.first else { return nil }
      return finding(
        "“\(agreement.title ?? slug.text)” is \(first.status.rawValue)\(first.dating.when), and no such text was agreed.",
        agreement.life.provenance,
        hint:
          "parley retract \(first.dating.position) --because …, and log it again with --agreement SLUG; or parley log agreement-reached \(record.process) --agreement \(slug) --on DATE"
      )
    }
  }
}
