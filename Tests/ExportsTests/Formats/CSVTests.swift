import EventSourcing
import Exports
import Foundation
import Talks
import Testing

@Suite("An export as CSV")
struct CSVTests {
  /// What Python's csv module reads: a list of rows by column title.
  private func read(_ record: Record) throws -> [[String: String]] {
    let rows = try python(
      """
      text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
      csv.field_size_limit(1 << 30)
      print(json.dumps(list(csv.DictReader(text, strict=True))))
      """, input: record.exported(CSV.self))
    return try #require(rows as? [[String: String]])
  }

  @Test("holds one row an event, under the titles of its columns")
  func sample() throws {
    let rows = try read(.sample())
    #expect(rows.count == 4)
    #expect(
      rows[0] == [
        "position": "1", "id": "01900000-0000-7000-8000-000000000001", "process": "six-party-talks",
        "type": "round-convened", "on": "2003-08-27/2003-08-29", "earliest": "2003-08-27",
        "latest": "2003-08-29", "zone": "Asia/Shanghai", "title": "First round",
        "summary": "The six meet; no text is agreed.", "parties": "us; kp; cn; kr; jp; ru",
        "place": "Beijing", "country": "cn", "track": "denuclearization", "format": "six-party",
        "detail": "as=round-1; number=1",
        "sources":
          "Chronology | ACA | https://example.org/c | 2020-05; Chair’s summary |  |  |  | 3",
        "checked": "yes", "compared": "", "tlp": "", "according to": "", "accounts that differ": "",
        "up to": "TLP:CLEAR",
        "known": "2020-05-01T12:00:00.000001Z",
        "recorded": "2020-05-01T12:00:01.000001Z", "by": "desk",
      ])
    #expect(rows[1]["title"] == "Setback: launch")
    #expect(rows[2]["on"] == "" && rows[2]["earliest"] == "" && rows[2]["latest"] == "")
    #expect(rows[3]["earliest"] == "" && rows[3]["latest"] == "2007-02-13")
    #expect(
      rows[3]["detail"] == "measure=yongbyon-shutdown; party=kp; to=us, kr; deadline=2007-04-14")
  }

  @Test("holds the grade of a source, and the key of one that nobody describes")
  func grades() throws {
    var event = Event(NoteAdded())
    event.sources = [
      Source(key: CitationKey("t"), title: "T", page: "4", reliability: .usual),
      Source(key: CitationKey("u"), credibility: .doubtful),
    ]
    var record = Record()
    record.add(event)
    #expect(try read(record)[0]["sources"] == "T |  |  |  | 4 [B]; @u [4]")
  }

  @Test("ends every line with CR LF, and has the same number of cells on each")
  func lines() throws {
    let text = try Record.sample().export(CSV.self)
    #expect(text.unicodeScalars.filter { $0 == "\r" }.count == 5)
    #expect(text.unicodeScalars.filter { $0 == "\n" }.count == 5)
    #expect(text.hasPrefix("position,id,process,type,on,earliest,latest,zone,title,summary,parties,"))
    let lengths = try python(
      "csv.field_size_limit(1 << 30); print(json.dumps([len(r) for r in csv.reader(io.StringIO(sys.stdin.buffer.read().decode(), newline=''), strict=True)]))",
      input: Record.hostileRecord.exported(CSV.self))
    #expect(Set(try #require(lengths as? [Int])) == [26])
  }

  @Test("has no cell that a spreadsheet takes for a formula or a terminal obeys")
  func hostile() throws {
    let record = Record.hostileRecord
    let rows = try read(record)
    #expect(rows.count == record.events.count)
    let blanks = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{200B}\u{FEFF}"))
    for (row, event) in zip(rows, record.events) {
      for (column, cell) in row {
        let seen = cell.unicodeScalars.drop(while: blanks.contains)
        #expect(!"=+-@＝＋－＠".unicodeScalars.contains(seen.first ?? "x"), "\(column) of \(cell.prefix(40))")
        #expect(
          cell.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
          })
        #expect(!cell.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
      }
      let isFormula = row["title"]?.hasPrefix("'") == true
      #expect(isFormula || row["title"]?.count ?? 0 >= event.body.headline.count)
    }
    #expect(rows[0]["title"] == "'=cmd|'/c calc'!A1")
    #expect(rows[1]["by"] == "'  +1+2")
    #expect(rows.contains { $0["title"] == "𝕊𝕚𝕩 🇰🇵🇺🇸 한반도" })
    #expect(rows.contains { $0["title"] == "مفاوضات عربية" })
    #expect(rows.contains { $0["title"] == "line\nbreak\nand\nmore" })
    #expect(rows.contains { $0["title"] == "quote \" comma , semicolon ; end" })
    #expect(rows.contains { $0["title"] == "‹U+001B›[31mred‹U+001B›]0;title‹U+0007›" })
    #expect(rows.last?["title"]?.count == 100_000)
  }
}
