package import Talks

/// Every event, in the order in which it happened.
package enum TimelineProjection: Projection {
  package static let name = "timeline"
  package static let reachesBeyondToday = true
  package static let columns: [Column] = [
    .integer("event"),
    .text("type"),
    .text("on_text"),
    .day("first_day"),
    .day("last_day"),
    .text("headline"),
    .text("track"),
    .texts("parties"),
    .text("place"),
    .text("thing"),
    .integer("sources"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.entries.map { entry in
      let event = entry.event
      let mark = entry.mark
      let mentions = event.mentions
      return [
        .integer(Int(entry.position)), .text(event.type.name), .on(mark), .firstDay(mark), .lastDay(mark),
        .text(event.headline), .text(event.track), .names(mentions.parties), .text(event.place?.name),
        .text(mentions.subject?.subject.slug), .integer(event.sources.count),
      ]
    }
  }
}
