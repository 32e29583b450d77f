internal import CMicrohttpd
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A read-only HTTP/1.1 server: it refuses all methods but GET and HEAD.
///
/// One thread of libmicrohttpd does all network I/O without blocking; a few others answer requests.
package final class Server: Sendable {
  /// Answers a request; each thread has one to itself.
  package typealias Handler = (Request) -> Response

  private let core: Core
  /// libmicrohttpd's `struct MHD_Daemon`.
  private let daemon: UInt
  private let workers = DispatchGroup()

  private static let threads = 4

  /// Starts the server.
  ///
  /// - Parameter names: the host names accepted besides addresses and `localhost`.
  /// - Parameter refuse: makes the response for a request that never reaches a handler.
  /// - Throws: a `Listener.Failure`.
  package init(
    on listener: Listener, names: [String], refuse: @escaping @Sendable (Refusal, Request?) -> Response,
    makeHandler: @escaping @Sendable () -> Handler
  ) throws(Listener.Failure) {
    core = Core(names: HostNames(names + [listener.host]), refuse: refuse)
    let limits = web_limits(connections: 500, per_address: 0, idle_seconds: 30, memory: 16 << 10)
    let started = unsafe web_start_daemon(
      listener.descriptor, limits, handleRequest, endRequest, noticeConnection, leaveEncoded,
      Unmanaged.passUnretained(core).toOpaque())
    guard let started = unsafe started else {
      throw Listener.Failure(kind: .other, reason: unsafe String(cString: strerror(errno)))
    }
    daemon = UInt(bitPattern: started)
    for _ in 0..<Self.threads {
      workers.enter()
      do {
        try startThread { [core, workers] in
          let handler = makeHandler()
          while let job = core.nextJob() { job.finish(handler(job.exchange.request)) }
          workers.leave()
        }
      } catch {
        workers.leave()
        stop()
        throw error
      }
    }
  }

  /// Closes connections that take too long to send a request or to receive; to be called about once a second.
  package func tick(at moment: ContinuousClock.Instant = .now) { core.cutOff(at: moment) }

  /// Finishes the requests under way, and stops; channels are to be closed before.
  ///
  /// Requests that take longer than ten seconds are abandoned at the end of the program.
  package func stop() {
    let socket = unsafe MHD_quiesce_daemon(OpaquePointer(bitPattern: daemon))
    if socket >= 0 { close(socket) }
    core.stop(workers: Self.threads)
    guard workers.wait(timeout: .now() + .seconds(10)) == .success else { return }
    // Slow clients are not waited for.
    for _ in 0..<100 where core.isBusy { usleep(10_000) }
    unsafe MHD_stop_daemon(OpaquePointer(bitPattern: daemon))
  }
}

/// A request that waits for its response; its connection is suspended meanwhile.
private struct Job: Sendable {
  let exchange: HTTPExchange
  let connection: UInt

  func finish(_ response: Response) {
    exchange.response.withLock { $0 = response.unless(has: exchange.request) }
    unsafe MHD_resume_connection(OpaquePointer(bitPattern: connection))
  }
}

/// A request and its response.
private final class HTTPExchange: Sendable {
  let request: Request
  let response = Mutex<Response?>(nil)

  init(_ request: Request) { self.request = request }
}

/// The state shared with the callbacks of libmicrohttpd.
private final class Core: Sendable {
  private struct Queue {
    var jobs: [Job] = []
    var isStopping = false
  }

  /// A connection with its deadline.
  private struct Client {
    let socket: Int32
    var deadline: ContinuousClock.Instant?
  }

  private let names: HostNames
  let refuse: @Sendable (Refusal, Request?) -> Response
  private let queue = Mutex(Queue())
  private let jobs = DispatchSemaphore(value: 0)
  private let exchanges = Atomic(0)
  private let clients = Mutex<[UInt: Client]>([:])

  /// The limit of waiting requests.
  private static let patience = 200

