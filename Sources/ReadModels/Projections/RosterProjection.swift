package import Talks

/// Who was at the table, from when to when: one row for each stretch of presence.
package enum RosterProjection: Projection {
  package static let name = "roster"
  package static let types: [any EventType.Type]? = [
    TalksOpened.self, TalksClosed.self, PartyJoined.self, PartyReturned.self, PartyWithdrew.self,
    PartyInvited.self, RoundConvened.self, RoundReopened.self, TierPlanned.self, TierOpened.self,
  ]
  package static let columns: [Column] = [
    .text("party"),
    .text("role"),
    .integer("tier"),
    .text("basis"),
    .text("since"),
    .day("since_day"),
    .text("until"),
    .day("until_day"),
    .truth("at_table"),
    .text("terms"),
    .text("reason"),
    .integer("joined_event"),
    .integer("left_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.roster.seats.map { seat in
      let planned = state.tiers.filter { $0.value.parties.contains(seat.party) }.min { $0.key < $1.key }
      let until = seat.until?.provenance ?? []
      let seen = Provenance(seat.evidence.map(\.position))
      return [
        .text(seat.party, seat.from.provenance), .said(seat.$role),
        seat.tier == nil
          ? .integer(planned?.key, planned?.value.$parties.provenance ?? []) : .said(seat.$tier),
        .text(seat.basis, seat.$basis.provenance), .on(seat.from), .firstDay(seat.from), .on(seat.until),
        .firstDay(seat.until), .truth(seat.isTaken, seen.union(until)), .said(seat.$terms),
        .text(seat.reason, until), .position(seat.from.position), .position(seat.until?.position),
      ]
    }
  }
}
