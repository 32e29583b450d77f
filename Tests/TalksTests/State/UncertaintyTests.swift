import Talks
import Testing

@Suite("A state on a day that dates leave open")
struct UncertaintyTests {
  @Test("says of a party that came “in August 2003” on the 15th that this is unknown")
  func roster() throws {
    let story = try Story([
      #""type":"party-joined","party":"jp","on":"2003-08""#,
      #""type":"party-withdrew","party":"jp","on":"2003-11-10~""#,
      #""type":"party-joined","party":"ru","on":"2003-08""#,
      #""type":"round-convened","as":"r1","on":"2003-08-10","parties":["ru"]"#,
    ])
    func seated(_ party: PartyID, _ day: String) -> [Truth] {
      story.state(asOf: day).roster.seats.filter { $0.party == party }.map(\.isTaken)
    }
    #expect(seated("jp", "2003-07-31") == [])
    #expect(seated("jp", "2003-08-15") == [.unknown])
    #expect(seated("jp", "2003-08-31") == [.yes])
    #expect(seated("jp", "2003-11-10") == [.no])
    #expect(seated("ru", "2003-08-05") == [.unknown])
    #expect(seated("ru", "2003-08-10") == [.yes], "it was seen there")
  }

  @Test("leaves a status open where two steps may have come in either order")
  func order() throws {
    let pledged = #""type":"measure-pledged","as":"m","party":"kp","on":"2007""#
    let done = #""type":"measure-implemented","measure":"m","party":"kp","on":"2007-07-14""#
    let halted = #""type":"measure-suspended","measure":"m","party":"kp","on":"2008-08""#
    let resumed = #""type":"measure-resumed","measure":"m","party":"kp","on":"2008-08-20""#
    let story = try Story([pledged, done, halted, resumed])
    func measure(_ day: String?) throws -> Measure { try #require(story.state(asOf: day).measures["m"]) }
    #expect(try measure("2007-03-01").statuses == [nil, .pledged])
    #expect(try measure("2007-03-01").isOpen == .unknown)
    #expect(try measure("2007-07-14").status == .implemented, "a pledge comes before its fulfilment")
    #expect(try measure("2007-07-14").isOpen == .no)
    #expect(try measure("2008-08-10").statuses == [.implemented, .suspended])
    #expect(try measure("2008-08-20").statuses == [.implemented, .suspended])
    #expect(try measure(nil).statuses == [.implemented, .suspended])
    #expect(try measure(nil).status == nil)
  }

  @Test("leaves open how a process, a round, an agreement and a setback stand")
  func things() throws {
    let story = try Story([
      #""type":"talks-opened","on":"2003-08-27""#,
      #""type":"talks-suspended","on":"2005-11""#,
      #""type":"round-convened","as":"r","on":"2005-09-13/2005-09~""#,
      #""type":"agreement-signed","as":"a","on":"2005-09-19""#,
      #""type":"agreement-renounced","agreement":"a","party":"kp","on":"[2006-01-01..2006-03-31]""#,
      #""type":"setback-occurred","as":"s","on":"2005-10""#,
      #""type":"setback-overcome","setback":"s","on":"2006""#,
      #""type":"administration-changed","party":"us","head":"A","on":"2001-01-20""#,
      #""type":"administration-changed","party":"us","head":"B","on":"2005-12""#,
      #""type":"measure-pledged","as":"m","party":"kp","deadline":"2005-12","on":"2005-09-19""#,
    ])
    func state(_ day: String) -> ProcessState { story.state(asOf: day) }
    #expect(state("2005-11-15").standings == [.open, .suspended])
    #expect(state("2005-11-15").standing == nil && state("2005-11-30").standing == .suspended)
    #expect(state("2005-09-20").rounds["r"]?.standings == [.inSession, .concluded])
    #expect(state("2005-09-30").rounds["r"]?.standing == .concluded)
    #expect(state("2006-02-01").agreements["a"]?.isInForce == .unknown)
    #expect(state("2005-12-31").agreements["a"]?.isInForce == .yes)
    #expect(state("2006-03-31").agreements["a"]?.isInForce == .no)
    #expect(state("2005-10-15").setbacks["s"]?.isOpen == .unknown)
    #expect(state("2005-10-31").setbacks["s"]?.isOpen == .yes)
    #expect(state("2006-12-31").setbacks["s"]?.isOpen == .no)
    #expect(state("2005-12-15").administrations.map(\.isInOffice) == [.unknown, .unknown])
    let day = try #require(CivilDay(iso: "2005-12-15"))
    #expect(state("2005-12-15").measures["m"]?.isOverdue(on: day) == .unknown)
    #expect(state("2006-01-01").measures["m"]?.isOverdue(on: CivilDay(days: day.days + 17)) == .yes)
  }

  @Test(
    "knows that what began at an unknown time and ended in 1960 is over in 1975",
    arguments: ["../1960", "/1960"])
  func openStart(on: String) throws {
    let story = try Story([
      #""type":"talks-opened","on":"\#(on)""#, #""type":"party-joined","party":"cn","on":"\#(on)""#,
      #""type":"agreement-signed","as":"a","parties":["cn","us"],"on":"\#(on)""#,
      #""type":"measure-pledged","as":"m","party":"kp","on":"\#(on)""#,
      #""type":"measure-implemented","measure":"m","party":"kp","on":"\#(on)""#,
      #""type":"round-convened","as":"r","on":"\#(on)""#,
    ])
    // Whenever it began, that was no later than it ended: in 1960.
    let later = story.state(asOf: "1975-01-01")
    #expect(later.standing == .open && later.roster.atTable.map(\.party) == ["cn"])
    // An interval may have been the term of an agreement as well as the time of reaching it.
    #expect(later.agreements["a"]?.isInForce == .unknown && later.measures["m"]?.status == .implemented)
    #expect(later.rounds["r"]?.standing == .concluded)
    // In 1950 it may have begun or not, and so may the agreement, and its measure be owed still before any talks.
    let earlier = story.state(asOf: "1950-01-01")
    #expect(earlier.standings == [.notBegun, .noTalks, .open, .inImplementation])
    #expect(earlier.roster.atTable.isEmpty)
    #expect(earlier.roster.perhapsAtTable.map(\.party) == ["cn"])
    #expect(earlier.agreements["a"]?.isInForce == .unknown && earlier.measures["m"]?.holds == .unknown)
  }

  @Test("counts the days since a contact from the first to the last that it can have been")
  func contact() throws {
    let story = try Story([
      #""type":"contact-held","on":"2005-06","parties":["us","kp"]"#,
      #""type":"contact-held","on":"2005-05-20","parties":["us","kp"]"#,
    ])
    func days(_ day: String) -> [String?]? {
      story.state(asOf: day).lastContactDays.map { first, last in
        [first.map { CivilDay(days: $0).description }, CivilDay(days: last).description]
      }
    }
    #expect(days("2005-05-31") == ["2005-05-20", "2005-05-20"])
    #expect(days("2005-06-10") == ["2005-05-20", "2005-06-10"])
    #expect(days("2005-07-10") == ["2005-06-01", "2005-06-30"])
    #expect(days("2005-05-01") == nil)
  }

  @Test("agrees with every way in which the dates can fall", arguments: 1...300 as ClosedRange<UInt64>)
  func worlds(seed: UInt64) throws {
    // Slow and obvious: every step on every day that its date leaves open.
    var dice = SystemDice(seed)
    let statuses = ["suspended", "reversed", "implemented"]
    let steps = (0..<3).map { _ in
      let first = dice.pick(1...6)
      return (status: statuses[dice.pick(0...2)], first: first, last: dice.pick(first...6))
    }
    let story = try Story(
      steps.map { step in
        #""type":"measure-\#(step.status)","measure":"m","party":"kp","on":"[2007-01-0\#(step.first)..2007-01-0\#(step.last)]""#
      })
    for day in 1...7 {
      var found: Set<String?> = []
      for a in steps[0].first...steps[0].last {
        for b in steps[1].first...steps[1].last {
          for c in steps[2].first...steps[2].last {
            let days = zip([a, b, c], steps.indices).filter { $0.0 <= day }
            // Two that fall on one day may follow each other in either order, unless both are dated to that day: then
            // what was carried out was stopped after that, and two stops follow each other by their ids.
            func rank(_ step: Int) -> (Int, Int) { (steps[step].status == "implemented" ? 0 : 1, step) }
            guard let latest = days.map(\.0).max() else {
              found.insert(nil)
              continue
            }
            let candidates = days.filter { $0.0 == latest }.map(\.1)
            for index in candidates {
              let isBeaten = candidates.contains { other in
                rank(other) > rank(index)
                  && (steps[other].first, steps[other].last) == (steps[index].first, steps[index].last)
                  && steps[index].first == steps[index].last
              }
              if !isBeaten { found.insert(steps[index].status) }
            }
          }
        }
      }
      let measure = story.state(asOf: "2007-01-0\(day)").measures["m"]
      let seen = Set((measure?.statuses ?? [nil]).map { $0?.rawValue })
      #expect(seen == found, "day \(day) of \(steps)")
    }
  }
}

private struct SystemDice {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
  mutating func pick(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int(state >> 33) % range.count
  }
}
