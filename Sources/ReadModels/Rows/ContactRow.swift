package import Talks

package struct ContactRow: Projected {
  package static let name = "contact"
  package static let help = "Meetings outside rounds."
  package static var types: [any EventType.Type]? {
    Catalogue.all.filter { type in if case .contact = type.init().meeting { true } else { false } }
  }

  package var process = ""
  @Traced package var kind = ContactKind.meeting
  @Traced package var held: EDTF? = nil
  @Traced package var heldDay: CivilDay? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<ContactRow>] = [
    Field("kind", \.$kind, "summit, meeting, envoy, visit, back-channel, phone, letter or other."),
    Field("held", \.$held, "When, as EDTF."),
    Field("held_day", \.$heldDay, "The first day of that."),
    Field("parties", \.$parties, "Who met, by id."),
    Field("event", \.$event, "Position of the event.", .key),
  ]

  package static func rows(_ state: ProcessState) -> [ContactRow] {
    state.contacts.map { contact in
      let by = contact.dating.provenance
      var row = ContactRow()
      row.$kind = Traced(contact.kind, by)
      row.$held = .on(contact.dating)
      row.$heldDay = .firstDay(contact.dating)
      row.$parties = Traced(contact.parties, by)
      row.$event = .position(contact.dating.position)
      return row
    }
  }
}
