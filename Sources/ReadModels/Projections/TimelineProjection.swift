package import Talks

/// Every event, in the order in which it happened.
package enum TimelineProjection: Projection {
  package static let name = "timeline"
  package static let reachesBeyondToday = true
  package static let columns: [Column] = [
    .integer("event"),
    .text("type"),
    .text("on_text"),
    .text("zone"),
    .day("first_day"),
    .day("last_day"),
    .text("headline"),
    .text("track"),
    .texts("parties"),
    .text("place"),
    .text("thing"),
    .integer("sources"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.entries.map { entry in
      let event = entry.event
      let dating = entry.dating
      let by = dating.provenance
      let mentions = event.mentions
      return [
        .position(entry.position), .text(event.type.name, by), .on(dating), .text(event.zone, by),
        .firstDay(dating), .lastDay(dating),
        .text(event.headline, by), .text(event.track, by), .names(mentions.parties, by),
        .text(event.place?.name, by), .text(mentions.subject?.subject.slug, by),
        .integer(event.sources.count, by),
      ]
    }
  }
}
