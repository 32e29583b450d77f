/// A value that events say, with the events as its projected value: `title` and `$title.provenance`.
@propertyWrapper
package struct Traced<Value: Sendable>: Sendable {
  package private(set) var wrappedValue: Value
  /// The events that say it.
  package private(set) var provenance = Provenance()

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  package var projectedValue: Traced {
    get { self }
    set { self = newValue }
  }

  /// Puts a value in the place of what was said before.
  mutating func become(_ value: Value, _ entry: Entry) {
    wrappedValue = value
    provenance = Provenance(entry.position)
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
      provenance.insert(entry.position)
    }
  }
}
