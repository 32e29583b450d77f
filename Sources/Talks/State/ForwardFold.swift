/// A fold that goes from day to day and takes in each event once, on the first day on which it may have happened.
///
/// Its state is not settled: of what is after the day it tells nothing, and it holds no entries.
package struct ForwardFold: Sendable {
  /// In the order in which they happened.
  private let entries: [Entry]
  /// The places of the entries by the day on which they begin.
  private let order: [Int]
  private var taken = 0
  /// The place of the last entry taken in.
  private var last = -1
  /// The state before any event.
  let beginning: ProcessState
  package private(set) var state: ProcessState

  /// - Parameter entries: some of those of the record, in their order.
  package init(_ record: CorrectedRecord, _ entries: [Entry]) {
    self.entries = entries
    order = entries.indices.sorted { one, other in
      (entries[one].dating.beginning, one) < (entries[other].dating.beginning, other)
    }
    beginning = ProcessState(of: record, asOf: nil)
    state = beginning
  }

  /// Takes in what begins by the end of a day, which is no earlier than the one before.
  ///
  /// Where an event comes before others by the clock of its zone that begin on an earlier day, all are taken in anew.
  ///
  /// - Parameter places: the places of the seats of which the day may tell something else, of those so far.
  /// - Returns: whether it began anew.
  @discardableResult
  package mutating func advance(to day: CivilDay, _ places: [Int] = []) -> Bool {
    var end = taken
    while end < order.count, entries[order[end]].dating.beginning <= day.days { end += 1 }
    let new = order[taken..<end].sorted()
    defer { taken = end }
    guard let first = new.first, first < last else {
      state.roster.advance(to: day, places)
      take(new)
      return false
    }
    state = beginning
    state.roster.advance(to: day, [])
    take(order[..<end].sorted())
    return true
  }

  /// The places of the seats that the last day changed.
  mutating func takeChanged() -> Set<Int> { state.roster.takeChanged() }

  private mutating func take(_ places: [Int]) {
    for place in places { state.take(entries[place]) }
    last = max(last, places.last ?? last)
  }
}
