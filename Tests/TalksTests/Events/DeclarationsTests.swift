import Talks
import Testing

@Suite("What event types declare")
struct DeclarationsTests {
  /// Those that tell what happened between the parties.
  private static let happenings = Catalogue.all.filter { !$0.isTimeless && !$0.isDescription }

  @Test("is a sign of its own for whatever happens, since a note is for what has none")
  func glyphs() {
    #expect(Self.happenings.filter { $0.glyph == .note }.map { $0.name } == [])
    let shown = Set(Self.happenings.map { $0.glyph })
    // A verification that failed has a sign of its own, which its type has not.
    #expect(Set(Glyph.allCases).subtracting(shown) == [.note, .unverified], "a sign that no type has")
  }

  @Test("fits what the type is about", arguments: Catalogue.all.map { $0.name })
  func subjects(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    let detail = type.init()
    for word in type.chronicleWords {
      #expect(word.text == word.text.lowercased() && !word.text.contains("-"))
      #expect(word.use.isOfRound == (type.subjectKind == .round))
      #expect((word.use == .talks) == (type.subjectKind == nil))
    }
    switch detail.meeting {
    case .round?, .session?: #expect(type.subjectKind == .round)
    case .contact?, nil: break
    }
    if detail.schedule != nil { #expect(type.subjectKind != nil) }
    let rounds: Set<Glyph> = [.round, .planned]
    if rounds.contains(type.glyph) { #expect(type.subjectKind == .round) }
    #expect((type.glyph == .round) == (detail.meeting == .round))
    if type.isEditorial { #expect(type.isTimeless && !type.isDescription && type.glyph == .note) }
  }

  @Test("names each word of chronicles once for each use")
  func words() {
    var uses: [String: [ChronicleWord.Use]] = [:]
    for type in Catalogue.all {
      for word in type.chronicleWords { uses[word.text, default: []].append(word.use) }
    }
    for (word, uses) in uses {
      #expect(uses.filter { !$0.needsKnownThing }.count == 1, "\(word)")
      #expect(Set(uses).count == uses.count, "\(word)")
    }
    #expect(uses.count >= 26)
  }

  @Test("is what the rules have always gone by")
  func table() {
    func names(_ isOne: (any EventType) -> Bool) -> [String] {
      Catalogue.all.filter { isOne($0.init()) }.map { $0.name }
    }
    #expect(
      names { $0.turn != nil } == [
        "talks-opened", "talks-suspended", "talks-resumed", "talks-closed", "round-convened",
        "round-reopened",
      ])
    #expect(names { $0.presence == .attends } == ["talks-opened", "round-convened", "round-reopened"])
    #expect(
      names { $0.presence != nil && $0.presence != .attends } == [
        "party-invited", "party-joined", "party-withdrew", "party-returned",
      ])
    #expect(
      names { $0.meeting != nil } == ["round-convened", "round-reopened", "session-held", "contact-held"])
    #expect(
      names { $0.schedule != nil } == [
        "round-planned", "round-postponed", "round-convened", "round-cancelled",
      ])
    #expect(Catalogue.all.filter { $0.setsFormat }.map { $0.name } == ["talks-opened", "round-convened"])
  }
}
