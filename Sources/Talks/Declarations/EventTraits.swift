/// The traits of an event type on which rules depend, declared in the type's own file.
///
/// Rules ask for traits and never for a type by name, so that a new type needs no edit elsewhere. Defaults
/// fit most types: a note, no meeting, no change of seats and no change of the talks' status.
package protocol EventTraits {
  /// Its sign in the picture.
  static var glyph: Glyph { get }
  /// The lane of the picture in which it appears.
  static var lane: LaneOwner { get }
  /// Whether it describes a thing instead of reporting a happening: listed,
  /// but without a sign in the picture.
  static var isDescription: Bool { get }
  /// Whether its date is optional because it holds throughout.
  static var isTimeless: Bool { get }
  /// Whether it names the format in which the talks continue.
  static var setsFormat: Bool { get }
  /// Whether the parties that it lists met or talked to do it, as for a signing.
  static var isDoneTogether: Bool { get }
  /// Whether it defines a process, so that it may come first of all.
  static var definesProcess: Bool { get }
  /// The command that records it, where it cannot simply be logged; nil for a type that can.
  static var recorder: String? { get }
  /// Its place among events of the same moment; nil where it follows from its other traits.
  static var course: UsualCourse? { get }
  /// Its words in chronicles; empty for a type that a chronicle cannot express.
  static var chronicleWords: [ChronicleWord] { get }

  /// Its direction as a step on its track, and its sign, where one event differs from most of its type.
  var movement: Movement? { get }
  var glyph: Glyph { get }
  /// Its effect on the seats at the table.
  var presence: Presence? { get }
  /// Its effect on the status of the talks.
  var turn: Turn? { get }
  /// Its effect on a round.
  var roundStep: RoundStep? { get }
  /// The kind of meeting; nil where it is none.
  var meeting: MeetingKind? { get }
  /// Its effect on the plan of its subject.
  var schedule: Schedule? { get }
  /// The deadline that it sets.
  var deadline: EDTF? { get }
  /// The number of the round that is its subject.
  var number: Int? { get }
  /// The process of which it takes over everything, under the name of its own.
  var formerProcess: Slug? { get }
  /// Whether it stands out among events of its type, such as a summit among contacts.
  var isLandmark: Bool { get }
}

extension EventTraits {
  package static var glyph: Glyph { .note }
  package static var lane: LaneOwner { .actor }
  package static var isDescription: Bool { false }
  package static var isTimeless: Bool { false }
  package static var setsFormat: Bool { false }
  package static var isDoneTogether: Bool { false }
  package static var definesProcess: Bool { false }
  package static var recorder: String? { nil }
  package static var course: UsualCourse? { nil }
  package static var chronicleWords: [ChronicleWord] { [] }

  package var glyph: Glyph { Self.glyph }
  package var presence: Presence? { nil }
  package var turn: Turn? { nil }
  package var roundStep: RoundStep? { nil }
  package var meeting: MeetingKind? { nil }
  package var schedule: Schedule? { nil }
  package var deadline: EDTF? { nil }
  package var number: Int? { nil }
  package var formerProcess: Slug? { nil }
  package var isLandmark: Bool { false }
}
