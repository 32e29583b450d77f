package import Talks

package struct LinkRow: Projected {
  package static let name = "link"
  // 2: suspensions are ties, and the acts about an agreement stand in their order.
  package static let version = 2
  package static let help =
    "What carries out, confirms, breaks, replaces or answers what: one row a tie."

  package var process = ""
  @Traced package var subject: Reference? = nil
  @Traced package var subjectKind: ThingKind? = nil
  @Traced package var relation: Tie.Relation = Tie.Relation.implements
  @Traced package var object = Reference.placeholder
  @Traced package var objectKind = ThingKind.agreement
  @Traced package var parties: [PartyID] = []
  @Traced package var onText: EDTF? = nil
  @Traced package var onDay: CivilDay? = nil
  @Traced package var status: Settled<ThingStatus>? = nil
  @Traced package var event: EventPosition? = nil

  package init() {}

  package static let fields: [Field<LinkRow>] = [
    Field(
      "subject", \.$subject, "The thing that does it, by slug or process/slug; null where parties do.", .key),
    Field("subject_kind", \.$subjectKind, "agreement, measure, setback, proposal or round."),
    Field(
      "relation", \.$relation,
      "implements, reaffirms, supersedes, breaches, suspends, renounces, answers or overcomes.", .key),
    Field("object", \.$object, "The thing that it does it to.", .key),
    Field("object_kind", \.$objectKind, "What kind of thing that is."),
    Field("parties", \.$parties, "Who does it, by id."),
    Field("on_text", \.$onText, "When, as EDTF."),
    Field("on_day", \.$onDay, "The first day of that."),
    Field(
      "status", \.$status,
      "How the subject stands, where it is a measure or an agreement of this process; unknown where dates leave it open."
    ),
    Field("event", \.$event, "Position of the event that says so."),
  ]

  package static func rows(_ state: ProcessState) -> [LinkRow] {
    state.ties.map { tie in
      let by = tie.provenance
      var row = LinkRow()
      row.$subject = Traced(tie.subject, by)
      row.$subjectKind = Traced(tie.subjectKind, by)
      row.$relation = Traced(tie.relation, by)
      row.$object = Traced(tie.object, by)
      row.$objectKind = Traced(tie.objectKind, by)
      row.$parties = Traced(tie.parties, by)
      row.$onText = .on(tie.dating)
      row.$onDay = .firstDay(tie.dating)
      row.$status = state.statuses(ofSubject: tie).map(Settled.among)
      row.$event = .position(tie.dating?.position)
      return row
    }
  }
}

extension LinkRow {
  package var tie: Tie {
    Tie(
      subject: subject, subjectKind: subjectKind, relation: relation, object: object, objectKind: objectKind,
      parties: parties, provenance: $object.provenance,
      dating: event.map { Dating(on: onText, position: $0.value) })
  }
}

extension ThingStatus: TextValue {
  package var text: String { word }
  package init?(text: String) { self.init(word: text) }
}
