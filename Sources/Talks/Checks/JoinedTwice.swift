/// A party that joins while it is at the table.
/// Joining again in another role or tier is a valid change of these.
package enum JoinedTwice: Check {
  package static let name = "joined-twice"
  package static let help = "a party that joins or returns while it is at the table"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let presence = Attendance(record)
    return presence.joined.flatMap { party, joined in
      zip(joined, joined.dropFirst()).compactMap { first, second in
        guard !presence.mayHaveLeft(party, between: first.dating, and: second.dating),
          !saysMore(second, first)
        else { return nil }
        guard case .returns? = second.event.detail.presence else {
          return finding(
            "\(party.name) joins\(second.dating.when) although it was at the table already.",
            [first.position, second.position], hint: hint(party, record))
        }
        // Before it left, where that is recorded as later.
        let left = presence.firstLeft(party, after: second.dating)
        let why = left.map { "before it left\($0.when)" } ?? "although it was at the table already"
        return finding(
          "\(party.name) returns\(second.dating.when) \(why).",
          Provenance([first.position, second.position, left?.position].compactMap(\.self)),
          hint: remedy(second.dating, left, else: hint(party, record)))
      }
    }
  }

  private static func hint(_ party: PartyID, _ record: Inspection) -> String {
    "parley log party-withdrew \(record.process) --party \(party) --on DATE, or retract one of them"
  }

  private static func saysMore(_ entry: Entry, _ before: Entry) -> Bool {
    guard case .joins(_, let role, let tier, _)? = entry.event.detail.presence else { return false }
    var first: (role: Role?, tier: Int?)
    if case .joins(_, let role, let tier, _)? = before.event.detail.presence { first = (role, tier) }
    return role != nil && role != first.role || tier != nil && tier != first.tier
  }
}
