import EventSourcing
import Talks
import Testing

@Suite("Names given in two copies of a record")
struct NamesakeTests {
  private func told(_ lines: [String], _ body: (ProcessState, [Finding]) throws -> Void) throws {
    let entries = try Story(lines).entries
    let positions = Array(entries.indices)
    for order in [positions, positions.reversed()] {
      let moved = order.enumerated().map { index, number in
        Entry(
          position: Int64(index) + 1, id: entries[number].id, event: entries[number].event, zones: UTCOnly())
      }
      let day = try #require(CivilDay(iso: "2010-01-01"))
      let findings = Inspection(of: "p", moved, on: day).findings(by: [try Checks.named("namesake")])
      try body(ProcessState.fold(moved), findings)
    }
  }

  @Test("stand for one thing where what they say may be of one")
  func one() throws {
    try told([
      #""type":"round-convened","as":"round-7","number":7,"on":"2007-03-19""#,
      #""type":"round-convened","as":"round-7","number":7,"on":"2007-03-20","title":"The seventh round""#,
    ]) { state, findings in
      #expect(state.rounds.all.map(\.slug.text) == ["round-7"] && findings.count == 1)
    }
  }

  @Test("stand for two where it cannot, and what speaks of them goes by its parties")
  func two() throws {
    // Seoul and Beijing both pledge “oil”; the ids end in 1 and 2.
    try told([
      #""type":"measure-pledged","as":"oil","party":"kr","on":"2007-02-13""#,
      #""type":"measure-pledged","as":"oil","party":"cn","on":"2007-02-13""#,
      #""type":"measure-implemented","measure":"oil","party":"cn","on":"2007-08-01""#,
      #""type":"measure-pledged","as":"shutdown","party":"kp","on":"2007-02-13","in-return-for":["oil"]"#,
    ]) { state, findings in
      #expect(Set(state.measures.all.map(\.slug.text)) == ["oil", "oil-000002", "shutdown"])
      #expect(state.measures["oil"]?.status == .pledged && state.measures["oil"]?.party == "kr")
      #expect(state.measures["oil-000002"]?.status == .implemented)
      #expect(
        state.measures["shutdown"]?.inReturnFor.map(\.slug.text) == ["oil"], "the first, where nothing tells")
      #expect(findings.count == 1 && findings[0].sentence.contains("“oil-000002”"))
    }
  }

  @Test("are told apart by what kind of thing they name")
  func kinds() throws {
    try told([
      #""type":"measure-pledged","as":"freeze","party":"kp","on":"1994-10-21""#,
      #""type":"agreement-signed","as":"freeze","on":"1994-10-21","parties":["us","kp"]"#,
      #""type":"measure-implemented","measure":"freeze","party":"kp","on":"1994-11-01""#,
    ]) { state, findings in
      #expect(
        state.measures["freeze"]?.status == .implemented && state.agreements["freeze"]?.status == .signed)
      #expect(findings.isEmpty)
    }
  }

  @Test("are taken from another copy, and refused where somebody sees the record")
  func taken() throws {
    let names = { () throws -> Names in
      var names = Names()
      names.note(try event(#""type":"round-convened","as":"round-7","on":"2007-03-19""#))
      return names
    }
    let again = try event(#""type":"measure-pledged","as":"round-7","party":"kp","on":"2007-03-20""#)
    #expect(throws: Malformed.self) { try TalksDecider.decide(Draft(again, in: "p"), in: names()) }
    #expect(try TalksDecider.decide(Draft(again, in: "p", origin: .copy), in: names()) == again)
  }
}
