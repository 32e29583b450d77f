import Talks
import Testing

@Suite("The days that a record covers")
struct CoverageTests {
  @Test("end with the last day on which it may have been kept, and no earlier than asked about")
  func lastDay() throws {
    func last(_ until: String?, by iso: String) throws -> String {
      try Coverage(until: until.map { try EDTF($0) }).lastDay(by: day(iso)).description
    }
    #expect(try last(nil, by: "2026-11-30") == "2026-11-30", "it is still kept")
    #expect(try last("2021-12-31", by: "2026-11-30") == "2021-12-31")
    #expect(try last("2021-12-31", by: "2019-02-28") == "2019-02-28")
    #expect(try last("2021", by: "2026-11-30") == "2021-12-31", "a year ends with its last day")
    #expect(try last("2021/..", by: "2026-11-30") == "2026-11-30", "an open end may be still to come")
  }

  @Test("are those last stated, whatever the order of recording")
  func stated() throws {
    let story = try Story([
      #""type":"talks-opened","on":"2003-08-27""#,
      #""type":"coverage-stated","until":"2008-12-31""#,
      #""type":"coverage-stated","since":"1993","until":"2021-12-31""#,
    ])
    let coverage = story.state().$coverage
    #expect(try coverage.wrappedValue == Coverage(since: EDTF("1993"), until: EDTF("2021-12-31")))
    #expect(coverage.provenance.all == [3])
    #expect(try Story([#""type":"talks-opened","on":"2003""#]).state().coverage == Coverage())
  }

  @Test("are those within which a check finds something missing")
  func gaps() throws {
    // From 11 December 2008 to the end of the record, 31 March 2009, are 20 + 31 + 28 + 31 = 110 days.
    let lines = [
      #""type":"talks-opened","on":"2003-08-27""#,
      #""type":"contact-held","on":"2003-08-27/2008-12-11","parties":["us","kp"]"#,
    ]
    func found(_ more: [String], gap: Int) throws -> [String] {
      let story = try Story(lines + more)
      return try Inspection(of: "talks", story.entries, on: day("2026-11-30"), gap: gap)
        .findings(by: [Checks.named("gap")]).map(\.sentence)
    }
    #expect(try found([], gap: 180).count == 1, "nothing says that the record ends")
    let ends = #""type":"coverage-stated","until":"2009-03-31""#
    #expect(try found([ends], gap: 180) == [])
    #expect(
      try found([ends], gap: 100) == [
        "No contact is recorded for 110 days from 11 December 2008 on, while the talks were open."
      ])
  }
}
