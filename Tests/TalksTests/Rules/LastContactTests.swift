import Talks
import Testing

@Suite("The last contact")
struct LastContactTests {
  private func last(_ lines: String..., asOf day: String? = nil) throws -> String? {
    try Story([#""type":"contact-held","parties":["ru","ua"],"on":"2022-03-10""#] + lines).state(asOf: day)
      .lastContact?
      .on?.text
  }

  @Test("takes in signings, texts that several reach, sessions, rounds and the opening of talks")
  func meetings() throws {
    #expect(try last() == "2022-03-10")
    #expect(
      try last(#""type":"agreement-signed","as":"grain","parties":["ru","ua","tr"],"on":"2022-07-22""#)
        == "2022-07-22")
    #expect(
      try last(#""type":"agreement-reached","as":"jcpoa","parties":["ru","ua","tr"],"on":"2022-07-14""#)
        == "2022-07-14")
    #expect(try last(#""type":"session-held","as":"r","on":"2022-03-29""#) == "2022-03-29")
    #expect(
      try last(
        #""type":"round-convened","as":"r","parties":["ru","ua"],"on":"2022-03-29","until":"2022-03-30""#)
        == "2022-03-30")
    #expect(try last(#""type":"talks-opened","parties":["ru","ua"],"on":"2022-03-28""#) == "2022-03-28")
  }

  @Test("takes in messages, and no proposals, which may be made in a speech")
  func messages() throws {
    let tabled = #""type":"proposal-tabled","as":"p","party":"ua","parties":["ru","ua"],"on":"2022-03-29""#
    let rejected =
      #""type":"proposal-rejected","proposal":"p","party":"ru","parties":["ru","ua"],"on":"2022-04-07""#
    #expect(try last(tabled, rejected) == "2022-03-10")
    #expect(
      try last(tabled, #""type":"contact-held","kind":"letter","parties":["ru","ua"],"on":"2022-05-01""#)
        == "2022-05-01")
  }

  @Test("leaves out what one party does alone, and what is only announced")
  func others() throws {
    #expect(try last(#""type":"proposal-tabled","as":"p","party":"ua","on":"2022-03-29""#) == "2022-03-10")
    #expect(
      try last(#""type":"agreement-signed","as":"a","parties":["ua"],"on":"2022-03-29""#) == "2022-03-10")
    #expect(
      try last(#""type":"agreement-reached","as":"a","parties":["ua"],"on":"2022-03-29""#) == "2022-03-10")
    #expect(
      try last(#""type":"agreement-reaffirmed","agreement":"a","parties":["ru","ua"],"on":"2022-03-29""#)
        == "2022-03-10")
    #expect(try last(#""type":"talks-suspended","parties":["ru","ua"],"on":"2022-05-17""#) == "2022-03-10")
    #expect(
      try last(
        #""type":"agreement-signed","as":"a","parties":["ru","ua"],"on":"2022-07-22""#, asOf: "2022-07-21")
        == "2022-03-10")
  }

  @Test("may have been in a range of days, where a signing is not dated to one")
  func vague() throws {
    let story = try Story([
      #""type":"contact-held","parties":["ru","ua"],"on":"2022-03-10""#,
      #""type":"agreement-signed","as":"a","parties":["ru","ua"],"on":"2022-07""#,
    ])
    let met = try #require(story.state(asOf: "2022-07-10").lastMet)
    #expect(met == Latest(first: CivilDay(iso: "2022-03-10"), last: try day("2022-07-10")))
    #expect(
      story.state(asOf: "2022-08-01").lastMet
        == Latest(first: CivilDay(iso: "2022-07-01"), last: try day("2022-07-31")))
  }
}
