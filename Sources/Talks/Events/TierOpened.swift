/// The condition of a tier is met, so that its parties may come in.
package struct TierOpened: EventType {
  package static let name = "tier-opened"
  package static let help = "The condition of a tier is met, so that its parties may come in."
  package static let glyph = Glyph.tier

  package var tier = Int.placeholder
  package var because: Reference?
  package var plan: Slug?

  package init() {}

  package static let upcasters = [
    // 2: which plan, where there are several.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("tier", &tier, "which tier")
    try v.optional("because", &because, "the thing that met the condition")
    try v.optional("plan", &plan, "the name of the plan, where there are several")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    let id = TierID(tier, of: plan)
    var opened = state.tiers[id] ?? Tier(planned: entry.dating)
    if opened.parties.isEmpty { opened.$parties.become(entry.event.parties, entry) }
    opened.opened = entry.dating
    opened.because = because
    state.tiers[id] = opened
  }

  package func sentence(_ event: Event) -> String { "Tier \(tier)\(plan.map { " of \($0)" } ?? "") opens" }
}
