import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@Suite("Reading the log in batches")
struct ReadingTests {
  private func read(_ log: PostgresLog, _ wanted: Selection) throws -> [Int64] {
    var positions: [Int64] = []
    try log.forEachBatch(of: wanted) { positions += $0.map(\.position) }
    return positions
  }

  @Test("forward and backward, by stream, type and position, in pieces: nothing is missed or given twice")
  func everyWay() throws {
    let log = PostgresLog(try Connection(TestCluster.shared().freshLog()))
    var dice = Dice(seed: 7)
    var appends: [Append<Event>] = []
    // More than two batches.
    for number in 0..<2500 {
      let closes = Event(TalksClosed(), on: try EDTF("2003"))
      let event = number % 3 == 0 ? new([closes], from: number)[0] : note(number)
      let stream = ["a", "a", "b", "c"].randomElement(using: &dice) ?? "a"
      appends.append(Append([event], to: stream, expecting: .any))
    }
    _ = try log.append(appends)
    let all = try log.events(at: Array(1...2500))
    for _ in 0..<60 {
      var wanted = Selection()
      wanted.streams = [[], ["a"], ["b", "c"], ["none"]].randomElement(using: &dice) ?? []
      wanted.types =
        [[], [], ["talks-closed"], ["talks-closed", "note-added"]].randomElement(using: &dice) ?? []
      if Bool.random(using: &dice) { wanted.after = .random(in: -1...2600, using: &dice) }
      if Bool.random(using: &dice) { wanted.before = .random(in: -1...2600, using: &dice) }
      wanted.isBackward = Bool.random(using: &dice)
      var expected = all.filter { event in
        wanted.admits(event) && event.position > wanted.after ?? 0
          && event.position < wanted.before ?? .max
      }.map(\.position)
      if wanted.isBackward { expected.reverse() }
      #expect(try read(log, wanted) == expected, "\(wanted)")

      wanted.limit = .random(in: 1...1500, using: &dice)
      var pieces: [Int64] = []
      repeat {
        let piece = try read(log, wanted)
        #expect(piece.count <= wanted.limit ?? 0)
        pieces += piece
        if wanted.isBackward { wanted.before = piece.last ?? 0 } else { wanted.after = piece.last ?? .max }
      } while pieces.count < expected.count && pieces.last != expected.last
      #expect(pieces == expected, "\(wanted)")
    }
  }
}
