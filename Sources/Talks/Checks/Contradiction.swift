/// An unresolved dispute about an event.
package enum Contradiction: Check {
  package static let name = "contradiction"
  package static let help = "accounts of an event that differ and that nobody has weighed"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.corrections.disputes.values.compactMap { dispute in
      guard dispute.isOpen, let event = dispute.recorded,
        Dating(on: event.on, position: dispute.position).begins(by: record.day)
      else { return nil }
      let who = dispute.accounts.map { $0.party?.name ?? $0.names.first ?? "an account" }
      return finding(
        "“\(event.headline)” is told otherwise by \(who.joined(separator: ", ")), and nobody has weighed that.",
        Provenance([dispute.position] + dispute.accounts.map(\.entry.position)),
        hint: "parley resolve \(dispute.position) --prefer EVENT --because …")
    }
  }
}
