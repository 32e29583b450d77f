/// A negotiator recorded as the head of a party, by the name of the office.
package enum NegotiatorAsHead: Check {
  package static let name = "negotiator-as-head"
  package static let help = "a negotiator recorded as the head of a party"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.entries.compactMap { entry in
      guard let change = entry.event.detail as? AdministrationChanged, change.isOfNegotiator else { return nil }
      return finding(
        "\(change.head)\(entry.dating.when), \(change.office ?? ""), negotiates for \(change.party.name) and does not govern it.",
        entry.dating.provenance,
        hint:
          "parley log negotiator-named \(record.process) --party \(change.party) --negotiator NAME --on DATE, and parley retract \(entry.position) --because …"
      )
    }
  }
}
