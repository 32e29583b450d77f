package import Talks

package struct VerificationRow: Projected {
  package static let name = "verification"
  // 3: who acts is who is named as having done it; what is promised anew is not in place since it was last done.
  package static let version = 3
  package static let help =
    "What was carried out or looked at, whether it holds, and who last confirmed that or could not: one row a measure."

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
  @Traced package var method: String? = nil
  @Traced package var scope: String? = nil
  @Traced package var verifications = 0
  @Traced package var failed: EDTF? = nil
  @Traced package var failedDay: CivilDay? = nil
  @Traced package var failedBy: [PartyID] = []
  @Traced package var failedAs: VerificationResult? = nil
  @Traced package var failures = 0
  @Traced package var next: EDTF? = nil
  @Traced package var nextDay: CivilDay? = nil
  @Traced package var isUnverified = Truth.no
  @Traced package var lastEvent: EventPosition? = nil

  package init() {}

  package static let fields: [Field<VerificationRow>] = [
    Field("measure", \.$measure, "Its slug.", .key),
    Field("title", \.$title, "What the act is."),
    Field("party", \.$party, "Who did it, or is to where nobody is named, by id."),
    Field("category", \.$category, "What kind of act, such as freeze."),
    Field("track", \.$track, "The strand it belongs to."),
    Field("holds", \.$holds, "Whether it is in place; null where dates leave it open."),
    Field("since", \.$since, "Since when, or from when it last was, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("ended", \.$ended, "When it was stopped or undone, or promised anew."),
    Field("ended_day", \.$endedDay, "The first day of that."),
    Field(
      "ended_as", \.$endedAs, "suspended, reversed or lapsed; pledged or accepted where it was promised anew."
    ),
    Field("verified", \.$verified, "When it was last confirmed."),
    Field("verified_day", \.$verifiedDay, "The first day of that."),
    Field("verified_by", \.$verifiedBy, "By whom, by id."),
    Field("method", \.$method, "How it was last looked at, whatever came of it."),
    Field("scope", \.$scope, "What that took in."),
    Field("verifications", \.$verifications, "How often it was confirmed."),
    Field("failed", \.$failed, "When a verification last failed."),
    Field("failed_day", \.$failedDay, "The first day of that."),
    Field("failed_by", \.$failedBy, "Who had looked, or asked to, by id."),
    Field("failed_as", \.$failedAs, "refused, not-confirmed or found-otherwise."),
    Field("failures", \.$failures, "How often one failed."),
    Field("next", \.$next, "When it is to be looked at again, as last said."),
    Field("next_day", \.$nextDay, "The last day of that."),
    Field(
      "is_unverified", \.$isUnverified,
      "Whether it is in place, and nobody has confirmed that since it began or somebody has found otherwise; null where dates leave it open."
    ),
    Field("last_event", \.$lastEvent, "Position of its last event."),
  ]

  package static func rows(_ state: ProcessState) -> [VerificationRow] {
    state.measures.all.filter { $0.value.wasDelivered != .no || !$0.value.verifications.isEmpty }.map {
      slug, measure in
      let whole = measure.life.provenance.union(
        Provenance(measure.verifications.map(\.dating.position)))
      let look = measure.verifications.last
      let failures = measure.failures
      let failed = failures.last
      let next = measure.verifications.last { $0.next != nil }
      let stretch = measure.stretch
      let (start, end) = (stretch.start?.dating, stretch.end)
      let all = measure.life.steps.filter { $0.status == .verified }
      let last = all.last
      var row = VerificationRow()
      row.$measure = Traced(slug, whole)
      row.$title = measure.$title
      row.$party = measure.givers.map(\.first)
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
      row.$method = Traced(look?.method, look?.dating.provenance ?? [])
      row.$scope = Traced(look?.scope, look?.dating.provenance ?? [])
      row.$failed = .on(failed?.dating)
      row.$failedDay = .firstDay(failed?.dating)
      row.$failedBy = Traced(failed?.by ?? [], failed?.dating.provenance ?? [])
      row.$failedAs = Traced(failed?.result, failed?.dating.provenance ?? [])
      row.$failures = Traced(failures.count, Provenance(failures.map(\.dating.position)))
      row.$next = Traced(next?.next, next?.dating.provenance ?? [])
      row.$nextDay = row.$next.map { $0?.lastDay.map(CivilDay.init(days:)) }
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
