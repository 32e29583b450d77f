package import EventSourcing

/// Visits the fields of an event type in the order of their declaration.
///
/// One declaration serves every visitor: reading and writing JSON, command-line options, JSON Schema, the
/// reference page, and the collection of references.
package protocol FieldVisitor {
  mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) throws(Malformed)
  mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) throws(Malformed)
  mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) throws(Malformed)
  /// The thing that the event is about: `as` names a new one, a field called after its kind refers to one.
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) throws(Malformed)
}

extension ThingKind {
  /// The name of the field that refers to a thing of this kind.
  package var fieldName: StaticString {
    switch self {
    case .round: "round"
    case .proposal: "proposal"
    case .measure: "measure"
    case .agreement: "agreement"
    case .setback: "setback"
    }
  }
}

/// Reads fields from a JSON object.
package struct FieldReader: FieldVisitor {
  private let tape: JSONTape
  private let object: Int
  private let outline: JSONTape.Outline
  private var found = 0

  package init(_ tape: JSONTape, _ object: Int) throws(Malformed) {
    guard tape.kind(object) == .object else {
      throw Malformed("An object in { } was expected.", column: tape.column(object))
    }
    self.tape = tape
    self.object = object
    outline = tape.outline(object)
  }

  private func member(_ name: StaticString) -> Int? { tape.member(name, of: object, outline) }

  private mutating func value<V: FieldValue>(_ name: StaticString, as: V.Type) throws(Malformed) -> V? {
    guard let node = member(name) else { return nil }
    found += 1
    if tape.kind(node) == .null { return nil }
    do {
      return try V.read(tape, node)
    } catch {
      throw Malformed(error.reason, field: "\(name)", column: error.column)
    }
  }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) throws(Malformed) {
    guard let read = try self.value(name, as: V.self) else {
      throw Malformed("The field “\(name)” is missing.", field: "\(name)", column: tape.column(object))
    }
    value = read
  }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) throws(Malformed) {
    value = try self.value(name, as: V.self)
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) throws(Malformed) {
    value.removeAll()
    guard let node = member(name) else { return }
    found += 1
    if tape.kind(node) == .null { return }
    do {
      var element = try tape.firstElement(node)
      value.reserveCapacity(tape.elementCount(node))
      while let at = element {
        value.append(try V.read(tape, at))
        element = tape.element(after: at, in: node)
      }
    } catch {
      throw Malformed(error.reason, field: "\(name)", column: error.column)
    }
  }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) throws(Malformed) {
    let new = try self.value("as", as: Slug.self)
    let existing = try self.value(kind.fieldName, as: Reference.self)
    guard new == nil || existing == nil else {
      throw Malformed(
        "“as” names a new \(kind.rawValue) and “\(kind.fieldName)” one named before; give one of them.",
        field: "as", column: tape.column(object))
    }
    value = existing.map(Subject.existing) ?? .new(new)
  }

  /// Ends the reading: every member must have been a field.
  package func finish(known names: @autoclosure () -> [String]) throws(Malformed) {
    if found == outline.count { return }
    var unseen = names()
    for (key, _) in try tape.members(object) {
      let name = try tape.string(key)
      if let index = unseen.firstIndex(of: name) {
        unseen.remove(at: index)
        continue
      }
      let isTwice = names().contains(name)
      let hint = nearest(name, among: unseen).map { " Did you mean “\($0)”?" } ?? ""
      throw Malformed(
        isTwice ? "The field “\(name)” stands here twice." : "There is no field “\(name)”.\(hint)",
        field: name, column: tape.column(key))
    }
  }
}

