/// The talks are suspended or break down.
package struct TalksSuspended: EventType {
  package static let name = "talks-suspended"
  package static let help = "The talks stand still: a suspension or a breakdown."
  package static let glyph = Glyph.suspended
  package static let chronicleWords = [ChronicleWord("talks_suspended")]

  package var reason: String?
  package var because: Reference?
  package var round: Link<ARound>?

  package init() {}

  package static let upcasters = [
    // 2: names the round that recesses with them.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("reason", &reason, "why")
    try v.optional("because", &because, "the thing that led to it, such as a setback")
    try v.optional("round", &round, "the round that recesses with them, if one was in session")
  }

  package var turn: Turn? { .suspends(reason: reason, because: because) }
  package var roundStep: RoundStep? { .recesses(round) }

  package func sentence(_ event: Event) -> String {
    "The talks are suspended\(reason.map { ": \($0)" } ?? "")"
  }
}
