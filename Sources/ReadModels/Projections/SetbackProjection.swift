package import Talks

/// What set the talks back, and what overcame it.
package enum SetbackProjection: Projection {
  package static let name = "setback"
  package static let columns: [Column] = [
    .text("setback"),
    .text("title"),
    .text("kind"),
    .text("party"),
    .text("severity"),
    .texts("assessments"),
    .text("occurred"),
    .day("occurred_day"),
    .boolean("is_open"),
    .text("overcome"),
    .texts("through"),
    .text("how"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.setbacks.all.map { slug, setback in
      [
        .text(slug), .text(setback.title), .text(setback.kind), .text(setback.party),
        .text(setback.assessments.last?.severity),
        .texts(setback.assessments.map { "\($0.severity.rawValue)\($0.by.map { " (\($0))" } ?? "")" }),
        .on(setback.occurred), .firstDay(setback.occurred), .boolean(setback.overcome == nil),
        .on(setback.overcome), .names(setback.through), .text(setback.how),
        .integer((setback.occurred ?? setback.overcome).map { Int($0.position) }),
      ]
    }
  }
}
