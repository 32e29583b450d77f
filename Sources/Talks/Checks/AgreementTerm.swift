/// An agreement dated by an interval, which may be its term or the time that the reaching took, or with a term
/// that is over before it begins.
package enum AgreementTerm: Check {
  package static let name = "agreement-term"
  package static let help =
    "an agreement dated by an interval that may be its term, or one over before it begins"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.agreements.all.flatMap { slug, agreement in
      let name = "“\(agreement.title ?? slug.text)”"
      return [question(agreement, name), reversal(agreement, name)].compactMap(\.self)
    }
  }

  private static func question(_ agreement: Agreement, _ name: String) -> Finding? {
    guard agreement.asksForTerm, let act = agreement.acts.first(where: { $0.status.isConsent }),
      let on = act.dating.on
    else { return nil }
    func day(_ days: Int32?) -> String { days.map { CivilDay(days: $0).description } ?? "DATE" }
    let amend = "parley amend \(act.dating.position) --because … --set on="
    return finding(
      "\(name) is dated \(on.inWords). Was that its term, or did it take so long to reach it?",
      Provenance(agreement.acts.filter { $0.status.isConsent }.map(\.dating.position)),
      hint:
        "If its term: \(amend)\(day(on.firstDay)) --set until=\(day(on.lastDay)); if not: \(amend)\(day(on.lastDay))"
    )
  }

  private static func reversal(_ agreement: Agreement, _ name: String) -> Finding? {
    guard let until = agreement.until.wrappedValue else { return nil }
    let (from, first) = (agreement.from, agreement.acts.first { $0.status.isConsent })
    if let start = from.wrappedValue, until.precedes(start) == .yes {
      return finding(
        "\(name) is in force until \(until.inWords), which is before it begins (\(start.inWords)).",
        agreement.until.provenance.union(from.provenance), hint: amendment(of: agreement))
    }
    guard let first, let on = first.dating.on, until.precedes(on) == .yes else { return nil }
    return finding(
      "\(name) is in force until \(until.inWords), which is before it was agreed\(first.dating.when).",
      agreement.until.provenance.union(first.dating.provenance), hint: amendment(of: agreement))
  }

  private static func amendment(of agreement: Agreement) -> String {
    "parley amend \(agreement.until.provenance.all.last ?? 0) --set until=DATE --because …"
  }
}
