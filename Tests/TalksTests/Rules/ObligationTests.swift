import Talks
import Testing

@Suite("An obligation")
struct ObligationTests {
  private func owed(_ isOpen: Truth, _ deadline: String?) throws -> Obligation {
    Obligation(isOpen: isOpen, deadline: try deadline.map { try EDTF($0) })
  }

  @Test("is overdue from the day after its deadline for as long as it is open")
  func overdue() throws {
    let it = try owed(.yes, "2003-06-30")
    #expect(it.isOverdue(on: try day("2003-06-30")) == .no)
    #expect(it.daysLate(on: try day("2003-06-30")) == nil)
    #expect(it.isOverdue(on: try day("2003-07-01")) == .yes)
    #expect(it.daysLate(on: try day("2003-07-01")) == 1)
    #expect(try owed(.no, "2003-06-30").isOverdue(on: try day("2004-01-01")) == .no)
    #expect(try owed(.yes, nil).isOverdue(on: try day("2004-01-01")) == .no)
  }

  @Test("is late for certain only where no date leaves that open")
  func doubt() throws {
    let month = try owed(.yes, "2003-06")
    #expect(month.isOverdue(on: try day("2003-06-01")) == .no)
    #expect(month.isOverdue(on: try day("2003-06-15")) == .unknown)
    #expect(month.daysLate(on: try day("2003-06-15")) == nil)
    #expect(month.daysLate(on: try day("2003-07-10")) == 10)
    let perhaps = try owed(.unknown, "2003-06-30")
    #expect(perhaps.isOverdue(on: try day("2003-07-10")) == .unknown)
    #expect(perhaps.daysLate(on: try day("2003-07-10")) == nil)
    #expect(try owed(.yes, "2003-06-01/..").isOverdue(on: try day("2004-01-01")) == .unknown)
  }

  @Test("of an exchange is overdue as its measures are, whichever is due first")
  func exchange() throws {
    let story = try Story([
      #""type":"measure-pledged","as":"a","party":"us","deadline":"2003-03-31","on":"2003-01-01""#,
      #""type":"measure-pledged","as":"b","party":"kp","deadline":"2003-04-30","in-return-for":["a"],"on":"2003-01-01""#,
      #""type":"measure-pledged","as":"c","party":"kp","in-return-for":["a"],"on":"2003-01-01""#,
      #""type":"measure-implemented","measure":"a","party":"us","on":"2003-04""#,
    ])
    func words(_ iso: String) throws -> String {
      let it = try #require(story.state(asOf: iso).exchanges.first)
      return "\(it.due.map(\.slug.text)) \(it.isOverdue(on: try day(iso)))"
    }
    #expect(try words("2003-03-31") == #"["a", "b"] no"#)
    #expect(try words("2003-04-10") == #"["a", "b"] unknown"#, "it may have been delivered")
    #expect(try words("2003-05-01") == #"["b"] yes"#)
    // What may be owed and was due first does not hide what is owed and was due later.
    var doubtful = story
    try doubtful.add(#""type":"measure-suspended","measure":"a","party":"us","on":"2003-06""#)
    try doubtful.add(#""type":"measure-pledged","measure":"a","party":"us","on":"[2003-05-10..2003-06-30]""#)
    let it = try #require(doubtful.state(asOf: "2003-05-20").exchanges.first)
    #expect(it.due.map(\.value.isOpen) == [.unknown, .yes])
    #expect(it.isOverdue(on: try day("2003-05-20")) == .yes)
  }
}
