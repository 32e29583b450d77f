import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A connection that cannot be made says what to do")
struct ConnectingTests {
  func refusal(_ conninfo: String) throws -> PostgresError {
    let error = try postgresError { _ = try Connection(conninfo) }
    #expect(error.kind == .connection)
    return error
  }

  @Test func noServer() throws {
    let error = try refusal("host=/nowhere port=1")
    #expect(error.code == .unableToConnect)
    #expect(
      error.description == """
        PostgreSQL cannot be reached at /nowhere/.s.PGSQL.1: No such file or directory. \
        Start the server, or name another host or port.
        """)
    let refused = try refusal("postgresql://127.0.0.1:1/x")
    #expect(
      refused.description == """
        PostgreSQL cannot be reached at 127.0.0.1:1: Connection refused. \
        Start the server, or name another host or port.
        """)
    #expect(try refusal("host=no-such-host.invalid").description.contains("no-such-host.invalid"))
  }

  @Test func wrongDatabase() throws {
    let cluster = try TestCluster.shared()
    let error = try refusal(cluster.conninfo(database: "missing"))
    #expect(error.code == .undefinedDatabase)
    #expect(
      error.description == """
        PostgreSQL at \(cluster.folder)/.s.PGSQL.5432 refused the connection: database "missing" does not exist. \
        Create the database or name another one.
        """)
  }

  @Test func passwords() throws {
    let cluster = try TestCluster.shared()
    let admin = try Connection(cluster.conninfo(database: "postgres"))
    try admin.script("CREATE USER careful PASSWORD 'right' IN ROLE \(TestCluster.passwordRole)")
    let conninfo = cluster.conninfo(database: "postgres", user: "careful")
    #expect(try Connection(conninfo + " password=right").isUsable)

    let wrong = try refusal(conninfo + " password=wrong")
    #expect(wrong.code == .invalidPassword)
    #expect(wrong.description.contains("password authentication failed for user \"careful\". Correct"))
    #expect(!wrong.description.contains("wrong"))

    let missing = try refusal(conninfo + " passfile=/nowhere")
    #expect(missing.code == .invalidPassword)
    #expect(missing.description.contains("asks for the password of user \"careful\". Give it in ~/.pgpass"))
  }

  @Test func wrongUser() throws {
    let error = try refusal(TestCluster.shared().conninfo(database: "postgres", user: "nobody_here"))
    #expect(error.code == .invalidAuthorization)
    #expect(error.description.contains("role \"nobody_here\" does not exist. Connect as another user"))
  }

  @Test(arguments: ["host=a nonsense", "postgresql://[", "unknown_word=1", "host='unclosed"])
  func nonsense(conninfo: String) throws {
    let error = try refusal(conninfo)
    #expect(error.description.hasPrefix("No connection to PostgreSQL: "))
  }

  @Test func aServerThatDoesNotAnswer() throws {
    // A listening socket that nobody accepts from.
    let silent = try SilentServer()
    let error = try refusal("host=127.0.0.1 port=\(silent.port) connect_timeout=1 sslmode=disable")
    #expect(error.code == .unableToConnect)
    #expect(
      error.description == """
        PostgreSQL at 127.0.0.1:\(silent.port) did not answer within 1 seconds. \
        Check host, port and firewall, or set a longer connect_timeout.
        """)
  }

  @Test func byURI() throws {
    let folder = try TestCluster.shared().folder.replacing("/", with: "%2F")
    #expect(try Connection("postgresql://postgres@\(folder)/postgres").isUsable)
  }
}

/// Takes connections in the kernel's queue and never says a word.
final class SilentServer {
  private let socket: Int32
  let port: UInt16

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let bound = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      let pointer = unsafe bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
      return unsafe bind(descriptor, pointer, length) == 0 && listen(descriptor, 5) == 0
        && getsockname(descriptor, pointer, &length) == 0
    }
    try #require(bound)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(socket) }
}

@Suite("A connection that breaks")
struct BrokenConnectionTests {
  let connection = try! connect()

  func terminate() throws {
    try Connection(TestCluster.shared().conninfo(database: "postgres")).query(
      "SELECT pg_terminate_backend(\(connection.serverProcess), 60000)")
  }

  @Test func saysSo() throws {
    #expect(connection.isUsable)
    try terminate()
    let error = try postgresError { try connection.query("SELECT 1") }
    #expect(error.kind == .connection)
    #expect(error.code == .adminShutdown)
    #expect(
      error.description == """
        The connection to PostgreSQL was lost: terminating connection due to administrator command. \
        See that the server runs and try again.
        """)
    #expect(!connection.isUsable)
    #expect(try postgresError { try connection.execute("SELECT 1") }.kind == .connection)
    #expect(try postgresError { try connection.script("SELECT 1") }.kind == .connection)
    #expect(
      try postgresError { _ = try connection.waitForNotification(timeoutMilliseconds: 1) }.kind == .connection
    )
  }

  @Test func rollsBack() throws {
    try connection.execute("CREATE TABLE t (n int)")
    let database = try connection.query("SELECT current_database()::text")[0].get(0, as: String.self)
    let error = try postgresError {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        try terminate()
        try connection.execute("INSERT INTO t VALUES (2)")
      }
    }
    #expect(error.kind == .connection)
    let atCommit = try Connection(TestCluster.shared().conninfo(database: database))
    let lost = try postgresError {
      try atCommit.transaction {
        try atCommit.execute("INSERT INTO t VALUES (1)")
        try Connection(TestCluster.shared().conninfo(database: "postgres")).query(
          "SELECT pg_terminate_backend(\(atCommit.serverProcess), 60000)")
      }
    }
    #expect(lost.kind == .connection)
    let next = try Connection(TestCluster.shared().conninfo(database: database))
    #expect(try next.query("SELECT count(*) FROM t")[0].get(0) == 0)
  }

  @Test func duringCopy() throws {
    try connection.execute("CREATE TABLE t (n int)")
    let error = try postgresError {
      _ = try connection.copyIn("COPY t FROM STDIN") { copy in
        try terminate()
        for _ in 0..<1_000_000 { try copy.write("1\n") }
      }
    }
    #expect(error.kind == .connection)
    #expect(!connection.isUsable)
  }

  @Test func duringCopyOut() throws {
    let error = try postgresError {
      try unsafe connection.copyOut("COPY (SELECT pg_terminate_backend(pg_backend_pid())) TO STDOUT") { _ in }
    }
    #expect(error.kind == .connection)
    #expect(error.code == .adminShutdown)
  }

  @Test func theServerIsKilledAndComesBack() throws {
    let cluster = try TestCluster()
    let conninfo = try cluster.freshDatabase()
    let first = try Connection(conninfo)
    try first.execute("CREATE TABLE t (n int)")
    try first.execute("INSERT INTO t VALUES (1)")
    try cluster.kill9()
    #expect(try postgresError { try first.query("SELECT 1") }.kind == .connection)
    #expect(try postgresError { _ = try Connection(conninfo) }.code == .unableToConnect)
    try cluster.restart()
    #expect(try Connection(conninfo).query("SELECT count(*) FROM t")[0].get(0) == 1)
  }
}
