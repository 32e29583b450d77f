package import Talks

package struct SetbackRow: Projected {
  package static let name = "setback"
  package static let help = "What set the talks back, and what overcame it."

  package var process = ""
  @Traced package var setback = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var kind: SetbackKind? = nil
  @Traced package var party: PartyID? = nil
  @Traced package var severity: Severity? = nil
  @Traced package var assessments: [Assessment] = []
  @Traced package var occurred: EDTF? = nil
  @Traced package var occurredDay: CivilDay? = nil
  @Traced package var isOpen = Truth.no
  @Traced package var overcome: EDTF? = nil
  @Traced package var through: [Reference] = []
  @Traced package var how: String? = nil
  @Traced package var event: EventPosition? = nil

  /// An assessor's judgement of its severity.
  package struct Assessment: Structure {
    package var severity = Severity.minor
    package var by: String?

    package init() {}
    package init(severity: Severity, by: String?) { (self.severity, self.by) = (severity, by) }

    package static let parts = [
      Part("severity", \Assessment.severity, "minor, moderate, serious or severe."),
      Part("by", \Assessment.by, "Who assessed it."),
    ]
    package var words: String { severity.rawValue + (by.map { " (\($0))" } ?? "") }
  }

  package init() {}

  package static let fields: [Field<SetbackRow>] = [
    Field("setback", \.$setback, "Its slug.", .key),
    Field("title", \.$title, "What happened."),
    Field(
      "kind", \.$kind,
      "nuclear-test, missile-test, incident, attack, exercise, walk-out, sanctions, statement, non-compliance or other."
    ),
    Field("party", \.$party, "Whose act it was, by id."),
    Field("severity", \.$severity, "The severity last assessed."),
    Field("assessments", \.$assessments, "Every assessment, in order."),
    Field("occurred", \.$occurred, "When, as EDTF."),
    Field("occurred_day", \.$occurredDay, "The first day of that."),
    Field("is_open", \.$isOpen, "Whether it still stands in the way; null where dates leave it open."),
    Field("overcome", \.$overcome, "When it was overcome, as EDTF."),
    Field("through", \.$through, "What overcame it, by slug."),
    Field("how", \.$how, "How, in words."),
    Field("event", \.$event, "Position of the event by which we know of it."),
  ]

  package static func rows(_ state: ProcessState) -> [SetbackRow] {
    state.setbacks.all.map { slug, setback in
      let assessed = Provenance(setback.assessments.map(\.dating.position))
      let whole = Provenance([setback.occurred, setback.overcome].compactMap { $0?.position })
      let last = setback.assessments.last
      var row = SetbackRow()
      row.$setback = Traced(slug, whole.isEmpty ? assessed : whole)
      row.$title = setback.$title
      row.$kind = setback.$kind
      row.$party = setback.$party
      row.$severity = Traced(last?.severity, last?.dating.provenance ?? [])
      row.$assessments = Traced(
        setback.assessments.map { Assessment(severity: $0.severity, by: $0.by) }, assessed)
      row.$occurred = .on(setback.occurred)
      row.$occurredDay = .firstDay(setback.occurred)
      row.$isOpen = Traced(setback.isOpen, whole)
      row.$overcome = .on(setback.overcome)
      row.$through = setback.$through
      row.$how = setback.$how
      row.$event = .position((setback.occurred ?? setback.overcome)?.position)
      return row
    }
  }
}

extension SetbackKind: TextValue {}
