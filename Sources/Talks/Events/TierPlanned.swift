/// A tier of the accession plan: parties to be admitted together, their place in the order,
/// and the condition.
package struct TierPlanned: EventType {
  package static let name = "tier-planned"
  package static let help =
    "The accession plan: which parties are to come in together, in what order, and on what condition."
  package static let glyph = Glyph.tier

  package var tier = Int.placeholder
  package var condition: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("tier", &tier, "its place in the order: 1 comes first")
    try v.optional("condition", &condition, "what has to be so before they come in")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    var plan = state.tiers[tier] ?? Tier(planned: entry.dating)
    plan.$parties.become(entry.event.parties, entry)
    plan.$condition.become(condition, entry)
    plan.planned = entry.dating
    state.tiers[tier] = plan
  }

  package func sentence(_ event: Event) -> String {
    "Tier \(tier) is planned: \(event.parties.map(\.name).joined(separator: ", "))"
  }
}
