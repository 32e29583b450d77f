import ReadModels
import Talks
import TestSupport
import Testing

@Suite("A change of administration")
struct ContinuityTests {
  private static let world = [
    #""type":"administration-changed","party":"us","head":"Old","on":"1993-01-20""#,
    #""type":"administration-changed","party":"us","head":"New","on":"2001-01-20""#,
    #""type":"administration-changed","party":"us","head":"Next","on":"2009-01-20""#,
    #""type":"administration-changed","party":"kr","head":"Roh","on":"2003-02-25""#,
    #""type":"administration-changed","party":"kr","head":"Lee","on":"2008-02""#,
  ]
  private static let deal = [
    #""type":"agreement-signed","as":"frame","parties":["us","kp"],"on":"1994-10-21""#,
    #""type":"agreement-reached","as":"communique","parties":["us","kp"],"on":"2000-10-12""#,
    #""type":"agreement-reaffirmed","agreement":"communique","on":"2001-06-06""#,
    #""type":"agreement-renounced","agreement":"frame","party":"kp","on":"2003-01-10""#,
    #""type":"measure-pledged","as":"fuel","party":"us","on":"1994-10-21""#,
    #""type":"measure-implemented","measure":"fuel","party":"us","on":"2002-02""#,
    #""type":"measure-pledged","as":"reactors","party":"us","on":"1994-10-21""#,
    #""type":"measure-lapsed","measure":"reactors","on":"2003-11""#,
    #""type":"measure-implemented","as":"easing","party":"us","on":"2000-06-19""#,
    #""type":"measure-reversed","measure":"easing","party":"us","on":"2002-05""#,
    #""type":"measure-pledged","as":"visit","party":"us","on":"2000-10-12""#,
    #""type":"measure-pledged","as":"freeze","party":"kp","on":"1994-10-21""#,
    #""type":"measure-pledged","as":"aid","party":"us","on":"2000-10-12""#,
    #""type":"measure-implemented","measure":"aid","party":"us","on":"[2008-12-01..2009-02-28]""#,
    #""type":"contact-held","parties":["us","kp"],"on":"2001-06-13""#,
    #""type":"round-convened","as":"r","parties":["us","kp","cn"],"on":"2003-04-23""#,
  ]
  private static let other = [
    #""type":"contact-held","parties":["us","kp"],"on":"[2001-01-10..2001-02-10]""#,
    #""type":"agreement-signed","as":"summit","parties":["kr","kp"],"on":"2008-02-10""#,
    #""type":"agreement-signed","as":"six","parties":["us","kr","kp"],"on":"2000-01-01""#,
    #""type":"agreement-renounced","agreement":"six","party":"us","on":"2000-12-01""#,
  ]

  private func table(asOf day: String? = nil, in process: String? = nil) throws -> Picked {
    Picked(
      changesIn: [
        ("world", try state(Self.world, asOf: day)), ("deal", try state(Self.deal, asOf: day, from: 101)),
        ("other", try state(Self.other, asOf: day, from: 201)),
      ], process: process)
  }

