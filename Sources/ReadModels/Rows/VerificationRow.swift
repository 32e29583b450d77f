package import Talks

package struct VerificationRow: Projected {
  package static let name = "verification"
  package static let version = 2
  package static let help =
    "What was carried out, whether it still holds, and who last confirmed that: one row a measure."

  package var process = ""
  @Traced package var measure = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var party: PartyID? = nil
  @Traced package var category: Slug? = nil
  @Traced package var track: Slug? = nil
  @Traced package var holds = Truth.no
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var ended: EDTF? = nil
  @Traced package var endedDay: CivilDay? = nil
  @Traced package var endedAs: Measure.Status? = nil
  @Traced package var verified: EDTF? = nil
  @Traced package var verifiedDay: CivilDay? = nil
  @Traced package var verifiedBy: PartyID? = nil
  @Traced package var verifications = 0
  @Traced package var isUnverified = Truth.no
  @Traced package var lastEvent: EventPosition? = nil

  package init() {}

  package static let fields: [Field<VerificationRow>] = [
    Field("measure", \.$measure, "Its slug.", .key),
    Field("title", \.$title, "What the act is."),
    Field("party", \.$party, "Who acts, by id."),
    Field("category", \.$category, "What kind of act, such as freeze."),
    Field("track", \.$track, "The strand it belongs to."),
    Field("holds", \.$holds, "Whether it is in place; null where dates leave it open."),
    Field("since", \.$since, "Since when, or from when it last was, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("ended", \.$ended, "When it was stopped or undone."),
    Field("ended_day", \.$endedDay, "The first day of that."),
    Field("ended_as", \.$endedAs, "suspended, reversed or lapsed."),
    Field("verified", \.$verified, "When it was last confirmed."),
    Field("verified_day", \.$verifiedDay, "The first day of that."),
    Field("verified_by", \.$verifiedBy, "By whom, by id."),
    Field("verifications", \.$verifications, "How often it was confirmed."),
    Field(
      "is_unverified", \.$isUnverified,
      "Whether it is in place and nobody has confirmed that since it began; null where dates leave it open."),
    Field("last_event", \.$lastEvent, "Position of its last event."),
  ]

  package static func rows(_ state: ProcessState) -> [VerificationRow] {
    state.measures.all.filter { $0.value.wasDelivered != .no }.map { slug, measure in
      let whole = measure.life.provenance
      let stretch = measure.stretch
      let (start, end) = (stretch.start?.dating, stretch.end)
      let all = measure.life.steps.filter { $0.status == .verified }
      let last = all.last
      var row = VerificationRow()
      row.$measure = Traced(slug, whole)
      row.$title = measure.$title
      row.$party = measure.$party
      row.$category = measure.$category
      row.$track = measure.$track
      row.$holds = Traced(measure.holds, whole)
      row.$since = .on(start)
      row.$sinceDay = .firstDay(start)
      row.$ended = .on(end?.dating)
      row.$endedDay = .firstDay(end?.dating)
      row.$endedAs = Traced(end?.status, end?.dating.provenance ?? [])
      row.$verified = .on(last?.dating)
      row.$verifiedDay = .firstDay(last?.dating)
      row.$verifiedBy = Traced(last?.by, last?.dating.provenance ?? [])
      row.$verifications = Traced(all.count, Provenance(all.map(\.dating.position)))
      row.$isUnverified = Traced(measure.isUnverified, whole)
      row.$lastEvent = .position(measure.life.steps.last?.dating.position)
      return row
    }
  }
}

extension VerificationRow {
  /// The days since it was last confirmed, and whether it had been for certain; nil without a recorded date.
  package func confirmed(before day: CivilDay) -> (days: Days, hasBeen: Truth)? {
    guard let verified, let days = Days(since: verified, on: day) else { return nil }
    return (days, verified.hasBegun(by: day))
  }
}
