import Postgres
import TestSupport
import Testing

@Suite("Interpolation makes parameters only")
struct SQLTests {
  @Test func valuesBecomeParameters() {
    let name = "x'; DROP TABLE t; --"
    let sql: SQL = "SELECT \(name), \(1), \([1, 2]), \(nil as Int?)"
    #expect(sql.text == "SELECT $1, $2, $3, $4")
  }

  @Test func aLiteralInsideIsAValueToo() {
    let sql: SQL = "SELECT \("1; DROP TABLE t")"
    #expect(sql.text == "SELECT $1")
  }

  @Test func splicedStatementsAreRenumbered() throws {
    let condition: SQL = "b = \("two") OR c = \(3)"
    let sql: SQL = "SELECT \(1) WHERE \(condition) AND \(condition) LIMIT \(4)"
    #expect(sql.text == "SELECT $1 WHERE b = $2 OR c = $3 AND b = $4 OR c = $5 LIMIT $6")
    let values = [1, 2, 3].map { "(\($0))" as SQL }.joined(separator: ", ")
    let rows = try connect().query("SELECT n FROM (VALUES \(values)) v (n) WHERE n > \(1) ORDER BY 1")
    #expect(try rows.map { try $0.get("n", as: Int.self) } == [2, 3])
    #expect([SQL]().joined(separator: ", ").text == "")
  }

  @Test(arguments: ["plain", "Two Words", #"a"b; DROP TABLE t; --"#, "\"", "회담", "a'b", "select", "$1"])
  func identifiersAreQuoted(name: String) throws {
    let connection = try connect()
    try connection.execute("CREATE TABLE \(identifier: name) (\(identifier: name) int)")
    let rows = try connection.query("SELECT relname FROM pg_class WHERE relname = \(name)")
    #expect(try rows.map { try $0.get(0, as: String.self) } == [name])
    #expect(try connection.query("SELECT \(identifier: name) FROM \(identifier: name)").columnNames == [name])
  }

  @Test(arguments: ["", String(repeating: "a", count: 64), String(repeating: "회", count: 22)])
  func impossibleIdentifiers(name: String) throws {
    let connection = try connect()
    #expect(try postgresError { try connection.query("SELECT 1 AS \(identifier: name)") }.kind == .usage)
  }
}
