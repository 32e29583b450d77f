import Answers
import ArgumentParser
import Dispatch
import EventStore
import Glibc
import Web

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the record in a browser, live, to whoever can reach the address.",
    discussion: """
      Nothing can be written through it. Every page also answers as JSON, and every page about a day or a past state \
      of the record has an address of its own. It goes on until it is interrupted, through a restart of the database \
      as well. docs/serve.md says how to let others in.
      """)

  @Option(
    help: ArgumentHelp(
      "The address of this machine to listen at.",
      discussion: "Only programs of this machine reach 127.0.0.1.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen at; 0 for one that is free.", valueName: "number"))
  var port: UInt16 = 8017

  @Option(
    help: ArgumentHelp(
      "By which name others call it, such as talks.example.org; may be repeated.",
      discussion: "It answers to localhost and to addresses besides, and to no other name.", valueName: "name"
    ))
  var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where to write a line for each request: a file, or - for standard error.",
      discussion:
        "Time, address, method, target, status, bytes and milliseconds. A file that is moved away is begun anew.",
      valueName: "file"), completion: .file())
  var log: String?

  @Flag(
    help: ArgumentHelp(
      "Give monitors numbers at /metrics, as OpenMetrics.",
      discussion: "With a ceiling, they tell of requests and of positions under it alone."))
  var metrics = false

  @OptionGroup var sharing: CeilingOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let serving = Serving(
      database: database.database, ceiling: try sharing.chosen, hasMetrics: metrics)
    let accessLog = try log.map(AccessLog.init)
    let head = try Session(database).log.head()
    let listener = try listen()
    let signals = Signals()
    let live = Live(serving)
    let server: Server
    do {
      server = try Server(
        on: listener, names: name,
        log: { access in
          serving.traffic.note(access)
          accessLog?.note(access)
        },
        refuse: { Site.response(to: $0, $1) },
        makeHandler: {
          let site = Site(serving, live)
          return { site.respond(to: $0) }
        })
    } catch {
      throw failure(error)
    }
    let following = DispatchGroup()
    DispatchQueue(label: "parley.live").async(group: following) { live.follow(from: head) }
    Terminal.print(listener.url)
    if !isLoopback { Terminal.note("Whoever can reach this address sees all that it shows.") }
    while !signals.wait(seconds: 1) {
      server.tick()
      serving.traffic.note(server.connections)
      accessLog?.reopen()
    }
    live.stop()
    server.stop()
    _ = following.wait(timeout: .now() + .seconds(2))
  }

  private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

  private func listen() throws -> Listener {
    do { return try Listener(host: host, port: port) } catch { throw failure(error) }
  }

  private func failure(_ failure: Listener.Failure) -> Failure {
    switch failure.kind {
    case .taken:
      Failure(
        "Port \(port) of \(host) is taken already; stop what uses it, or choose another --port.", .noServer)
    case .denied:
      Failure("You may not listen at port \(port) of \(host); choose a --port from 1024 on.", .denied)
    case .unknown:
      Failure("This machine has no address “\(host)” (\(failure.reason)); choose another --host.", .usage)
    case .other:
      Failure("Nobody can be let in at port \(port) of \(host): \(failure.reason).", .noServer)
    }
  }
}

/// The signals that ask for an end, kept from ending the program at once.
private struct Signals {
  private var wanted = sigset_t()

  /// Applies to this thread and those that it starts.
  init() {
    unsafe sigemptyset(&wanted)
    for signal in [SIGINT, SIGTERM] { unsafe sigaddset(&wanted, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &wanted, nil)
  }

  /// Whether one has come.
  func wait(seconds: Int) -> Bool {
    var wanted = wanted
    var time = timespec(tv_sec: seconds, tv_nsec: 0)
    return unsafe sigtimedwait(&wanted, nil, &time) > 0
  }
}
