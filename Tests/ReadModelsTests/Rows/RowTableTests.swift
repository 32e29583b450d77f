import EventSourcing
import Foundation
import Postgres
import Schema
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("The tables of rows")
struct RowTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

  @Test("have the columns of their tables, each with a comment")
  func columns() throws {
    let desk = try Desk()
    try desk.catchUp()
    func check<R: Projected>(_ type: R.Type) throws {
      let rows = try desk.connection.query(
        """
        SELECT attname::text, format_type(atttypid, atttypmod), col_description(attrelid, attnum),
               obj_description(attrelid, 'pg_class'), NOT attnotnull
        FROM pg_attribute WHERE attrelid = ('read.' || \(R.name))::regclass AND attnum > 0
        ORDER BY attnum
        """)
      let names = ["process", "sort_key"] + R.columns.map(\.name) + ["why"]
      #expect(try rows.map { try $0.get(0, as: String.self) } == names)
      let kinds = ["text", "bytea"] + R.columns.map(\.kind.sql) + ["bytea"]
      #expect(try rows.map { try $0.get(1, as: String.self) } == kinds)
      let nullable = [false, false] + R.columns.map(\.isNullable) + [true]
      #expect(try rows.map { try $0.get(4, as: Bool.self) } == nullable)
      for row in rows { #expect(!row.isNull(2) && !row.isNull(3), "\(R.name)") }
    }
    for type in RowTypes.all { try check(type) }
  }

  @Test("are written to schema/read as they are declared")
  func definitions() throws {
    let folder = Self.root.appending(path: "schema/read/tables")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == Table.all.map { "\($0.name).sql" }.sorted())
    for table in Table.all {
      let file = folder.appending(path: "\(table.name).sql")
      #expect(
        try String(contentsOf: file, encoding: .utf8) == table.sql,
        "schema/read/tables/\(table.name).sql is stale; run “make reference”.")
    }
  }

  @Test(
    "come back from a table as they went in, whatever dates leave open",
    arguments: 1...12 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(try RandomHistory(seed: seed, count: 150, isCorrected: true).events), to: "a", expecting: .any)
    var tables = try desk.reader(today: "2100-01-01")
    var folds = try desk.reader(asOf: "2100-01-01")
    func compare<R: Projected>(_ type: R.Type) throws {
      let (kept, folded) = (try tables.rows(type), try folds.rows(type))
      #expect(
        kept.map(\.cells) == folded.map(\.cells) && kept.map(\.process) == folded.map(\.process), "\(R.name)")
    }
    for type in RowTypes.all { try compare(type) }
  }
}
