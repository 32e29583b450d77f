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
  /// What a connection may take up for a request and the headers of its response, so that a request whose headers are too
  /// long by little is still answered.
  private static let memory = 32 << 10

  /// Starts the server.
  ///
  /// - Parameter names: the host names accepted besides addresses and `localhost`.
  /// - Parameter log: called with each request that has been answered.
  /// - Parameter refuse: makes the response for a request that never reaches a handler.
  /// - Throws: a `Listener.Failure`.
  package init(
    on listener: Listener, names: [String], log: (@Sendable (Access) -> Void)? = nil,
    refuse: @escaping @Sendable (Refusal, Request?) -> Response,
    makeHandler: @escaping @Sendable () -> Handler
  ) throws(Listener.Failure) {
    core = Core(names: HostNames(names + [listener.host]), log: log, refuse: refuse)
    let limits = web_limits(
      connections: UInt32(Clients.most + Clients.room), idle_seconds: 30, memory: Self.memory)
    let started = unsafe web_start_daemon(
      listener.descriptor, limits, handleRequest, endRequest, noticeConnection, leaveEncoded, lookAtAddress,
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
          while let job = core.nextJob() { core.finish(job, handler(job.exchange.request)) }
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
  package func tick(at moment: ContinuousClock.Instant = .now) {
    core.clients.withLock { $0.cutOff(at: moment) }
  }

  /// How many connections there are, and how many were given up so that other addresses have their share.
  package var connections: (now: Int, givenUp: Int) { core.clients.withLock { ($0.count, $0.givenUp) } }

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

  var client: ClientAddress { exchange.request.client }

  func finish(_ response: Response) {
    exchange.response.withLock { $0 = response.unless(has: exchange.request) }
    unsafe MHD_resume_connection(OpaquePointer(bitPattern: connection))
  }
}

/// A request and its response.
private final class HTTPExchange: Sendable {
  let request: Request
  let response = Mutex<Response?>(nil)
  let access: Mutex<Access>
  /// Whether its answer was sent past libmicrohttpd.
  let isAnswered: Bool

  init(_ request: Request, _ access: Access, isAnswered: Bool) {
    self.request = request
    self.access = Mutex(access)
    self.isAnswered = isAnswered
  }
}

/// The requests that wait for a handler, shared out among addresses.
private struct WaitingRequests {
  private(set) var jobs: [Job] = []
  /// How many requests of each address handlers are at.
  private var underWay: [ClientAddress: Int] = [:]
  var isStopping = false

  /// The limit of waiting requests.
  private static let most = 200

  /// Takes a request in; returns the one that is to be refused for it, which may be itself.
  mutating func add(_ job: Job) -> Job? {
    if isStopping { return job }
    var refused: Job?
    if jobs.count >= Self.most {
      guard let heaviest = Shares.heaviest(jobs.lazy.map(\.client), against: job.client),
        let last = jobs.lastIndex(where: { $0.client == heaviest })
      else { return job }
      refused = jobs.remove(at: last)
    }
    jobs.append(job)
    return refused
  }

  /// The next request: the first of those of whose addresses the fewest are under way.
  mutating func next() -> Job? {
    let next = jobs.indices.min { underWay[jobs[$0].client] ?? 0 < underWay[jobs[$1].client] ?? 0 }
    guard let next else { return nil }
    let job = jobs.remove(at: next)
    underWay[job.client, default: 0] += 1
    return job
  }

  mutating func finish(_ job: Job) {
    let left = (underWay[job.client] ?? 1) - 1
    underWay[job.client] = left > 0 ? left : nil
  }
}

/// The connections, shared out among addresses.
private struct Clients {
  /// What a connection does, in the order in which it is given up for another.
  enum Activity: Int {
    case asking, listening, streaming
    /// It waits for a handler, and is not given up.
    case waiting
  }

  private struct Client {
    let socket: Int32
    let address: ClientAddress
    let number: Int
    var deadline: ContinuousClock.Instant?
    var activity = Activity.asking
    var stream: EventStream?
    var isGivenUp = false
  }

  private var all: [UInt: Client] = [:]
  private var admitted = 0
  /// How many were given up for others.
  private(set) var givenUp = 0

  /// The limit of connections; libmicrohttpd has room for some more, until those are closed that are given up.
  static let most = 500
  static let room = 100

  var count: Int { all.count }

  /// Takes a connection in, and where there are too many gives up one of the address that has most.
  mutating func admit(_ connection: UInt, socket: Int32, from address: ClientAddress) {
    admitted += 1
    all[connection] = Client(
      socket: socket, address: address, number: admitted, deadline: .now + .seconds(Patience.asking))
    let kept = all.values.filter { !$0.isGivenUp }
    if kept.count <= Self.most { return }
    let heaviest = Shares.heaviest(kept.lazy.map(\.address), against: address) ?? address
    let least = all.filter { !$1.isGivenUp && $1.address == heaviest && $1.activity != .waiting }
      .min { ($0.value.activity.rawValue, $0.value.number) < ($1.value.activity.rawValue, $1.value.number) }
    giveUp(least?.key ?? connection)
  }

  private mutating func giveUp(_ connection: UInt) {
    guard let client = all[connection] else { return }
    all[connection]?.isGivenUp = true
    givenUp += 1
    shutdown(client.socket, Int32(SHUT_RDWR))
    // It may be suspended until there is something to tell.
    client.stream?.end()
  }

  /// Notes what a connection does, and for how long it may; nil for as long as it likes.
  mutating func note(
    _ connection: UInt, _ activity: Activity, seconds: Int?, _ stream: EventStream? = nil
  ) {
    all[connection]?.activity = activity
    all[connection]?.stream = stream
    all[connection]?.deadline = seconds.map { .now + .seconds($0) }
  }

  mutating func forget(_ connection: UInt) { all[connection] = nil }

  func cutOff(at moment: ContinuousClock.Instant) {
    for client in all.values {
      if let deadline = client.deadline, deadline < moment { shutdown(client.socket, Int32(SHUT_RDWR)) }
    }
  }
}

/// The state shared with the callbacks of libmicrohttpd.
private final class Core: Sendable {
  private let names: HostNames
  let refuse: @Sendable (Refusal, Request?) -> Response
  let log: (@Sendable (Access) -> Void)?
  private let queue = Mutex(WaitingRequests())
  private let jobs = DispatchSemaphore(value: 0)
  private let exchanges = Atomic(0)
  let clients = Mutex(Clients())

  private static let busy = Refusal(.unavailable, "Too many requests are waiting; try again in a moment.")

  init(
    names: HostNames, log: (@Sendable (Access) -> Void)?,
    refuse: @escaping @Sendable (Refusal, Request?) -> Response
  ) {
    self.names = names
    self.log = log
    self.refuse = refuse
  }

  // MARK: Requests

  var isBusy: Bool { exchanges.load(ordering: .relaxed) > 0 }

  func begin(_ request: Request, _ access: Access, isAnswered: Bool = false) -> HTTPExchange {
    exchanges.add(1, ordering: .relaxed)
    return HTTPExchange(request, access, isAnswered: isAnswered)
  }

  func end(_ exchange: HTTPExchange) {
    exchanges.subtract(1, ordering: .relaxed)
    if let log { log(exchange.access.withLock { $0 }.ended()) }
  }

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

  /// Suspends the connection until there is a response; returns a refusal where too many wait.
  func enqueue(_ exchange: HTTPExchange, _ connection: UInt) -> Response? {
    let job = Job(exchange: exchange, connection: connection)
    let refused = queue.withLock { queue in
      let refused = queue.add(job)
      if refused?.connection != connection {
        unsafe MHD_suspend_connection(OpaquePointer(bitPattern: connection))
      }
      return refused
    }
    if refused?.connection == connection { return refuse(Self.busy, exchange.request) }
    if let refused { refused.finish(refuse(Self.busy, refused.exchange.request)) } else { jobs.signal() }
    return nil
  }

  /// The next request, once there is one; nil at the end.
  func nextJob() -> Job? {
    jobs.wait()
    return queue.withLock { $0.next() }
  }

  func finish(_ job: Job, _ response: Response) {
    queue.withLock { $0.finish(job) }
    job.finish(response)
  }

  /// Stops accepting requests; the workers end when the queue is empty.
  func stop(workers: Int) {
    queue.withLock { $0.isStopping = true }
    for _ in 0..<workers { jobs.signal() }
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
  let identity = UInt(bitPattern: connection)
  if let known = unsafe memory.pointee {
    let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(known).takeUnretainedValue()
    if exchange.isAnswered { return .NO }
    if let response = exchange.response.withLock({ $0 }) {
      return unsafe queue(response, exchange, connection, core)
    }
    core.clients.withLock { $0.note(identity, .waiting, seconds: Patience.listening) }
    guard let refusal = core.enqueue(exchange, identity) else { return .YES }
    return unsafe queue(refusal, exchange, connection, core)
  }
  // The first call, after the headers; a request refused here cannot send a body.
  let verb = unsafe String(cString: method)
  let path = unsafe String(cString: url)
  let query = unsafe values(connection, .GET_ARGUMENT_KIND)
  let client = unsafe ClientAddress(of: connection)
  let access = Access(method: verb, path: path, query: query, client: client)
  var request: Request?
  var refusal: Refusal?
  do throws(Refusal) {
    guard verb == "GET" || verb == "HEAD" else {
      throw Refusal(.methodNotAllowed, "Only GET and HEAD are understood here: this server is read-only.")
    }
    let asked = try Request(
      method: verb, path: path, query: query,
      headers: unsafe values(connection, .HEADER_KIND).map { ($0.name, $0.value ?? "") }, client: client)
    request = asked
    try core.check(asked)
  } catch {
    refusal = error
  }
  let exchange = core.begin(request ?? .first, access)
  unsafe memory.pointee = Unmanaged.passRetained(exchange).toOpaque()
  guard let refusal else { return .YES }
  return unsafe queue(core.refuse(refusal, request), exchange, connection, core, isLast: true)
}

private func endRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let core = unsafe core(context), let known = unsafe memory?.pointee else { return }
  let exchange = unsafe Unmanaged<HTTPExchange>.fromOpaque(known).takeRetainedValue()
  unsafe memory?.pointee = nil
  if web_has_failed(code) != 0, !exchange.isAnswered { unsafe answerBriefly(exchange, connection) }
  core.end(exchange)
  core.clients.withLock { $0.note(UInt(bitPattern: connection), .asking, seconds: Patience.asking) }
}

/// Refuses an address so long that there may be no room for the headers behind it.
private func lookAtAddress(
  _ context: UnsafeMutableRawPointer?, _ address: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let core = unsafe core(context), let address = unsafe address,
    unsafe strlen(address) > Request.longest * 2
  else { return nil }
  var access = unsafe Access(
    method: "-", path: unsafe String(cString: address), query: [], client: ClientAddress(of: connection))
  access.answer(.uriTooLong, isRefused: true)
  let exchange = core.begin(.first, access, isAnswered: true)
  unsafe answerBriefly(exchange, connection)
  // Where there is no room left to read the rest, nothing else would end the connection.
  shutdown(unsafe web_socket(connection), Int32(SHUT_RDWR))
  return unsafe Unmanaged.passRetained(exchange).toOpaque()
}

/// Sends the bare status of a refusal, where a request is so long that libmicrohttpd has no room for a response.
private func answerBriefly(_ exchange: HTTPExchange, _ connection: OpaquePointer?) {
  guard let status = exchange.access.withLock({ $0.isRefused ? $0.status : nil }) else { return }
  let text = "HTTP/1.1 \(status.rawValue) Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
  _ = unsafe send(web_socket(connection), text, text.utf8.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
}

private func noticeConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_ConnectionNotificationCode
) {
  guard let core = unsafe core(context) else { return }
  let identity = UInt(bitPattern: connection)
  if web_is_closing(code) != 0 {
    core.clients.withLock { $0.forget(identity) }
  } else {
    let (socket, address) = unsafe (web_socket(connection), ClientAddress(of: connection))
    core.clients.withLock { $0.admit(identity, socket: socket, from: address) }
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
    _ = unsafe MHD_get_connection_values_n(
      connection, kind,
      { context, _, name, length, value, size in
        guard let context = unsafe context else { return .YES }
        let list = unsafe context.assumingMemoryBound(to: [(name: String, value: String?)].self)
        unsafe list.pointee.append(
          (name.map { unsafe text($0, length) } ?? "", value.map { unsafe text($0, size) }))
        return .YES
      }, pointer)
  }
  return found
}

/// A text of so many bytes, of which any may be zero.
private func text(_ start: UnsafePointer<CChar>, _ length: Int) -> String {
  unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
}

/// - Parameter isLast: whether the connection is to be closed afterwards.
private func queue(
  _ response: Response, _ exchange: HTTPExchange, _ connection: OpaquePointer, _ core: Core,
  isLast: Bool = false
) -> MHD_Result {
  let identity = UInt(bitPattern: connection)
  let made: OpaquePointer?
  exchange.access.withLock { $0.answer(response.status, isRefused: isLast) }
  switch response.body {
  case .bytes(let bytes):
    core.clients.withLock { $0.note(identity, .listening, seconds: Patience.listening) }
    if exchange.request.method != "HEAD" { exchange.access.withLock { $0.bytes = bytes.count } }
    unsafe made = unsafe bytes.withUnsafeBytes { bytes in
      unsafe MHD_create_response_from_buffer(
        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
  case .events(let stream):
    core.clients.withLock { $0.note(identity, .streaming, seconds: nil, stream) }
    let reader = unsafe Unmanaged.passRetained(BodyReader(stream, exchange, identity))
    unsafe made = unsafe MHD_create_response_from_callback(
      UInt64.max, 4096, readStream, reader.toOpaque(),
      { reader in if let reader = unsafe reader { unsafe Unmanaged<BodyReader>.fromOpaque(reader).release() }
      })
  }
  guard let made = unsafe made else { return .NO }
  defer { unsafe MHD_destroy_response(made) }
  for (name, value) in response.headers { unsafe MHD_add_response_header(made, name, value) }
  if isLast { unsafe MHD_add_response_header(made, "Connection", "close") }
  return unsafe MHD_queue_response(connection, UInt32(response.status.rawValue), made)
}

/// A stream on its way to a connection.
private final class BodyReader: Sendable {
  let stream: EventStream
  let exchange: HTTPExchange
  let connection: UInt

  init(_ stream: EventStream, _ exchange: HTTPExchange, _ connection: UInt) {
    self.stream = stream
    self.exchange = exchange
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
  let count = unsafe reader.stream.read(
    into: UnsafeMutableRawBufferPointer(start: buffer, count: most), for: reader.connection)
  if let count { reader.exchange.access.withLock { $0.bytes += count } }
  return count ?? end
}
