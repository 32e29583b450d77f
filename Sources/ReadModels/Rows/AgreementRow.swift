package import Talks

package struct AgreementRow: Projected {
  package static let name = "agreement"
  package static let help = "Texts reached or signed, and what became of them."

  package var process = ""
  @Traced package var agreement = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var status: Settled<Agreement.Status>? = nil
  @Traced package var inForce = Truth.no
  @Traced package var parties: [PartyID] = []
  @Traced package var reached: EDTF? = nil
  @Traced package var signed: EDTF? = nil
  @Traced package var reaffirmed: EDTF? = nil
  @Traced package var breached: EDTF? = nil
  @Traced package var breachedBy: PartyID? = nil
  @Traced package var renounced: EDTF? = nil
  @Traced package var renouncedBy: [PartyID] = []
  @Traced package var superseded: EDTF? = nil
  @Traced package var supersededBy: Reference? = nil
  @Traced package var lastEvent: EventPosition? = nil

  package init() {}

  package static let fields: [Field<AgreementRow>] = [
    Field("agreement", \.$agreement, "Its slug.", .key),
    Field("title", \.$title, "Its title."),
    Field(
      "status", \.$status,
      "reached, signed, reaffirmed, breached, renounced or superseded: the last that happened; unknown where dates leave it open."
    ),
    Field(
      "in_force", \.$inForce, "Whether it still binds two parties or more; null where dates leave it open."),
    Field("parties", \.$parties, "Whom it binds, by id."),
    Field("reached", \.$reached, "When it was reached, as EDTF."),
    Field("signed", \.$signed, "When it was signed."),
    Field("reaffirmed", \.$reaffirmed, "When it was last reaffirmed."),
    Field("breached", \.$breached, "When it was last breached."),
    Field("breached_by", \.$breachedBy, "By whom."),
    Field("renounced", \.$renounced, "When it was last renounced."),
    Field(
      "renounced_by", \.$renouncedBy, "Those who renounced it and have not signed or reaffirmed it since."),
    Field("superseded", \.$superseded, "When it was last superseded."),
    Field("superseded_by", \.$supersededBy, "By which agreement."),
    Field("last_event", \.$lastEvent, "Position of its last event."),
  ]

  package static func rows(_ state: ProcessState) -> [AgreementRow] {
    state.agreements.all.map { slug, agreement in
      let life = agreement.life
      let breached = life.last(.breached)
      var row = AgreementRow()
      row.$agreement = Traced(slug, life.provenance)
      row.$title = agreement.$title
      row.$status = Traced(.among(agreement.statuses), life.provenance)
      row.$inForce = Traced(agreement.isInForce, life.provenance)
      row.$parties = agreement.$parties
      row.$reached = .on(life.first(.reached)?.dating)
      row.$signed = .on(life.first(.signed)?.dating)
      row.$reaffirmed = .on(life.last(.reaffirmed)?.dating)
      row.$breached = .on(breached?.dating)
      row.$breachedBy = Traced(breached?.by, breached?.dating.provenance ?? [])
      row.$renounced = .on(life.last(.renounced)?.dating)
      row.$renouncedBy = Traced(
        agreement.renouncedBy,
        Provenance(life.steps.filter { $0.status == .renounced }.map(\.dating.position)))
      row.$superseded = .on(life.last(.superseded)?.dating)
      row.$supersededBy = agreement.$supersededBy
      row.$lastEvent = .position(life.steps.last?.dating.position)
      return row
    }
  }
}
