import EventSourcing
package import Talks

/// What a row of a chronicle comes to.
struct ChronicleReading {
  /// The type of its event; nil where it can be no more than a note.
  var meaning: ChronicleWords.Meaning?
  /// The thing that it is about.
  var thing: Slug?
  /// The thing by which it was found to speak of something earlier; nil where it names a thing, or a person has said so.
  var tie: ChronicleTie?
  /// The things of which it may speak, the likest first; empty where that is not in doubt.
  var candidates: [ChronicleTie] = []
  /// Why it is not tied to the earlier thing of which it speaks, in one sentence; nil if it is.
  var unlinked: String?
  /// Who acts.
  var actors: [PartyID] = []
  /// Why that is not certain, in one sentence; nil if it is.
  var unclear: String?
}

/// A thing of which a row may speak.
package struct ChronicleTie: Hashable, Sendable {
  /// Its name in its process.
  package let thing: Slug
  package let title: String
  /// From 0 to 100.
  package let likeness: Int
}

/// A person's answer about the thing of which a row speaks.
package enum TieAnswer: Hashable, Sendable {
  /// It is this one.
  case thing(Slug)
  /// It stands alone.
  case alone
}

/// The rows of a chronicle about one process and what the log has of it, in the order of their dates, for finding the
/// things of which rows speak.
struct ChronicleThread {
  private var things: [ChronicleThing] = []
  private var bySlug: [Slug: Int] = [:]
  /// The things that have a word, by kind and word.
  private var byWord: [ThingKind: [String: [Int]]] = [:]
  private var taken: Set<Slug>
  private var numbering = SlugNumbering()
  /// The things that are rounds, in the order of their first mention.
  private var rounds: [Int] = []
  /// The round numbered last.
  private var numbered: Int?
  private let weights: WordWeights

  /// For how many days after its beginning a row without a number is taken to end a round, whatever its words.
  private static let longestRound: Int64 = 31

  /// - Parameter taken: the names that the log has already given to things.
  init(taken: Set<Slug>, _ weights: WordWeights) {
    self.taken = taken
    self.weights = weights
    for slug in taken { numbering.note(slug) { taken.contains($0) } }
  }

  // MARK: What is known

  /// Notes an event that the log has.
  mutating func note(_ event: Event) {
    guard let (kind, subject) = event.mentions.subject, let slug = subject.slug else { return }
    let thing = find(slug, kind, title: event.headline)
    let mentions = event.mentions.parties
    var said = ChronicleThing.Said(
      title: event.headline,
      wording: Wording(title: event.headline, summary: event.summary, parties: mentions), date: event.on,
      parties: mentions, track: event.track, number: event.detail.number)
    // Its own party, which is not among those listed, acts.
    var finder = ActorFinder()
    var detail = event.detail
    (try? detail.fields(&finder)).map { said.actors = finder.actors }
    said.isSureOfActors = !said.actors.isEmpty
    learn(said, of: thing, as: event.type.chronicleWords.first?.use, event.type)
  }

  private mutating func learn(
    _ said: ChronicleThing.Said, of thing: Int, as use: ChronicleWord.Use?, _ type: any EventType.Type
  ) {
    things[thing].note(said, as: use, type)
    for word in Set(said.wording.shares.keys).union(said.wording.joined.keys) {
      var known = byWord[things[thing].kind]?[word] ?? []
      guard known.last != thing, known.count < InputLimits.candidates.value, !known.contains(thing) else {
        continue
      }
      known.append(thing)
      byWord[things[thing].kind, default: [:]][word] = known
    }
    if things[thing].kind == .round, said.number != nil { numbered = thing }
  }

  private mutating func find(_ slug: Slug, _ kind: ThingKind, title: String) -> Int {
    if let known = bySlug[slug] { return known }
    taken.insert(slug)
    numbering.note(slug) { taken.contains($0) }
    things.append(ChronicleThing(kind, slug, title: title))
    bySlug[slug] = things.count - 1
    if kind == .round { rounds.append(things.count - 1) }
    return things.count - 1
  }

