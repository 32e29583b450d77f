import ReadModels
import Talks
import Testing

@Suite("A structure in a row")
struct StructuresTests {
  private func json<R: Row>(_ row: R, _ path: PartialKeyPath<R>) -> String {
    let field = R.field(path)
    return JSONWriter.of { field(row).wrappedValue.write(&$0, as: field.kind) }.text
  }

  @Test("of an exchange says who owes how much, what was undone and what is due")
  func exchange() throws {
    let row = try #require(
      ExchangeRow.rows(
        try told(
          [
            #""type":"measure-pledged","as":"freeze","party":"kp","on":"2007-02-13""#,
            #""type":"measure-implemented","measure":"freeze","party":"kp","on":"2007-07""#,
            #""type":"measure-pledged","as":"visit","party":"kp","in-return-for":["oil"],"on":"2007-02-13""#,
            #""type":"measure-suspended","measure":"visit","party":"kp","on":"2007-03-01""#,
            #""type":"measure-pledged","as":"oil","party":"us","in-return-for":["freeze"],"deadline":"2007-06","on":"2007-02-13""#,
          ], asOf: "2007-07-10")
      ).first)
    #expect(row.sides.map(\.words) == ["kp: 0 to 1 of 2", "us: 0 of 1"])
    #expect(
      json(row, \ExchangeRow.$sides)
        == #"[{"in_place":0,"in_place_at_most":1,"of":2,"party":"kp"},{"in_place":0,"in_place_at_most":0,"of":1,"party":"us"}]"#
    )
    #expect(row.undone.map(\.words) == ["visit suspended"] && row.given == .known(.broken))
    #expect(json(row, \ExchangeRow.$due) == #"[{"deadline":"2007-06","is_open":true,"measure":"oil"}]"#)
    #expect(row.deadline?.text == "2007-06" && row.isOverdue(on: CivilDay(iso: "2007-07-10")!) == .yes)
    // It may have been carried out.
    #expect(row.movedFirst.isEmpty && row.perhapsMovedFirst == ["kp"].compactMap { PartyID($0) })
  }

  @Test("of a round, a setback, a breakdown and a plan has the parts of what was written as one")
  func others() throws {
    let state = try told([
      #""type":"talks-opened","on":"2003-01-01""#,
      #""type":"tier-planned","tier":1,"parties":["cn"],"on":"2003-01-01""#,
      #""type":"party-invited","parties":["cn"],"inviter":"us","on":"2003-01-02""#,
      #""type":"party-joined","party":"cn","terms":"as host","on":"2003-01""#,
      #""type":"round-convened","as":"r","parties":["cn"],"on":"2003-02-01""#,
      #""type":"round-recessed","round":"r","on":"2003-02-03""#,
      #""type":"round-reopened","round":"r","on":"2003-02-10""#,
      #""type":"setback-occurred","as":"s","on":"2003-03-01""#,
      #""type":"setback-assessed","setback":"s","severity":"serious","assessed-by":"A desk","on":"2003-03-02""#,
      #""type":"talks-suspended","on":"2003-03-03""#,
      #""type":"contact-held","kind":"envoy","parties":["cn"],"on":"2003-03-04""#,
      #""type":"party-withdrew","party":"cn","on":"2003-04""#,
    ])
    let round = try #require(RoundRow.rows(state).first)
    #expect(
      round.phases.map(\.words) == [
        "2003-02-01 – 2003-02-03", "2003-02-10, end not recorded, over by 2003-03-03",
      ])
    #expect(
      json(round, \RoundRow.$phases)
        == #"[{"end_recorded":true,"from":"2003-02-01","over_by":null,"until":"2003-02-03"},{"end_recorded":false,"from":"2003-02-10","over_by":"2003-03-03","until":null}]"#
    )
    let setback = try #require(SetbackRow.rows(state).first)
    #expect(json(setback, \SetbackRow.$assessments) == #"[{"by":"A desk","severity":"serious"}]"#)
    #expect(setback.assessments.map(\.words) == ["serious (A desk)"])
    let episode = try #require(EpisodeRow.rows(state).first)
    #expect(json(episode, \EpisodeRow.$contacts) == #"[{"event":11,"on":"2003-03-04","what":"envoy"}]"#)
    #expect(episode.label == "1" && EpisodeRow.key.map(\.name) == ["began"])
    let tier = try #require(AccessionRow.rows(state).first)
    #expect(tier.cameIn.map(\.words) == ["cn 2003-01"] && tier.terms.map(\.words) == ["cn: as host"])
    #expect(tier.invited.map(\.words) == ["cn by us 2003-01-02"])
    #expect(json(tier, \AccessionRow.$departed) == #"[{"on":"2003-04","party":"cn"}]"#)
  }
}
