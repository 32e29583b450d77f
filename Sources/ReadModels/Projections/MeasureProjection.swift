package import Talks

/// Concrete acts by one party each, through their whole life.
package enum MeasureProjection: Projection {
  package static let name = "measure"
  package static let columns: [Column] = [
    .text("measure"),
    .text("title"),
    .text("party"),
    .texts("beneficiaries"),
    .text("category"),
    .text("track"),
    .text("status"),
    .truth("is_open"),
    .text("extent"),
    .text("deadline"),
    .day("deadline_day"),
    .text("condition"),
    .text("pledged"),
    .text("accepted"),
    .text("implemented"),
    .text("verified"),
    .text("verified_by"),
    .text("suspended"),
    .text("reversed"),
    .text("lapsed"),
    .texts("in_return_for"),
    .text("under"),
    .texts("steps"),
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.measures.all.map { slug, measure in
      let life = measure.life
      let verified = life.last(.verified)
      let positions = life.provenance
      return [
        .text(slug, positions.isEmpty ? measure.$under.provenance : positions), .said(measure.$title),
        .said(measure.$party), .said(measure.$to), .said(measure.$category), .said(measure.$track),
        .status(measure.statuses, positions), .truth(measure.isOpen, positions), .said(measure.$extent),
        .said(measure.$deadline),
        Cited(measure.deadline?.lastDay.map(Cell.day) ?? .null, measure.$deadline.provenance),
        .said(measure.$condition), .on(life.first(.pledged)?.dating), .on(life.first(.accepted)?.dating),
        .on(life.first(.implemented)?.dating), .on(verified?.dating),
        .text(verified?.by, verified?.dating.provenance ?? []), .on(life.last(.suspended)?.dating),
        .on(life.last(.reversed)?.dating), .on(life.last(.lapsed)?.dating), .said(measure.$inReturnFor),
        .said(measure.$under),
        .texts(life.steps.map { "\($0.status.rawValue) \($0.dating.on?.text ?? "")" }, positions),
        .position(life.steps.last?.dating.position),
      ]
    }
  }
}