  // MARK: Rows

  /// Understands a row by what is known so far, and adds it to that.
  ///
  /// - Parameter meanings: the possible meanings of the row's word.
  /// - Parameter answer: what a person has said of it.
  mutating func follow(
    _ row: ChronicleRow, as meanings: [ChronicleWords.Meaning], _ answer: TieAnswer?
  ) throws(Malformed) -> ChronicleReading {
    guard var meaning = meanings.first(where: { fits($0, row) }) else {
      throw Malformed("No row in \(row.process) has the round that it speaks of.", field: "round")
    }
    var reading = ChronicleReading(meaning: meaning)
    var thing: Int?
    let own = RowActors(acting: row, isLeaving: meaning.isLeaving)
    switch meaning.use {
    case .talks: break
    case .naming: thing = introduce(meaning, row)
    case .recalling, .confirming, .fulfilling, .resuming, .completing:
      guard let kind = meaning.type.subjectKind else { break }
      thing = try find(kind, row, meaning, own, answer, &reading)
      if let found = thing, things[found].stage == .undone,
        let resumption = meanings.first(where: { $0.use == .resuming })
      {
        meaning = resumption
      }
      thing = thing ?? introduce(meaning, row)
    case .continuing: thing = latestRound(row.round)
    case .convening, .reconvening: thing = latestRound(row.round) ?? newRound(row)
    case .concluding: thing = try conclude(row, answer, &reading)
    case .postponing:
      thing = latestRound(row.round).flatMap { things[$0].isConcluded ? nil : $0 }
      if thing == nil {
        reading.unlinked = "No row before it in \(row.process) has the round that it postpones."
      }
      thing = thing ?? newRound(row)
    }
    let actors =
      meaning.use == .confirming
      ? RowActors(confirming: row, what: thing.map { things[$0] }) : own
    if meaning.use == .confirming, actors.parties.isEmpty, !row.parties.isEmpty {
      // Whoever did it cannot confirm it, so that nothing is claimed.
      return ChronicleReading(
        unclear: "It lists nobody who could have verified it but who did it; it is kept as a note.")
    }
    if let thing {
      let said = ChronicleThing.Said(
        title: row.title, wording: row.wording, date: row.date, parties: row.parties, track: row.track,
        number: row.round, actors: actors.parties, isSureOfActors: actors.doubt == nil)
      learn(said, of: thing, as: meaning.use, meaning.type)
      reading.thing = things[thing].slug
    }
    reading.meaning = meaning
    (reading.actors, reading.unclear) = (actors.parties, actors.doubt)
    return reading
  }

  /// What a row comes to that the log has: what it recorded, and the things of which it may speak where it stands alone.
  mutating func recall(
    _ row: ChronicleRow, as meanings: [ChronicleWords.Meaning], _ answer: TieAnswer?, recorded event: Event
  ) -> ChronicleReading {
    var reading = ChronicleReading(thing: event.subject?.slug)
    reading.meaning = meanings.first { $0.type == event.type }
    if case .new? = event.subject {
      if answer == nil { reading.candidates = candidates(row, as: meanings) }
      if case .thing(let slug) = answer, let found = bySlug[slug],
        things[found].kind == reading.meaning?.type.subjectKind
      {
        reading.thing = slug
      }
    }
    note(event)
    guard let meaning = reading.meaning else { return reading }
    let thing = reading.thing.flatMap { bySlug[$0] }.map { things[$0] }
    reading.actors =
      (meaning.use == .confirming
      ? RowActors(confirming: row, what: thing) : RowActors(acting: row, isLeaving: meaning.isLeaving))
      .parties
    return reading
  }

  private func candidates(_ row: ChronicleRow, as meanings: [ChronicleWords.Meaning]) -> [ChronicleTie] {
    guard let meaning = meanings.first(where: { !$0.use.needsKnownThing }),
      let kind = meaning.type.subjectKind,
      meaning.use.seeks
    else { return [] }
    return alike(row, kind, meaning, RowActors(acting: row, isLeaving: false))
      .filter { $0.likeness.value >= TieLikeness.doubtful }.map(tie)
  }

