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
    .boolean("is_open"),
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

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.measures.all.map { slug, measure in
      let verified = measure.last(.verified)
      return [
        .text(slug), .text(measure.title), .text(measure.party), .names(measure.to), .text(measure.category),
        .text(measure.track), .text(measure.status), .boolean(measure.isOpen), .text(measure.extent),
        .text(measure.deadline?.text), .lastDay(Mark(on: measure.deadline, position: 0)),
        .text(measure.condition), .on(measure.first(.pledged)), .on(measure.first(.accepted)),
        .on(measure.first(.implemented)), .on(verified?.mark), .text(verified?.by),
        .on(measure.last(.suspended)?.mark), .on(measure.last(.reversed)?.mark),
        .on(measure.last(.lapsed)?.mark),
        .names(measure.inReturnFor), .text(measure.under),
        .texts(measure.steps.map { "\($0.status.rawValue) \($0.mark.on?.text ?? "")" }),
        .integer(measure.steps.last.map { Int($0.mark.position) }),
      ]
    }
  }
}
