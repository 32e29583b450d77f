import Talks
import Testing

@Suite("What an administration inherits")
struct HandoverTests {
  private static let talks = [
    #""type":"agreement-signed","as":"frame","parties":["us","kp"],"on":"1994-10-21""#,
    #""type":"agreement-reached","as":"note","parties":["us","kp"],"on":"2000-10-12""#,
    #""type":"measure-pledged","as":"fuel","party":"us","on":"1994-10-21""#,
    #""type":"measure-pledged","as":"reactors","party":"us","on":"1994-10-21""#,
    #""type":"measure-implemented","as":"easing","party":"us","on":"2000-06-19""#,
    #""type":"measure-pledged","as":"aid","party":"us","on":"[2001-01-01..2001-02-28]""#,
    #""type":"measure-pledged","as":"freeze","party":"kp","on":"1994-10-21""#,
    #""type":"agreement-renounced","agreement":"frame","party":"kp","on":"2003-01-10""#,
    #""type":"measure-implemented","measure":"fuel","party":"us","on":"2002-02""#,
    #""type":"measure-reversed","measure":"easing","party":"us","on":"2002-05""#,
    #""type":"measure-lapsed","measure":"reactors","on":"[2009-01-01..2009-02-28]""#,
    #""type":"contact-held","parties":["us","kp"],"on":"2001-06-13""#,
    #""type":"round-convened","as":"r","parties":["us","kp"],"on":"2003-04-23""#,
  ]
  private static let changes = [
    #""type":"administration-changed","party":"us","head":"Clinton","on":"1993-01-20""#,
    #""type":"administration-changed","party":"us","head":"Bush","on":"2001-01-20""#,
    #""type":"administration-changed","party":"us","head":"Obama","on":"2009-01-20""#,
    #""type":"administration-changed","party":"fr","head":"Chirac","on":"1995-05-17""#,
  ]

  private func handovers(
    _ more: [String] = [], asOf iso: String? = "2010-01-01", in process: String? = "talks"
  ) throws -> [Handover] {
    let state = try Story(Self.talks + more).state(asOf: iso)
    let world = try Story(Self.changes).state(asOf: iso)
    return Handover.all(
      of: [("talks", state)], administrations: world.administrations.map { ("world", $0) }, in: process)
  }

  private func named(_ name: String, _ all: [Handover]) throws -> Handover {
    try #require(all.first { $0.name == name })
  }

  private func names(_ commitments: [Handover.Commitment]) -> [String] {
    commitments.map(\.reference.description)
  }

