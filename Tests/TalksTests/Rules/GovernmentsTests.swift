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

  @Test("end with the next, whichever process says so")
  func processes() throws {
    let here = try administrations([("us", "Bush", "2001-01-20")], asOf: "2010-01-01")
    let there = try administrations(
      [("us", "Bush", "2001-01-20"), ("us", "Obama", "2009-01-20")], asOf: "2010-01-01")
    #expect(Governments(here).heads(of: "us") == ["Bush"])
    for both in [here + there, there + here] { #expect(Governments(both).heads(of: "us") == ["Obama"]) }
  }
}
