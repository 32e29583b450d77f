package import Talks

/// Parties introduced in a process.
package enum PartyProjection: Projection {
  package static let name = "party"
  package static let columns: [Column] = [
    .text("party"),
    .text("name"),
    .text("kind"),
    .text("iso"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.profiles.sorted { $0.key < $1.key }.map { party, profile in
      [
        .text(party), .text(profile.name), .text(profile.kind), .text(profile.iso),
        .integer(profile.position),
      ]
    }
  }
}
