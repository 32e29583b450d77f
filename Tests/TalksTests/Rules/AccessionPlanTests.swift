import Talks
import Testing

@Suite("A plan of accession")
struct AccessionPlanTests {
  private static let lines = [
    #""type":"tier-planned","tier":1,"parties":["us","kp"],"on":"2003-01-01""#,
    #""type":"tier-planned","tier":2,"parties":["cn","kr"],"on":"2003-01""#,
    #""type":"tier-planned","tier":3,"parties":["jp"],"on":"2003-01-01""#,
    #""type":"round-convened","as":"r1","parties":["us","kp"],"format":"bilateral","on":"2003-02-01""#,
    #""type":"agreement-reached","as":"a","parties":["us","kp"],"on":"2003-02-10""#,
    #""type":"tier-opened","tier":2,"on":"2003-03-05""#,
    #""type":"party-joined","party":"cn","on":"2003-03-10""#,
    #""type":"party-joined","party":"kr","on":"2003-03""#,
    #""type":"round-convened","as":"r2","parties":["us","kp","cn"],"format":"four-party","on":"2003-04-01""#,
    #""type":"measure-pledged","as":"m","party":"kp","on":"2003-04-02""#,
    #""type":"measure-pledged","as":"n","party":"kp","on":"[2003-04-20..2003-05-10]""#,
    #""type":"party-joined","party":"eu","on":"2003-05-01""#,
    #""type":"party-withdrew","party":"cn","on":"2003-06""#,
  ]

  private func plan(_ more: [String] = [], asOf iso: String? = nil) throws -> AccessionPlan {
    AccessionPlan(try Story(Self.lines + more).state(asOf: iso))
  }

  private func stage(_ name: String, _ plan: AccessionPlan) throws -> AccessionPlan.Stage {
    try #require(plan.stages.first { $0.name == name })
  }

  @Test("has a stage for each tier, and one for each group that came in without one")
  func stages() throws {
    let plan = try plan()
    #expect(plan.stages.map(\.name) == ["tier-1", "tier-2", "tier-3", "unplanned-1"])
    #expect(plan.stages.map(\.parties) == [["us", "kp"], ["cn", "kr"], ["jp"], ["eu"]])
    // From the end of January to March 5, or from its beginning.
    #expect(plan.stages.map { plan.daysToOpening($0)?.inWords } == [nil, "33 to 63", nil, nil])
    #expect(plan.arrivals(plan.stages[1]).map(\.from.position) == [7, 8])
  }