  @Test("finds commitments in every process, and tells what became of each")
  func fates() throws {
    let table = try table(asOf: "2010-01-01")
    func those(_ column: String) throws -> [String] { try table.texts("us-new", column) }
    #expect(
      try those("inherited")
        == ["deal/frame", "deal/communique", "deal/fuel", "deal/reactors", "deal/visit", "deal/aid"])
    #expect(try those("left_open") == ["deal/fuel", "deal/reactors", "deal/visit", "deal/aid"])
    #expect(try those("renounced") == ["deal/frame"])
    #expect(try those("reaffirmed") == ["deal/communique"])
    #expect(try those("delivered") == ["deal/fuel"])
    #expect(try those("lapsed") == ["deal/reactors"])
    // It had been delivered before.
    #expect(try those("reversed") == ["deal/easing"])
    #expect(try those("open") == ["deal/visit"])
    // It may have been done by this administration or by the next.
    #expect(try those("unclear") == ["deal/aid"])
    #expect(try table.basis("us-new", "renounced") == [2, 101, 104])
    #expect(try table.cell("us-new", "before") == .text("Old"))
    #expect(try table.cell("us-new", "until") == .text("2009-01-20"))
    #expect(try table.cell("us-new", "agreements_before") == .integer(2))
    #expect(try table.cell("us-new", "agreements_after") == .integer(1))
    #expect(try table.texts("us-next", "inherited") == ["deal/communique", "deal/visit"])
    #expect(try table.texts("us-next", "perhaps_inherited") == ["deal/aid"])
    #expect(try table.texts("us-next", "open") == ["deal/communique", "deal/visit"])
  }

  @Test("is followed by a first contact and a first round, after days that dates may leave open")
  func contact() throws {
    let all = try table()
    #expect(try all.cell("us-new", "first_contact") == .text("[2001-01-10..2001-02-10]"))
    #expect(try all.cell("us-new", "contact_in") == .text("other"))
    #expect(try all.cell("us-new", "days_to_contact") == .integer(0))
    #expect(try all.cell("us-new", "days_to_contact_at_most") == .integer(144))
    #expect(try all.cell("us-new", "first_round") == .text("2003-04-23"))
    #expect(try all.cell("us-new", "days_to_round") == .integer(823))
    #expect(try all.cell("us-next", "first_contact") == .null)
    let deal = try table(in: "deal")
    #expect(try deal.cell("us-new", "days_to_contact") == .integer(144))
    #expect(try deal.basis("us-new", "days_to_contact") == [2, 115])
  }

  @Test("counts only what is of the process that is asked about, and of parties that have to do with it")
  func limited() throws {
    // Nobody sat, met or promised anything where the changes are recorded.
    #expect(try table(in: "world").rows.isEmpty)
    let deal = try table(in: "deal")
    #expect(deal.rows.map(\.cells[1]) == [.text("us"), .text("us"), .text("us")])
    let table = Picked(
      changesIn: [
        ("deal", try state(Self.world + Self.deal)),
        ("other", try state(Self.other, from: 201)),
      ], process: "deal")
    #expect(try table.texts("us-new", "inherited").allSatisfy { $0.hasPrefix("deal/") })
    #expect(try table.cell("us-new", "contact_in") == .text("deal"))
    #expect(!table.rows.contains { $0.cells[1] == .text("kr") })
  }

  @Test("does not confirm what only others confirm")
  func withdrawal() throws {
    func table(_ lines: [String]) throws -> Picked {
      Picked(changesIn: [
        (
          "nuclear",
          try state(
            [
              #""type":"administration-changed","party":"us","head":"Obama","on":"2009-01-20""#,
              #""type":"administration-changed","party":"us","head":"Trump","on":"2017-01-20""#,
              #""type":"administration-changed","party":"us","head":"Biden","on":"2021-01-20""#,
              #""type":"administration-changed","party":"ir","head":"Rouhani","on":"2013-08-03""#,
              #""type":"administration-changed","party":"ir","head":"Rouhani again","on":"2017-08-03""#,
              #""type":"agreement-signed","as":"jcpoa","parties":["us","ir","fr","eu"],"on":"2015-07-14""#,
              #""type":"agreement-renounced","agreement":"jcpoa","party":"us","on":"2018-05-08""#,
            ] + lines)
        )
      ])
    }
    for named in [#""parties":["ir","fr","eu"],"#, ""] {
      let alone = try table([#""type":"agreement-reaffirmed","agreement":"jcpoa",\#(named)"on":"2018-07-06""#]
      )
      #expect(try alone.texts("us-trump", "renounced") == ["nuclear/jcpoa"])
      #expect(try alone.texts("us-trump", "reaffirmed") == [])
      #expect(try alone.texts("us-biden", "inherited") == [])
      #expect(try alone.cell("us-trump", "agreements_after") == .integer(0))
      #expect(try alone.texts("ir-rouhani-again", "reaffirmed") == ["nuclear/jcpoa"])
    }
    let back = try table([
      #""type":"agreement-reaffirmed","agreement":"jcpoa","parties":["us"],"on":"2020""#
    ])
    #expect(try back.texts("us-trump", "reaffirmed") == ["nuclear/jcpoa"])
    #expect(try back.texts("us-biden", "inherited") == ["nuclear/jcpoa"])
  }

  @Test("of an uncertain date leaves open what it found")
  func doubt() throws {
    let table = try table()
    #expect(try table.texts("kr-lee", "perhaps_inherited") == ["other/summit"])
    #expect(try table.texts("kr-lee", "inherited") == ["other/six"])
  }

  @Test("is told as of a day before its end")
  func asOf() throws {
    let table = try table(asOf: "2001-12-31")
    #expect(try table.texts("us-new", "reaffirmed") == ["deal/communique"])
    #expect(
      try table.texts("us-new", "open") == [
        "deal/frame", "deal/fuel", "deal/reactors", "deal/visit", "deal/aid",
      ])
    #expect(try table.cell("us-new", "until") == .null)
    #expect(!table.rows.contains { $0.cells[0] == .text("us-next") })
  }

  @Test("that two processes record is one, and two of one name have two")
  func names() throws {
    let table = Picked(changesIn: [
      ("a", try state([Self.world[0], Self.world[1]])),
      (
        "b",
        try state(
          [Self.world[1], #""type":"administration-changed","party":"us","head":"Old","on":"2005""#],
          from: 50)
      ),
    ])
    #expect(table.rows.map(\.cells[0]) == [.text("us-old"), .text("us-new"), .text("us-old-2")])
  }
}
