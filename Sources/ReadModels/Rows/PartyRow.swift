package import Talks

package struct PartyRow: Projected {
  package static let name = "party"
  package static let help = "Parties introduced in a process."
  package static let types: [any EventType.Type]? = [PartyDefined.self]
  package static let restsOnRoster = true

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var name = ""
  @Traced package var kind: PartyKind? = nil
  @Traced package var iso: String? = nil
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<PartyRow>] = [
    Field("party", \.$party, "Its id.", .key),
    Field("name", \.$name, "Its name."),
    Field(
      "kind", \.$kind, "What it is: state, organisation, armed-group, political-party, delegation or other."),
    Field("iso", \.$iso, "The ISO 3166 code it stands for."),
    Field("event", \.$event, "Position of the event that introduced it."),
  ]

  package static func rows(_ state: ProcessState) -> [PartyRow] {
    state.profiles.sorted { $0.key < $1.key }.map { party, profile in
      let by = Provenance(profile.position)
      var row = PartyRow()
      row.$party = Traced(party, by)
      row.$name = Traced(profile.name, by)
      row.$kind = Traced(profile.kind, by)
      row.$iso = Traced(profile.iso, by)
      row.$event = .position(profile.position)
      return row
    }
  }
}
