/// A value with its provenance as the projected value: `title` and `$title.provenance`.
@propertyWrapper
package struct Traced<Value: Sendable>: Sendable {
  package private(set) var wrappedValue: Value
  /// The events that state it.
  package private(set) var provenance = Provenance()

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  /// A value with its provenance.
  package init(_ value: Value, _ provenance: Provenance) {
    wrappedValue = value
    self.provenance = provenance
  }

  package var projectedValue: Traced {
    get { self }
    set { self = newValue }
  }

  /// Replaces the value and its provenance.
  mutating func become(_ value: Value, _ entry: Entry) {
    wrappedValue = value
    provenance = Provenance(entry.position)
  }

  /// Replaces the value if the event has one.
  mutating func take<Wrapped>(_ value: Wrapped?, _ entry: Entry) where Value == Wrapped? {
    if let value { become(value, entry) }
  }

  /// Takes a value if the event has one and there is none yet.
  mutating func keep<Wrapped>(_ value: Wrapped?, _ entry: Entry) where Value == Wrapped? {
    if wrappedValue == nil { take(value, entry) }
  }

  /// Takes the values if there are none yet.
  mutating func keep<Element>(_ values: [Element], _ entry: Entry) where Value == [Element] {
    if wrappedValue.isEmpty { take(values, entry) }
  }

  mutating func take<Element>(_ values: [Element], _ entry: Entry) where Value == [Element] {
    if !values.isEmpty { become(values, entry) }
  }

  /// Appends the values that are new.
  mutating func add<Element: Equatable>(_ values: [Element], _ entry: Entry) where Value == [Element] {
    for value in values where !wrappedValue.contains(value) {
      wrappedValue.append(value)
      provenance.insert(entry.position)
    }
  }
}

extension Traced: Equatable where Value: Equatable {}
extension Traced: Hashable where Value: Hashable {}

extension Traced {
  /// A derived value with the same provenance.
  package func map<Other>(_ change: (Value) -> Other) -> Traced<Other> {
    Traced<Other>(change(wrappedValue), provenance)
  }
}
