package import EventSourcing

/// The type of a field's value: its typed notation and its JSON form.
package protocol FieldValue: Equatable, Sendable {
  /// The name of the kind of value in help and schemas.
  static var kind: FieldKind { get }
  /// The value of a field in a draft before it is read; never recorded.
  static var placeholder: Self { get }
  init(typed text: String) throws(Malformed)
  static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Self
  func write(_ json: inout JSONWriter)
  /// As a person would type it.
  var typed: String { get }
  /// The reference in it to something that has to exist already; nil for most kinds of value.
  var mention: Mention? { get }
  /// Hands over every reference in it to something that has to exist already.
  func forEachMention(_ body: (Mention) -> Void)
  /// A copy with its reference replaced, if it holds one.
  func referring(_ rule: (Reference) -> Reference) -> Self
}

extension FieldValue {
  package var mention: Mention? { nil }
  package func forEachMention(_ body: (Mention) -> Void) { if let mention { body(mention) } }
  package func referring(_ rule: (Reference) -> Reference) -> Self { self }
}

/// The kinds of value, for help, completion and JSON Schema.
package enum FieldKind: Hashable, Sendable {
  case text, number, bool, date, party, slug, citationKey
  case reference(ThingKind?)
  case place, source, event, change, origin, clause, period, quantity
  case oneOf(noun: String, words: [String])

  /// The placeholder of the value in help: `--party PARTY`.
  package var valueName: String {
    switch self {
    case .text: "text"
    case .number: "n"
    case .bool: "yes|no"
    case .date: "date"
    case .party: "party"
    case .slug: "slug"
    case .citationKey: "key"
    case .reference(let kind): kind?.rawValue ?? "thing"
    case .place: "place"
    case .source: "source"
    case .event: "event"
    case .change: "field=value"
    case .origin: "table#row"
    case .clause: "clause"
    case .period: "period"
    case .quantity: "amount unit"
    case .oneOf(_, let words): words.joined(separator: "|")
    }
  }
}

// A value with the same text in JSON and in typed notation.
extension FieldValue {
  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Self {
    let text = try tape.string(node)
    do {
      return try Self(typed: text)
    } catch {
      throw Malformed(error.reason, column: tape.column(node) + (error.column ?? 1) - 1)
    }
  }

  package func write(_ json: inout JSONWriter) { json.string(typed) }
}

extension String: FieldValue {
  package static var kind: FieldKind { .text }
  package static var placeholder: String { "" }
  package init(typed text: String) throws(Malformed) {
    if trimmed(text).isEmpty { throw Malformed("A text must not be empty.") }
    if text.utf8.contains(0) { throw Malformed("A text must not hold a NUL character.") }
    self = text
  }
  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> String {
    let text = try tape.string(node)
    // Without escapes there is no control character, so that one visible character makes it a text.
    if tape.isPlainlyVisible(node) { return text }
    do { return try String(typed: text) } catch { throw Malformed(error.reason, column: tape.column(node)) }
  }
  package var typed: String { self }
}

extension Int: FieldValue {
  package static var kind: FieldKind { .number }
  package static var placeholder: Int { 0 }
  package init(typed text: String) throws(Malformed) {
    guard let value = Int(text), value.magnitude < 1 << 53 else {
      throw Malformed("“\(text)” is not a whole number.")
    }
    self = value
  }
  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Int { try tape.integer(node) }
  package func write(_ json: inout JSONWriter) { json.integer(self) }
  package var typed: String { String(self) }
}

extension Bool: FieldValue {
  package static var kind: FieldKind { .bool }
  package static var placeholder: Bool { false }
  package init(typed text: String) throws(Malformed) {
    switch text {
    case "yes", "true": self = true
    case "no", "false": self = false
    default: throw Malformed("“\(text)” is neither yes nor no.")
    }
  }
  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Bool { try tape.bool(node) }
  package func write(_ json: inout JSONWriter) { json.bool(self) }
  package var typed: String { self ? "yes" : "no" }
}

extension EDTF: FieldValue {
  package static var kind: FieldKind { .date }
  package static var placeholder: EDTF { unset }
  private static let unset: EDTF = {
    do { return try EDTF("1970-01-01") } catch { preconditionFailure("The placeholder is well formed.") }
  }()
  package init(typed text: String) throws(Talks.Malformed) {
    do { try self.init(text) } catch { throw Talks.Malformed("\(error.problem).", column: error.column) }
    guard isWithinLimits else {
      throw Talks.Malformed("“\(text)” is beyond the dates that can be recorded, from 4713 BC to AD 9999.")
    }
  }
  package var typed: String { text }
}

extension Slug: FieldValue {
  package static var kind: FieldKind { .slug }
  package static let placeholder = Slug(title: "")
  package init(typed text: String) throws(Malformed) {
    guard let slug = Slug(text) else {
      throw Malformed(
        "“\(text)” is not a slug; write lower-case letters, digits and hyphens, such as “\(Slug(title: text))”."
      )
    }
    self = slug
  }
  package var typed: String { text }
}

