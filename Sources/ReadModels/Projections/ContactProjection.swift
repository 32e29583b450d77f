package import Talks

/// Meetings outside rounds.
package enum ContactProjection: Projection {
  package static let name = "contact"
  package static let columns: [Column] = [
    .text("kind"),
    .text("held"),
    .day("held_day"),
    .texts("parties"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.contacts.map { contact in
      [
        .text(contact.kind), .on(contact.mark), .firstDay(contact.mark), .names(contact.parties),
        .integer(Int(contact.mark.position)),
      ]
    }
  }
}
