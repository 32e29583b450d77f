/// A tier of an accession plan: parties to be admitted together, their place in the order,
/// and the condition.
package struct TierPlanned: EventType {
  package static let name = "tier-planned"
  package static let help =
    "The accession plan: which parties are to come in together, in what order, and on what condition."
  package static let glyph = Glyph.tier

  package var tier = Int.placeholder
  package var condition: String?
  package var plan: Slug?
  package var heldBy: [PartyID] = []

  package init() {}

  package static let upcasters = [
    // 2: which plan, and whose, where there are several.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("tier", &tier, "its place in the order: 1 comes first")
    try v.optional("condition", &condition, "what has to be so before they come in")
    try v.optional("plan", &plan, "the name of the plan, where there are several")
    try v.list("held-by", &heldBy, "whose plan it is")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    let id = TierID(tier, of: plan)
    var planned = state.tiers[id] ?? Tier(planned: entry.dating)
    planned.$parties.become(entry.event.parties, entry)
    planned.$condition.become(condition, entry)
    planned.$heldBy.take(heldBy, entry)
    planned.planned = entry.dating
    state.tiers[id] = planned
  }

  package func sentence(_ event: Event) -> String {
    "Tier \(tier)\(plan.map { " of \($0)" } ?? "") is planned: \(event.parties.map(\.name).joined(separator: ", "))"
  }
}
