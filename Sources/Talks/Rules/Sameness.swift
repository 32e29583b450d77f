extension Event {
  /// Why another event cannot be a record of the same happening, as a part of a sentence; nil where it can be.
  ///
  /// Two records of one happening may name a part each of those who did it, and differ in date and words.
  package func difference(from other: Event) -> String? {
    if type != other.type { return "they are of the types “\(type.name)” and “\(other.type.name)”" }
    if introduction != other.introduction { return "they define different things" }
    if case (.existing(let thing)?, .existing(let other)?) = (
      mentions.subject?.subject, other.mentions.subject?.subject
    ),
      thing != other
    {
      return "they are about “\(thing)” and “\(other)”"
    }
    let (mine, others) = (participants, other.participants)
    if !mine.isEmpty, !others.isEmpty, Set(mine).isDisjoint(with: others) {
      return "those who act differ (\(Self.list(mine)); \(Self.list(others)))"
    }
    return nil
  }

  /// Those who act, or where nobody acts alone those who take part.
  private var participants: [PartyID] { doers.isEmpty ? mentions.parties : doers }

  private static func list(_ parties: [PartyID]) -> String { parties.map(\.name).joined(separator: ", ") }
}
