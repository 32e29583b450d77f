import Postgres
import TestSupport
import Testing

@Suite("Behind a pooler")
struct PooledTests {
  private let cluster: TestCluster
  private let pooler: Pooler

  init() throws {
    cluster = try TestCluster.shared()
    pooler = try Pooler(to: cluster)
  }

  @Test("a connection knows that it is, and a direct one that it is not")
  func detection() throws {
    #expect(try Connection(pooler.conninfo(database: "postgres")).isPooled)
    #expect(try !Connection(cluster.conninfo(database: "postgres")).isPooled)
  }
}
