package import Talks

/// Breakdowns, from the suspension or the walk-out until the talks went on.
package enum EpisodeProjection: Projection {
  package static let name = "episode"
  package static let key = ["began"]
  package static let columns: [Column] = [
    .integer("episode"),
    .text("kind"),
    .truth("suspended"),
    .text("began"),
    .day("began_day"),
    .texts("parties"),
    .text("reason"),
    .text("because"),
    .truth("is_open"),
    .text("ended"),
    .day("ended_day"),
    .text("ended_by"),
    .texts("through"),
    .truth("is_final"),
    .integer("days_least"),
    .integer("days_most"),
    .texts("contacts"),
    .integer("event"),
    .integer("ended_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let ends = Set(state.episodes.compactMap { $0.ended?.position })
    var headlines: [Int64: String] = [:]
    for entry in state.entries where ends.contains(entry.position) {
      headlines[entry.position] = entry.event.headline
    }
    return state.episodes.enumerated().map { index, episode in
      let began = episode.began.provenance
      let ended = episode.ended?.provenance ?? []
      let whole = began.union(ended)
      let met = state.contacts.filter { contact in
        guard let day = contact.dating.firstDay, let from = episode.began.firstDay else { return false }
        return day >= from && day <= (episode.ended?.firstDay ?? .max)
      }
      return [
        .integer(index + 1, began), .text(episode.kind, began),
        .truth(Truth(episode.isSuspension), began), .on(episode.began),
        .firstDay(episode.began), .names(episode.parties, began), .text(episode.reason, began),
        .text(episode.because, began), .truth(episode.isOpen, whole), .on(episode.ended),
        .firstDay(episode.ended), .text(episode.ended.flatMap { headlines[$0.position] }, ended),
        .names(episode.through, ended), .truth(Truth(episode.isFinal), whole),
        .integer(episode.days?.fewest, whole),
        .integer(episode.days?.most, whole),
        .texts(
          met.map { "\($0.dating.on?.text ?? "") \($0.title ?? $0.kind.rawValue)" },
          Provenance(met.map(\.dating.position))),
        .position(episode.began.position), .position(episode.ended?.position),
      ]
    }
  }
}
