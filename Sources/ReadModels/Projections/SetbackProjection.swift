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
    .truth("is_open"),
    .text("overcome"),
    .texts("through"),
    .text("how"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.setbacks.all.map { slug, setback in
      let assessed = Provenance(setback.assessments.map(\.dating.position))
      let whole = Provenance([setback.occurred, setback.overcome].compactMap { $0?.position })
      return [
        .text(slug, whole.isEmpty ? assessed : whole), .said(setback.$title), .said(setback.$kind),
        .said(setback.$party),
        .text(
          setback.assessments.last?.severity, setback.assessments.last?.dating.provenance ?? []),
        .texts(
          setback.assessments.map { "\($0.severity.rawValue)\($0.by.map { " (\($0))" } ?? "")" }, assessed),
        .on(setback.occurred), .firstDay(setback.occurred), .truth(setback.isOpen, whole),
        .on(setback.overcome), .said(setback.$through), .said(setback.$how),
        .position((setback.occurred ?? setback.overcome)?.position),
      ]
    }
  }
}
