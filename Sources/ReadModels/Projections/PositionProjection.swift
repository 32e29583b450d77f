package import Talks

/// What parties said they want, on which issue.
package enum PositionProjection: Projection {
  package static let name = "position"
  package static let key = ["event"]
  package static let types: [any EventType.Type]? = [PositionStated.self]
  package static let columns: [Column] = [
    .text("party"),
    .text("issue"),
    .text("stated"),
    .day("stated_day"),
    .text("quote"),
    .texts("preconditions"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.positions.map { position in
      let by = position.dating.provenance
      return [
        .text(position.party, by), .text(position.issue, by), .on(position.dating),
        .firstDay(position.dating),
        .text(position.quote, by), .texts(position.preconditions, by), .position(position.dating.position),
      ]
    }
  }
}
