/// A party leaves the table.
package struct PartyWithdrew: EventType {
  package static let name = "party-withdrew"
  package static let help = "A party leaves the table."
  package static let glyph = Glyph.left
  package static let chronicleWords = [ChronicleWord("party_withdrew")]

  package var party = PartyID.placeholder
  package var kind: Leaving?
  package var reason: String?

  package init() {}

  package static let upcasters = [
    // 2: says why it leaves in a word, since not all who leave walk out.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who leaves")
    try v.optional(
      "kind", &kind,
      "how; if left out, a principal or a participant walks out, and a host, mediator, guarantor or observer does not"
    )
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package var presence: Presence? { .leaves(party, kind: kind, reason: reason) }

  package func sentence(_ event: Event) -> String {
    switch kind {
    case .walkOut: "\(party.name) walks out"
    case .mandateEnded: "The mandate of \(party.name) ends"
    case .expelled: "\(party.name) is expelled"
    case .replaced: "\(party.name) is replaced"
    case nil: "\(party.name) withdraws"
    }
  }
}
