/// A renunciation at once of an agreement that asks for notice, or with a shorter one.
package enum NoNotice: Check {
  package static let name = "no-notice"
  package static let help = "a renunciation without the notice that the agreement asks for"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.agreements.all.flatMap { slug, agreement -> [Finding] in
      guard let notice = agreement.notice.wrappedValue else { return [] }
      return agreement.acts.compactMap { act in
        guard act.status == .renounced, let said = act.dating.firstDay,
          let due = notice.after(CivilDay(days: said)),
          act.effective.map({ $0.surelyBegun.map { $0 < due.days } ?? false }) ?? true
        else { return nil }
        return finding(
          "“\(agreement.title ?? slug.text)” is renounced\(act.dating.when) without the notice of \(notice.inWords) that it asks for.",
          act.dating.provenance.union(agreement.notice.provenance),
          hint: "parley amend \(act.dating.position) --set effective=\(due) --because …")
      }
    }
  }
}
