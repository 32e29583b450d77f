/// The positions of events on which a value rests: rising, each once.
package struct Positions: Hashable, Sendable, ExpressibleByArrayLiteral {
  // Most values rest on one event, which needs no array.
  private var first: Int64?
  private var rest: [Int64] = []

  package init() {}
  package init(_ position: Int64) { first = position }

  package init(_ positions: some Sequence<Int64>) {
    let sorted = Set(positions).sorted()
    first = sorted.first
    rest = Array(sorted.dropFirst())
  }

  package init(arrayLiteral positions: Int64...) { self.init(positions) }

  package var isEmpty: Bool { first == nil }
  package var all: [Int64] { first.map { [$0] + rest } ?? [] }
  /// The only one; nil where there is none or more than one.
  package var only: Int64? { rest.isEmpty ? first : nil }

  package mutating func insert(_ position: Int64) {
    guard let first, first != position else {
      self.first = position
      return
    }
    if position > first, rest.last.map({ $0 < position }) ?? true {
      rest.append(position)
    } else if !rest.contains(position) {
      self = Positions(all + [position])
    }
  }

  package mutating func formUnion(_ other: Positions) {
    if other == self { return }
    if let only = other.only { return insert(only) }
    if other.isEmpty { return }
    if isEmpty {
      self = other
      return
    }
    self = Positions(all + other.all)
  }

  package func union(_ other: Positions) -> Positions {
    var both = self
    both.formUnion(other)
    return both
  }
}

/// A value that events say, with their positions as its projected value: `title` and `$title.positions`.
@propertyWrapper
package struct Said<Value: Sendable>: Sendable {
  package private(set) var wrappedValue: Value
  /// The events that say it.
  package private(set) var positions = Positions()

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  package var projectedValue: Said {
    get { self }
    set { self = newValue }
  }

  /// Puts a value in the place of what was said before.
  mutating func become(_ value: Value, _ entry: Entry) {
    wrappedValue = value
    positions = Positions(entry.position)
  }

  /// Takes a value, if the event has one, in the place of what was said before.
  mutating func take<Wrapped>(_ value: Wrapped?, _ entry: Entry) where Value == Wrapped? {
    if let value { become(value, entry) }
  }

  /// Takes a value, if the event has one and nobody said anything before.
  mutating func keep<Wrapped>(_ value: Wrapped?, _ entry: Entry) where Value == Wrapped? {
    if wrappedValue == nil { take(value, entry) }
  }

  mutating func take<Element>(_ values: [Element], _ entry: Entry) where Value == [Element] {
    if !values.isEmpty { become(values, entry) }
  }

  /// Adds what is new to what was said before.
  mutating func add<Element: Equatable>(_ values: [Element], _ entry: Entry) where Value == [Element] {
    for value in values where !wrappedValue.contains(value) {
      wrappedValue.append(value)
      positions.insert(entry.position)
    }
  }
}