  @Test("loses agreements of which the term runs out, and that are ended or suspended under it")
  func terms() throws {
    let bush = try named(
      "us-bush",
      try handovers([
        #""type":"agreement-signed","as":"pause","parties":["us","kp"],"on":"1999-09-17","until":"2003-12-31""#,
        #""type":"agreement-signed","as":"old","parties":["us","kp"],"on":"1999-01-01","until":"2000-12-31""#,
        #""type":"agreement-signed","as":"visit","parties":["us","kp"],"on":"1999-03-16""#,
        #""type":"agreement-ended","agreement":"visit","on":"2005""#,
        #""type":"agreement-signed","as":"search","parties":["us","kp"],"on":"1996-05-09""#,
        #""type":"agreement-suspended","agreement":"search","party":"us","on":"2005-05-25""#,
      ]))
    let fates = bush.fates.map { "\($0.commitment.reference.slug) \($0.fate.rawValue)" }
    #expect(
      fates.contains("pause lapsed") && fates.contains("visit ended") && fates.contains("search suspended"))
    // Over three weeks before Bush came in.
    #expect(!names(bush.inherited).contains("talks/old"))
    #expect(names(bush.agreementsAfter) == ["talks/note"])
  }

  @Test("is what bound the party on the day before, and becomes what it was at the end")
  func fates() throws {
    let bush = try named("us-bush", try handovers())
    #expect(bush.process == "talks" && bush.before.wrappedValue == "Clinton")
    #expect(names(bush.inherited) == ["talks/frame", "talks/note", "talks/fuel", "talks/reactors"])
    #expect(names(bush.perhapsInherited) == ["talks/aid"], "it was pledged before or after")
    #expect(names(bush.leftOpen) == ["talks/fuel", "talks/reactors"])
    #expect(
      bush.fates.map { "\($0.commitment.reference.slug) \($0.fate.rawValue)" } == [
        "frame renounced", "note open", "fuel delivered", "reactors unclear", "easing reversed",
      ])
    // One that two had signed ends when one of them renounces it.
    #expect(names(bush.agreementsBefore) == ["talks/frame", "talks/note"])
    #expect(names(bush.agreementsAfter) == ["talks/note"])
  }

  @Test("is met by others after days that dates may leave open")
  func meetings() throws {
    let bush = try named("us-bush", try handovers())
    // From January 20 to June 13 of 2001, and to April 23 of 2003.
    #expect(bush.firstContact?.days == Days(fewest: 144, most: 144))
    #expect(bush.firstRound?.days == Days(fewest: 823, most: 823))
    let envoy = #""type":"contact-held","kind":"envoy","parties":["us"],"on":"[2001-01-10..2001-02-10]""#
    let perhaps = try named("us-bush", try handovers([envoy]))
    #expect(perhaps.firstContact?.dating.position == 14)
    #expect(
      perhaps.firstContact?.days == Days(fewest: 0, most: 144), "that may have been under the one before")
    #expect(try named("us-obama", try handovers()).firstContact == nil)
  }

  @Test("is told of parties that have to do with the process, under it, or of all under where it is recorded")
  func processes() throws {
    #expect(try handovers().map(\.name) == ["us-clinton", "us-bush", "us-obama"])
    let all = try handovers(in: nil)
    #expect(all.map(\.name) == ["fr-chirac", "us-clinton", "us-bush", "us-obama"])
    #expect(Set(all.map(\.process)) == ["world"])
    let bush = try handovers(asOf: "2002-01-01").last
    #expect(bush?.name == "us-bush" && bush?.until == nil)
    #expect(bush?.fates.map(\.fate) == [.open, .open, .open, .open])
  }

  @Test("is no more than was there before where the same head begins another term, or is confirmed")
  func sameHead() throws {
    let changes = [
      #""type":"administration-changed","party":"ru","head":"Yeltsin","on":"1991-07-10""#,
      #""type":"administration-changed","party":"ru","head":"Putin","acting":true,"on":"1999-12-31""#,
      #""type":"administration-changed","party":"ru","head":"Putin","on":"2000-05-07""#,
      #""type":"administration-changed","party":"ru","head":" putin","on":"2004-05-07""#,
      #""type":"administration-changed","party":"ru","head":"Medvedev","on":"2008-05-07""#,
      #""type":"administration-changed","party":"ru","head":"Putin","on":"2012-05-07""#,
    ]
    func all(_ lines: [[String]], asOf day: String? = nil) throws -> [Handover] {
      Handover.all(
        of: [],
        administrations: try lines.flatMap { try Story($0).state(asOf: day).administrations }.map {
          ("p", $0)
        },
        in: nil)
    }
    // The confirmation and the second term are recorded in the same process, or in another.
    for records in [[changes], [changes.filter { !$0.contains("2000") }, [changes[2], changes[3]]]] {
      let found = try all(records)
      #expect(found.map(\.name) == ["ru-yeltsin", "ru-putin", "ru-medvedev", "ru-putin-2"])
      #expect(found.map { $0.since.on?.text } == ["1991-07-10", "1999-12-31", "2008-05-07", "2012-05-07"])
      #expect(found.map(\.isActing) == [.no, .no, .no, .no], "he was confirmed")
    }
    #expect(try all([changes], asOf: "2000-01-15").map(\.isActing) == [.no, .yes])
  }

  @Test("counts an administration once that two processes record, and names whoever comes again apart")
  func again() throws {
    let changes = [
      #""type":"administration-changed","party":"us","head":"Trump","on":"2017-01-20""#,
      #""type":"administration-changed","party":"us","head":"Biden","on":"2021-01-20""#,
      #""type":"administration-changed","party":"us","head":"Trump","on":"2025-01-20""#,
    ]
    let (one, other) = (try Story(changes).state(), try Story([changes[1]]).state())
    let all = Handover.all(
      of: [], administrations: [one, other].flatMap(\.administrations).map { ("p", $0) }, in: nil)
    #expect(all.map(\.name) == ["us-trump", "us-biden", "us-trump-2"])
    #expect(all.map(\.before.wrappedValue) == [nil, "Trump", "Biden"])
    #expect(all.map { $0.until?.on?.text } == ["2021-01-20", "2025-01-20", nil])
  }
}
