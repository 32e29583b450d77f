package import Talks

/// Who governed a party, from when to when.
package enum AdministrationProjection: Projection {
  package static let name = "administration"
  package static let key = ["party", "head"]
  package static let types: [any EventType.Type]? = [AdministrationChanged.self]
  package static let columns: [Column] = [
    .text("party"),
    .text("head"),
    .text("office"),
    .text("since"),
    .day("since_day"),
    .text("until"),
    .day("until_day"),
    .truth("in_office"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.administrations.map { it in
      let by = it.since.provenance
      return [
        .text(it.party, by), .text(it.head, by), .text(it.office, by), .on(it.since), .firstDay(it.since),
        .on(it.until), .firstDay(it.until), .truth(it.isInOffice, by.union(it.until?.provenance ?? [])),
        .position(it.since.position),
      ]
    }
  }
}
