package import Talks

/// Texts reached or signed, and what became of them.
package enum AgreementProjection: Projection {
  package static let name = "agreement"
  package static let columns: [Column] = [
    .text("agreement"),
    .text("title"),
    .text("status"),
    .boolean("in_force"),
    .texts("parties"),
    .text("reached"),
    .text("signed"),
    .text("reaffirmed"),
    .text("breached"),
    .text("breached_by"),
    .text("renounced"),
    .text("renounced_by"),
    .text("superseded"),
    .text("superseded_by"),
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.agreements.all.map { slug, agreement in
      let (breached, renounced) = (agreement.last(.breached), agreement.last(.renounced))
      return [
        .text(slug), .text(agreement.title), .text(agreement.status), .boolean(agreement.isInForce),
        .names(agreement.parties), .on(agreement.first(.reached)), .on(agreement.first(.signed)),
        .on(agreement.last(.reaffirmed)?.mark), .on(breached?.mark), .text(breached?.by),
        .on(renounced?.mark),
        .text(renounced?.by), .on(agreement.last(.superseded)?.mark), .text(agreement.supersededBy),
        .integer(agreement.steps.last.map { Int($0.mark.position) }),
      ]
    }
  }
}
