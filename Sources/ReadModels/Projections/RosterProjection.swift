package import Talks

/// Who was at the table, from when to when: one row for each stretch of presence.
package enum RosterProjection: Projection {
  package static let name = "roster"
  package static let columns: [Column] = [
    .text("party"),
    .text("role"),
    .integer("tier"),
    .text("basis"),
    .text("since"),
    .day("since_day"),
    .text("until"),
    .day("until_day"),
    .boolean("at_table"),
    .text("terms"),
    .text("reason"),
    .integer("joined_event"),
    .integer("left_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.roster.seats.map { seat in
      let tier = seat.tier ?? state.tiers.filter { $0.value.parties.contains(seat.party) }.keys.min()
      return [
        .text(seat.party), .text(seat.role), .integer(tier), .text(seat.basis), .on(seat.from),
        .firstDay(seat.from), .on(seat.until), .firstDay(seat.until), .boolean(seat.until == nil),
        .text(seat.terms), .text(seat.reason), .integer(Int(seat.from.position)),
        .integer(seat.until.map { Int($0.position) }),
      ]
    }
  }
}
