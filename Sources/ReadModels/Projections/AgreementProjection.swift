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
        .text(slug, life.provenance), .said(agreement.$title), .status(agreement.statuses, life.provenance),
        .truth(agreement.isInForce, life.provenance), .said(agreement.$parties),
        .on(life.first(.reached)?.dating), .on(life.first(.signed)?.dating),
        .on(life.last(.reaffirmed)?.dating),
        .on(breached?.dating), .text(breached?.by, breached?.dating.provenance ?? []), .on(renounced?.dating),
        .names(
          agreement.renouncedBy,
          Provenance(life.steps.filter { $0.status == .renounced }.map(\.dating.position))),
        .on(life.last(.superseded)?.dating),
        .said(agreement.$supersededBy), .position(life.steps.last?.dating.position),
      ]
    }
  }
}
