package import Talks

/// What parties said they want, on which issue.
package enum PositionProjection: Projection {
  package static let name = "position"
  package static let columns: [Column] = [
    .text("party"),
    .text("issue"),
    .text("stated"),
    .day("stated_day"),
    .text("quote"),
    .texts("preconditions"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.positions.map { position in
      [
        .text(position.party), .text(position.issue), .on(position.mark), .firstDay(position.mark),
        .text(position.quote), .texts(position.preconditions), .integer(Int(position.mark.position)),
      ]
    }
  }
}
