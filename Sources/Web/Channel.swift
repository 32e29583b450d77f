internal import CMicrohttpd
internal import Synchronization

/// Publishes messages to many clients as server-sent events.
package final class Channel: Sendable {
  package struct Message: Sendable {
    /// Rises from message to message.
    let id: Int64
    /// The topic; a client that subscribes to a topic receives no other messages.
    let topic: String
    let bytes: [UInt8]

    /// - Parameter data: on one line.
    package init(id: Int64, topic: String, event: String, data: String) {
      self.id = id
      self.topic = topic
      bytes = Array("event: \(event)\nid: \(id)\ndata: \(data)\n\n".utf8)
    }
  }

  private struct State {
    var last: Int64
    /// The newest messages, for clients slightly behind.
    var recent: [Message] = []
    /// The id of the last message dropped from them.
    var forgotten: Int64
    var beat = 0
    var isClosed = false
    /// The connections suspended until there is a message, by stream.
    var waiting: [Int: UInt] = [:]
    /// The clients by the numbers of their streams, which rise.
    var streams: [Int: ClientAddress] = [:]
    var opened = 0
    /// The streams that are to end.
    var ended: Set<Int> = []
  }

  private let state: Mutex<State>

  /// The number of messages kept.
  private static let memory = 1000
  /// The limit of simultaneous clients.
  private static let most = 200

  /// - Parameter last: the id of the last message before the channel began.
  package init(after last: Int64) { state = Mutex(State(last: last, forgotten: last)) }

  /// The id of the last message.
  package var last: Int64 { state.withLock { $0.last } }

  package func tell(_ messages: [Message]) {
    guard let newest = messages.last else { return }
    state.withLock { state in
      state.last = newest.id
      state.recent += messages
      let surplus = state.recent.count - Self.memory
      if surplus > 0 {
        state.forgotten = state.recent[surplus - 1].id
        state.recent.removeFirst(surplus)
      }
      Self.wake(&state)
    }
  }

  /// Sends a heartbeat to every client, which also detects closed connections.
  package func beat() {
    state.withLock { state in
      state.beat += 1
      Self.wake(&state)
    }
  }

  /// Ends all streams, for good.
  package func close() {
    state.withLock { state in
      state.isClosed = true
      Self.wake(&state)
    }
  }

  /// The stream of a client from now on; where there are too many, it takes the place of the oldest of an address that
  /// has more than its own.
  ///
  /// - Parameter earlier: the messages that it has missed, read after `last` was requested.
  /// - Parameter after: the id of the last message that it will then have received.
  /// - Parameter isCut: whether it has missed more, for which the client has to reconnect.
  /// - Throws: a `Refusal` where there are too many clients.
  package func stream(
    after: Int64, earlier: [Message], isCut: Bool, topic: String?, to client: ClientAddress
  ) throws(Refusal) -> EventStream {
    let number = state.withLock { state -> Int? in
      if state.streams.count >= Self.most {
        guard let heaviest = Shares.heaviest(state.streams.values, against: client),
          let oldest = state.streams.filter({ $0.value == heaviest }).keys.min()
        else { return nil }
        Self.end(oldest, &state)
      }
      state.opened += 1
      state.streams[state.opened] = client
      return state.opened
    }
    guard let number else { throw Refusal(.unavailable, "Too many are listening already; try again later.") }
    return EventStream(self, number, after: after, earlier: earlier, isCut: isCut, topic: topic)
  }

  /// How many listen.
  package var listeners: Int { state.withLock { $0.streams.count } }

  fileprivate func leave(_ number: Int) {
    state.withLock { state in
      state.streams[number] = nil
      state.ended.remove(number)
    }
  }

  /// Ends one stream.
  fileprivate func end(_ number: Int) { state.withLock { Self.end(number, &$0) } }

  private static func end(_ number: Int, _ state: inout State) {
    state.streams[number] = nil
    state.ended.insert(number)
    if let connection = state.waiting.removeValue(forKey: number) { resume(connection) }
  }

  private static func wake(_ state: inout State) {
    for connection in state.waiting.values { resume(connection) }
    state.waiting.removeAll()
  }

  private static func resume(_ connection: UInt) {
    unsafe MHD_resume_connection(OpaquePointer(bitPattern: connection))
  }

  /// The next bytes to send; empty, with the connection suspended, where there are none yet,
  /// and nil at the end.
  fileprivate func next(
    _ place: inout EventStream.Cursor, topic: String?, of number: Int, to connection: UInt
  ) -> [UInt8]? {
    state.withLock { state in
      if state.ended.contains(number) { return nil }
      // A client too far behind reconnects, and is served from the log.
      if state.isClosed || place.after < state.forgotten { return nil }
      let fresh = state.recent.filter { $0.id > place.after && (topic == nil || $0.topic == topic) }
      place.after = max(place.after, state.last)
      if !fresh.isEmpty {
        place.beat = state.beat
        return fresh.flatMap(\.bytes)
      }
      if place.beat != state.beat {
        place.beat = state.beat
        return Array(": still here\n\n".utf8)
      }
      unsafe MHD_suspend_connection(OpaquePointer(bitPattern: connection))
      state.waiting[number] = connection
      return []
    }
  }
}

/// The stream of one client.
package final class EventStream: Sendable {
  struct Cursor {
    var after: Int64
    var beat = -1
    var pending: [UInt8]
    var isCut: Bool
  }

  private let channel: Channel
  private let number: Int
  private let topic: String?
  private let place: Mutex<Cursor>

  fileprivate init(
    _ channel: Channel, _ number: Int, after: Int64, earlier: [Channel.Message], isCut: Bool, topic: String?
  ) {
    self.channel = channel
    self.number = number
    self.topic = topic
    // The client's delay before a reconnection, in milliseconds.
    let beginning = Array("retry: 2000\n\n".utf8)
    place = Mutex(Cursor(after: after, pending: beginning + earlier.flatMap(\.bytes), isCut: isCut))
  }

  deinit { channel.leave(number) }

  /// Ends it, whether its client listens or not.
  func end() { channel.end(number) }

  /// Copies the next bytes to the target; returns 0 where there are none yet, and nil at the end.
  func read(into target: UnsafeMutableRawBufferPointer, for connection: UInt) -> Int? {
    place.withLock { place in
      if place.pending.isEmpty {
        if place.isCut { return nil }
        guard let next = channel.next(&place, topic: topic, of: number, to: connection) else { return nil }
        place.pending = next
      }
      let count = min(place.pending.count, target.count)
      unsafe target.copyBytes(from: place.pending[..<count])
      place.pending.removeFirst(count)
      return count
    }
  }
}
