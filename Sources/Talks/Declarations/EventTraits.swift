/// What an event type says of itself to the rules that go by it, in its own file.
///
/// Rules ask for these and never for a type by name, so that a new type needs no edit elsewhere. What a type leaves
/// out is as for most types: a note, about no meeting, nobody's seat and no turn of the talks.
package protocol EventTraits {
  /// Its sign in the picture.
  static var glyph: Glyph { get }
  /// In whose lane of the picture it stands.
  static var lane: LaneOwner { get }
  /// Whether it says what something is, and not that something happened: it is listed, but has no sign.
  static var isDescription: Bool { get }
  /// Whether it may do without a date, since it holds throughout.
  static var isTimeless: Bool { get }
  /// Whether the talks go on in the format that it names.
  static var setsFormat: Bool { get }
  /// Whether it says what a process is, so that it may come first of all.
  static var definesProcess: Bool { get }
  /// What records it, in words, where more has to be done than that; nil for what can be logged.
  static var recorder: String? { get }
  /// The words by which chronicles call it; none where a chronicle cannot tell it.
  static var chronicleWords: [ChronicleWord] { get }

  /// What it says of who is at the table.
  var presence: Presence? { get }
  /// What it does to how the talks stand.
  var turn: Turn? { get }
  /// The kind of meeting that it is.
  var meeting: MeetingKind? { get }
  /// What it does to the plan of what it is about.
  var schedule: Schedule? { get }
  /// By when something is to be done.
  var deadline: EDTF? { get }
  /// The number of the round that it is about.
  var number: Int? { get }
  /// Whether it stands out among events of its type, such as a summit among contacts.
  var isLandmark: Bool { get }
}

extension EventTraits {
  package static var glyph: Glyph { .note }
  package static var lane: LaneOwner { .actor }
  package static var isDescription: Bool { false }
  package static var isTimeless: Bool { false }
  package static var setsFormat: Bool { false }
  package static var definesProcess: Bool { false }
  package static var recorder: String? { nil }
  package static var chronicleWords: [ChronicleWord] { [] }

  package var presence: Presence? { nil }
  package var turn: Turn? { nil }
  package var meeting: MeetingKind? { nil }
  package var schedule: Schedule? { nil }
  package var deadline: EDTF? { nil }
  package var number: Int? { nil }
  package var isLandmark: Bool { false }
}
