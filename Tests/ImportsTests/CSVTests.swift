import Foundation
import TestSupport
import Testing

@testable import Imports

@Suite("Reading CSV")
struct CSVTests {
  /// The rows of a file, or nil where it is refused.
  private func rows(_ bytes: [UInt8]) throws -> [[String]] {
    let file = try ScratchFile(bytes)
    var lines = LineReader(try ImportFile(file.path))
    let separator = UInt8(ascii: ",")
    var rows: [[String]] = []
    while let record = try CSVImport.record(&lines, separator) {
      // As Python has it, an empty line is a row without a cell.
      rows.append(
        record.bytes.isEmpty || record.bytes.elementsEqual([0x0D])
          ? [] : try CSVImport.cells(record, separator))
    }
    return rows
  }

  @Test("gives what Python's csv module reads, of random tables")
  func peer() throws {
    var dice = Dice(seed: 11)
    let pieces = ["a", "é", " ", "\"\"", ",", "\n", "\r\n", "=1+1", "-", "x y", "𝄞"]
    for _ in 0..<20 {
      var text = ""
      for _ in 0..<Int.random(in: 1...30, using: &dice) {
        let cells = (0..<Int.random(in: 1...5, using: &dice)).map { _ -> String in
          let cell = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
            pieces.randomElement(using: &dice) ?? ""
          }
          .joined()
          let needsQuotes = cell.contains { "\",\n\r\n".contains($0) } || cell.contains("\r\n")
          return needsQuotes || Bool.random(using: &dice) ? "\"\(cell)\"" : cell
        }
        text += cells.joined(separator: ",") + (Bool.random(using: &dice) ? "\r\n" : "\n")
      }
      let script = """
        import csv, json, sys, io
        text = open(sys.argv[1], newline='', encoding='utf-8').read()
        print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), strict=True))))
        """
      let file = try ScratchFile(Array(text.utf8))
      let outcome = try Program(conninfo: "").shell("python3 -X utf8 - \(file.path) <<'END'\n\(script)\nEND")
      let expected = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String]], "\(outcome)")
      #expect(try rows(Array(text.utf8)) == expected)
    }
  }

  @Test("finds the separator that parts most rows alike, and into most")
  func separators() throws {
    for (header, separator) in [
      ("a,b;c", ","), ("a;b,c;d", ";"), ("a\tb", "\t"), ("a", ","), ("\"x,y,z\";b", ";"),
      ("a caption, with commas\na;b\n1;2, 3, 4\n5;6", ";"), ("sep=;\na,b,c;d", ";"),
    ] {
      let file = try ScratchFile(Array(header.utf8))
      var lines = LineReader(try ImportFile(file.path))
      let head = try #require(try CSVHead(&lines, separator: nil, wanted: []))
      #expect(head.separator == separator.utf8.first, "\(header)")
    }
    let empty = try ScratchFile([UInt8]())
    var lines = LineReader(try ImportFile(empty.path))
    #expect(try CSVHead(&lines, separator: nil, wanted: []) == nil)
  }

  @Test("takes a header of several lines")
  func header() throws {
    let log = log()
    try log.take(
      table: ["\"Date\n(local)\",Title", "2001,a"], ["fields": ["on": "Date\n(local)", "title": "Title"]])
    #expect(try log.telling("p") == ["2001 a"])
  }
}
