import EventSourcing
import Foundation
import Postgres
import Schema
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("The projections")
struct ProjectionListTests {
  @Test("are listed as their folder and the folder of their tables are")
  func lists() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Sources/ReadModels/Projections").path)
    let (types, names) = (Projections.all.map { "\($0).swift" }, Projections.all.map { $0.name })
    #expect(files.sorted() == types.sorted())
    #expect(Schema.read.map(\.name) == ["checkpoint"] + names)
    let derived = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Sources/ReadModels/Derived").path)
    #expect(derived.sorted() == Derivations.all.map { "\($0).swift" }.sorted())
  }

  @Test("have the columns of their tables, each with a comment")
  func columns() throws {
    let desk = try Desk()
    try desk.catchUp()
    let tables = Projections.all.map { (name: $0.name, columns: $0.columns) }
    for (name, columns) in tables {
      let rows = try desk.connection.query(
        """
        SELECT attname::text, format_type(atttypid, atttypmod), col_description(attrelid, attnum),
               obj_description(attrelid, 'pg_class')
        FROM pg_attribute WHERE attrelid = ('read.' || \(name))::regclass AND attnum > 0
        ORDER BY attnum
        """)
      let kinds = columns.map { column in
        switch column.kind {
        case .text: "text"
        case .integer: "bigint"
        case .truth: "boolean"
        case .day: "date"
        case .texts: "text[]"
        }
      }
      #expect(
        try rows.map { try $0.get(0, as: String.self) } == ["process", "n"] + columns.map(\.name) + [
          "rests_on", "why",
        ])
      #expect(
        try rows.map { try $0.get(1, as: String.self) } == ["text", "integer"] + kinds + [
          "bigint[]", "jsonb",
        ])
      for row in rows { #expect(!row.isNull(2) && !row.isNull(3), "\(name)") }
    }
  }

  @Test(
    "fill columns with what they can hold, whatever dates leave open",
    arguments: 1...40 as ClosedRange<UInt64>)
  func kinds(seed: UInt64) throws {
    let entries = try RandomHistory(seed: seed, count: 150).events.enumerated().map { index, event in
      Entry(
        position: Int64(index + 1), id: EventID(high: 8, low: UInt64(index + 1)), event: event,
        zones: UTCOnly())
    }
    for day in [nil, "2003-05-01", "2007-01-01"] {
      let state = ProcessState.fold(entries, asOf: day.flatMap { CivilDay(iso: $0) })
      for projection in Projections.all {
        for row in projection.rows(state) {
          for (column, cited) in zip(projection.columns, row) {
            let fits =
              switch (column.kind, cited.cell) {
              case (.texts, .texts), (.truth, .boolean), (.truth, .unknown), (.truth, .null): true
              case (.text, .text), (.integer, .integer), (.day, .day): true
              case (.text, .null), (.integer, .null), (.day, .null): true
              default: false
              }
            #expect(fits, "\(projection.name).\(column.name) holds \(cited.cell)")
          }
        }
      }
    }
  }
}
