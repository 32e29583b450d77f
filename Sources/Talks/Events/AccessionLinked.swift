/// What a broadening of the talks brought, as somebody says.
package struct AccessionLinked: EventType {
  package static let name = "accession-linked"
  package static let help =
    "Says what came of a broadening: the agreements and measures that those who came in brought."
  package static let isDescription = true

  package var tier: Int?
  package var plan: Slug?
  package var brought: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("tier", &tier, "the tier that came in; those named with --parties if left out")
    try v.optional("plan", &plan, "the plan of that tier, where it has a name")
    try v.list("brought", &brought, "the agreements and measures that came of it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.accessionLinks.append(
      AccessionLink(
        tier: tier.map { TierID($0, of: plan) }, parties: entry.event.parties, brought: brought,
        dating: entry.dating))
  }

  package func sentence(_ event: Event) -> String {
    let who = tier.map { "Tier \($0)" } ?? event.parties.map(\.name).joined(separator: ", ")
    return
      "\(who.isEmpty ? "The broadening" : who) brought \(brought.map(\.description).joined(separator: ", "))"
  }
}
