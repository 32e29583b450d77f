import Talks
import Testing

@Suite("The last of several things")
struct LatestTests {
  private func latest(_ texts: [String], by iso: String? = nil) throws -> [String?]? {
    let it = Latest(of: try texts.map { try dating($0) }, by: try iso.map { try day($0) })
    return it.map { [$0.first?.description, $0.last.description] }
  }

  @Test("was between the latest that one began at the earliest, and the latest that one can have begun")
  func bounds() throws {
    #expect(try latest(["2005-06", "2005-05-20"]) == ["2005-06-01", "2005-06-30"])
    #expect(try latest(["2005-06", "2005-05-20"], by: "2005-06-10") == ["2005-05-20", "2005-06-10"])
    #expect(try latest(["2005", "2005-03-01"]) == ["2005-03-01", "2005-12-31"])
    #expect(try latest(["2005-06"], by: "2005-06-10") == [nil, "2005-06-10"], "perhaps none has happened")
    #expect(try latest(["2005-06"], by: "2005-05-31") == nil)
    #expect(try latest(["[2005-06-01..]"], by: "2006-01-01") == [nil, "2006-01-01"])
    #expect(try latest([]) == nil)
  }

  @Test("is so many days before a day, and within so many")
  func days() throws {
    let it = Latest(first: try day("2005-06-01"), last: try day("2005-06-30"))
    let then = try day("2005-07-10")
    #expect(it.days(before: then).inWords == "10 to 39")
    #expect([9, 10, 38, 39].map { it.isWithin($0, before: then) } == [.no, .unknown, .unknown, .yes])
    let perhaps = Latest(first: nil, last: try day("2005-06-30"))
    #expect(perhaps.days(before: then).inWords == "at least 10")
    #expect([9, 10, 1000].map { perhaps.isWithin($0, before: then) } == [.no, .unknown, .unknown])
  }

  @Test("is a contact or a session where it is asked when the parties met")
  func met() throws {
    let story = try Story([
      #""type":"contact-held","on":"2005-06","parties":["us","kp"]"#,
      #""type":"contact-held","on":"2005-05-20","parties":["us","kp"]"#,
    ])
    func words(_ iso: String) throws -> String? {
      story.state(asOf: iso).lastMet?.days(before: try day(iso)).inWords
    }
    #expect(try words("2005-05-01") == nil)
    #expect(try words("2005-06-10") == "0 to 21")
    #expect(try words("2005-07-10") == "10 to 39")
  }
}
