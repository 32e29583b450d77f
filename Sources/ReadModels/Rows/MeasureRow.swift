package import Talks

package struct MeasureRow: Projected {
  package static let name = "measure"
  // 3: while a delivery lasts, none of it is given for certain.
  // 4: who carried it out, and how often nobody said how much.
  package static let version = 4
  package static let help = "Concrete acts, each of one party or of several as one, through their whole life."

  package var process = ""
  @Traced package var measure = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var party: PartyID? = nil
  @Traced package var doers: [PartyID] = []
  @Traced package var beneficiaries: [PartyID] = []
  @Traced package var category: Slug? = nil
  @Traced package var track: Slug? = nil
  @Traced package var status: Settled<Measure.Status>? = nil
  @Traced package var isOpen = Truth.no
  @Traced package var extent: Extent? = nil
  @Traced package var promised: [Total] = []
  @Traced package var delivered: [Total] = []
  @Traced package var unmeasured = 0
  @Traced package var deadline: EDTF? = nil
  @Traced package var deadlineDay: CivilDay? = nil
  @Traced package var condition: String? = nil
  @Traced package var pledged: EDTF? = nil
  @Traced package var accepted: EDTF? = nil
  @Traced package var implemented: EDTF? = nil
  @Traced package var implementedBy: [PartyID] = []
  @Traced package var verified: EDTF? = nil
  @Traced package var verifiedBy: PartyID? = nil
  @Traced package var failed: EDTF? = nil
  @Traced package var failedAs: VerificationResult? = nil
  @Traced package var failedBy: [PartyID] = []
  @Traced package var nextVerification: EDTF? = nil
  @Traced package var suspended: EDTF? = nil
  @Traced package var reversed: EDTF? = nil
  @Traced package var lapsed: EDTF? = nil
  @Traced package var inReturnFor: [Reference] = []
  @Traced package var under: Reference? = nil
  @Traced package var steps: [Step] = []
  @Traced package var lastEvent: EventPosition? = nil

  /// A step of its life cycle.
  package struct Step: Structure {
    package var status = Measure.Status.pledged
    package var on: EDTF?

    package init() {}
    package init(_ status: Measure.Status, on: EDTF?) { (self.status, self.on) = (status, on) }

    package static let parts = [
      Part("status", \Step.status, "What it came to be."),
      Part("on", \Step.on, "When, as EDTF."),
    ]
    package var words: String { "\(status.rawValue) \(on?.text ?? "")" }
  }

  /// How much of one thing there is in all.
  package struct Total: Structure {
    package var amount = Amount.zero
    package var atMost = Amount.zero
    package var unit = ""

    package init() {}
    init(_ range: Contribution.Range, _ unit: String) {
      (amount, atMost, self.unit) = (range.least, range.most, unit)
    }

    package static let parts = [
      Part("amount", \Total.amount, "How much for certain."),
      Part("at_most", \Total.atMost, "How much it may be, where dates leave it open."),
      Part("unit", \Total.unit, "Of what, as it was written."),
    ]
    package var range: Contribution.Range { Contribution.Range(amount, atMost) }
    package var words: String { "\(range.words) \(unit)" }
  }

  package init() {}

  package static let fields: [Field<MeasureRow>] = [
    Field("measure", \.$measure, "Its slug.", .key),
    Field("title", \.$title, "What the act is."),
    Field("party", \.$party, "Who is to act, by id; of several the first."),
    Field("doers", \.$doers, "All who are to act, by id; several where it is a joint act."),
    Field("beneficiaries", \.$beneficiaries, "To whom it was promised, by id."),
    Field("category", \.$category, "What kind of act."),
    Field("track", \.$track, "The strand it belongs to."),
    Field(
      "status", \.$status,
      "pledged, accepted, implemented, verified, suspended, reversed or lapsed: the last that happened."),
    Field(
      "is_open", \.$isOpen, "Whether it is promised and not yet delivered; null where dates leave it open."),
    Field("extent", \.$extent, "partly or fully implemented."),
    Field("promised", \.$promised, "How much was promised, by unit."),
    Field("delivered", \.$delivered, "How much was given, by unit, as far as amounts are recorded."),
    Field(
      "unmeasured", \.$unmeasured,
      "How often it was carried out, or may have been, and nobody said how much was given."),
    Field("deadline", \.$deadline, "By when, as EDTF."),
    Field("deadline_day", \.$deadlineDay, "The last day of that."),
    Field("condition", \.$condition, "On what condition it was promised."),
    Field("pledged", \.$pledged, "When it was first promised, as EDTF."),
    Field("accepted", \.$accepted, "When that was accepted."),
    Field("implemented", \.$implemented, "When it was first carried out."),
    Field(
      "implemented_by", \.$implementedBy, "Who carried it out, by id; empty where no event says who did."),
    Field("verified", \.$verified, "When it was last confirmed."),
    Field("verified_by", \.$verifiedBy, "By whom."),
    Field("failed", \.$failed, "When a verification last failed, as EDTF."),
    Field("failed_as", \.$failedAs, "refused, not-confirmed or found-otherwise."),
    Field("failed_by", \.$failedBy, "Who had looked, or asked to, by id."),
    Field("next_verification", \.$nextVerification, "When it is to be looked at again, as last said."),
    Field("suspended", \.$suspended, "When it was last suspended."),
    Field("reversed", \.$reversed, "When it was last undone."),
    Field("lapsed", \.$lapsed, "When it lapsed."),
    Field("in_return_for", \.$inReturnFor, "The measures that it answers, by slug or process/slug."),
    Field("under", \.$under, "The agreement that it stems from."),
    Field("steps", \.$steps, "Its whole life, in order.", .repeats),
    Field("last_event", \.$lastEvent, "Position of its last event."),
  ]

  package static func rows(_ state: ProcessState) -> [MeasureRow] {
    state.measures.all.map { slug, measure in
      let life = measure.life
      let provenance = life.provenance
      let verified = life.last(.verified)
      let failed = measure.failures.last
      let looks = Provenance(measure.verifications.map(\.dating.position))
      let contributions = measure.contributions(of: slug)
      let next = measure.verifications.last { $0.next != nil }
      var row = MeasureRow()
      row.$measure = Traced(slug, provenance.isEmpty ? measure.$under.provenance.union(looks) : provenance)
      row.$title = measure.$title
      row.$party = measure.$doers.map(\.first)
      row.$doers = measure.$doers
      row.$beneficiaries = measure.$to
      row.$category = measure.$category
      row.$track = measure.$track
      row.$status = Traced(.among(measure.statuses), provenance)
      row.$isOpen = Traced(measure.isOpen, provenance)
      row.$extent = measure.$extent
      row.$deadline = measure.$deadline
      row.$deadlineDay = measure.$deadline.map { $0?.lastDay.map(CivilDay.init(days:)) }
      row.$condition = measure.$condition
      row.$pledged = .on(life.first(.pledged)?.dating)
      row.$accepted = .on(life.first(.accepted)?.dating)
      row.$implemented = .on(life.first(.implemented)?.dating)
      row.$implementedBy = measure.$implementers
      row.$verified = .on(verified?.dating)
      row.$verifiedBy = Traced(verified?.by, verified?.dating.provenance ?? [])
      row.$promised = Traced(
        contributions.filter { !$0.pledges.isEmpty }.map { Total($0.pledged, $0.unit) },
        Provenance(joining: contributions.map(\.pledges)))
      row.$delivered = Traced(
        Total.delivered(by: contributions), Provenance(joining: contributions.map(\.deliveries)))
      row.$unmeasured = Traced(
        measure.unmeasured.count, Provenance(measure.unmeasured.map(\.dating.position)))
      row.$failed = .on(failed?.dating)
      row.$failedAs = Traced(failed?.result, failed?.dating.provenance ?? [])
      row.$failedBy = Traced(failed?.by ?? [], failed?.dating.provenance ?? [])
      row.$nextVerification = Traced(next?.next, next?.dating.provenance ?? [])
      row.$suspended = .on(life.last(.suspended)?.dating)
      row.$reversed = .on(life.last(.reversed)?.dating)
      row.$lapsed = .on(life.last(.lapsed)?.dating)
      row.$inReturnFor = measure.$inReturnFor
      row.$under = measure.$under
      row.$steps = Traced(life.steps.map { Step($0.status, on: $0.dating.on) }, provenance)
      row.$lastEvent = .position(life.steps.last?.dating.position)
      return row
    }
  }
}

