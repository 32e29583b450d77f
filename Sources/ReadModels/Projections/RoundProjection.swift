package import Talks

/// Rounds of talks, as planned and as they went.
package enum RoundProjection: Projection {
  package static let name = "round"
  package static let columns: [Column] = [
    .text("round"),
    .integer("number"),
    .text("title"),
    .text("standing"),
    .text("planned"),
    .texts("plan_changes"),
    .text("convened"),
    .day("convened_day"),
    .texts("phases"),
    .integer("sessions"),
    .text("concluded"),
    .text("place"),
    .text("country"),
    .texts("parties"),
    .text("outcome"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.rounds.all.map { slug, round in
      let life = round.life.provenance
      let all = life.union(Provenance(round.sessions.map(\.position)))
      let convened = round.phases.first?.convened
      let phases = Provenance(
        round.phases.flatMap { [$0.convened.position] + [$0.closed?.position].compactMap(\.self) })
      let planned = round.plans.last { $0.date != nil }
      return [
        .text(slug, all), .said(round.$number), .said(round.$title), .status(round.standings, life),
        .text(planned?.date?.text, planned?.dating.provenance ?? []),
        .texts(
          round.plans.compactMap(\.reason),
          Provenance(round.plans.filter { $0.reason != nil }.map(\.dating.position))),
        .on(convened), .firstDay(convened), .texts(round.phases.map(words), phases),
        .integer(round.sessions.count, Provenance(round.sessions.map(\.position))), .on(round.concluded),
        .text(round.place?.name, round.$place.provenance),
        .text(round.place?.country, round.$place.provenance),
        .said(round.$parties), .said(round.$outcome),
      ]
    }
  }

  private static func words(_ phase: Round.Phase) -> String {
    let start = phase.convened.on?.text ?? ""
    guard let closed = phase.closed, closed.on != phase.convened.on else { return start }
    return "\(start) – \(closed.on?.text ?? "")"
  }
}
