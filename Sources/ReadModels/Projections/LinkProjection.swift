package import Talks

/// What carries out, confirms, breaks, replaces or answers what: one row a tie.
package enum LinkProjection: Projection {
  package static let name = "link"
  package static let key = ["subject", "relation", "object"]
  package static let columns: [Column] = [
    .text("subject"),
    .text("subject_kind"),
    .text("relation"),
    .text("object"),
    .text("object_kind"),
    .texts("parties"),
    .text("on_text"),
    .day("on_day"),
    .text("status"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.ties.map { tie in
      let by = tie.provenance
      return [
        .text(tie.subject, by), .text(tie.subjectKind, by), .text(tie.relation, by), .text(tie.object, by),
        .text(tie.objectKind, by), .names(tie.parties, by), .on(tie.dating), .firstDay(tie.dating),
        status(tie, state), .position(by.all.last),
      ]
    }
  }

  /// How the subject stands, where that is told here.
  private static func status(_ tie: Tie, _ state: ProcessState) -> Cited {
    guard let slug = tie.subject?.slug else { return Cited(.null) }
    switch tie.subjectKind {
    case .measure:
      return state.measures[slug].map { .status($0.statuses, $0.life.provenance) } ?? Cited(.null)
    case .agreement:
      return state.agreements[slug].map { .status($0.statuses, $0.life.provenance) } ?? Cited(.null)
    default: return Cited(.null)
    }
  }
}
