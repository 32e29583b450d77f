/// An agreement that is reaffirmed, suspended, broken or renounced after its term was over.
package enum AfterTerm: Check {
  package static let name = "after-term"
  package static let help = "an agreement that is reaffirmed, suspended or broken after its term was over"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.agreements.all.flatMap { slug, agreement -> [Finding] in
      agreement.acts.compactMap { act in
        // What happened on the day of a term of hours may have happened within them.
        guard Self.concerned.contains(act.status), let on = act.dating.on,
          let day = act.dating.firstDay.map(CivilDay.init(days:)), agreement.isExpired(by: day) == .yes,
          agreement.until.wrappedValue?.precedes(on) == .yes
        else { return nil }
        return finding(
          "“\(agreement.title ?? slug.text)” is \(act.status.rawValue)\(act.dating.when) after its term was over.",
          act.dating.provenance.union(agreement.until.provenance),
          hint: "parley log agreement-extended \(record.process) --agreement \(slug) --until DATE --on DATE")
      }
    }
  }

  private static let concerned: Set<Agreement.Status> = [.reaffirmed, .suspended, .breached, .renounced]
}
