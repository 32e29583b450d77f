/// By when a round without a recorded end was over at the latest.
///
/// It was when the next one began, when the talks were suspended or closed, or when its parties met elsewhere,
/// each for certain after it had begun; not where a session of it is recorded after that.
struct RoundEnds {
  /// What may show that rounds are over, or that one is not.
  private struct Sign {
    enum Kind {
      case begins(Slug, parties: [PartyID])
      case ends(Slug)
      case session(Slug)
      case standstill
      case elsewhere(Place, parties: [PartyID])
    }

    let kind: Kind
    let dating: Dating
  }

  private let signs: [Sign]
  /// The places among the signs of those of each round, and of the signs of each event.
  private var own: [Slug: [Int]] = [:]
  private var first: [Int64: Int] = [:]

  /// - Parameter entries: all events that count, later ones too, in the order in which they happened.
  init(_ entries: [Entry]) {
    signs = entries.flatMap { entry in Self.kinds(of: entry).map { Sign(kind: $0, dating: entry.dating) } }
    for (index, sign) in signs.enumerated() {
      if first[sign.dating.position] == nil { first[sign.dating.position] = index }
      switch sign.kind {
      case .begins(let slug, _), .ends(let slug), .session(let slug): own[slug, default: []].append(index)
      case .standstill, .elsewhere: break
      }
    }
  }

  private static func kinds(of entry: Entry) -> [Sign.Kind] {
    let (event, detail) = (entry.event, entry.event.detail)
    var kinds: [Sign.Kind] = []
    switch detail.turn {
    case .suspends?, .closes?: kinds.append(.standstill)
    case .opens?, .goesOn?, .resumes?, nil: break
    }
    if let slug = detail.roundStep?.round {
      switch detail.roundStep {
      case .begins?: kinds.append(.begins(slug, parties: event.parties))
      case .ends?: kinds.append(.ends(slug))
      case nil: break
      }
    }
    if detail.meeting == .session, let slug = event.subject?.slug { kinds.append(.session(slug)) }
    if let place = event.place, entry.isInPerson { kinds.append(.elsewhere(place, parties: event.parties)) }
    return kinds
  }

  /// Says of each phase of a round without an end which end came later, or what shows it to be over.
  func settle(_ round: inout Round, named slug: Slug) {
    for index in round.phases.indices where round.phases[index].end == nil {
      settle(&round.phases[index], of: round, own[slug] ?? [])
    }
  }

  /// The same of a round as of a day.
  func settled(_ round: Round, named slug: Slug, asOf day: CivilDay) -> Round {
    var round = round
    settle(&round, named: slug)
    for index in round.phases.indices { round.phases[index].horizon = day }
    return round
  }

  private func settle(_ phase: inout Round.Phase, of round: Round, _ own: [Int]) {
    guard let start = first[phase.convened.position] else { return }
    var lastSession: Dating?
    for index in own where index > start && signs[index].dating.position != phase.convened.position {
      let sign = signs[index]
      switch sign.kind {
      case .session: lastSession = sign.dating
      case .ends:
        phase.end = sign.dating
        return
      case .begins:
        phase.overBy = shown(
          phase.convened, of: round, from: start, lastSession: lastSession, next: sign.dating)
        return
      case .standstill, .elsewhere: break
      }
    }
    phase.overBy = shown(phase.convened, of: round, from: start, lastSession: lastSession, next: nil)
  }

  /// The date of what shows soonest that a phase is over.
  ///
  /// - Parameter next: the date of the next phase of the round.
  private func shown(
    _ convened: Dating, of round: Round, from start: Int, lastSession: Dating?, next: Dating?
  ) -> Dating? {
    var shown = next.flatMap { $0.follows(convened, onOneDay: true) ? $0 : nil }
    for sign in signs[start...] where sign.dating.position != convened.position {
      let dating = sign.dating
      if let last = shown?.surelyBegun, dating.firstDay ?? .min > last { break }
      guard shows(sign.kind, dating, convened, round) else { continue }
      if lastSession?.follows(dating, onOneDay: false) ?? false { continue }
      if dating.surelyBegun ?? .max < shown?.surelyBegun ?? .max { shown = dating }
    }
    return shown
  }

  /// Whether something shows for certain that a phase which was convened before is over.
  private func shows(_ kind: Sign.Kind, _ dating: Dating, _ convened: Dating, _ round: Round) -> Bool {
    switch kind {
    case .standstill: return dating.follows(convened, onOneDay: true)
    case .begins(_, let parties):
      // Two rounds of others may be held beside each other.
      let areOthers =
        !parties.isEmpty && !round.parties.isEmpty && round.parties.allSatisfy { !parties.contains($0) }
      return !areOthers && dating.follows(convened, onOneDay: false)
    case .elsewhere(let place, let parties):
      guard let own = round.place, round.parties.count > 1, round.parties.allSatisfy(parties.contains) else {
        return false
      }
      return !own.isSame(as: place) && dating.follows(convened, onOneDay: false)
    case .ends, .session: return false
    }
  }
}

extension Dating {
  /// Whether it began for certain after another did, by the day; on one day as they are in order.
  fileprivate func follows(_ other: Dating, onOneDay: Bool) -> Bool {
    guard let first = firstDay, surelyBegun != nil, let begun = other.surelyBegun else { return false }
    return first > begun || onOneDay && first == begun && surelyBegun == first && other.firstDay == begun
  }
}

extension Entry {
  /// Whether it may show how a round went.
  package var bearsOnRounds: Bool {
    event.type.subjectKind == .round || event.detail.roundStep != nil || event.detail.turn != nil || isContact
  }

  /// Whether its parties were in one place for it.
  fileprivate var isInPerson: Bool {
    switch event.detail.meeting {
    case .contact(.summit)?, .contact(.meeting)?, .contact(.envoy)?, .contact(.visit)?: true
    case .contact?, .round?, .session?: false
    case nil: event.type.subjectKind == .agreement && isContact
    }
  }
}

extension Place {
  /// Whether it is called the same, in the same country as far as both name one.
  fileprivate func isSame(as other: Place) -> Bool {
    name == other.name && (country == nil || other.country == nil || country == other.country)
  }
}
