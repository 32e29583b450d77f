/// The condition of a tier is met, so that its parties may come in.
package struct TierOpened: EventType {
  package static let name = "tier-opened"
  package static let help = "The condition of a tier is met, so that its parties may come in."
  package static let glyph = Glyph.tier

  package var tier = Int.placeholder
  package var because: Reference?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("tier", &tier, "which tier")
    try v.optional("because", &because, "the thing that met the condition")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    var plan = state.tiers[tier] ?? Tier(planned: entry.dating)
    if plan.parties.isEmpty { plan.$parties.become(entry.event.parties, entry) }
    plan.opened = entry.dating
    plan.because = because
    state.tiers[tier] = plan
  }

  package func sentence(_ event: Event) -> String { "Tier \(tier) opens" }
}
