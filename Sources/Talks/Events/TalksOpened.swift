/// The talks open.
package struct TalksOpened: EventType {
  package static let name = "talks-opened"
  package static let help = "The talks open."
  package static let glyph = Glyph.opened
  package static let setsFormat = true
  package static let chronicleWords = [ChronicleWord("talks_opened")]

  package var round: Link<ARound>?
  package var new: Naming<ARound>?

  package init() {}

  package static let upcasters = [
    // 2: names the round that is convened with them.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("round", &round, "the round that is convened with them; named by this where it is new")
    try v.optional("as", &new, "the name of that round, where it is new")
  }

  package var turn: Turn? { .opens }
  package var roundStep: RoundStep? { .begins(round ?? new.map { Link(reference: Reference($0.slug)) }) }
  package var meeting: MeetingKind? { roundStep == nil ? nil : .round }

  package func introducing(_ isNew: (Slug) -> Bool) -> TalksOpened {
    guard new == nil, let reference = round?.reference, reference.process == nil, isNew(reference.slug) else {
      return self
    }
    var opened = self
    (opened.round, opened.new) = (nil, Naming(slug: reference.slug))
    return opened
  }
  package var presence: Presence? { .attends }

  package func sentence(_ event: Event) -> String { "The talks open" }
}
