/// Which way a step goes: something is given or mended, or taken back or broken.
package enum Movement: String, Sendable { case forward, back }

/// A strand of the process.
package struct Track: Sendable {
  package struct Step: Sendable {
    package let movement: Movement
    package let entry: Entry
  }

  /// Those of its events.
  package private(set) var positions: [Int64] = []
  package private(set) var last: Entry?
  /// Its events that give or mend, take back or break something, in the order in which they happened.
  package private(set) var steps: [Step] = []

  mutating func note(_ entry: Entry) {
    positions.append(entry.position)
    last = entry
    if let movement = entry.event.type.movement { steps.append(Step(movement: movement, entry: entry)) }
  }

  package func last(_ movement: Movement) -> Entry? { steps.last { $0.movement == movement }?.entry }
}