  init(names: HostNames, refuse: @escaping @Sendable (Refusal, Request?) -> Response) {
    self.names = names
    self.refuse = refuse
  }

  // MARK: Requests

  var isBusy: Bool { exchanges.load(ordering: .relaxed) > 0 }

  func begin(_ request: Request) -> HTTPExchange {
    exchanges.add(1, ordering: .relaxed)
    return HTTPExchange(request)
  }

  func end() { exchanges.subtract(1, ordering: .relaxed) }

  func check(_ request: Request) throws(Refusal) {
    if request.header("transfer-encoding") != nil || request.header("content-length") ?? "0" != "0" {
      throw Refusal(.badRequest, "A request here has no body.")
    }
    guard let host = request.header("host") else {
      throw Refusal(.badRequest, "The request does not say in a Host header whom it is for.")
    }
    guard names.admit(host) else {
      throw Refusal(
        .misdirected,
        "This server is not called “\(host)”; “parley serve --name” says what else it is called.")
    }
  }

  /// Suspends the connection until there is a response; false where the queue is full or stopping.
  func enqueue(_ exchange: HTTPExchange, _ connection: UInt) -> Bool {
    let isTaken = queue.withLock { queue in
      if queue.isStopping || queue.jobs.count >= Self.patience { return false }
      unsafe MHD_suspend_connection(OpaquePointer(bitPattern: connection))
      queue.jobs.append(Job(exchange: exchange, connection: connection))
      return true
    }
    if isTaken { jobs.signal() }
    return isTaken
  }

  /// The next request, once there is one; nil at the end.
  func nextJob() -> Job? {
    jobs.wait()
    return queue.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
  }

  /// Stops accepting requests; the workers end when the queue is empty.
  func stop(workers: Int) {
    queue.withLock { $0.isStopping = true }
    for _ in 0..<workers { jobs.signal() }
  }

  // MARK: Clients

  /// Sets a client's deadline; nil for none.
  func allow(_ connection: UInt, seconds: Int?) {
    clients.withLock { $0[connection]?.deadline = seconds.map { .now + .seconds($0) } }
  }

  func admit(_ connection: UInt, socket: Int32) {
    clients.withLock { $0[connection] = Client(socket: socket, deadline: .now + .seconds(Patience.asking)) }
  }

  func forget(_ connection: UInt) { clients.withLock { $0[connection] = nil } }

  func cutOff(at moment: ContinuousClock.Instant) {
    clients.withLock { clients in
      for client in clients.values {
        if let deadline = client.deadline, deadline < moment { shutdown(client.socket, Int32(SHUT_RDWR)) }
      }
    }
  }
}

/// For how many seconds a client may keep a connection.
private enum Patience {
  /// With the first line and the headers of a request.
  static let asking = 20
  /// With taking in the response.
  static let listening = 120
}

private func core(_ context: UnsafeMutableRawPointer?) -> Core? {
  unsafe context.map { unsafe Unmanaged<Core>.fromOpaque($0).takeUnretainedValue() }
}

private func handleRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
  _ uploadSize: UnsafeMutablePointer<Int>?, _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let core = unsafe core(context), let connection = unsafe connection, let url = unsafe url,
    let method = unsafe method, let memory = unsafe memory
  else { return .NO }
  if let known = unsafe memory.pointee {
    let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(known).takeUnretainedValue()
    if let response = exchange.response.withLock({ $0 }) { return unsafe queue(response, connection, core) }
    if core.enqueue(exchange, UInt(bitPattern: connection)) { return .YES }
    let refusal = Refusal(.unavailable, "Too many requests are waiting; try again in a moment.")
    return unsafe queue(core.refuse(refusal, exchange.request), connection, core)
  }
  core.allow(UInt(bitPattern: connection), seconds: Patience.listening)
  // The first call, after the headers; a request refused here cannot send a body.
  let verb = unsafe String(cString: method)
  var request: Request?
  var refusal: Refusal?
  do throws(Refusal) {
    guard verb == "GET" || verb == "HEAD" else {
      throw Refusal(.methodNotAllowed, "Only GET and HEAD are understood here: this server is read-only.")
    }
    let asked = try Request(
      method: verb, path: unsafe String(cString: url),
      query: unsafe values(connection, .GET_ARGUMENT_KIND),
      headers: unsafe values(connection, .HEADER_KIND).map { ($0.name, $0.value ?? "") })
    request = asked
    try core.check(asked)
  } catch {
    refusal = error
  }
  let exchange = core.begin(request ?? .first)
  unsafe memory.pointee = Unmanaged.passRetained(exchange).toOpaque()
  return if let refusal { unsafe queue(core.refuse(refusal, request), connection, core) } else { .YES }
}