extension PartyID: FieldValue {
  package static var kind: FieldKind { .party }
  package static var placeholder: PartyID { PartyID(Slug.placeholder) }
  package init(typed text: String) throws(Malformed) {
    guard let id = PartyID(text) else {
      throw Malformed(
        "“\(text)” is not a party id; write lower-case letters, digits and hyphens, such as “\(Slug(title: text))”."
      )
    }
    self = id
  }
  package var typed: String { slug.text }
  package var mention: Mention? { .party(self) }
}

extension Reference: FieldValue {
  package static var kind: FieldKind { .reference(nil) }
  package static var placeholder: Reference { Reference(Slug.placeholder) }
  package init(typed text: String) throws(Malformed) {
    guard let reference = Reference(text) else {
      throw Malformed("“\(text)” names nothing; write a slug, or process/slug for another process.")
    }
    self = reference
  }
  package var typed: String { description }
  package var mention: Mention? { .thing(self, nil) }
  package func referring(_ rule: (Reference) -> Reference) -> Reference { rule(self) }
}

extension Vocabulary {
  package static var kind: FieldKind { .oneOf(noun: noun, words: allCases.map(\.rawValue)) }
  package static var placeholder: Self { allCases[0] }
  package init(typed text: String) throws(Malformed) {
    guard let word = Self(rawValue: text) else {
      let words = Self.allCases.map(\.rawValue)
      let hint = nearest(text, among: words).map { " Did you mean “\($0)”?" } ?? ""
      let article = "aeiou".contains(Self.noun.prefix(1)) ? "an" : "a"
      throw Malformed("“\(text)” is not \(article) \(Self.noun) (\(words.joined(separator: ", "))).\(hint)")
    }
    self = word
  }
  package var typed: String { rawValue }
}

extension Place: FieldValue {
  package static var kind: FieldKind { .place }
  package static var placeholder: Place { Place(name: "") }
  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Place {
    if tape.kind(node) == .string { return try Place(typed: tape.string(node)) }
    var reader = try FieldReader(tape, node)
    var place = Place.placeholder
    try reader.required("name", &place.name, "")
    try reader.optional("country", &place.country, "")
    var (latitude, longitude): (String?, String?)
    try reader.optional("latitude", &latitude, "")
    try reader.optional("longitude", &longitude, "")
    try reader.finish(known: ["name", "country", "latitude", "longitude"])
    if latitude != nil || longitude != nil {
      do {
        place.coordinates = try Coordinates(latitude: latitude ?? "", longitude: longitude ?? "")
      } catch { throw Malformed(error.reason, column: tape.column(node)) }
    }
    if let country = place.country, country.utf8.count != 2 || Slug(country) == nil {
      throw Malformed(
        "A country is two lower-case letters of ISO 3166, such as “cn”.", column: tape.column(node))
    }
    return place
  }
  package func write(_ json: inout JSONWriter) {
    var writer = FieldWriter()
    writer.add("name", name)
    if let country { writer.add("country", country) }
    if let coordinates {
      writer.add("latitude", coordinates.latitude)
      writer.add("longitude", coordinates.longitude)
    }
    writer.write(&json)
  }
  package var typed: String {
    [name, country, coordinates?.typed].compactMap(\.self).joined(separator: ", ")
  }
}

extension Source: FieldValue {
  package static var kind: FieldKind { .source }
  package static var placeholder: Source { Source() }

  package static var fields: [FieldDescription] {
    var describer = FieldDescriber()
    Source().show(to: &describer)
    return describer.fields
  }

  package static func read(_ tape: JSONTape, _ node: Int) throws(Malformed) -> Source {
    if tape.kind(node) == .string { return try Source(typed: tape.string(node)) }
    var reader = try FieldReader(tape, node)
    var source = Source()
    try source.fields(&reader)
    try reader.finish(known: fields.map(\.name))
    if source.title == nil && source.key == nil {
      throw Malformed("The field “title” is missing.", field: "title", column: tape.column(node))
    }
    return source
  }

  package func write(_ json: inout JSONWriter) {
    var writer = FieldWriter()
    show(to: &writer)
    writer.write(&json)
  }

  /// For visitors that only look: none of them throws.
  private func show<V: FieldVisitor>(to visitor: inout V) {
    var copy = self
    do { try copy.fields(&visitor) } catch {
      preconditionFailure("A visitor that only looks has thrown: \(error)")
    }
  }

  package var typed: String {
    let text =
      if let key {
        key.cited + (page.map { ", p. \($0)" } ?? "")
      } else {
        [title, publisher, url, date, page].map { $0 ?? "" }.joined(separator: " | ")
      }
    return text + (grade.map { " [\($0)]" } ?? "")
  }

  package var mention: Mention? { key.map(Mention.source) }
}

extension EventID: FieldValue {
  package static var kind: FieldKind { .event }
  package static var placeholder: EventID { EventID(high: 0, low: 0) }
  package init(typed text: String) throws(Malformed) {
    guard let id = EventID(text) else {
      throw Malformed(
        "“\(text)” is not the id of an event, which is a UUID; “parley events --json” shows them.")
    }
    self = id
  }
  package var typed: String { description }
  package var mention: Mention? { .event(self) }
}