  private func fits(_ meaning: ChronicleWords.Meaning, _ row: ChronicleRow) -> Bool {
    switch meaning.use {
    case .continuing: latestRound(row.round) != nil
    case .reconvening: latestRound(row.round).map { things[$0].convened != nil } ?? false
    case .resuming: false
    default: true
    }
  }

  private mutating func introduce(_ meaning: ChronicleWords.Meaning, _ row: ChronicleRow) -> Int? {
    meaning.type.subjectKind.map { find(name(Slug(title: row.title)), $0, title: row.title) }
  }

  private func name(_ wish: Slug) -> Slug { numbering.free(wish) { taken.contains($0) } }

  // MARK: Things by likeness

  /// The thing of which a row speaks; nil where none is sure.
  private func find(
    _ kind: ThingKind, _ row: ChronicleRow, _ meaning: ChronicleWords.Meaning, _ actors: RowActors,
    _ answer: TieAnswer?, _ reading: inout ChronicleReading
  ) throws(Malformed) -> Int? {
    switch answer {
    case .thing(let slug)?:
      guard let found = bySlug[slug], things[found].kind == kind else {
        throw Malformed(
          "There is no \(kind.rawValue) “\(slug)” in \(row.process) before it, of which it could speak.")
      }
      return found
    case .alone?: return nil
    case nil: break
    }
    let alike = alike(row, kind, meaning, actors)
    if let best = alike.first, best.likeness.value >= TieLikeness.sure, best.likeness.sharesTitle,
      !alike.dropFirst().contains(where: { best.likeness.isRivalled(by: $0.likeness) })
    {
      reading.tie = tie(best)
      return best.thing
    }
    // A text that was signed, or something done without a promise, need speak of nothing.
    if meaning.use == .completing { return nil }
    reading.candidates = alike.filter { $0.likeness.value >= TieLikeness.doubtful }.map(tie)
    if reading.candidates.isEmpty, meaning.use != .fulfilling {
      reading.unlinked = "No \(kind.rawValue) before it in \(row.process) is like it."
    }
    return nil
  }

  private func tie(_ found: (thing: Int, likeness: TieLikeness)) -> ChronicleTie {
    ChronicleTie(
      thing: things[found.thing].slug, title: things[found.thing].title, likeness: found.likeness.percent)
  }

  /// The things of which a row may speak, the likest first.
  private func alike(
    _ row: ChronicleRow, _ kind: ThingKind, _ meaning: ChronicleWords.Meaning, _ actors: RowActors
  ) -> [(thing: Int, likeness: TieLikeness)] {
    return sharing(row.wording, kind).filter { suits(things[$0], row, meaning, actors) }
      .map { ($0, TieLikeness(of: row, meaning.use, meaning.type.name, to: things[$0], weights)) }
      .sorted { ($1.1.value, $1.1.words, $0.0) < ($0.1.value, $0.1.words, $1.0) }
  }

  /// The things with a word of a text, those with the rarest words first, as many as are compared.
  private func sharing(_ wording: Wording, _ kind: ThingKind) -> Set<Int> {
    let known = byWord[kind] ?? [:]
    let words = Set(wording.shares.keys).union(wording.joined.keys)
    let lists = words.compactMap { word in known[word].map { (word: word, things: $0) } }
      .sorted { ($0.things.count, $0.word) < ($1.things.count, $1.word) }
    var found: Set<Int> = []
    for list in lists where found.count < InputLimits.candidates.value { found.formUnion(list.things) }
    return found
  }

