import Postgres
import TestSupport
import Testing

@Suite("Behind a pooler")
struct PooledTests {
  private let cluster: TestCluster
  private let pooler: Pooler
  private let pooled: Connection

  init() throws {
    cluster = try TestCluster.shared()
    pooler = try Pooler(to: cluster)
    pooled = try Connection(pooler.conninfo(database: "postgres"))
  }

  @Test("a connection knows that it is, and a direct one that it is not")
  func detection() throws {
    #expect(try pooled.isPooled)
    #expect(try !Connection(cluster.conninfo(database: "postgres")).isPooled)
  }

  private static let state: SQL = """
    SELECT concat_ws(' ', current_setting('search_path'), current_setting('statement_timeout'),
      current_setting('work_mem'))
    """

  /// The parameters, however a statement is sent.
  private func states(_ connection: Connection) throws -> [String] {
    func text(_ rows: ResultRows) throws -> String { try rows[0].get(0) }
    var states = [
      try text(connection.query(Self.state)), try text(connection.start(Self.state).finish()),
      try connection.transaction { try text(connection.query(Self.state)) },
      try connection.transaction(.readOnlySnapshot) { try text(connection.pipeline([Self.state])[0]) },
    ]
    states += try connection.pipeline([Self.state, Self.state]).map(text)
    let several = try connection.pipeline(["BEGIN", Self.state, "COMMIT", "BEGIN", Self.state, "COMMIT"])
    #expect(several.count == 6)
    states += [try text(several[1]), try text(several[4])]
    var copied: [UInt8] = []
    try unsafe connection.copyOut("COPY (SELECT current_setting('search_path')) TO STDOUT") {
      unsafe copied += $0
    }
    states.append(String(decoding: copied.dropLast(), as: UTF8.self))
    return states
  }

  @Test("what is set holds for all that its owner sends, and for nobody else", arguments: [false, true])
  func settings(isDirect: Bool) throws {
    let connection = isDirect ? try Connection(cluster.conninfo(database: "postgres")) : pooled
    let before: String = try connection.query(Self.state)[0].get(0)
    try connection.set([
      Setting("search_path", "'pg_catalog'"), Setting("statement_timeout", "'7s'"),
      Setting("work_mem", "NULL::text"),
    ])
    try connection.set([Setting("statement_timeout", "'8s'")])
    let memory: String = try connection.query("SHOW work_mem")[0].get(0)
    let states = try states(connection)
    #expect(Set(states.dropLast()) == ["pg_catalog 8s \(memory)"] && states.last == "pg_catalog")
    // Of whichever process, nobody else meets any of it.
    let others = try (0..<Pooler.size).map { _ in try Connection(pooler.conninfo(database: "postgres")) }
    for other in others { try other.execute("BEGIN") }
    let met = try others.map { try $0.query(Self.state)[0].get(0, as: String.self) }
    for other in others { try other.execute("ROLLBACK") }
    #expect(Set(met) == [before])
  }

  @Test("a script is run with what is set, and undone where it fails")
  func scripts() throws {
    let name = "scripted_\(UInt32.random(in: 0...UInt32.max))"
    try pooled.set([Setting("search_path", "'public'")])
    try pooled.script("CREATE TABLE \(name) (n int); INSERT INTO \(name) VALUES (1)")
    #expect(throws: PostgresError.self) { try pooled.script("DELETE FROM \(name); SELECT 1/0") }
    #expect(try pooled.query("SELECT count(*) FROM \(identifier: name)")[0].get(0) == 1)
    try pooled.script("DROP TABLE \(name)")
  }

  @Test("what takes a session of its own is refused")
  func session() throws {
    let error = #expect(throws: PostgresError.self) { try pooled.requireSession() }
    #expect(error?.code == .featureNotSupported)
    #expect(
      error?.description
        == "This takes a session of its own, which a pooler such as PgBouncer does not give. Connect to the server itself."
    )
    try Connection(cluster.conninfo(database: "postgres")).requireSession()
  }
}