  @Test("tells who is missing, who is next and who has left, as far as dates tell")
  func parties() throws {
    let march = try plan(asOf: "2003-03-15")
    let second = try stage("tier-2", march)
    #expect(march.absentees(second, .yes).wrappedValue.isEmpty)
    #expect(march.absentees(second, .unknown).wrappedValue == ["kr"])
    #expect(march.stages.map { march.isNext($0).wrappedValue } == [.no, .unknown, .unknown])
    let june = try plan(asOf: "2003-06-15")
    #expect(june.stages.map { june.isNext($0).wrappedValue } == [.no, .no, .yes, .no])
    let left = june.departures(try stage("tier-2", june), .unknown)
    #expect(left.wrappedValue.map(\.party) == ["cn"] && left.wrappedValue.map(\.left?.position) == [13])
    #expect(left.provenance == [7, 8, 13])
    let closed = try plan([#""type":"talks-closed","on":"2004-01-01""#])
    #expect(closed.absentees(try stage("tier-3", closed), .yes).wrappedValue.isEmpty, "nobody is expected")
    #expect(closed.departures(try stage("tier-2", closed), .yes).wrappedValue.map(\.party) == ["cn"])
  }

  @Test("is one of several, each with its own order and with those who hold it")
  func plans() throws {
    let lines = [
      #""type":"tier-planned","plan":"seoul","tier":1,"parties":["kr","jp"],"held-by":["us","kr","jp"],"on":"2003-06-13""#,
      #""type":"tier-planned","plan":"seoul","tier":2,"parties":["ru"],"on":"2003-06-13""#,
      #""type":"tier-planned","plan":"essay","tier":1,"parties":["cn","kr"],"on":"2020""#,
      #""type":"tier-planned","plan":"essay","tier":2,"parties":["jp","ru"],"on":"2020""#,
      #""type":"party-joined","party":"kr","on":"2003-08-27""#,
      #""type":"party-joined","party":"cn","on":"2020-05-01""#,
    ]
    let state = try Story(lines).state()
    let plan = AccessionPlan(state)
    #expect(plan.stages.map(\.name) == ["essay-tier-1", "essay-tier-2", "seoul-tier-1", "seoul-tier-2"])
    #expect(plan.stages.map { $0.tier?.heldBy ?? [] } == [[], [], ["us", "kr", "jp"], []])
    // The essay waits for Japan and Russia; the plan of 2003 for Japan first.
    #expect(plan.stages.map { plan.isNext($0).wrappedValue } == [.no, .yes, .yes, .no])
    #expect(PlannedTiers(state).number(of: "kr").wrappedValue == 1, "both put it first")
    #expect(PlannedTiers(state).number(of: "jp").wrappedValue == nil, "they differ")
    #expect(PlannedTiers(state).number(of: "ru").wrappedValue == 2)
  }

  @Test("tells who came before its turn")
  func turns() throws {
    let plan = try plan([#""type":"party-joined","party":"jp","on":"2003-03-20""#])
    // It is of March, and its tier was opened on the 5th.
    #expect(plan.early(try stage("tier-2", plan), .unknown).wrappedValue == ["kr"])
    #expect(plan.early(try stage("tier-2", plan), .yes).wrappedValue.isEmpty)
    let third = plan.early(try stage("tier-3", plan), .unknown)
    #expect(third.wrappedValue == ["jp"] && third.provenance == [8, 14], "before kr, perhaps")
    let first = try self.plan([#""type":"party-joined","party":"jp","on":"2003-02-20""#])
    #expect(first.early(try stage("tier-3", first), .yes).wrappedValue == ["jp"])
  }

  @Test("tells what a stage brought where the record says so, and else what those who came in did since then")
  func brought() throws {
    let plan = try plan()
    let (first, second) = (try stage("tier-1", plan), try stage("tier-2", plan))
    #expect(plan.brought(by: first).wrappedValue.isEmpty && plan.brought(by: second).wrappedValue.isEmpty)
    // North Korea's pledges came after China and South Korea did, and are none of theirs.
    #expect(plan.sequels(of: second).wrappedValue.isEmpty)
    let sequels = plan.sequels(of: first).wrappedValue
    #expect(sequels.map(\.thing) == ["a", "m", "n"])
    #expect(sequels.map(\.by) == [["us", "kp"], ["kp"], ["kp"]])
    // From February 1 to February 10, April 2, and between April 20 and May 10.
    #expect(sequels.map { $0.days?.inWords } == ["9", "60", "78 to 98"])
    #expect(sequels.map { $0.days?.isWithin(80) } == [.yes, .yes, .unknown])
    #expect(sequels.map { $0.days?.isWithin(60) } == [.yes, .yes, .no])
    let linked = try self.plan([
      #""type":"accession-linked","tier":2,"brought":["m"],"on":"2003-05-20""#,
      #""type":"accession-linked","parties":["eu"],"brought":["other/loan","a"],"on":"2003-05-21""#,
    ])
    #expect(linked.brought(by: try stage("tier-1", linked)).wrappedValue.isEmpty)
    let second2 = linked.brought(by: try stage("tier-2", linked))
    #expect(second2.wrappedValue.map(\.description) == ["m"] && second2.provenance == [14])
    #expect(
      linked.brought(by: try stage("unplanned-1", linked)).wrappedValue.map(\.description) == [
        "other/loan", "a",
      ])
    #expect(plan.formats(around: first).before.wrappedValue == nil)
    #expect(plan.formats(around: first).after.wrappedValue == "bilateral")
    #expect(plan.formats(around: second).before.wrappedValue == "bilateral")
    #expect(plan.formats(around: second).after.wrappedValue == "four-party")
  }
}
