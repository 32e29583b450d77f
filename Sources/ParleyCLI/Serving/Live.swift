import EventSourcing
import EventStore
import Glibc
import Postgres
import Synchronization
import Talks
import Web

/// Follows the log, and notifies open pages of new events.
final class Live: Sendable {
  /// A channel, and the last position in the log that it has published.
  private struct Line {
    var channel: Channel
    var reached: Int64
  }

  private struct State {
    /// The channels by ceiling; nil for everything that the database role may see.
    var lines: [Marking?: Line] = [:]
    var isOver = false
  }

  private let serving: Serving
  private let state = Mutex(State())

  /// The limit of missed messages sent at once.
  private static let batch: Int64 = 500

  init(_ serving: Serving) { self.serving = serving }

  /// The stream for a client that knows the record up to a position; nil for the current head.
  func stream(
    _ session: Session, upTo ceiling: Marking?, after known: Int64?, of process: String?,
    to client: ClientAddress
  ) throws -> EventStream {
    let channel = try channel(upTo: ceiling, session)
    // Messages published before the log is read are included in it.
    let told = channel.last
    let head = try session.log.head()
    // Positions are renumbered under a ceiling; a client with a higher one is notified of a change.
    let start = known.map { $0 > head ? max(0, head - 1) : $0 } ?? head
    var wanted = Selection()
    wanted.after = start
    wanted.limit = Self.batch
    var missed: [RecordedEvent<Event>] = []
    if start < head { try session.log.forEachBatch(of: wanted) { missed += $0 } }
    return try channel.stream(
      after: max(missed.last?.position ?? start, told),
      earlier: missed.filter { process == nil || $0.stream == process }.map(Self.message),
      isCut: missed.count == Int(Self.batch), topic: process, to: client)
  }

  private func channel(upTo ceiling: Marking?, _ session: Session) throws -> Channel {
    if let line = state.withLock({ $0.lines[ceiling] }) { return line.channel }
    let reached = try PostgresLog(asSeenBy: session.connection).head()
    let fresh = Line(channel: Channel(after: try session.log.head()), reached: reached)
    return state.withLock { state in
      if state.isOver { fresh.channel.close() }
      let line = state.lines[ceiling] ?? fresh
      state.lines[ceiling] = line
      return line.channel
    }
  }

  private static func message(_ event: RecordedEvent<Event>) -> Channel.Message {
    let data = JSONWriter.of { json in
      json.object([
        ("position", .of { $0.integer(Int(event.position)) }),
        ("process", .of { $0.string(event.stream) }),
      ])
    }
    return Channel.Message(id: event.position, topic: event.stream, event: "recorded", data: data.text)
  }

  /// Ends all streams, and ``follow()`` soon after.
  func stop() {
    state.withLock { state in
      state.isOver = true
      for line in state.lines.values { line.channel.close() }
    }
  }

  /// Publishes events recorded from now on, through restarts of the server, until ``stop()``.
  func follow(from head: Int64) {
    var follower = Subscription(after: head, name: nil) { [serving] in try serving.connect() }
    var isLost = false
    var beat = ContinuousClock.now
    while !state.withLock({ $0.isOver }) {
      do {
        let events = try follower.next(timeoutMilliseconds: 500)
        if !events.isEmpty { try tell(events) }
        if isLost { Terminal.note("The server is back.") }
        isLost = false
      } catch let change as Subscription.WentBack {
        Terminal.note(change.description)
        startAnew()
      } catch {
        if !isLost { Terminal.note("The server has gone; waiting for it to come back.") }
        isLost = true
        usleep(500_000)
      }
      if beat.duration(to: .now) > .seconds(15) {
        beat = .now
        for line in state.withLock({ $0.lines }).values { line.channel.beat() }
      }
    }
  }

  /// Ends the streams of what the log no longer holds: clients reconnect and count anew.
  private func startAnew() {
    state.withLock { state in
      for line in state.lines.values { line.channel.close() }
      state.lines = [:]
    }
  }

  private func tell(_ events: [RecordedEvent<Event>]) throws {
    let head = events.last?.position ?? 0
    for (ceiling, line) in state.withLock({ $0.lines }) {
      var (fresh, last) = (events.filter { $0.position > line.reached }, line.channel.last)
      if let ceiling {
        let told = try serving.extracts.extract(of: PostgresLog(asSeenBy: serving.connect()), upTo: ceiling)
          .told
        fresh = told.filter { $0.position > line.reached }.map(\.event)
        last = Int64(told.count - fresh.count)
      }
      state.withLock { state in
        // Events already published have been withheld since: clients reconnect and count anew.
        if last < line.channel.last {
          line.channel.close()
          state.lines[ceiling]?.channel = Channel(after: last)
        }
        state.lines[ceiling]?.reached = max(head, line.reached)
        state.lines[ceiling]?.channel.tell(fresh.map(Self.message))
      }
    }
  }
}
