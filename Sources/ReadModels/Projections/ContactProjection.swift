package import Talks

/// Meetings outside rounds.
package enum ContactProjection: Projection {
  package static let name = "contact"
  package static let key = ["event"]
  package static let types: [any EventType.Type]? = [ContactHeld.self]
  package static let columns: [Column] = [
    .text("kind"),
    .text("held"),
    .day("held_day"),
    .texts("parties"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.contacts.map { contact in
      let by = contact.dating.provenance
      return [
        .text(contact.kind, by), .on(contact.dating), .firstDay(contact.dating), .names(contact.parties, by),
        .position(contact.dating.position),
      ]
    }
  }
}
