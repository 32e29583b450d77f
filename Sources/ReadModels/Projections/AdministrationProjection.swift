package import Talks

/// Who governed a party, from when to when.
package enum AdministrationProjection: Projection {
  package static let name = "administration"
  package static let columns: [Column] = [
    .text("party"),
    .text("head"),
    .text("office"),
    .text("since"),
    .day("since_day"),
    .text("until"),
    .day("until_day"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.administrations.map { it in
      [
        .text(it.party), .text(it.head), .text(it.office), .on(it.since), .firstDay(it.since), .on(it.until),
        .firstDay(it.until), .integer(Int(it.since.position)),
      ]
    }
  }
}
