import Foundation
import Talks
import TestSupport
import Testing

@testable import Exports

@Suite("An export as a workbook")
struct XLSXTests {
  private func dossier(_ sheets: [Sheet], title: String = "Six-party talks") -> Dossier {
    Dossier(
      header: ExportHeader(
        title: title, filter: "All events.", asOf: CivilDay(iso: "2007-02-13"),
        updated: 1_588_334_401_000_000,
        sharing: Sharing(upTo: .amber, isLimited: true)),
      processes: [], administrations: [], day: CivilDay(days: 0), sheets: sheets)
  }

  /// What somebody else's program finds: of each sheet its name, what is frozen and filtered, and its cells with their types.
  private func read(_ bytes: [UInt8]) throws -> [[String: Any]] {
    let sheets = try python(
      """
      import openpyxl
      book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
      print(json.dumps([{
          "name": sheet.title, "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
          "bold": [cell.font.bold for cell in sheet[1]],
          "widths": [sheet.column_dimensions[letter].width for letter in sorted(sheet.column_dimensions)],
          "cells": [[cell.data_type + ":" + str(cell.value) for cell in row if cell.value is not None]
                    for row in sheet.iter_rows()],
      } for sheet in book]))
      """, input: bytes, by: PythonPackages.python)
    return try #require(sheets as? [[String: Any]])
  }

  @Test("has a sheet that says what it is, and one for each answer", .needsPythonPackages)
  func sample() throws {
    let roster = Sheet(
      name: "roster", columns: ["process", "n", "known", "day"],
      rows: [
        [.text("six-party-talks"), .integer(3), .boolean(true), .day(CivilDay(iso: "2003-08-27")!)],
        [.empty, .integer(-(1 << 53)), .boolean(false), .day(CivilDay(iso: "1900-02-28")!)],
        [.text(""), .integer(1 << 60), .empty, .day(CivilDay(iso: "1900-03-01")!)],
      ])
    let bytes = try XLSX.write(dossier([roster, Sheet(name: "empty", columns: [], rows: [])]))
    #expect(try XLSX.write(dossier([roster, Sheet(name: "empty", columns: [], rows: [])])) == bytes)
    let sheets = try read(bytes)
    #expect(sheets.map { $0["name"] as? String } == ["About", "roster", "empty"])
    #expect(
      sheets[0]["cells"] as? [[String]] == [
        ["s:Title", "s:Six-party talks"],
        ["s:Contents", "s:All events. Up to TLP:AMBER; a ceiling was applied. As of 13 February 2007."],
        ["s:Sharing", "s:TLP:AMBER"],
      ])
    #expect(sheets[1]["frozen"] as? String == "A2" && sheets[1]["filter"] as? String == "A1:D4")
    #expect(sheets[1]["bold"] as? [Bool] == [true, true, true, true])
    #expect((sheets[1]["widths"] as? [Double])?.map { $0.rounded() } == [18, 22, 9, 13])
    #expect(
      sheets[1]["cells"] as? [[String]] == [
        ["s:process", "s:n", "s:known", "s:day"],
        ["s:six-party-talks", "n:3", "b:True", "d:2003-08-27 00:00:00"],
        ["s:-9007199254740992", "b:False", "s:1900-02-28"],
        ["s:1152921504606846976", "d:1900-03-01 00:00:00"],
      ])
  }

  @Test("takes no text for a formula, and shows each as it is", .needsPythonPackages)
  func hostile() throws {
    let texts = Record.hostile + ["_x0041_", String(repeating: "long 🇰🇵 ", count: 12_500)]
    let sheet = Sheet(name: "s", columns: ["text"], rows: texts.map { [.text($0)] })
    let cells = try #require(
      try read(XLSX.write(dossier([sheet], title: texts.joined(separator: " ")))).last?["cells"]
        as? [[String]])
    try #require(cells.count == texts.count + 1)
    for (cell, text) in zip(cells.dropFirst(), texts).dropLast() {
      var shown = ""
      var previous: Unicode.Scalar?
      for scalar in text.unicodeScalars {
        if scalar == "\n", previous == "\r" { continue }
        shown += scalar == "\t" ? "\t" : scalar.isLineBreak ? "\n" : scalar.harmless
        previous = scalar
      }
      #expect(cell.first.map { Array($0.unicodeScalars) } == Array("s:\(shown)".unicodeScalars))
    }
    let long = try #require(cells.last?.first)
    #expect(long.utf16.count <= 32_769 && long.hasSuffix(" … (cut; 87500 characters)"))
  }

  @Test("gives its sheets names that Excel takes, each once", .needsPythonPackages)
  func names() throws {
    let names = [
      "about", "a[]:*?/\\b", "A*B", "'", "history", "", String(repeating: "x", count: 40), "\u{1B}",
    ]
    let twice = String(repeating: "x", count: 39)
    let sheets = try read(
      XLSX.write(dossier((names + [twice]).map { Sheet(name: $0, columns: ["c"], rows: []) })))
    let x = String(repeating: "x", count: 24)
    #expect(
      sheets.map { $0["name"] as? String } == [
        "About", "about (2)", "ab", "AB (2)", "Sheet", "historySheet", "Sheet (2)", x + "xxxxxxx", "‹U+001B›",
        x + " (2)",
      ])
  }

  @Test("goes on in another sheet where one is full", .needsPythonPackages)
  func full() throws {
    let sheet = Sheet(name: "s", columns: ["n"], rows: (1...5).map { [.integer($0)] })
    let sheets = try read(XLSX.write(dossier([sheet]), rowsInSheet: 2))
    #expect(sheets.dropFirst().map { $0["name"] as? String } == ["s", "s (2)", "s (3)"])
    #expect(sheets.last?["cells"] as? [[String]] == [["s:n"], ["n:5"]])
  }

  @Test("says where it cannot be written")
  func failure() throws {
    let outcome = try Program(conninfo: Example.korea().conninfo).run(
      ["export", "--format", "xlsx"], environment: ["TMPDIR": "/nowhere"])
    #expect(outcome.status == 73 && outcome.output.isEmpty)
    #expect(
      outcome.complaint
        == "parley: The workbook cannot be written: No such file or directory; see that there is room in the folder for temporary files (TMPDIR).\n"
    )
  }

  @Test("holds the answers about the Korean example", .needsPythonPackages)
  func korea() throws {
    let file = try ScratchFile()
    let outcome = try Example.korea().run("export", "--format", "xlsx", "--output", file.path)
    #expect(outcome.status == 0 && outcome.complaint.isEmpty)
    let sheets = try read(Array(try Data(contentsOf: URL(filePath: file.path))))
    #expect(sheets.count > 10)
    for sheet in sheets.dropFirst() {
      let cells = try #require(sheet["cells"] as? [[String]])
      #expect(cells.joined().allSatisfy { !$0.hasPrefix("f:") && !$0.hasPrefix("e:") })
      #expect(cells.first?.first == "s:process")
    }
    let roster = try #require(sheets.first { $0["name"] as? String == "roster" }?["cells"] as? [[String]])
    #expect(roster.count > 10 && roster.joined().contains { $0.hasPrefix("d:2003-08-27") })
  }
}
