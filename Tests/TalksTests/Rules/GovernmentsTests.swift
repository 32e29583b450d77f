import Talks
import Testing

@Suite("Governments")
struct GovernmentsTests {
  private func administrations(_ changes: [(String, String, String)], asOf iso: String) throws
    -> [Administration]
  {
    try Story(
      changes.map { #""type":"administration-changed","party":"\#($0.0)","head":"\#($0.1)","on":"\#($0.2)""# }
    ).state(asOf: iso).administrations
  }

  @Test("are those in office, and each who may be where dates leave that open")
  func heads() throws {
    let changes = [("us", "Clinton", "1993-01-20"), ("us", "Bush", "2001-01"), ("kr", "Roh", "2003-02-25")]
    func heads(_ iso: String) throws -> Governments { Governments(try administrations(changes, asOf: iso)) }
    #expect(try heads("2000-01-01").head(of: "us") == "Clinton")
    #expect(try heads("2001-01-15").heads(of: "us") == ["Clinton", "Bush"])
    #expect(try heads("2001-01-15").head(of: "us") == "Clinton or Bush")
    #expect(try heads("2001-01-31").heads(of: "us") == ["Bush"])
    #expect(try heads("2001-01-31").head(of: "kr") == nil)
  }

  @Test(
    "are led by acting heads from the day on which these took over, and as acting until they are confirmed")
  func acting() throws {
    func governments(_ iso: String) throws -> Governments {
      Governments(
        try Story([
          #""type":"administration-changed","party":"ru","head":"Yeltsin","on":"1991-07-10""#,
          #""type":"administration-changed","party":"ru","head":"Putin","acting":true,"on":"1999-12-31""#,
          #""type":"administration-changed","party":"ru","head":"Putin","office":"president","on":"2000-05-07""#,
          #""type":"administration-changed","party":"kr","head":"Park Geun-hye","on":"2013-02-25""#,
          #""type":"administration-changed","party":"kr","head":"Hwang Kyo-ahn","office":"prime minister","acting":true,"on":"2016-12-09""#,
          #""type":"administration-changed","party":"kr","head":"Moon Jae-in","on":"2017-05-10""#,
        ]).state(asOf: iso).administrations)
    }
    #expect(try governments("1999-12-30").head(of: "ru") == "Yeltsin")
    #expect(try governments("1999-12-31").head(of: "ru") == "Putin (acting)")
    #expect(try governments("2000-05-06").head(of: "ru") == "Putin (acting)")
    #expect(try governments("2000-05-07").head(of: "ru") == "Putin")
    #expect(try governments("2016-12-08").head(of: "kr") == "Park Geun-hye")
    #expect(try governments("2016-12-09").head(of: "kr") == "Hwang Kyo-ahn (acting)")
    #expect(try governments("2017-05-10").head(of: "kr") == "Moon Jae-in")
  }

  @Test("are not led by a negotiator, by whatever type of event that is recorded")
  func negotiators() throws {
    let state = try Story([
      #""type":"administration-changed","party":"ru","head":"Putin","on":"2012-05-07""#,
      #""type":"administration-changed","party":"ru","head":"Medinsky","office":"Chief negotiator","on":"2022-02-28""#,
      #""type":"negotiator-named","party":"us","negotiator":"Biegun","office":"special representative","on":"2018-08-23""#,
      #""type":"administration-changed","party":"us","head":"Trump","office":"president","on":"2017-01-20""#,
      #""type":"negotiator-named","party":"us","negotiator":"Kim","on":"2021-05-21""#,
    ]).state(asOf: "2022-03-01")
    #expect(Governments(state.administrations).heads(of: "ru") == ["Putin"])
    #expect(Governments(state.administrations).heads(of: "us") == ["Trump"])
    #expect(state.administrations.count == 2)
    #expect(state.negotiators.map(\.name) == ["Biegun", "Kim", "Medinsky"])
    #expect(state.negotiators.map(\.isInOffice) == [.no, .yes, .yes])
    #expect(!Office.isOfNegotiator("President") && !Office.isOfNegotiator("prime minister"))
    #expect(Office.isOfNegotiator("Special Representatives for North Korea"))
  }

  @Test("end with the next, whichever process says so")
  func processes() throws {
    let here = try administrations([("us", "Bush", "2001-01-20")], asOf: "2010-01-01")
    let there = try administrations(
      [("us", "Bush", "2001-01-20"), ("us", "Obama", "2009-01-20")], asOf: "2010-01-01")
    #expect(Governments(here).heads(of: "us") == ["Bush"])
    for both in [here + there, there + here] { #expect(Governments(both).heads(of: "us") == ["Obama"]) }
  }
}
