import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@Suite("Random appends")
struct RandomAppendsTests {
  private static let streams = ["a", "b", "c"]

  @Test("come to the same in PostgreSQL as in memory", arguments: 1...UInt64(Torture.count(12, long: 2_000)))
  func model(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let connection = try Connection(TestCluster.shared().freshLog())
    let (log, model) = (PostgresLog(connection), InMemoryLog<Event>(clock: { 1_000_000 }))
    for _ in 0..<40 {
      let appends = appends(&dice, model)
      let wanted = Result { try model.append(appends) }
      let got = Result { try Bool.random(using: &dice) ? log.append(appends) : log.startAppend(appends)() }
      switch (wanted, got) {
      case (.success(let wanted), .success(let got)): #expect(wanted == got)
      case (.failure, .failure(let refusal as AppendRefusal)):
        #expect(isTrue(refusal, of: appends, model), "\(refusal) of \(appends)")
      default: Issue.record("in memory \(wanted), in PostgreSQL \(got): \(appends)")
      }
      #expect(try log.head() == model.head())
    }
    for stream in Self.streams {
      let (wanted, got) = (model.events(of: stream), try log.events(of: stream))
      #expect(wanted.map(\.id) == got.map(\.id))
      #expect(wanted.map(\.position) == got.map(\.position))
      #expect(wanted.map(\.version) == got.map(\.version))
      #expect(wanted.map(\.body) == got.map(\.body))
      #expect(wanted.map(\.by) == got.map(\.by))
      // Who does not say when it became known, knows it when it is recorded.
      #expect(
        wanted.map { $0.known < $0.recorded ? $0.known : nil }
          == got.map { $0.known < $0.recorded ? $0.known : nil })
    }
    try connection.execute("DROP SCHEMA log CASCADE")
  }

  /// Events for one process or several, some of them appended before, some with other content, some impossible.
  private func appends(_ dice: inout Dice, _ model: InMemoryLog<Event>) -> [Append<Event>] {
    Self.streams.shuffled(using: &dice).prefix(Int.random(in: 1...3, using: &dice)).map { stream in
      var events = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
        let title = Int.random(in: 0..<10, using: &dice) == 0 ? "Other" : "Note"
        let event = note(Int.random(in: 0..<80, using: &dice), title)
        let known: [Int64?] = [nil, nil, nil, nil, -5, 7, 900_000]
        let never: Int64? = Int.random(in: 0..<60, using: &dice) == 0 ? 32_503_680_000_000_000 : nil
        return NewEvent(
          id: event.id, body: event.body, known: never ?? known.randomElement(using: &dice) ?? nil,
          by: ["desk", "other"].randomElement(using: &dice) ?? "desk")
      }
      let recorded = model.events(of: stream)
      // An append whose answer was lost comes again as a whole.
      if Int.random(in: 0..<4, using: &dice) == 0, let first = recorded.indices.randomElement(using: &dice) {
        events = recorded[first...].prefix(2).map {
          NewEvent(id: $0.id, body: $0.body, known: nil, by: $0.by)
        }
      }
      let version = Int64(recorded.count)
      let expected: [ExpectedVersion] = [
        .any, .any, .any, .none, .exists, .exactly(version), .exactly(version), .exactly(version + 1),
        .exactly(.random(in: 0...6, using: &dice)),
      ]
      return Append(events, to: stream, expecting: expected.randomElement(using: &dice) ?? .any)
    }
  }

  /// Whether an append, which may be wrong in several ways, is wrong in the way that was told.
  private func isTrue(
    _ refusal: AppendRefusal, of appends: [Append<Event>], _ model: InMemoryLog<Event>
  ) -> Bool {
    let all = appends.flatMap { append in append.events.map { (stream: append.stream, event: $0) } }
    let recorded = Self.streams.flatMap { model.events(of: $0) }
    switch refusal {
    case .conflict(let stream, let actual):
      return actual == Int64(model.events(of: stream).count)
        && appends.contains { $0.stream == stream && !$0.expected.admits(actual) }
    case .idReused(let id):
      return all.count { $0.event.id == id } > 1
        || recorded.contains { first in
          first.id == id
            && all.contains { $0.event.id == id && ($0.stream, $0.event.body) != (first.stream, first.body) }
        }
    case .knownInTheFuture(let id):
      return all.contains { $0.event.id == id && $0.event.known ?? 0 > 1_000_000 }
    case .unacceptable: return false
    }
  }
}
