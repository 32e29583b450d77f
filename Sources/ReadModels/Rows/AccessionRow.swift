package import Talks

package struct AccessionRow: Projected {
  package static let name = "accession"
  package static let version = 2
  package static let help =
    "The accession plan against what happened: a row for each tier, and one for each group that came in without a plan."
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var stage = ""
  @Traced package var tier: Int? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var condition: String? = nil
  @Traced package var planned: EDTF? = nil
  @Traced package var opened: EDTF? = nil
  @Traced package var because: Reference? = nil
  @Traced package var daysToOpening: Int? = nil
  @Traced package var daysToOpeningAtMost: Int? = nil
  @Traced package var cameIn: [Dated] = []
  @Traced package var terms: [Terms] = []
  @Traced package var invited: [Invitation] = []
  @Traced package var missing: [PartyID] = []
  @Traced package var perhapsMissing: [PartyID] = []
  @Traced package var departed: [Dated] = []
  @Traced package var perhapsDeparted: [Dated] = []
  @Traced package var beforeTurn: [PartyID] = []
  @Traced package var perhapsBeforeTurn: [PartyID] = []
  @Traced package var next = Truth.no
  @Traced package var formatBefore: String? = nil
  @Traced package var formatAfter: String? = nil
  @Traced package var agreements: [Slug] = []
  @Traced package var measures: [Slug] = []
  @Traced package var perhaps: [Slug] = []

  /// A party, and when it came in or left.
  package struct Dated: Structure {
    package var party = PartyID.placeholder
    package var on: EDTF?

    package init() {}
    init(_ party: PartyID, _ on: EDTF?) { (self.party, self.on) = (party, on) }

    package static let parts = [
      Part("party", \Dated.party, "Its id."), Part("on", \Dated.on, "When, as EDTF."),
    ]
    package var words: String { "\(party) \(on?.text ?? "")" }
  }

  /// The terms on which a party came in.
  package struct Terms: Structure {
    package var party = PartyID.placeholder
    package var terms = ""

    package init() {}
    init(_ party: PartyID, _ terms: String) { (self.party, self.terms) = (party, terms) }

    package static let parts = [
      Part("party", \Terms.party, "Its id."), Part("terms", \Terms.terms, "The terms, as recorded."),
    ]
    package var words: String { "\(party): \(terms)" }
  }

  /// An invitation: the party, the host and the date.
  package struct Invitation: Structure {
    package var party = PartyID.placeholder
    package var by: PartyID?
    package var on: EDTF?

    package init() {}
    init(_ invitation: Roster.Invitation) {
      (party, by, on) = (invitation.party, invitation.by, invitation.dating.on)
    }

    package static let parts = [
      Part("party", \Invitation.party, "Who was invited, by id."),
      Part("by", \Invitation.by, "By whom, by id."), Part("on", \Invitation.on, "When, as EDTF."),
    ]
    package var words: String { "\(party)\(by.map { " by \($0)" } ?? "") \(on?.text ?? "")" }
  }

  package init() {}

  package static let fields: [Field<AccessionRow>] = [
    Field(
      "stage", \.$stage, "Its name: tier-1, tier-2 …, or unplanned-1 … in the order in which they came in.",
      .key),
    Field("tier", \.$tier, "Its place in the plan; null for those who came in without one."),
    Field("parties", \.$parties, "Who was to come in, by id; without a plan, who came in."),
    Field("condition", \.$condition, "What had to be so before."),
    Field("planned", \.$planned, "When it was last planned, as EDTF."),
    Field("opened", \.$opened, "When its condition was met, as EDTF."),
    Field("because", \.$because, "The thing that met it."),
    Field("days_to_opening", \.$daysToOpening, "The fewest days from the plan to the opening."),
    Field("days_to_opening_at_most", \.$daysToOpeningAtMost, "The most days."),
    Field("came_in", \.$cameIn, "Who came in, and when it first took a seat or was seen at the table."),
    Field("terms", \.$terms, "On what terms, by party."),
    Field("invited", \.$invited, "Who was invited, by whom and when."),
    Field("missing", \.$missing, "Those who have not come in; nobody where the talks are closed."),
    Field("perhaps_missing", \.$perhapsMissing, "Those of whom dates leave open whether they have."),
    Field(
      "departed", \.$departed, "Those who came in and are not at the table any more, and when they left."),
    Field(
      "perhaps_departed", \.$perhapsDeparted,
      "Those of whom dates leave open whether they are at the table, and when they may have left."),
    Field(
      "before_turn", \.$beforeTurn,
      "Those who came in before their tier was opened, or before a party of an earlier tier."),
    Field("perhaps_before_turn", \.$perhapsBeforeTurn, "Those of whom dates leave open whether they did."),
    Field(
      "next", \.$next,
      "Whether it is the first tier of which not all have come in, and the talks are not closed; null where dates leave it open."
    ),
    Field(
      "format_before", \.$formatBefore, "The constellation of the talks before the first of them came in."),
    Field("format_after", \.$formatAfter, "The constellation after, until others came in."),
    Field("agreements", \.$agreements, "What was agreed from then until others came in."),
    Field("measures", \.$measures, "The measures pledged from then until others came in."),
    Field(
      "perhaps", \.$perhaps,
      "Agreements and measures of which dates leave open whether they were of that time."),
  ]

  package static func rows(_ state: ProcessState) -> [AccessionRow] {
    let plan = AccessionPlan(state)
    return plan.stages.map { stage in
      let by = stage.provenance
      let tier = stage.tier
      let opening = (tier?.planned.provenance ?? []).union(tier?.opened?.provenance ?? [])
      let days = plan.daysToOpening(stage)
      let came = plan.arrivals(stage)
      let bound = came.filter { $0.terms != nil }
      let invitations = plan.invitations(stage)
      let formats = plan.formats(around: stage)
      var row = AccessionRow()
      row.$stage = Traced(stage.name, by)
      row.$tier = Traced(stage.number, by)
      row.$parties = Traced(stage.parties, by)
      if let tier { row.$condition = tier.$condition }
      row.$planned = .on(tier?.planned)
      row.$opened = .on(tier?.opened)
      row.$because = Traced(tier?.because, tier?.opened?.provenance ?? [])
      row.$daysToOpening = Traced(days?.fewest, opening)
      row.$daysToOpeningAtMost = Traced(days?.most, opening)
      row.$cameIn = Traced(
        came.map { Dated($0.party, $0.from.on) }, Provenance(came.map(\.from.position)))
      row.$terms = Traced(
        bound.map { Terms($0.party, $0.terms ?? "") },
        Provenance(joining: bound.map(\.$terms.provenance)))
      row.$invited = Traced(
        invitations.map(Invitation.init), Provenance(invitations.map(\.dating.position)))
      row.$missing = plan.absentees(stage, .yes)
      row.$perhapsMissing = plan.absentees(stage, .unknown)
      row.$departed = plan.departures(stage, .yes).map { $0.map { Dated($0.party, $0.left?.on) } }
      row.$perhapsDeparted = plan.departures(stage, .unknown).map { $0.map { Dated($0.party, $0.left?.on) } }
      row.$beforeTurn = plan.early(stage, .yes)
      row.$perhapsBeforeTurn = plan.early(stage, .unknown)
      row.$next = plan.isNext(stage)
      (row.$formatBefore, row.$formatAfter) = (formats.before, formats.after)
      (row.$agreements, row.$measures, row.$perhaps) = plan.brought(by: stage)
      return row
    }
  }
}
