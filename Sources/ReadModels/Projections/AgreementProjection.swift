package import Talks

/// Texts reached or signed, and what became of them.
package enum AgreementProjection: Projection {
  package static let name = "agreement"
  package static let columns: [Column] = [
    .text("agreement"),
    .text("title"),
    .text("status"),
    .truth("in_force"),
    .texts("parties"),
    .text("reached"),
    .text("signed"),
    .text("reaffirmed"),
    .text("breached"),
    .text("breached_by"),
    .text("renounced"),
    .texts("renounced_by"),
    .text("superseded"),
    .text("superseded_by"),
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.agreements.all.map { slug, agreement in
      let life = agreement.life
      let (breached, renounced) = (life.last(.breached), life.last(.renounced))
      return [
        .text(slug, life.positions), .said(agreement.$title), .status(agreement.statuses, life.positions),
        .truth(agreement.isInForce, life.positions), .said(agreement.$parties),
        .on(life.first(.reached)?.mark), .on(life.first(.signed)?.mark), .on(life.last(.reaffirmed)?.mark),
        .on(breached?.mark), .text(breached?.by, breached?.mark.positions ?? []), .on(renounced?.mark),
        .names(
          agreement.renouncedBy,
          Positions(life.steps.filter { $0.status == .renounced }.map(\.mark.position))),
        .on(life.last(.superseded)?.mark),
        .said(agreement.$supersededBy), .position(life.steps.last?.mark.position),
      ]
    }
  }
}
