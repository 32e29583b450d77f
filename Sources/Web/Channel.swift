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
    /// The connections suspended until there is a message.
    var waiting: [UInt] = []
    var streams = 0
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

  /// The stream of a client from now on.
  ///
  /// - Parameter earlier: the messages that it has missed, read after `last` was requested.
  /// - Parameter after: the id of the last message that it will then have received.
  /// - Parameter isCut: whether it has missed more, for which the client has to reconnect.
  /// - Throws: a `Refusal` where there are too many clients.
  package func stream(after: Int64, earlier: [Message], isCut: Bool, topic: String?) throws(Refusal)
    -> EventStream
  {
    let isFull = state.withLock { state in
      let isFull = state.streams >= Self.most
      if !isFull { state.streams += 1 }
      return isFull
    }
    if isFull { throw Refusal(.unavailable, "Too many are listening already; try again later.") }
    return EventStream(self, after: after, earlier: earlier, isCut: isCut, topic: topic)
  }

  fileprivate func leave() { state.withLock { $0.streams -= 1 } }

  private static func wake(_ state: inout State) {
    for connection in state.waiting { unsafe MHD_resume_connection(OpaquePointer(bitPattern: connection)) }
    state.waiting.removeAll()
  }

  /// The next bytes to send; empty, with the connection suspended, where there are none yet,
  /// and nil at the end.
  fileprivate func next(_ place: inout EventStream.Cursor, topic: String?, to connection: UInt) -> [UInt8]? {
    state.withLock { state in
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
      state.waiting.append(connection)
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
  private let topic: String?
  private let place: Mutex<Cursor>

  fileprivate init(
    _ channel: Channel, after: Int64, earlier: [Channel.Message], isCut: Bool, topic: String?
  ) {
    self.channel = channel
    self.topic = topic
    // The client's delay before a reconnection, in milliseconds.
    let beginning = Array("retry: 2000\n\n".utf8)
    place = Mutex(Cursor(after: after, pending: beginning + earlier.flatMap(\.bytes), isCut: isCut))
  }

  deinit { channel.leave() }

  /// Copies the next bytes to the target; returns 0 where there are none yet, and nil at the end.
  func read(into target: UnsafeMutableRawBufferPointer, for connection: UInt) -> Int? {
    place.withLock { place in
      if place.pending.isEmpty {
        if place.isCut { return nil }
        guard let next = channel.next(&place, topic: topic, to: connection) else { return nil }
        place.pending = next
      }
      let count = min(place.pending.count, target.count)
      unsafe target.copyBytes(from: place.pending[..<count])
      place.pending.removeFirst(count)
      return count
    }
  }
}
