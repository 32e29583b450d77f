/// A setback is overcome.
package struct SetbackOvercome: EventType {
  package static let name = "setback-overcome"
  package static let help = "A setback no longer stands in the way."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.overcome
  package static let chronicleWords = [ChronicleWord("setback_resolved", .recalling)]

  package var setback = Subject.new(nil)
  package var through: [Reference] = []
  package var how: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.setback, &setback)
    try v.list("through", &through, "what overcame it, such as a measure or an agreement")
    try v.optional("how", &how, "how, in words")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.setbacks.change(setback) {
      $0.$title.keep(entry.event.title, entry)
      $0.overcome = entry.dating
      $0.$through.become(through, entry)
      $0.$how.become(how ?? entry.event.title, entry)
    }
  }

  package func sentence(_ event: Event) -> String { "\(setback.words) is overcome" }
}
