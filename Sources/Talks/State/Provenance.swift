/// The positions of the events that support a value, ascending and without duplicates.
package struct Provenance: Hashable, Sendable, ExpressibleByArrayLiteral {
  // Most values rest on one event, which needs no array.
  private var first: Int64?
  private var rest: [Int64] = []

  package init() {}
  package init(_ position: Int64) { first = position }

  package init(_ positions: some Sequence<Int64>) {
    let given = Array(positions)
    let isAscending = zip(given, given.dropFirst()).allSatisfy(<)
    self.init(ascending: isAscending ? given : Set(given).sorted())
  }

  /// - Parameter positions: ascending, each once.
  package init(ascending positions: [Int64]) {
    first = positions.first
    rest = Array(positions.dropFirst())
  }

  /// What supports several values together.
  package init(joining parts: some Sequence<Provenance>) { self.init(parts.flatMap(\.all)) }

  package init(arrayLiteral positions: Int64...) { self.init(positions) }

  package var isEmpty: Bool { first == nil }
  package var all: [Int64] { first.map { [$0] + rest } ?? [] }
  /// The only one; nil where there is none or more than one.
  package var only: Int64? { rest.isEmpty ? first : nil }

  /// The positions as a list of numbers.
  package var json: JSONWriter { .of { $0.list(all) { $1.integer(Int($0)) } } }

  package mutating func insert(_ position: Int64) {
    guard let first, first != position else {
      self.first = position
      return
    }
    if position > first, rest.last.map({ $0 < position }) ?? true {
      rest.append(position)
    } else if !rest.contains(position) {
      self = Provenance(all + [position])
    }
  }

  package mutating func formUnion(_ other: Provenance) {
    if other == self { return }
    if let only = other.only { return insert(only) }
    if other.isEmpty { return }
    if isEmpty {
      self = other
      return
    }
    let (one, two) = (all, other.all)
    var (left, right) = (one[...], two[...])
    var both: [Int64] = []
    both.reserveCapacity(one.count + two.count)
    while let a = left.first, let b = right.first {
      both.append(Swift.min(a, b))
      if a <= b { left.removeFirst() }
      if b <= a { right.removeFirst() }
    }
    both += left + right
    (first, rest) = (both[0], Array(both.dropFirst()))
  }

  package func union(_ other: Provenance) -> Provenance {
    var both = self
    both.formUnion(other)
    return both
  }
}

extension Provenance: Sequence {
  package struct Iterator: IteratorProtocol {
    fileprivate var first: Int64?
    fileprivate var rest: IndexingIterator<[Int64]>

    package mutating func next() -> Int64? {
      guard let position = first else { return rest.next() }
      first = nil
      return position
    }
  }

  package func makeIterator() -> Iterator { Iterator(first: first, rest: rest.makeIterator()) }
}
