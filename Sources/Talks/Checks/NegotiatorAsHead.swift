/// A negotiator recorded as the head of a party, by the name of the office.
package enum NegotiatorAsHead: Check {
  package static let name = "negotiator-as-head"
  package static let help = "a negotiator recorded as the head of a party"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.negotiators.filter(\.isRecordedAsHead).map { it in
      finding(
        "\(it.name)\(it.since.when), \(it.office ?? ""), negotiates for \(it.party.name) and does not govern it.",
        it.since.provenance,
        hint:
          "parley log negotiator-named \(record.process) --party \(it.party) --negotiator NAME --on DATE, and parley retract \(it.since.position) --because …"
      )
    }
  }
}
