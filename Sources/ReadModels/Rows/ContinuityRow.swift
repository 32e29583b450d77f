package import Talks

/// The fate of commitments at a change of administration; computed on reading, since its sources are spread
/// over several processes.
package struct ContinuityRow: Row {
  package static let name = "continuity"
  package static let help =
    "What changes of administration left of the commitments that were there: one row a change."
  package static let version = 2

  package var process = ""
  @Traced package var change = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var before: String? = nil
  @Traced package var head = ""
  @Traced package var acting = Truth.no
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var until: EDTF? = nil
  @Traced package var inherited: [Reference] = []
  @Traced package var perhapsInherited: [Reference] = []
  @Traced package var reaffirmed: [Reference] = []
  @Traced package var delivered: [Reference] = []
  @Traced package var breached: [Reference] = []
  @Traced package var lapsed: [Reference] = []
  @Traced package var renounced: [Reference] = []
  @Traced package var superseded: [Reference] = []
  @Traced package var suspended: [Reference] = []
  @Traced package var reversed: [Reference] = []
  @Traced package var open: [Reference] = []
  @Traced package var unclear: [Reference] = []
  @Traced package var leftOpen: [Reference] = []
  @Traced package var agreementsBefore = 0
  @Traced package var agreementsAfter = 0
  @Traced package var firstContact: EDTF? = nil
  @Traced package var contactIn: String? = nil
  @Traced package var daysToContact: Int? = nil
  @Traced package var daysToContactAtMost: Int? = nil
  @Traced package var firstRound: EDTF? = nil
  @Traced package var roundIn: String? = nil
  @Traced package var daysToRound: Int? = nil
  @Traced package var daysToRoundAtMost: Int? = nil

  package init() {}

  package static let fields: [Field<ContinuityRow>] = [
    Field("change", \.$change, "Its name, for “parley why”, such as us-barack-obama.", .key),
    Field("party", \.$party, "Whose government changed, by id."),
    Field("before", \.$before, "Who governed before; null for the first that is recorded."),
    Field("head", \.$head, "Who governed after."),
    Field(
      "acting", \.$acting,
      "Whether only as acting head, at the end of it or on the day that is asked about; null where dates leave it open."
    ),
    Field("since", \.$since, "From when, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("until", \.$until, "Until when, as EDTF; null for the present one."),
    Field(
      "inherited", \.$inherited,
      "The agreements that bound the party on the day before, and the measures that it had promised and not delivered, or had suspended, by process/slug."
    ),
    Field(
      "perhaps_inherited", \.$perhapsInherited, "Those of which dates leave open whether they were there."),
    Field("reaffirmed", \.$reaffirmed, "Those inherited that came to be reaffirmed under it."),
    Field("delivered", \.$delivered, "Those that came to be carried out or verified."),
    Field("breached", \.$breached, "Those that came to be breached."),
    Field("lapsed", \.$lapsed, "Those that lapsed."),
    Field("renounced", \.$renounced, "Those that came to be renounced."),
    Field("superseded", \.$superseded, "Those that came to be superseded."),
    Field(
      "suspended", \.$suspended,
      "Those that came to be suspended, also of what had been delivered before."),
    Field("reversed", \.$reversed, "Those that came to be undone, also of what had been delivered before."),
    Field("open", \.$open, "Those that stand as they stood."),
    Field("unclear", \.$unclear, "Those of which dates leave open what became of them."),
    Field("left_open", \.$leftOpen, "The measures among those inherited."),
    Field(
      "agreements_before", \.$agreementsBefore,
      "How many agreements bound the party for certain on the day before."),
    Field(
      "agreements_after", \.$agreementsAfter,
      "How many did at the end of it, or on the day that is asked about."),
    Field(
      "first_contact", \.$firstContact,
      "When the party first took part in a contact, a session or a round under it, as EDTF."),
    Field("contact_in", \.$contactIn, "In which process."),
    Field("days_to_contact", \.$daysToContact, "The fewest days from the change to that."),
    Field(
      "days_to_contact_at_most", \.$daysToContactAtMost,
      "The most days; null where there may have been none."),
    Field("first_round", \.$firstRound, "When a round was first convened or reopened under it, as EDTF."),
    Field("round_in", \.$roundIn, "In which process."),
    Field("days_to_round", \.$daysToRound, "The fewest days from the change to that."),
    Field(
      "days_to_round_at_most", \.$daysToRoundAtMost, "The most days; null where there may have been none."),
  ]

  /// The rows of all changes, each under the process asked about, or else the one that records the change.
  ///
  /// - Parameters:
  ///   - states: the processes from which commitments, contacts and rounds are taken.
  ///   - administrations: of all processes, each with the process that records it.
  ///   - process: the process to which the answer is limited; nil for all.
  package static func rows(
    of states: [(process: String, state: ProcessState)],
    administrations: [(process: String, it: Administration)], in process: String?
  ) -> [ContinuityRow] {
    Handover.all(of: states, administrations: administrations, in: process).map(ContinuityRow.init)
  }

  private init(_ it: Handover) {
    let by = it.since.provenance
    func those(_ some: [Handover.Commitment]) -> Traced<[Reference]> {
      Traced(some.map(\.reference), Provenance(by.all + some.flatMap(\.provenance.all)))
    }
    func those(_ fate: Handover.Fate) -> Traced<[Reference]> {
      those(it.fates.filter { $0.fate == fate }.map(\.commitment))
    }
    func count(_ bound: [Handover.Commitment]) -> Traced<Int> {
      let whole = by.union(it.until?.provenance ?? [])
      return Traced(bound.count, Provenance(whole.all + bound.flatMap(\.provenance.all)))
    }
    func days(_ meeting: Handover.Meeting?) -> Traced<Days?> {
      Traced(meeting?.days, by.union(meeting?.dating.provenance ?? []))
    }
    func place(_ meeting: Handover.Meeting?) -> Traced<String?> {
      Traced(meeting?.process, meeting?.dating.provenance ?? [])
    }
    process = it.process
    $change = Traced(it.name, by)
    $party = Traced(it.party, by)
    $before = it.before
    $head = Traced(it.head, by)
    $acting = Traced(it.isActing, by)
    $since = .on(it.since)
    $sinceDay = .firstDay(it.since)
    $until = .on(it.until)
    $inherited = those(it.inherited)
    $perhapsInherited = those(it.perhapsInherited)
    $reaffirmed = those(.reaffirmed)
    $delivered = those(.delivered)
    $breached = those(.breached)
    $lapsed = those(.lapsed)
    $renounced = those(.renounced)
    $superseded = those(.superseded)
    $suspended = those(.suspended)
    $reversed = those(.reversed)
    $open = those(.open)
    $unclear = those(.unclear)
    $leftOpen = those(it.leftOpen)
    $agreementsBefore = count(it.agreementsBefore)
    $agreementsAfter = count(it.agreementsAfter)
    $firstContact = .on(it.firstContact?.dating)
    $contactIn = place(it.firstContact)
    $daysToContact = days(it.firstContact).map { $0?.fewest }
    $daysToContactAtMost = days(it.firstContact).map { $0?.most }
    $firstRound = .on(it.firstRound?.dating)
    $roundIn = place(it.firstRound)
    $daysToRound = days(it.firstRound).map { $0?.fewest }
    $daysToRoundAtMost = days(it.firstRound).map { $0?.most }
  }
}

extension ContinuityRow {
  /// The commitments with a given fate.
  package subscript(_ fate: Handover.Fate) -> [Reference] {
    switch fate {
    case .reaffirmed: reaffirmed
    case .delivered: delivered
    case .breached: breached
    case .lapsed: lapsed
    case .renounced: renounced
    case .superseded: superseded
    case .suspended: suspended
    case .reversed: reversed
    case .open: open
    case .unclear: unclear
    }
  }

  package var toContact: Days? { daysToContact.map { Days(fewest: $0, most: daysToContactAtMost) } }
  package var toRound: Days? { daysToRound.map { Days(fewest: $0, most: daysToRoundAtMost) } }
}
