import Foundation
import Glibc
import Synchronization

/// Stands between programs and a cluster on a Unix socket of its own, and does harm to what passes.
package final class Proxy: Sendable {
  /// What becomes of a connection.
  package struct Harm: Sendable {
    /// How many bytes of the program's come through; there both ends are cut.
    package var requests = Int.max
    /// How many bytes of the server's come through; there both ends are cut.
    package var answers = Int.max
    /// How long each piece is held back, in microseconds.
    package var delay: UInt32 = 0
    /// How long the server does not notice that the program's end was cut, in microseconds.
    package var lingering: UInt32 = 0

    package init() {}
  }

  /// Where programs connect to, but for the database.
  package let address: String
  private let server: String
  private let folder: String
  private let listener: Int32
  private let cuts = Atomic(0)

  /// How many connections were cut.
  package var cut: Int { cuts.load(ordering: .relaxed) }

  /// - Parameter harm: what to do to each connection, by its number from 0.
  package init(to cluster: TestCluster, harm: @escaping @Sendable (Int) -> Harm) throws {
    server = "\(cluster.folder)/.s.PGSQL.5432"
    folder = "/tmp/parley-proxy-\(UUID().uuidString.prefix(8))"
    address = "host=\(folder) port=5432 user=postgres"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    listener = Self.socket(at: "\(folder)/.s.PGSQL.5432") { bind($0, $1, $2) }
    guard listener >= 0, listen(listener, 64) == 0 else { throw TestClusterError("A proxy cannot listen.") }
    Thread.detachNewThread { [weak self, listener] in
      for number in 0... {
        let program = accept(listener, nil, nil)
        guard program >= 0, let self else { break }
        self.join(program, harm(number))
      }
      close(listener)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func join(_ program: Int32, _ harm: Harm) {
    let server = Self.socket(at: server) { connect($0, $1, $2) }
    let ends = Ends(program: program, server: server)
    if server < 0 { return }
    for (from, to, limit) in [(program, server, harm.requests), (server, program, harm.answers)] {
      Thread.detachNewThread { [weak self] in
        if ends.pass(from, to, limit, harm.delay) { self?.cuts.add(1, ordering: .relaxed) }
        shutdown(program, Int32(SHUT_RDWR))
        usleep(harm.lingering)
        shutdown(server, Int32(SHUT_RDWR))
      }
    }
  }

  /// The two sockets of a connection, open while anybody uses them.
  private final class Ends: Sendable {
    let program: Int32
    let server: Int32

    init(program: Int32, server: Int32) {
      self.program = program
      self.server = server
    }

    deinit {
      close(program)
      close(server)
    }

    /// Passes bytes on until one end is closed; true where it was the limit that ended it.
    func pass(_ from: Int32, _ to: Int32, _ limit: Int, _ delay: UInt32) -> Bool {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var left = limit
      while left > 0 {
        let count = read(from, &buffer, buffer.count)
        if count <= 0 { return false }
        usleep(delay)
        guard send(to, buffer, min(count, left), Int32(MSG_NOSIGNAL)) == min(count, left) else {
          return false
        }
        left -= count
      }
      return true
    }
  }

  private static func socket(
    at path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    let made = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let isUsed = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(made, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    if isUsed { return made }
    close(made)
    return -1
  }
}