extension MeasureRow.Total {
  /// What all givers of a measure gave, by unit.
  fileprivate static func delivered(by contributions: [Contribution]) -> [Self] {
    var totals: [Self] = []
    for contribution in contributions where !contribution.deliveries.isEmpty {
      let total = Self(contribution.delivered, contribution.unit)
      if let at = totals.firstIndex(where: { $0.unit == contribution.unit }) {
        totals[at] = Self(
          totals[at].range + contribution.delivered, contribution.unit)
      } else {
        totals.append(total)
      }
    }
    return totals
  }
}

extension VerificationResult: TextValue {}

extension MeasureRow {
  /// What was given of a delivered total, as far as that is recorded.
  package func given(_ total: Total?) -> Contribution.Given {
    if unmeasured == 0 {
      return Contribution.Given(least: total?.amount ?? .zero, most: total?.atMost ?? .zero)
    }
    return Contribution.Given(least: total?.amount, most: nil)
  }

  /// Whether others did it than those who are to act, or not all of these.
  package var isDoneByOthers: Bool { !implementedBy.isEmpty && Set(implementedBy) != Set(doers) }

  /// Whether it was confirmed last before it was carried out at all, so that the confirmation is none of that.
  package var isConfirmedTooEarly: Bool {
    guard let verified, let implemented else { return false }
    return verified.precedes(implemented) == .yes
  }
}

extension MeasureRow {
  package var obligation: Obligation { Obligation(isOpen: isOpen, deadline: deadline) }
}
