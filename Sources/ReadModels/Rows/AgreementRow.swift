package import Talks

package struct AgreementRow: Projected {
  package static let name = "agreement"
  package static let help =
    "Texts reached or signed, with their terms, for whom they are in force, and what became of them."
  // 2: a term, an entry into force, a suspension and an end count, and a text that nobody agreed is in force for
  // nobody.
  package static let version = 2

  package var process = ""
  @Traced package var agreement = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var status: Settled<Agreement.Status>? = nil
  @Traced package var standing: Settled<Agreement.Standing>? = nil
  @Traced package var inForce = Truth.no
  @Traced package var inPart = Truth.no
  @Traced package var parties: [PartyID] = []
  @Traced package var bonds: [PartyBond] = []
  @Traced package var reached: EDTF? = nil
  @Traced package var signed: EDTF? = nil
  @Traced package var ratifications: [Ratification] = []
  @Traced package var entered: EDTF? = nil
  @Traced package var inForceFrom: EDTF? = nil
  @Traced package var inForceUntil: EDTF? = nil
  @Traced package var expired = Truth.no
  @Traced package var extended: EDTF? = nil
  @Traced package var reaffirmed: EDTF? = nil
  @Traced package var suspensions: [PartySuspension] = []
  @Traced package var resumed: EDTF? = nil
  @Traced package var breached: EDTF? = nil
  @Traced package var breachedBy: PartyID? = nil
  @Traced package var breaches = 0
  @Traced package var breachesBy: [Breaches] = []
  @Traced package var notice: String? = nil
  @Traced package var notices: [Notice] = []
  @Traced package var renounced: EDTF? = nil
  @Traced package var renouncedBy: [PartyID] = []
  @Traced package var superseded: EDTF? = nil
  @Traced package var supersededBy: Reference? = nil
  @Traced package var ended: EDTF? = nil
  @Traced package var lastEvent: EventPosition? = nil

  /// How it stands for one party.
  package struct PartyBond: Structure {
    package var party = PartyID.placeholder
    package var inForce = Truth.no
    package var bond: Settled<Agreement.Bond>?

    package init() {}
    package init(party: PartyID, inForce: Truth, bond: Settled<Agreement.Bond>?) {
      (self.party, self.inForce, self.bond) = (party, inForce, bond)
    }

    package static let parts = [
      Part("party", \PartyBond.party, "The party, by id."),
      Part("in_force", \PartyBond.inForce, "Whether it is in force for the party; null where that is open."),
      Part(
        "bond", \PartyBond.bond,
        "not yet bound, bound, bound in part, suspended, left, left alone or over; unknown where that is open."
      ),
    ]
    package var words: String { "\(party.text): \(bond?.text ?? "")" }
  }

  /// A ratification by one party.
  package struct Ratification: Structure {
    package var party = PartyID.placeholder
    package var on: EDTF?

    package init() {}
    package init(party: PartyID, on: EDTF?) { (self.party, self.on) = (party, on) }

    package static let parts = [
      Part("party", \Ratification.party, "Who ratified it, by id."),
      Part("on", \Ratification.on, "When, as EDTF."),
    ]
    package var words: String { party.text + (on.map { " (\($0.inWords))" } ?? "") }
  }

  /// A suspension that is or may be in effect.
  package struct PartySuspension: Structure {
    package var party: PartyID?
    package var extent = Extent.fully
    package var since: EDTF?
    package var until: EDTF?
    package var provisions: String?

    package init() {}
    init(_ act: Agreement.Act) {
      (party, extent, since, until) = (act.by.first, act.extent, act.dating.on, act.until)
      provisions = act.provisions
    }

    package static let parts = [
      Part("party", \PartySuspension.party, "Who suspended it, by id; null for all together."),
      Part("extent", \PartySuspension.extent, "partly or fully."),
      Part("since", \PartySuspension.since, "Since when, as EDTF."),
      Part("until", \PartySuspension.until, "The last day of it, where that is said."),
      Part("provisions", \PartySuspension.provisions, "Which provisions."),
    ]
    package var words: String {
      "\(party?.text ?? "all") \(extent.rawValue)\(since.map { " since \($0.inWords)" } ?? "")"
    }
  }

  /// How often one party was said to have broken it.
  package struct Breaches: Structure {
    package var party = PartyID.placeholder
    package var count = 0
    package var alleged = 0
    package var allegedBy: [PartyID] = []
    package var accordingTo: [String] = []
    package var found = 0
    package var foundBy: [PartyID] = []

    package init() {}
    init(_ tally: Agreement.BreachTally) {
      (party, count, alleged, allegedBy) = (tally.party, tally.count, tally.alleged, tally.allegedBy)
      (accordingTo, found, foundBy) = (tally.accordingTo, tally.found, tally.foundBy)
    }

    package static let parts = [
      Part("party", \Breaches.party, "Who is said to have broken it, by id."),
      Part("count", \Breaches.count, "How many breaches are on record."),
      Part("alleged", \Breaches.alleged, "How many of them nobody is recorded to have found."),
      Part("alleged_by", \Breaches.allegedBy, "The parties that alleged any, by id."),
      Part("according_to", \Breaches.accordingTo, "Who else says so, in words."),
      Part("found", \Breaches.found, "How many were found to be so."),
      Part("found_by", \Breaches.foundBy, "By whom, by id."),
    ]
    package var words: String { "\(party.text): \(count), \(alleged) alleged, \(found) found" }
  }

  /// A renunciation that has no effect yet, or perhaps has none.
  package struct Notice: Structure {
    package var party = PartyID.placeholder
    package var given: EDTF?
    package var effective: EDTF?

    package init() {}
    package init(party: PartyID, given: EDTF?, effective: EDTF?) {
      (self.party, self.given, self.effective) = (party, given, effective)
    }

    package static let parts = [
      Part("party", \Notice.party, "Who gave it, by id."),
      Part("given", \Notice.given, "When, as EDTF."),
      Part(
        "effective", \Notice.effective,
        "The first day on which it is no longer bound, as stated or by the notice that the text asks for."),
    ]
    package var words: String { party.text + (effective.map { " from \($0.inWords)" } ?? "") }
  }

  package init() {}

  package static let fields: [Field<AgreementRow>] = [
    Field("agreement", \.$agreement, "Its slug.", .key),
    Field("title", \.$title, "Its title."),
    Field(
      "status", \.$status,
      "reached, signed, ratified, entered into force, extended, reaffirmed, suspended, resumed, breached, renounced, superseded or ended: the last that happened; unknown where dates leave it open."
    ),
    Field(
      "standing", \.$standing,
      "unlinked (no text was agreed on record), not yet in force, in force, in force in part, suspended, expired, superseded, ended or renounced; unknown where dates leave it open."
    ),
    Field(
      "in_force", \.$inForce, "Whether it still binds two parties or more; null where dates leave it open."),
    Field(
      "in_part", \.$inPart,
      "Whether it is in force, and suspended in part for all but one or for all; null where that is open."),
    Field("parties", \.$parties, "Those who agreed to it, by id."),
    Field("bonds", \.$bonds, "How it stands for each of them."),
    Field("reached", \.$reached, "When it was reached, as EDTF."),
    Field("signed", \.$signed, "When it was signed."),
    Field("ratifications", \.$ratifications, "Who ratified it, and when."),
    Field("entered", \.$entered, "When it first entered into force, as recorded."),
    Field("in_force_from", \.$inForceFrom, "The first day of its term, as it says."),
    Field(
      "in_force_until", \.$inForceUntil, "The last day of its term, as it says or as it was last extended."),
    Field("expired", \.$expired, "Whether its term is over; null where dates leave it open."),
    Field("extended", \.$extended, "When it was last extended."),
    Field("reaffirmed", \.$reaffirmed, "When it was last reaffirmed."),
    Field("suspensions", \.$suspensions, "The suspensions that are or may be in effect."),
    Field("resumed", \.$resumed, "When a suspension last ended by an act."),
    Field("breached", \.$breached, "When it was last breached."),
    Field("breached_by", \.$breachedBy, "By whom."),
    Field("breaches", \.$breaches, "How many breaches are on record, alleged or found; they end nothing."),
    Field("breaches_by", \.$breachesBy, "The same by who is said to have broken it, and who says so."),
    Field("notice", \.$notice, "How long before leaving it a party has to say so, as an ISO 8601 duration."),
    Field("notices", \.$notices, "The renunciations that are not yet in effect, or perhaps not."),
    Field("renounced", \.$renounced, "When it was last renounced."),
    Field(
      "renounced_by", \.$renouncedBy,
      "Those whose renunciation is in effect, and who have not signed or reaffirmed it since."),
    Field("superseded", \.$superseded, "When it was last superseded."),
    Field("superseded_by", \.$supersededBy, "By which agreement."),
    Field("ended", \.$ended, "When it last ended for all."),
    Field("last_event", \.$lastEvent, "Position of its last event."),
  ]

  package static func rows(_ state: ProcessState) -> [AgreementRow] {
    state.agreements.all.map { slug, agreement in AgreementRow(slug, agreement) }
  }

  private init(_ slug: Slug, _ agreement: Agreement) {
    let (life, day) = (agreement.life, agreement.horizon)
    let whole = agreement.forceProvenance
    let breached = life.last(.breached)
    func those(_ status: Agreement.Status) -> Provenance {
      Provenance(life.steps.filter { $0.status == status }.map(\.dating.position))
    }
    $agreement = Traced(slug, life.provenance)
    $title = agreement.$title
    $status = Traced(.among(agreement.statuses), life.provenance)
    $standing = Traced(.among(agreement.standings(by: day)), whole)
    $inForce = Traced(agreement.isInForce, whole)
    $inPart = Traced(agreement.isInForceInPart(by: day), whole)
    $parties = agreement.$parties
    $bonds = Traced(
      agreement.parties.map { party in
        PartyBond(
          party: party, inForce: agreement.isInForce(for: party, by: day),
          bond: .among(agreement.bonds(of: party, by: day)))
      }, whole)
    $reached = .on(life.first(.reached)?.dating)
    $signed = .on(life.first(.signed)?.dating)
    $ratifications = Traced(
      agreement.acts.filter { $0.status == .ratified }.flatMap { act in
        act.by.map { Ratification(party: $0, on: act.dating.on) }
      }, those(.ratified))
    $entered = .on(life.first(.enteredIntoForce)?.dating)
    $inForceFrom = agreement.from
    $inForceUntil = agreement.until
    $expired = Traced(agreement.isExpired(by: day), agreement.until.provenance)
    $extended = .on(life.last(.extended)?.dating)
    $reaffirmed = .on(life.last(.reaffirmed)?.dating)
    $suspensions = Traced(
      agreement.suspensions.map(PartySuspension.init), those(.suspended).union(those(.resumed)))
    $resumed = .on(life.last(.resumed)?.dating)
    $breached = .on(breached?.dating)
    $breachedBy = Traced(breached?.by, breached?.dating.provenance ?? [])
    $breaches = Traced(agreement.breachTallies.map(\.count).reduce(0, +), those(.breached))
    $breachesBy = Traced(agreement.breachTallies.map(Breaches.init), those(.breached))
    $notice = agreement.notice.map { $0?.typed }
    $notices = Traced(
      agreement.notices.map { act in
        Notice(
          party: act.by.first ?? PartyID.placeholder, given: act.dating.on,
          effective: agreement.effect(of: act))
      }, those(.renounced))
    $renounced = .on(life.last(.renounced)?.dating)
    $renouncedBy = Traced(agreement.renouncedBy, those(.renounced))
    $superseded = .on(life.last(.superseded)?.dating)
    $supersededBy = agreement.$supersededBy
    $ended = .on(life.last(.ended)?.dating)
    $lastEvent = .position(life.steps.last?.dating.position)
  }
}

extension Agreement.Standing: TextValue {}
extension Agreement.Bond: TextValue {}
