package import Talks

/// What was carried out, whether it still holds, and who last confirmed that: one row a measure.
package enum VerificationProjection: Projection {
  package static let name = "verification"
  package static let columns: [Column] = [
    .text("measure"),
    .text("title"),
    .text("party"),
    .text("category"),
    .text("track"),
    .truth("holds"),
    .text("since"),
    .day("since_day"),
    .text("ended"),
    .day("ended_day"),
    .text("ended_as"),
    .text("verified"),
    .day("verified_day"),
    .text("verified_by"),
    .integer("verifications"),
    .truth("is_unverified"),
    .integer("last_event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.measures.all.filter { $0.value.wasDelivered != .no }.map { slug, measure in
      let steps = measure.life.steps
      let whole = measure.life.provenance
      // The stretch that lasts, or lasted last: from its first step after what ended the one before.
      let isEnd: (Measure.Status) -> Bool = { $0 == .suspended || $0 == .reversed || $0 == .lapsed }
      // Where several ends follow each other, the first ended it.
      let lasting = steps.prefix(steps.count - steps.reversed().prefix { isEnd($0.status) }.count)
      let end = steps.dropFirst(lasting.count).first
      let start = (lasting.lastIndex { isEnd($0.status) } ?? lasting.startIndex - 1) + 1
      let stretch = lasting.dropFirst(start - lasting.startIndex)
      let since = stretch.first { $0.status == .implemented } ?? stretch.first { $0.status == .verified }
      let all = steps.filter { $0.status == .verified }
      let inStretch = stretch.last { $0.status == .verified }
      let last = all.last
      return [
        .text(slug, whole), .said(measure.$title), .said(measure.$party), .said(measure.$category),
        .said(measure.$track), .truth(measure.holds, whole), .on(since?.dating), .firstDay(since?.dating),
        .on(end?.dating), .firstDay(end?.dating), .text(end?.status, end?.dating.provenance ?? []),
        .on(last?.dating), .firstDay(last?.dating), .text(last?.by, last?.dating.provenance ?? []),
        .integer(all.count, Provenance(all.map(\.dating.position))),
        .truth(measure.holds && Truth(inStretch == nil), whole), .position(steps.last?.dating.position),
      ]
    }
  }
}
