import Talks

/// What a chronicle has said of one process so far, to find what a later row speaks of.
struct ChronicleThread {
  /// What a row comes to.
  struct Traced {
    let detail: any EventType
    /// Whether the event itself says which round the row belongs to.
    var keepsRound = false
    var unlinked: String?
  }

  private struct KnownRound {
    let slug: Slug
    var number: Int?
    var convened: Dating?
    var isConcluded = false
  }

  private var taken: Set<Slug> = []
  private var titled: [ThingKind: [String: Slug]] = [:]
  private var rounds: [KnownRound] = []
  /// The index of the round numbered last.
  private var numbered: Int?

  /// For how many days after its beginning a row without a number is taken to end a round.
  private static let longestRound: Int64 = 31

  mutating func follow(_ row: ChronicleRow) throws(Malformed) -> Traced {
    switch row.type {
    case .talksOpened: return Traced(detail: TalksOpened())
    case .talksClosed: return Traced(detail: TalksClosed())
    case .talksSuspended:
      guard let round = latestRound(row.round) else { return Traced(detail: TalksSuspended()) }
      return Traced(detail: filled(RoundRecessed()) { $0.round = existing(round) }, keepsRound: true)
    case .talksResumed:
      guard let round = latestRound(row.round) else { return Traced(detail: TalksResumed()) }
      return Traced(detail: filled(RoundReopened()) { $0.round = existing(round) }, keepsRound: true)

    case .partyInvited:
      let inviter = TitleParties(row.title, among: row.parties).beginning
      return Traced(detail: filled(PartyInvited()) { $0.by = inviter })
    case .partyJoined:
      let party = try row.party()
      return Traced(detail: filled(PartyJoined()) { $0.party = party })
    case .partyWithdrew:
      let party = try row.party()
      return Traced(detail: filled(PartyWithdrew()) { $0.party = party })
    case .partyReturned:
      let party = try row.party()
      return Traced(detail: filled(PartyReturned()) { $0.party = party })
    case .administrationChanged:
      let party = try row.party()
      return Traced(
        detail: filled(AdministrationChanged()) {
          $0.party = party
          $0.head = headOfGovernment(in: row.title) ?? row.title
        })

    case .roundConvened: return convene(row)
    case .roundConcluded: return conclude(row)
    case .roundPostponed: return postpone(row)
    case .contact:
      return Traced(detail: filled(ContactHeld()) { $0.kind = row.format.flatMap(ContactKind.init) })

    case .positionStated:
      let party = try row.party()
      return Traced(
        detail: filled(PositionStated()) {
          $0.party = party
          $0.issue = row.track?.text ?? row.title
        })
    case .proposalTabled:
      let party = try row.party()
      let proposal = introduce(.proposal, row)
      return Traced(
        detail: filled(ProposalTabled()) {
          $0.proposal = proposal
          $0.party = party
          $0.issue = row.track?.text
        })

    case .measurePledged:
      let party = try row.party()
      let measure = introduce(.measure, row)
      return Traced(
        detail: filled(MeasurePledged()) {
          $0.measure = measure
          $0.party = party
        })
    case .measureImplemented:
      let party = try row.party()
      let measure = introduce(.measure, row)
      return Traced(
        detail: filled(MeasureImplemented()) {
          $0.measure = measure
          $0.party = party
        })
    case .measureVerified:
      let party = try row.party()
      let (measure, unlinked) = findOrIntroduce(.measure, row)
      return Traced(
        detail: filled(MeasureVerified()) {
          $0.measure = measure
          $0.party = party
        }, unlinked: unlinked)
    case .measureSuspended:
      let party = try row.party()
      let (measure, unlinked) = findOrIntroduce(.measure, row)
      return Traced(
        detail: filled(MeasureSuspended()) {
          $0.measure = measure
          $0.party = party
        }, unlinked: unlinked)
    case .measureReversed:
      let party = try row.party()
      let (measure, unlinked) = findOrIntroduce(.measure, row)
      return Traced(
        detail: filled(MeasureReversed()) {
          $0.measure = measure
          $0.party = party
        }, unlinked: unlinked)

    case .agreementReached:
      let agreement = introduce(.agreement, row)
      return Traced(detail: filled(AgreementReached()) { $0.agreement = agreement })
    case .agreementSigned:
      let agreement = introduce(.agreement, row)
      return Traced(detail: filled(AgreementSigned()) { $0.agreement = agreement })
    case .agreementReaffirmed:
      let (agreement, unlinked) = findOrIntroduce(.agreement, row)
      return Traced(detail: filled(AgreementReaffirmed()) { $0.agreement = agreement }, unlinked: unlinked)
    case .agreementRenounced:
      let party = try row.party()
      let (agreement, unlinked) = findOrIntroduce(.agreement, row)
      return Traced(
        detail: filled(AgreementRenounced()) {
          $0.agreement = agreement
          $0.party = party
        }, unlinked: unlinked)

    case .setback:
      let setback = introduce(.setback, row)
      return Traced(detail: filled(SetbackOccurred()) { $0.setback = setback })
    case .setbackResolved:
      let (setback, unlinked) = findOrIntroduce(.setback, row)
      return Traced(detail: filled(SetbackOvercome()) { $0.setback = setback }, unlinked: unlinked)
    }
  }

