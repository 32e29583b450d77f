package import Talks

/// Parties introduced in a process.
package enum PartyProjection: Projection {
  package static let name = "party"
  package static let types: [any EventType.Type]? = [PartyDefined.self]
  package static let columns: [Column] = [
    .text("party"),
    .text("name"),
    .text("kind"),
    .text("iso"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.profiles.sorted { $0.key < $1.key }.map { party, profile in
      let by = Provenance(profile.position)
      return [
        .text(party, by), .text(profile.name, by), .text(profile.kind, by), .text(profile.iso, by),
        .position(profile.position),
      ]
    }
  }
}
