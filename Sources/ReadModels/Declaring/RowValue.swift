package import Talks

/// A type of value that a field of a row can have.
package protocol RowValue: Hashable, Sendable {
  static var kind: Cell.Kind { get }
  /// Whether a table may hold NULL for it.
  static var isNullable: Bool { get }
  var cell: Cell { get }
  init(_ cell: Cell) throws(UnreadableCell)
}

extension RowValue {
  package static var isNullable: Bool { false }
}

/// A cell of a table with an invalid value for its field, as after a change by hand.
package struct UnreadableCell: Error, CustomStringConvertible {
  package let description = "A table holds what parley did not write there; “parley rebuild” makes it anew."

  package init() {}
}

/// A type with values that a field can hold several of.
package protocol RowElement: Hashable, Sendable {
  static var listKind: Cell.Kind { get }
  static func cell(of elements: [Self]) -> Cell
  static func elements(of cell: Cell) throws(UnreadableCell) -> [Self]
}

extension Array: RowValue where Element: RowElement {
  package static var kind: Cell.Kind { Element.listKind }
  package var cell: Cell { Element.cell(of: self) }
  package init(_ cell: Cell) throws(UnreadableCell) { self = try Element.elements(of: cell) }
}

extension Optional: RowValue where Wrapped: RowValue {
  package static var kind: Cell.Kind { Wrapped.kind }
  package static var isNullable: Bool { true }
  package var cell: Cell { self?.cell ?? .null }
  package init(_ cell: Cell) throws(UnreadableCell) { self = cell == .null ? nil : try Wrapped(cell) }
}

// MARK: Texts

/// A type of value that is written as one text.
package protocol TextValue: RowValue, RowElement {
  var text: String { get }
  init?(text: String)
}

extension TextValue {
  package static var kind: Cell.Kind { .text }
  package var cell: Cell { .text(text) }
  package init(_ cell: Cell) throws(UnreadableCell) {
    guard case .text(let text) = cell, let value = Self(text: text) else { throw UnreadableCell() }
    self = value
  }

  package static var listKind: Cell.Kind { .texts }
  package static func cell(of elements: [Self]) -> Cell { .texts(elements.map(\.text)) }
  package static func elements(of cell: Cell) throws(UnreadableCell) -> [Self] {
    guard case .texts(let texts) = cell else { throw UnreadableCell() }
    let elements = texts.compactMap(Self.init(text:))
    guard elements.count == texts.count else { throw UnreadableCell() }
    return elements
  }
}

extension TextValue where Self: RawRepresentable, RawValue == String {
  package var text: String { rawValue }
  package init?(text: String) { self.init(rawValue: text) }
}

extension String: TextValue {
  package var text: String { self }
  package init?(text: String) { self = text }
}

extension CitationKey: TextValue {
  package init?(text: String) { self.init(text) }
}

extension Slug: TextValue {
  package init?(text: String) { self.init(text) }
}

extension PartyID: TextValue {
  package var text: String { slug.text }
  package init?(text: String) { self.init(text) }
}

extension Reference: TextValue {
  package var text: String { description }
  package init?(text: String) { self.init(text) }
}

extension EDTF: TextValue {
  package init?(text: String) {
    do { try self.init(text) } catch { return nil }
  }
}

extension Measure.Status: TextValue {}
extension Agreement.Status: TextValue {}
extension Proposal.Status: TextValue {}
extension ClauseKind: TextValue {}
extension Round.Standing: TextValue {}
extension ProcessState.Standing: TextValue {}
extension Exchange.Order: TextValue {}
extension Episode.Kind: TextValue {}
extension Severity: TextValue {}
extension Role: TextValue {}
extension Extent: TextValue {}
extension ContactKind: TextValue {}
extension PartyKind: TextValue {}
extension ThingKind: TextValue {}
extension SourceKind: TextValue {}
extension Reliability: TextValue {}
extension Credibility: TextValue {}
extension Tie.Relation: TextValue {}

