internal import CMicrohttpd
internal import Synchronization

/// Tells many clients of what happens, as server-sent events.
package final class Channel: Sendable {
  package struct Message: Sendable {
    /// Rises from message to message.
    let id: Int64
    /// What it is about; who asks for one topic is told of no other.
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
    /// The newest messages, for those who are a little behind.
    var recent: [Message] = []
    /// The last one that is no longer among them.
    var forgotten: Int64
    var beat = 0
    var isClosed = false
    /// The connections that are suspended until there is something to say.
    var waiting: [UInt] = []
    var streams = 0
  }

  private let state: Mutex<State>

  /// How many messages are kept.
  private static let memory = 1000
  /// How many clients may listen at once.
  private static let most = 200

  /// - Parameter last: the id of what happened last before the channel began.
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

  /// Lets every client know that the connection lives, and finds those that have gone.
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

  /// What a client is told from now on.
  ///
  /// - Parameter earlier: what it has missed so far, read after `last` was asked for.
  /// - Parameter after: the id of the last message that it will have been told then.
  /// - Parameter isCut: whether there is more to be told first, for which the client has to come again.
  /// - Throws: a `Refusal` where too many listen.
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

  /// What to send next; the connection is suspended where there is nothing yet, and nil is the end.
  fileprivate func next(_ place: inout EventStream.Place, topic: String?, to connection: UInt) -> [UInt8]? {
    state.withLock { state in
      // Who has fallen behind comes again, and is told from the log.
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

/// What one client is told.
package final class EventStream: Sendable {
  struct Place {
    var after: Int64
    var beat = -1
    var pending: [UInt8]
    var isCut: Bool
  }

  private let channel: Channel
  private let topic: String?
  private let place: Mutex<Place>

  fileprivate init(
    _ channel: Channel, after: Int64, earlier: [Channel.Message], isCut: Bool, topic: String?
  ) {
    self.channel = channel
    self.topic = topic
    // How many milliseconds to wait before coming again.
    let beginning = Array("retry: 2000\n\n".utf8)
    place = Mutex(Place(after: after, pending: beginning + earlier.flatMap(\.bytes), isCut: isCut))
  }

  deinit { channel.leave() }

  /// Puts what comes next where it is wanted; gives 0 where there is nothing yet, and nil at the end.
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
