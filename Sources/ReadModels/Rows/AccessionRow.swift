package import Talks

package struct AccessionRow: Projected {
  package static let name = "accession"
  // 2: who was only seen at rounds is at the table no longer than these.
  package static let version = 2
  package static let help =
    "The accession plans against what happened: a row for each tier, and one for each group that came in without a plan."
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var stage = ""
  @Traced package var tier: Int? = nil
  @Traced package var plan: Slug? = nil
  @Traced package var heldBy: [PartyID] = []
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
  @Traced package var brought: [Reference] = []
  @Traced package var sinceThen: [Sequel] = []

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

  /// Something agreed or promised by those who came in, after they did.
  package struct Sequel: Structure {
    package var thing = Slug.placeholder
    package var by: [PartyID] = []
    package var on: EDTF?
    package var days: Int?
    package var daysAtMost: Int?
    package var isLater = Truth.no

    package init() {}
    init(_ sequel: AccessionPlan.Sequel) {
      (thing, by, on) = (sequel.thing, sequel.by, sequel.dating.on)
      (days, daysAtMost, isLater) = (sequel.days?.fewest, sequel.days?.most, sequel.isLater)
    }

    package static let parts = [
      Part("thing", \Sequel.thing, "The agreement or the measure."),
      Part("by", \Sequel.by, "Those of the stage who agreed or promised it, by id."),
      Part("on", \Sequel.on, "When, as EDTF."),
      Part("days", \Sequel.days, "The fewest days since the first of them came in."),
      Part("days_at_most", \Sequel.daysAtMost, "The most days."),
      Part("later", \Sequel.isLater, "Whether it was after they came in; unknown where dates leave it open."),
    ]
    package var words: String { "\(thing) \(on?.text ?? "")" }

    /// Whether it came after they did, within a number of days.
    package func isWithin(_ most: Int) -> Truth {
      isLater && (days.map { Days(fewest: $0, most: daysAtMost).isWithin(most) } ?? .unknown)
    }
  }

  package init() {}

  package static let fields: [Field<AccessionRow>] = [
    Field(
      "stage", \.$stage,
      "Its name: tier-1, tier-2 …, with the name of the plan before it where it has one, or unplanned-1 … in the order in which they came in.",
      .key),
    Field("tier", \.$tier, "Its place in the plan; null for those who came in without one."),
    Field("plan", \.$plan, "The plan, where it has a name."),
    Field("held_by", \.$heldBy, "Whose plan it is, by id."),
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
    Field("brought", \.$brought, "What the record says that it brought."),
    Field(
      "since_then", \.$sinceThen,
      "What those who came in have agreed and promised since, within the days that the question states; it need not have come of that."
    ),
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
      row.$plan = Traced(stage.id?.plan, by)
      if let tier { row.$heldBy = tier.$heldBy }
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
      row.$brought = plan.brought(by: stage)
      row.$sinceThen = plan.sequels(of: stage).map { $0.map(Sequel.init) }
      return row
    }
  }
}

extension AccessionRow {
  /// The row with what came within a number of days, for certain or perhaps.
  package func within(_ days: Int) -> AccessionRow {
    var row = self
    row.$sinceThen = $sinceThen.map { $0.filter { $0.isWithin(days) != .no } }
    return row
  }
}
