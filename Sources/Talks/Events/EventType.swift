package import EventSourcing

/// A kind of event that can be logged, declared once.
///
/// From `fields` follow its JSON, its command-line options, its JSON Schema and its page in the reference;
/// from `evolve` its effect on the state of its process; from `sentence` its line in a timeline.
package protocol EventType: EventTraits, Equatable, Sendable {
  /// The name on the command line and in the log: `party-joined`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }

  init()
  /// Shows each field to a visitor, in the order in which help lists them.
  mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws(Malformed)
  /// Applies the event to the state; never fails, whatever came before.
  func evolve(_ state: inout ProcessState, _ entry: Entry)
  /// Applies what the event says of the time before it, to a state at a day before it; after all earlier events.
  func lookBack(_ state: inout ProcessState, _ entry: Entry)
  /// A copy in which it names what it refers to and nobody has named before, where it may.
  func introducing(_ isNew: (Slug) -> Bool) -> Self
  /// A short description of the happening, for an event without a title of its own.
  func sentence(_ event: Event) -> String

  /// Whether it is about the record, not about the talks.
  static var isEditorial: Bool { get }
  /// Its direction as a step on its track; nil for most types, which are no steps.
  static var movement: Movement? { get }
  /// One upcaster for each earlier version of its form; the current version is their number plus one.
  static var upcasters: [Upcaster] { get }

  // Requirements only so that each type gets a specialised copy of the defaults below.
  static func read(_ reader: inout FieldReader) throws(Malformed) -> Self
  func write(_ writer: inout FieldWriter)
  func mentions(_ mentions: inout Mentions)
  func tell(_ prose: inout Prose)
}

extension EventType {
  package static func read(_ reader: inout FieldReader) throws(Malformed) -> Self {
    var draft = Self()
    try draft.fields(&reader)
    return draft
  }

  package func write(_ writer: inout FieldWriter) { show(to: &writer) }
  package func mentions(_ mentions: inout Mentions) { show(to: &mentions) }
  package func tell(_ prose: inout Prose) { show(to: &prose) }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {}
  package func lookBack(_ state: inout ProcessState, _ entry: Entry) {}
  package static var isEditorial: Bool { false }
  package static var movement: Movement? { nil }
  package var movement: Movement? { Self.movement }
  package static var upcasters: [Upcaster] { [] }

  package static var fields: [FieldDescription] {
    var describer = FieldDescriber()
    Self().show(to: &describer)
    return describer.fields
  }

  /// The kind of thing that the event is about; nil for most.
  package static var subjectKind: ThingKind? {
    var mentions = Mentions()
    Self().mentions(&mentions)
    return mentions.subject?.kind
  }

  /// The same with references to things of its own process as these are written there.
  package func within(_ process: Slug) -> Self {
    referring { $0.process == process ? Reference($0.slug) : $0 }
  }

  /// A copy with its references replaced.
  func referring(_ rule: (Reference) -> Reference) -> Self {
    withoutActuallyEscaping(rule) { rule in
      var visitor = ReferenceVisitor(rule: rule)
      return visited(by: &visitor)
    }
  }

  package func introducing(_ isNew: (Slug) -> Bool) -> Self { self }

  func naming(_ slug: Slug) -> Self {
    var namer = SubjectNamer(slug: slug)
    return visited(by: &namer)
  }

  /// A copy whose subject has another name.
  func calling(_ slug: Slug) -> Self {
    var namer = SubjectNamer(slug: slug, isRenaming: true)
    return visited(by: &namer)
  }

  /// The event type after a visitor that changes fields and never throws.
  func visited(by visitor: inout some FieldVisitor) -> Self {
    var copy = self
    copy.visit(&visitor)
    return copy
  }

  private func show<V: FieldVisitor>(to visitor: inout V) {
    _ = visited(by: &visitor)
  }

  /// For visitors that do not read: none of them throws.
  private mutating func visit<V: FieldVisitor>(_ visitor: inout V) {
    do { try fields(&visitor) } catch {
      preconditionFailure("A visitor that does not read has thrown: \(error)")
    }
  }

  func equals(_ other: any EventType) -> Bool { other as? Self == self }
}

/// An event type about the record, not about the talks: it corrects, disputes or erases other events of its
/// process, and stands in no timeline.
package protocol Editorial: EventType {
  /// Its effect on them.
  var correction: Correction { get }
  /// What whoever made it had seen: the latest corrections of its events, or these events where nobody had corrected
  /// them. Empty where that was not recorded.
  var saw: [EventID] { get set }
  /// Why; nil where nothing is said.
  var reason: String? { get }
}

extension Editorial {
  package var saw: [EventID] {
    get { [] }
    set {}
  }
  package static var isEditorial: Bool { true }
  package static var isTimeless: Bool { true }
  /// The events to which it refers.
  package var targets: [EventID] { correction.targets }
}

/// An event type that introduces things for use by events of any process.
package protocol Introducing: EventType { var introduces: Mention { get } }

extension Introducing {
  package static var isTimeless: Bool { true }
}
