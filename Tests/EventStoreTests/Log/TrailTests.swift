import Testing

@testable import EventStore

@Suite("A follower's trail")
struct TrailTests {
  private func chain(_ position: Int64) -> [UInt8] { [UInt8(truncatingIfNeeded: position)] }

  private func trail(to last: Int64) -> Trail {
    var trail = Trail()
    for position in 1...last { trail.add(position, chain(position)) }
    return trail
  }

  @Test("keeps the recent past whole, the first position, and less and less in between")
  func thinned() {
    let last: Int64 = 100_000
    let trail = trail(to: last)
    #expect(trail.position == last && trail.positions.first == 1)
    #expect(trail.positions.count <= 2 * Trail.recent)
    let recent = Int64(Trail.recent)
    #expect(Array(trail.positions.suffix(Trail.recent)) == Array(last - recent + 1...last))
    #expect(trail.chains == trail.positions.map(chain))
    let steps = zip(trail.positions, trail.positions.dropFirst()).map { $1 - $0 }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 >= $1 }, "the past is no denser than what follows")
  }

  @Test("forgets what lies after the position that it goes back to")
  func back() {
    var trail = trail(to: 9)
    trail.goBack(to: 4)
    #expect(trail.positions == [1, 2, 3, 4] && trail.chains == [1, 2, 3, 4].map(chain))
    trail.goBack(to: 0)
    #expect(trail.position == 0 && trail.positions.isEmpty && trail.chains.isEmpty)
  }
}
