/// The steps of a thing's life cycle, and its possible statuses at the end of a day where dates are vague.
package struct Life<Status: Hashable & Sendable>: Sendable {
  package struct Step: Sendable {
    package let status: Status
    package let dating: Dating
    package let by: PartyID?
    /// The time of the step: the start of the dating's date, or its end.
    let taken: Bounds

    /// Whether it had been taken by the end of a day; nil for the end of time.
    package func isTaken(by day: CivilDay?) -> Truth { day.map(taken.isReached) ?? .yes }
  }

  package private(set) var steps: [Step] = []

  init() {}

  mutating func step(_ status: Status, _ dating: Dating, by: PartyID? = nil, atEnd: Bool = false) {
    let taken = (atEnd ? dating.on?.end : dating.on?.start) ?? .unbounded
    steps.append(Step(status: status, dating: dating, by: by, taken: taken))
  }

  /// The same as if other steps had never been.
  func only(_ counts: (Step) -> Bool) -> Life {
    var life = self
    life.steps = steps.filter(counts)
    return life
  }

  package func first(_ status: Status) -> Step? { steps.first { $0.status == status } }
  package func last(_ status: Status) -> Step? { steps.last { $0.status == status } }

  /// The events of all steps.
  package var provenance: Provenance { Provenance(steps.map(\.dating.position)) }

  /// Every status that it may have had at the end of a day, nil among them where it may have had none yet.
  ///
  /// A status is possible where no other step lies for certain between it and the end of the day. Steps of one
  /// day follow each other in the usual course of talks (`OccurrenceOrder`).
  ///
  /// - Parameter horizon: nil for the end of time.
  /// - Parameter follows: whether a status comes after another by its nature, where dates leave that open.
  package func possible(
    by horizon: CivilDay?, follows: (_ status: Status, _ other: Status) -> Bool = { _, _ in false }
  ) -> Set<Status?> {
    let end = horizon.map { (Int64($0.days) + 1) * 86_400 - 1 } ?? .max
    var found: Set<Status?> = []
    var isCertain = false
    for (index, step) in steps.enumerated().reversed() {
      let earliest = step.taken.earliest ?? .min
      let latest = min(step.taken.latest ?? .max, end)
      let isReached = (step.taken.latest ?? (horizon == nil ? .min : .max)) <= end
      isCertain = isCertain || isReached
      if earliest > end || found.contains(step.status) { continue }
      let isSurpassed = steps.indices.reversed().contains { other in
        let later = steps[other]
        guard other != index, (later.taken.latest ?? (horizon == nil ? .min : .max)) <= end else {
          return false
        }
        if (later.taken.earliest ?? .min) > latest { return true }
        if later.taken == step.taken, step.taken.isWithinADay { return other > index }
        // Dates that overlap: only where one follows the other by its nature.
        let overlaps = (later.taken.latest ?? .max) >= earliest
        return overlaps && follows(later.status, step.status)
      }
      if !isSurpassed { found.insert(step.status) }
    }
    if !isCertain { found.insert(nil) }
    return found
  }
}