  /// Whether a row can speak of a thing, by what was done to that before.
  private func suits(
    _ thing: ChronicleThing, _ row: ChronicleRow, _ meaning: ChronicleWords.Meaning, _ actors: RowActors
  ) -> Bool {
    if meaning.use != .confirming, thing.kind == .measure, actors.doubt == nil {
      // What one party stopped, another may stop as well; but only the first can do it after all.
      let doers = thing.knowsDoers ? thing.doers : meaning.use == .recalling ? [] : thing.undoers
      if !doers.isEmpty, doers.isDisjoint(with: actors.parties) { return false }
    }
    switch meaning.use {
    case .fulfilling, .resuming: return thing.stage == .begun || thing.stage == .undone
    case .completing:
      // One title is within the other.
      let (own, other) = (row.wording.title, thing.wording.title)
      return thing.stage == .begun && min(own.count, other.count) > 1
        && (own.isSubset(of: other) || other.isSubset(of: own))
    case .recalling: return thing.kind != .setback || thing.stage != .settled
    default: return true
    }
  }

  // MARK: Rounds

  /// The round numbered last, if that is its number.
  private func latestRound(_ number: Int?) -> Int? {
    guard let number, let numbered, things[numbered].number == number else { return nil }
    return numbered
  }

  private mutating func newRound(_ row: ChronicleRow) -> Int {
    find(name(Slug(title: row.round.map { "round \($0)" } ?? row.title)), .round, title: row.title)
  }

  /// The round that a row ends: the open one of its number; without a number the one that began within a month, or else
  /// one that it resembles.
  private mutating func conclude(
    _ row: ChronicleRow, _ answer: TieAnswer?, _ reading: inout ChronicleReading
  ) throws(Malformed) -> Int {
    let fault = "No row before it in \(row.process) convenes the round that it concludes."
    switch answer {
    case .thing(let slug)?:
      guard let found = bySlug[slug], things[found].kind == .round else {
        throw Malformed("There is no round “\(slug)” in \(row.process) before it, of which it could speak.")
      }
      return found
    case .alone?: return newRound(row)
    case nil: break
    }
    if let number = row.round {
      let open = rounds.last { things[$0].number == number && !things[$0].isConcluded }
      if let found = latestRound(number) ?? open { return found }
      reading.unlinked = fault
      return newRound(row)
    }
    let open = rounds.filter { !things[$0].isConcluded && things[$0].convened != nil }
      .suffix(InputLimits.candidates.value)
    let recent = open.filter { round in
      guard let day = row.date.firstDay, let began = things[round].convened?.firstDay else { return false }
      return (0...Self.longestRound).contains(Int64(day) - Int64(began))
    }
    let likenesses = open.map { round in
      (thing: round, likeness: TieLikeness(of: row, .concluding, "", to: things[round], weights))
    }.sorted { ($1.likeness.value, $0.thing) < ($0.likeness.value, $1.thing) }
    if let best = likenesses.first, best.likeness.sharesTitle,
      recent.contains(best.thing) || best.likeness.value >= TieLikeness.sure,
      !likenesses.dropFirst().contains(where: { best.likeness.isRivalled(by: $0.likeness) })
    {
      reading.tie = tie(best)
      return best.thing
    }
    if let last = recent.last { return last }
    reading.candidates = likenesses.filter { $0.likeness.sharesTitle || likenesses.count == 1 }.map(tie)
    if reading.candidates.isEmpty { reading.unlinked = fault }
    return newRound(row)
  }
}

extension ChronicleWord.Use {
  /// Whether a row looks for a thing that it resembles.
  fileprivate var seeks: Bool {
    switch self {
    case .recalling, .confirming, .fulfilling, .concluding: true
    default: false
    }
  }
}

extension ChronicleWords.Meaning {
  /// Whether it tells that somebody leaves the table.
  fileprivate var isLeaving: Bool {
    if case .leaves? = type.init().presence { true } else { false }
  }
}

/// Finds who acts, by the field of an event that says so.
private struct ActorFinder: FieldVisitor {
  private(set) var actors: [PartyID] = []

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    if "\(name)" == "party", let party = value as? PartyID { actors.append(party) }
  }
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {}
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    if "\(name)" == "with" { actors += value.compactMap { $0 as? PartyID } }
  }
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {}
}
