/// A promise past its deadline without any record of its fate.
package enum Overdue: Check {
  package static let name = "overdue"
  package static let help = "a measure whose deadline has passed"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.measures.all.compactMap { slug, measure in
      guard measure.isOverdue(on: record.day) == .yes, let deadline = measure.deadline else { return nil }
      return finding(
        "“\(measure.title ?? slug.text)” was due by \(deadline.inWords), and nothing says what became of it.",
        measure.life.provenance.union(measure.$deadline.provenance),
        hint:
          "parley log measure-implemented (or -lapsed) \(record.process) --measure \(slug) --on DATE")
    }
  }
}
