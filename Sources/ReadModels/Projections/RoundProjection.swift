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

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.rounds.all.map { slug, round in
      let convened = round.phases.first?.convened
      return [
        .text(slug), .integer(round.number), .text(round.title), .text(round.standing),
        .text(round.plans.last { $0.date != nil }?.date?.text), .texts(round.plans.compactMap(\.reason)),
        .on(convened), .firstDay(convened), .texts(round.phases.map(words)), .integer(round.sessions.count),
        .on(round.concluded), .text(round.place?.name), .text(round.place?.country), .names(round.parties),
        .text(round.outcome),
      ]
    }
  }

  private static func words(_ phase: Round.Phase) -> String {
    let start = phase.convened.on?.text ?? ""
    guard let closed = phase.closed, closed.on != phase.convened.on else { return start }
    return "\(start) – \(closed.on?.text ?? "")"
  }
}
