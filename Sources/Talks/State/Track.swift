/// The direction of a step: forward is a delivery or repair, back a reversal or breach.
package enum Movement: String, Sendable { case forward, back }

/// A strand of the process.
package struct Track: Sendable {
  package struct Step: Sendable {
    package let movement: Movement
    package let entry: Entry
  }

  /// The positions of its events.
  package private(set) var positions: [Int64] = []
  package private(set) var last: Entry?
  /// Its events with a direction, in the order of occurrence.
  package private(set) var steps: [Step] = []

  mutating func note(_ entry: Entry) {
    positions.append(entry.position)
    last = entry
    if let movement = entry.event.detail.movement { steps.append(Step(movement: movement, entry: entry)) }
  }

  package func last(_ movement: Movement) -> Entry? { steps.last { $0.movement == movement }?.entry }
}
