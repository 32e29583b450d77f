import Talks

/// The rows of a chronicle about one process so far, for resolving the implicit references of later rows.
struct ChronicleThread {
  /// The event made from a row.
  struct RowEvent {
    let detail: any EventType
    /// Whether the event itself names the round of the row.
    let keepsRound: Bool
    let unlinked: String?
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

  /// - Parameter meanings: the possible meanings of the row's word; the first that fits is taken.
  mutating func follow(
    _ row: ChronicleRow, as meanings: [ChronicleWords.Meaning]
  ) throws(Malformed) -> RowEvent {
    guard let meaning = meanings.first(where: { fits($0.use, row) }) else {
      throw Malformed("No row above it in \(row.process) has the round that it speaks of.", field: "round")
    }
    var fields = RowFields(row: row)
    var detail: any EventType = meaning.type.init()
    try detail.fields(&fields)
    let unlinked: String?
    (fields.subject, unlinked) = subject(of: row, meaning)
    if fields.subject != nil { try detail.fields(&fields) }
    return RowEvent(detail: detail, keepsRound: meaning.use.isOfRound, unlinked: unlinked)
  }

  private func fits(_ use: ChronicleWord.Use, _ row: ChronicleRow) -> Bool {
    guard use.needsKnownRound else { return true }
    guard let round = latestRound(row.round) else { return false }
    return use != .reconvening || rounds[round].convened != nil
  }

  /// The subject of a row, and the reason where a required subject is not found above it.
  private mutating func subject(
    of row: ChronicleRow, _ meaning: ChronicleWords.Meaning
  ) -> (Subject?, unlinked: String?) {
    switch meaning.use {
    case .talks: return (nil, nil)
    case .naming: return (meaning.type.subjectKind.map { introduce($0, row) }, nil)
    case .recalling:
      guard let kind = meaning.type.subjectKind else { return (nil, nil) }
      if let slug = titled[kind]?[row.title] { return (.existing(Reference(slug)), nil) }
      return (introduce(kind, row), "No \(kind.rawValue) above it in \(row.process) has its title.")
    case .continuing: return (latestRound(row.round).map(existing), nil)
    case .convening, .reconvening: return (convene(row), nil)
    case .concluding:
      let found = row.round == nil ? roundInSession(on: row.date) : latestRound(row.round)
      let (round, subject) = found.map { ($0, existing($0)) } ?? newRound(row)
      rounds[round].isConcluded = true
      return (
        subject,
        found == nil ? "No row above it in \(row.process) convenes the round that it concludes." : nil
      )
    case .postponing:
      let found = latestRound(row.round).flatMap { rounds[$0].isConcluded ? nil : $0 }
      return (
        found.map(existing) ?? newRound(row).subject,
        found == nil ? "No row above it in \(row.process) has the round that it postpones." : nil
      )
    }
  }

  // MARK: Rounds

  private mutating func convene(_ row: ChronicleRow) -> Subject {
    let (round, subject) = latestRound(row.round).map { ($0, existing($0)) } ?? newRound(row)
    rounds[round].convened = Dating(on: row.date, position: 0)
    rounds[round].isConcluded = false
    return subject
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

  private mutating func newRound(_ row: ChronicleRow) -> (Int, subject: Subject) {
    let slug = name(Slug(title: row.round.map { "round \($0)" } ?? row.title))
    rounds.append(KnownRound(slug: slug, number: row.round))
    if row.round != nil { numbered = rounds.count - 1 }
    return (rounds.count - 1, .new(slug))
  }

  private func existing(_ round: Int) -> Subject { .existing(Reference(rounds[round].slug)) }

  // MARK: Things known by their title

  private mutating func introduce(_ kind: ThingKind, _ row: ChronicleRow) -> Subject {
    let slug = name(Slug(title: row.title))
    titled[kind, default: [:]][row.title] = slug
    return .new(slug)
  }

  private mutating func name(_ wish: Slug) -> Slug {
    let slug = wish.free { taken.contains($0) }
    taken.insert(slug)
    return slug
  }
}