/// A word that vague dates can leave undetermined, written `unknown` then.
package enum Settled<Word: TextValue>: TextValue {
  case known(Word)
  case unknown

  package var text: String {
    switch self {
    case .known(let word): word.text
    case .unknown: "unknown"
    }
  }

  package init?(text: String) {
    if text == "unknown" {
      self = .unknown
    } else if let word = Word(text: text) {
      self = .known(word)
    } else {
      return nil
    }
  }

  /// The word where it is known.
  package var word: Word? { if case .known(let word) = self { word } else { nil } }

  /// The value for a set of possibilities, which includes nil where there may be none.
  package static func among(_ possible: Set<Word?>) -> Settled? {
    possible.count > 1 ? .unknown : possible.only().map(Settled.known)
  }
}

// MARK: Numbers, days and truth

extension Int: RowValue {
  package static var kind: Cell.Kind { .integer }
  package var cell: Cell { .integer(Int64(self)) }
  package init(_ cell: Cell) throws(UnreadableCell) {
    guard case .integer(let value) = cell else { throw UnreadableCell() }
    self = Int(value)
  }
}

extension CivilDay: RowValue {
  package static var kind: Cell.Kind { .day }
  package var cell: Cell { .day(days) }
  package init(_ cell: Cell) throws(UnreadableCell) {
    guard case .day(let days) = cell else { throw UnreadableCell() }
    self.init(days: days)
  }
}

extension Bool: RowValue {
  package static var kind: Cell.Kind { .truth }
  package var cell: Cell { .boolean(self) }
  package init(_ cell: Cell) throws(UnreadableCell) {
    guard case .boolean(let value) = cell else { throw UnreadableCell() }
    self = value
  }
}

extension Truth: RowValue {
  package static var kind: Cell.Kind { .truth }
  package static var isNullable: Bool { true }
  package var cell: Cell {
    switch self {
    case .no: .boolean(false)
    case .unknown: .unknown
    case .yes: .boolean(true)
    }
  }
  package init(_ cell: Cell) throws(UnreadableCell) {
    switch cell {
    case .boolean(let value): self = Truth(value)
    case .unknown: self = .unknown
    default: throw UnreadableCell()
    }
  }
}

/// The position of an event in the log, as the value of a field.
package struct EventPosition: RowValue, Comparable, CustomStringConvertible {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  package static var kind: Cell.Kind { .integer }
  package var cell: Cell { .integer(value) }
  package init(_ cell: Cell) throws(UnreadableCell) {
    guard case .integer(let value) = cell else { throw UnreadableCell() }
    self.value = value
  }

  package static func < (a: Self, b: Self) -> Bool { a.value < b.value }
  package var description: String { String(value) }
}

// MARK: Structures

/// A type of values with parts; a field holds a list of them, and a table stores it as JSON.
package protocol Structure: RowElement {
  /// Its parts, each declared once.
  static var parts: [Part<Self>] { get }
  /// The whole in a few words, for places that have no room for its parts.
  var words: String { get }
  init()
}

/// A part of a structure: its name, its kind and its meaning.
package struct Part<Whole>: Sendable {
  package let description: Cell.Kind.Part
  let get: @Sendable (Whole) -> Cell
  let set: @Sendable (inout Whole, Cell) throws(UnreadableCell) -> Void

  package init<Value: RowValue>(
    _ name: String, _ path: any WritableKeyPath<Whole, Value> & Sendable, _ help: String
  ) {
    description = Cell.Kind.Part(name: name, kind: Value.kind, help: help)
    get = { $0[keyPath: path].cell }
    set = { (whole, cell) throws(UnreadableCell) in whole[keyPath: path] = try Value(cell) }
  }
}

extension Structure {
  package static var listKind: Cell.Kind { .objects(parts.map(\.description)) }

  package static func cell(of elements: [Self]) -> Cell {
    .objects(elements.map { one in Cell.Object(members: parts.map { $0.get(one) }, words: one.words) })
  }

  package static func elements(of cell: Cell) throws(UnreadableCell) -> [Self] {
    guard case .objects(let objects) = cell else { throw UnreadableCell() }
    var elements: [Self] = []
    for object in objects {
      guard object.members.count == parts.count else { throw UnreadableCell() }
      var one = Self()
      for (part, member) in zip(parts, object.members) { try part.set(&one, member) }
      elements.append(one)
    }
    return elements
  }
}