/// Writes fields as a canonical JSON object without the unset ones.
package struct FieldWriter: FieldVisitor {
  private var members: [(name: StaticString, value: Range<Int>)] = []
  private var values = JSONWriter()

  package init() {}

  package mutating func add(_ name: StaticString, _ value: some FieldValue) { add(name) { value.write(&$0) } }

  private mutating func add(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
    let start = values.bytes.count
    write(&values)
    members.append((name, start..<values.bytes.count))
  }

  package func write(_ json: inout JSONWriter) { json.object(members, of: values) }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) { add(name, value) }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) { if let value { add(name, value) } }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) {
    if value.isEmpty { return }
    add(name) { $0.list(value) { $0.write(&$1) } }
  }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .new(let slug?): add("as", slug)
    case .new(nil): break
    case .existing(let reference): add(kind.fieldName, reference)
    }
  }
}

/// Describes fields to people and to machines.
package struct FieldDescriber: FieldVisitor {
  package private(set) var fields: [FieldDescription] = []

  package init() {}

  private mutating func add(_ name: StaticString, _ kind: FieldKind, _ need: FieldNeed, _ help: String) {
    fields.append(FieldDescription(name: "\(name)", kind: kind, need: need, help: help))
  }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) { add(name, V.kind, .required, "\(help)") }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) { add(name, V.kind, .optional, "\(help)") }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) { add(name, V.kind, .list, "\(help)") }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    add(kind.fieldName, .reference(kind), .optional, "the \(kind.rawValue) it is about, if named before")
    add("as", .slug, .optional, "a name for the \(kind.rawValue), if new; made from the title if not given")
  }
}

package enum FieldNeed: Hashable, Sendable { case required, optional, list }

/// One field of an event type, as help, schemas and the reference page show it.
package struct FieldDescription: Hashable, Sendable {
  package let name: String
  package let kind: FieldKind
  package let need: FieldNeed
  package let help: String
}

/// Collects the references of an event: parties, things, and the thing that is its subject.
package struct Mentions: FieldVisitor, Sendable {
  package private(set) var all: [(field: String, mention: Mention)] = []
  package private(set) var subject: (kind: ThingKind, subject: Subject)?

  /// The parties, each once, in the order in which they are named.
  package var parties: [PartyID] {
    var found: [PartyID] = []
    for case (_, .party(let party)) in all where !found.contains(party) { found.append(party) }
    return found
  }

  /// The events that are named.
  package var events: [EventID] {
    all.compactMap { if case .event(let id) = $0.mention { id } else { nil } }
  }

  package init() {}

  private mutating func note<V: FieldValue>(_ name: StaticString, _ value: V) {
    value.forEachMention { all.append(("\(name)", $0)) }
  }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) { note(name, value) }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) { if let value { note(name, value) } }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) { for value in value { note(name, value) } }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) { subject = (kind, value) }
}

/// Collects the texts of an event besides the headline: summary, quotes, reasons and the like.
package struct Prose: FieldVisitor {
  package private(set) var texts: [String] = []

  private static let others = ["title", "zone", "format"]

  private mutating func note<V: FieldValue>(_ name: StaticString, _ value: V) {
    if let clause = value as? Clause { texts.append(clause.text) }
    if let text = value as? String, !Self.others.contains("\(name)") { texts.append(text) }
  }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) { note(name, value) }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) { if let value { note(name, value) } }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) { for value in value { note(name, value) } }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) {}
}

/// Replaces the references held by fields.
struct ReferenceVisitor: FieldVisitor {
  let rule: (Reference) -> Reference

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    value = value.referring(rule)
  }
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    value = value?.referring(rule)
  }
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    value = value.map { $0.referring(rule) }
  }
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .existing(let reference): value = .existing(rule(reference))
    case .new(let slug): value = .new(slug.map { rule(Reference($0)).slug })
    }
  }
}

/// Sets the chosen name of a subject without one.
struct SubjectNamer: FieldVisitor {
  let slug: Slug
  /// Whether it gives another name to what has one.
  var isRenaming = false

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {}
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {}
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {}
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .new(nil): value = .new(slug)
    case .new where isRenaming: value = .new(slug)
    case .existing where isRenaming: value = .existing(Reference(slug))
    case .new, .existing: break
    }
  }
}