  // MARK: Rounds

  private mutating func convene(_ row: ChronicleRow) -> Traced {
    let dating = Dating(on: row.date, position: 0)
    if let round = latestRound(row.round) {
      let isReopened = rounds[round].convened != nil
      rounds[round].convened = dating
      rounds[round].isConcluded = false
      if isReopened {
        return Traced(detail: filled(RoundReopened()) { $0.round = existing(round) }, keepsRound: true)
      }
      return Traced(
        detail: filled(RoundConvened()) {
          $0.round = existing(round)
          $0.number = row.round
        }, keepsRound: true)
    }
    let round = newRound(row)
    rounds[round].convened = dating
    return Traced(
      detail: filled(RoundConvened()) {
        $0.round = .new(rounds[round].slug)
        $0.number = row.round
      }, keepsRound: true)
  }

  private mutating func conclude(_ row: ChronicleRow) -> Traced {
    let found = row.round == nil ? roundInSession(on: row.date) : latestRound(row.round)
    let round = found ?? newRound(row)
    rounds[round].isConcluded = true
    return Traced(
      detail: filled(RoundConcluded()) {
        $0.round = found == nil ? .new(rounds[round].slug) : existing(round)
        $0.number = row.round
      }, keepsRound: true,
      unlinked: found == nil ? "No row above it in \(row.process) convenes the round that it concludes." : nil
    )
  }

  private mutating func postpone(_ row: ChronicleRow) -> Traced {
    let found = latestRound(row.round).flatMap { rounds[$0].isConcluded ? nil : $0 }
    let round = found ?? newRound(row)
    return Traced(
      detail: filled(RoundPostponed()) {
        $0.round = found == nil ? .new(rounds[round].slug) : existing(round)
      }, keepsRound: row.round != nil,
      unlinked: found == nil ? "No row above it in \(row.process) has the round that it postpones." : nil)
  }

  /// The round numbered last, if that is its number.
  private func latestRound(_ number: Int?) -> Int? {
    guard let number, let numbered, rounds[numbered].number == number else { return nil }
    return numbered
  }

  /// The round convened last that is not concluded and began near enough to a day to have lasted until then.
  private func roundInSession(on date: EDTF) -> Int? {
    guard let day = Dating(on: date, position: 0).firstDay else { return nil }
    return rounds.lastIndex { round in
      guard !round.isConcluded, let began = round.convened?.firstDay else { return false }
      return (0...Self.longestRound).contains(Int64(day) - Int64(began))
    }
  }

  private mutating func newRound(_ row: ChronicleRow) -> Int {
    let slug = name(Slug(title: row.round.map { "round \($0)" } ?? row.title))
    rounds.append(KnownRound(slug: slug, number: row.round))
    if row.round != nil { numbered = rounds.count - 1 }
    return rounds.count - 1
  }

  private func existing(_ round: Int) -> Subject { .existing(Reference(rounds[round].slug)) }

  // MARK: Things known by their title

  private mutating func introduce(_ kind: ThingKind, _ row: ChronicleRow) -> Subject {
    let slug = name(Slug(title: row.title))
    titled[kind, default: [:]][row.title] = slug
    return .new(slug)
  }

  private mutating func findOrIntroduce(
    _ kind: ThingKind, _ row: ChronicleRow
  ) -> (subject: Subject, unlinked: String?) {
    if let slug = titled[kind]?[row.title] { return (.existing(Reference(slug)), nil) }
    let unlinked = "No \(kind.rawValue) above it in \(row.process) has its title."
    return (introduce(kind, row), unlinked)
  }

  private mutating func name(_ wish: Slug) -> Slug {
    let slug = wish.free { taken.contains($0) }
    taken.insert(slug)
    return slug
  }
}

/// An event of a type with its fields set.
private func filled<T: EventType>(_ blank: T, _ fill: (inout T) -> Void) -> any EventType {
  var filled = blank
  fill(&filled)
  return filled
}
