import Foundation
import Imports
import Talks
import TestSupport
import Testing

@Suite("A proposed map")
struct MapProposalTests {
  private func proposal(_ lines: [String]) throws -> (text: String, json: [String: Any]) {
    let file = try ScratchFile(lines)
    let text = try withExtendedLifetime(file) {
      try MapProposal(file.path, process: "p", type: "note-added").text
    }
    return (text, try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]))
  }

  @Test("guesses dates, key, title, parties, links, and is taken as it is")
  func whole() throws {
    let lines = [
      "Event ID,Date of launch,Country,Headline,Notes,URL,Weight",
      "1,3 April 2017,North Korea,A rocket,It flew,https://a.example,3",
      "2,May 2017,DPRK; South Korea,A talk,They spoke,https://b.example,",
    ]
    let (text, json) = try proposal(lines)
    let fields = try #require(json["fields"] as? [String: Any])
    #expect(json["key"] as? String == "Event ID" && json["note"] as? String == "Not used: Weight")
    #expect((fields["on"] as? [String: Any])?["column"] as? String == "Date of launch")
    #expect(Set((fields["on"] as? [String: Any])?["format"] as? [String] ?? []) == ["%d %B %Y", "%B %Y"])
    #expect(fields["title"] as? String == "Headline" && fields["summary"] as? String == "Notes")
    let parties = fields["parties"] as? [String: Any]
    #expect(parties?["split"] as? String == ";")
    #expect(
      parties?["values"] as? [String: String] == ["North Korea": "kp", "DPRK": "kp", "South Korea": "kr"])
    #expect(fields["sources"] as? [String] == ["URL"])
    let log = log()
    let map = try TableMap(Array(text.utf8))
    #expect(try log.take(lines) { $0.map = map }.new == 2)
    #expect(try log.telling("p") == ["2017-04-03 A rocket", "2017-05 A talk"])
  }

  @Test("says where day and month could be exchanged, and where they could not")
  func ambiguity() throws {
    func date(_ cells: [String]) throws -> [String: Any] {
      let fields = try proposal(["Date,Title"] + cells.map { "\"\($0)\",x" }).json["fields"] as? [String: Any]
      return try #require(fields?["on"] as? [String: Any])
    }
    let open = try date(["01/02/2003", "3/4/2005"])
    #expect(open["format"] as? [String] == ["%d/%m/%Y"])
    #expect(open["note"] as? String == "Every date reads as %m/%d/%Y as well; say which of the two it is.")
    let american = try date(["01/13/2003", "3/4/2005"])
    #expect(american["format"] as? [String] == ["%m/%d/%Y"] && american["note"] == nil)
    let european = try date(["13/01/2003", "3/4/2005"])
    #expect(european["format"] as? [String] == ["%d/%m/%Y"] && european["note"] == nil)
    let odd = try date(["2003-01-02", "2004", "2005-01", "2006", "soon"])
    #expect(odd["format"] as? [String] == ["edtf"] && odd["note"] as? String == "Not understood: soon")
  }

  @Test("of JSON names members; of an empty table there is none")
  func json() throws {
    let (_, json) = try proposal([#"[{"date":"2001","text":"a"},{"date":"2002","text":"b"}]"#])
    #expect((json["fields"] as? [String: Any])?["summary"] as? String == "text")
    #expect(complaint { _ = try proposal(["Date,Title"]) }.hasPrefix("There is no event in “"))
  }
}
