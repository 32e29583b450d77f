/// Two events of one type and day, done by the same, that nothing tells apart: perhaps one happening recorded twice.
///
/// What two parties did is never one happening, however alike the words are: it may be an exchange.
package enum Duplicate: Check {
  package static let name = "duplicate"
  package static let help = "two events that seem to record one happening"
  package static let ground = Ground.coherence

  private struct Moment: Hashable {
    let type: ObjectIdentifier
    /// The day, or the date as written where it is none.
    let day: Int32?
    let on: EDTF?

    init(_ entry: Entry) {
      type = ObjectIdentifier(entry.event.type)
      day = entry.dating.day
      on = day == nil ? entry.event.on : nil
    }
  }

  private struct Telling {
    let entry: Entry
    /// Those who act; empty where nobody does, or all alike.
    let doers: Set<PartyID>
    let parties: Set<PartyID>
    /// What it says of what is its own, but for names and texts.
    let particulars: [String: [String]]
    let words: Set<Substring>
    /// Those of the texts without which its type says nothing, such as the issue of a position.
    let texts: [String: Set<Substring>]

    init(_ entry: Entry) {
      let event = entry.event
      self.entry = entry
      doers = Set(event.doers)
      parties = Set(event.involved)
      let fields = Dictionary((Event.commonFields + event.type.fields).map { ($0.name, $0) }) { $1 }
      let subject = ["on", "as", event.type.subjectKind.map { "\($0.fieldName)" }]
      let said = event.typedFields.filter { !subject.contains($0.field) }
      particulars = Dictionary(
        said.filter { fields[$0.field]?.kind.tellsApart ?? false }.map { ($0.field, $0.values.sorted()) }
      ) { $1 }
      texts = Dictionary(
        said.filter { fields[$0.field]?.kind == .text && fields[$0.field]?.need == .required }
          .map { ($0.field, Self.words(of: $0.values.joined(separator: " "))) }
      ) { $1 }
      words = Self.words(of: event.headline)
    }

    private static func words(of text: String) -> Set<Substring> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { !small.contains($0) })
    }

    private static func areAlike(_ some: Set<Substring>, _ others: Set<Substring>) -> Bool {
      some.intersection(others).count * 2 >= some.union(others).count
    }

    /// Words that say nothing of what happened.
    private static let small: Set<Substring> = [
      "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "of", "on", "the", "to",
      "with",
    ]

    func isLike(_ other: Telling) -> Bool {
      guard doers == other.doers, isAmongTheSame(other), isAtTheSameTime(other),
        let isOfOneThing = isOfOneThing(other)
      else { return false }
      let isToldApart = particulars.contains { field, values in
        other.particulars[field].map { $0 != values } ?? false
      }
      if isToldApart || texts.contains(where: { !Self.areAlike($1, other.texts[$0] ?? []) }) { return false }
      // Whoever does the same to the same thing on the same day does it once, whatever it is called.
      let isOneAct = isOfOneThing && !doers.isEmpty
      let isUntitled = isOfOneThing && (entry.event.title == nil || other.entry.event.title == nil)
      return isOneAct || isUntitled || Self.areAlike(words, other.words)
    }

    /// Whether the same were there, or one names nobody; that the same act is enough.
    private func isAmongTheSame(_ other: Telling) -> Bool {
      !doers.isEmpty || parties.isEmpty || other.parties.isEmpty || parties == other.parties
    }

    /// Whether one names the thing that the other is about; nil where they are about two things named before.
    private func isOfOneThing(_ other: Telling) -> Bool? {
      guard let one = entry.event.subject, let two = other.entry.event.subject else { return false }
      if one.slug == two.slug { return true }
      if case .new = one, case .new = two { return false }
      return nil
    }

    /// Two hours of one day are two happenings.
    private func isAtTheSameTime(_ other: Telling) -> Bool {
      guard let one = entry.event.on, let two = other.entry.event.on, one.hasTime, two.hasTime else {
        return true
      }
      return one == two
    }
  }

  package static func findings(in record: Inspection) -> [Finding] {
    let moments = Dictionary(
      grouping: record.state.entries.filter { !$0.event.type.isTimeless },
      by: Moment.init)
    return moments.values.filter { $0.count > 1 }.flatMap { entries in
      let tellings = entries.map(Telling.init)
      return tellings.indices.compactMap { index -> Finding? in
        let telling = tellings[index]
        guard let before = tellings[..<index].first(where: telling.isLike)?.entry else { return nil }
        let entry = telling.entry
        return finding(
          "\(before.quoted) and \(entry.quoted)\(entry.dating.when) seem to be one happening.",
          [before.position, entry.position],
          hint: "parley merge \(entry.position) \(before.position) --because …")
      }
    }
  }
}

extension FieldKind {
  /// Whether two values of it tell two happenings apart; texts and sources are worded in many ways.
  fileprivate var tellsApart: Bool {
    switch self {
    case .text, .source, .bool, .origin, .place, .change, .event, .party, .clause: false
    case .number, .date, .slug, .citationKey, .reference, .oneOf, .period, .quantity: true
    }
  }
}