private func endRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let core = unsafe core(context), let exchange = unsafe memory?.pointee else { return }
  unsafe Unmanaged<HTTPExchange>.fromOpaque(exchange).release()
  unsafe memory?.pointee = nil
  core.end()
  core.allow(UInt(bitPattern: connection), seconds: Patience.asking)
}

private func noticeConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_ConnectionNotificationCode
) {
  guard let core = unsafe core(context) else { return }
  let identity = UInt(bitPattern: connection)
  if web_is_closing(code) != 0 {
    core.forget(identity)
  } else {
    core.admit(identity, socket: unsafe web_socket(connection))
  }
}

/// Leaves decoding to `Request`, which is strict.
private func leaveEncoded(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int {
  unsafe text.map { unsafe strlen($0) } ?? 0
}

/// The values of one kind that a client sent, in their order.
private func values(_ connection: OpaquePointer, _ kind: MHD_ValueKind) -> [(name: String, value: String?)] {
  var found: [(name: String, value: String?)] = []
  unsafe withUnsafeMutablePointer(to: &found) { pointer in
    _ = unsafe MHD_get_connection_values(
      connection, kind,
      { context, _, name, value in
        guard let context = unsafe context, let name = unsafe name else { return .YES }
        let list = unsafe context.assumingMemoryBound(to: [(name: String, value: String?)].self)
        unsafe list.pointee.append((String(cString: name), value.map { unsafe String(cString: $0) }))
        return .YES
      }, pointer)
  }
  return found
}

private func queue(_ response: Response, _ connection: OpaquePointer, _ core: Core) -> MHD_Result {
  let made: OpaquePointer?
  switch response.body {
  case .bytes(let bytes):
    unsafe made = unsafe bytes.withUnsafeBytes { bytes in
      unsafe MHD_create_response_from_buffer(
        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
  case .events(let stream):
    core.allow(UInt(bitPattern: connection), seconds: nil)
    let reader = unsafe Unmanaged.passRetained(BodyReader(stream, UInt(bitPattern: connection)))
    unsafe made = unsafe MHD_create_response_from_callback(
      UInt64.max, 4096, readStream, reader.toOpaque(),
      { reader in if let reader = unsafe reader { unsafe Unmanaged<BodyReader>.fromOpaque(reader).release() }
      })
  }
  guard let made = unsafe made else { return .NO }
  defer { unsafe MHD_destroy_response(made) }
  for (name, value) in response.headers { unsafe MHD_add_response_header(made, name, value) }
  return unsafe MHD_queue_response(connection, UInt32(response.status.rawValue), made)
}

/// A stream on its way to a connection.
private final class BodyReader: Sendable {
  let stream: EventStream
  let connection: UInt

  init(_ stream: EventStream, _ connection: UInt) {
    self.stream = stream
    self.connection = connection
  }
}

private func readStream(
  _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ most: Int
) -> Int {
  let end = -1
  guard let context = unsafe context else { return end }
  let reader = unsafe Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
  return unsafe reader.stream.read(
    into: UnsafeMutableRawBufferPointer(start: buffer, count: most), for: reader.connection) ?? end
}
