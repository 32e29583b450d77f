import Talks
import Testing

@Suite("The state of a process")
struct FoldTests {
  @Test("knows who is at the table, on what basis and until when")
  func roster() throws {
    let story = try Story([
      #""type":"round-convened","as":"r1","on":"2003-08-27","parties":["us","kp"]"#,
      #""type":"party-joined","party":"cn","role":"host","tier":1,"on":"2003-04""#,
      #""type":"party-joined","party":"kp","role":"principal","on":"2003-09""#,
      #""type":"party-withdrew","party":"kp","reason":"a freeze of accounts","on":"2005-11-12""#,
      #""type":"party-returned","party":"kp","on":"2006-12-18""#,
      #""type":"party-invited","parties":["jp","ru","us"],"inviter":"us","terms":"later","on":"2003-05""#,
    ])
    let before = story.state(asOf: "2006-01-01").roster
    // The United States were only seen at the first round, which was over, for all that is recorded, who knows when.
    #expect(before.atTable.map(\.party) == ["cn"] && before.perhapsAtTable.map(\.party) == ["us"])
    let left = try #require(before.seats.first { $0.party == "kp" })
    #expect(left.basis == .joined && left.role == .principal && left.reason == "a freeze of accounts")
    #expect(left.from.position == 1 && left.until?.position == 4)
    let now = story.state().roster
    #expect(now.atTable.map(\.party) == ["cn", "kp"])
    #expect(now.atTable.last?.basis == .returned && now.atTable.last?.role == .principal)
    #expect(now.atTable.first?.tier == 1)
    #expect(now.invitations.map(\.party) == ["jp", "ru"])
    #expect(now.invitations.allSatisfy { $0.by == "us" && $0.terms == "later" })
    var closed = story
    try closed.add(#""type":"talks-closed","on":"2009-04-14""#)
    #expect(closed.state().roster.atTable.isEmpty && closed.state().standing == .closed)
  }

  @Test("knows what it rests on, how far, and what rests on each")
  func sources() throws {
    let story = try Story([
      #""type":"note-added","text":"1","sources":["@b, p. 4 [3]","T | P [D]",{"key":"b","quote":"q"}]"#,
      #""type":"source-defined","key":"b","title":"Old","authors":["Doe, Jane"],"kind":"book","reliability":"B""#,
      #""type":"source-defined","key":"b","title":"New","url":"https://x""#,
      #""type":"source-defined","key":"a","title":"A""#,
      #""type":"note-added","text":"2","sources":["T | P | | | 9 [C6]","@b [E1]","@elsewhere [C]","@a [E]"],"on":"2003""#,
    ])
    let sources = story.state().sources
    #expect(sources.map(\.source.key) == ["a", "b", "elsewhere", nil])
    #expect(sources.map(\.events) == [[5], [1, 5], [5], [1, 5]])
    #expect(sources.map(\.credibility) == [[], [.confirmed, .possible], [], [.unknown]])
    #expect(sources.map(\.source.reliability) == [nil, .usual, .fair, .fair])
    let book = try #require(sources[1].work)
    #expect(
      book.title == "New" && book.authors == ["Doe, Jane"] && book.url == "https://x" && book.kind == .book)
    #expect(book.position == 2 && sources[1].source == Source(key: "b").inFull(book))
    #expect(sources[2].work == nil && sources[2].source.title == nil)
    #expect(sources[3].source.title == "T" && sources[3].source.page == nil)
    #expect(story.state(asOf: "2002-12-31").sources.map(\.events) == [[], [1], [1]])
    #expect(book.definition.title == "New" && book.learning(Work(key: "b")) == book)
  }

  @Test("keeps the phases of a round, what was planned and what was held")
  func rounds() throws {
    let story = try Story([
      #""type":"round-planned","as":"r4","number":4,"for":"2005-07","on":"2005-06-01""#,
      #""type":"round-postponed","round":"r4","until":"2005-07-26","reason":"no date","on":"2005-06-20""#,
      #""type":"round-convened","round":"r4","on":"2005-07-26","parties":["us","kp"]"#,
      #""type":"session-held","round":"r4","kind":"plenary","on":"2005-07-27""#,
      #""type":"round-recessed","round":"r4","on":"2005-08-07""#,
      #""type":"round-reopened","round":"r4","on":"2005-09-13","parties":["jp"]"#,
      #""type":"round-concluded","round":"r4","outcome":"Joint statement","on":"2005-09-19""#,
    ])
    func standing(_ day: String) -> Round.Standing? { story.state(asOf: day).rounds["r4"]?.standing }
    #expect(standing("2005-06-10") == .planned)
    #expect(standing("2005-06-20") == .postponed)
    #expect(standing("2005-08-01") == .inSession)
    #expect(standing("2005-08-07") == .recessed)
    #expect(standing("2005-09-14") == .inSession)
    let round = try #require(story.state().rounds["r4"])
    #expect(round.standing == .concluded && round.outcome == "Joint statement" && round.number == 4)
    #expect(round.plans.map { $0.date?.text } == ["2005-07", "2005-07-26"])
    #expect(round.phases.map(\.convened.position) == [3, 6])
    #expect(round.phases.map { $0.closed?.position } == [5, 7])
    #expect(round.sessions.count == 1 && round.parties == ["us", "kp", "jp"])
  }

  @Test("ends a round that is dated with an interval at its end, and not before")
  func interval() throws {
    let story = try Story([#""type":"round-convened","as":"r1","on":"2003-08-27/2003-08-29""#])
    #expect(story.state(asOf: "2003-08-26").rounds["r1"] == nil)
    #expect(story.state(asOf: "2003-08-28").rounds["r1"]?.standing == .inSession)
    #expect(story.state(asOf: "2003-08-28").rounds["r1"]?.concluded == nil)
    #expect(story.state(asOf: "2003-08-29").rounds["r1"]?.standing == .concluded)
    #expect(story.state().rounds["r1"]?.phases.first?.closed != nil)
    #expect(
      story.state(asOf: "2003-08-28").lastContact?.lastDayWithin(CivilDay(iso: "2003-08-28"))
        == CivilDay(iso: "2003-08-28")?.days)
  }

  @Test("follows a measure through its life")
  func measures() throws {
    let story = try Story([
      #""type":"measure-pledged","as":"m","party":"kp","to":["us"],"deadline":"2007-04-14","in-return-for":["fuel"],"on":"2007-02-13""#,
      #""type":"measure-accepted","measure":"m","party":"us","on":"2007-02-14""#,
      #""type":"measure-implemented","measure":"m","party":"kp","extent":"partly","on":"2007-07-14""#,
      #""type":"measure-verified","measure":"m","party":"iaea","on":"2007-07-16""#,
      #""type":"measure-suspended","measure":"m","party":"kp","on":"2008-08-14""#,
      #""type":"measure-resumed","measure":"m","party":"kp","on":"2008-10-12""#,
      #""type":"measure-reversed","measure":"m","party":"kp","on":"2009-04-14""#,
      #""type":"measure-linked","measure":"m","under":"deal","on":"2007-02-13""#,
      #""type":"measure-pledged","as":"n","party":"us","on":"2007-02-13""#,
      #""type":"measure-lapsed","measure":"n","on":"2008-01-01""#,
    ])
    let expected: [(String, Measure.Status)] = [
      ("2007-02-13", .pledged), ("2007-02-14", .accepted), ("2007-07-15", .implemented),
      ("2007-07-16", .verified), ("2008-08-14", .suspended), ("2008-10-12", .implemented),
      ("2009-04-14", .reversed),
    ]
    for (day, status) in expected { #expect(story.state(asOf: day).measures["m"]?.status == status) }
    let measure = try #require(story.state(asOf: "2007-05-01").measures["m"])
    #expect(measure.isOpen == .yes && measure.party == "kp" && measure.to == ["us"])
    #expect(measure.under?.slug == "deal" && measure.inReturnFor.isEmpty, "said again, ties are replaced")
    for (day, isOverdue) in [("2007-04-13", false), ("2007-04-15", true)] {
      #expect(measure.isOverdue(on: try #require(CivilDay(iso: day))) == Truth(isOverdue))
    }
    #expect(story.state().measures["m"]?.isOpen == .no && story.state().measures["m"]?.extent == .partly)
    #expect(story.state().measures["n"]?.status == .lapsed)
  }

  @Test("tells which agreements are in force")
  func agreements() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","title":"Frame","parties":["us","kp"],"on":"1994-10-21""#,
      #""type":"agreement-breached","agreement":"a","party":"kp","on":"2002-10""#,
      #""type":"agreement-reaffirmed","agreement":"a","on":"2002-11""#,
      #""type":"agreement-renounced","agreement":"a","party":"kp","on":"2003-01""#,
      #""type":"agreement-reached","as":"b","on":"2005""#,
      #""type":"agreement-superseded","agreement":"b","superseded-by":"c","on":"2007""#,
    ])
    #expect(story.state(asOf: "2002-10-31").agreements["a"]?.isInForce == .yes)
    #expect(story.state(asOf: "2002-10-31").agreements["a"]?.status == .breached)
    #expect(story.state(asOf: "2003-01-31").agreements["a"]?.isInForce == .no)
    #expect(story.state().agreements["a"]?.parties == ["us", "kp"])
    #expect(story.state().agreements["a"]?.life.last(.renounced)?.by == "kp")
    #expect(story.state().agreements["b"]?.supersededBy?.slug == "c")
    #expect(story.state().agreements["b"]?.isInForce == .no)
  }

  @Test("ends an agreement of two by one renunciation, and of more when it binds fewer than two")
  func renunciation() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"six","parties":["us","kp","cn"],"on":"2005-09-19""#,
      #""type":"agreement-renounced","agreement":"six","party":"kp","on":"2009-04-14""#,
      #""type":"agreement-renounced","agreement":"six","party":"us","on":"[2010-01-01..2010-03-31]""#,
      #""type":"agreement-breached","agreement":"six","party":"kp","on":"2011""#,
      #""type":"agreement-reaffirmed","agreement":"six","on":"2012-01-01""#,
      #""type":"agreement-signed","as":"two","parties":["us","kp"],"on":"1994-10-21""#,
      #""type":"agreement-renounced","agreement":"two","party":"kp","on":"2003-01-10""#,
      #""type":"agreement-breached","agreement":"two","party":"us","on":"2004""#,
    ])
    func six(_ day: String) throws -> Agreement { try #require(story.state(asOf: day).agreements["six"]) }
    #expect(try six("2009-04-13").isInForce == .yes && six("2009-04-13").renouncedBy == [])
    #expect(try six("2009-12-31").isInForce == .yes && six("2009-12-31").renouncedBy == ["kp"])
    #expect(try six("2009-12-31").binds("kp", by: CivilDay(iso: "2009-12-31")) == .no)
    #expect(try six("2009-12-31").binds("cn", by: CivilDay(iso: "2009-12-31")) == .yes)
    #expect(try six("2009-12-31").binds("jp", by: CivilDay(iso: "2009-12-31")) == .no)
    #expect(try six("2010-02-01").isInForce == .unknown)
    #expect(try six("2010-02-01").binds("us", by: CivilDay(iso: "2010-02-01")) == .unknown)
    #expect(try six("2010-12-31").isInForce == .no && six("2010-12-31").renouncedBy == ["kp", "us"])
    #expect(try six("2011-12-31").isInForce == .no && six("2011-12-31").status == .breached)
    // It names nobody, and so speaks for none of those who left.
    #expect(try six("2012-01-01").isInForce == .no && six("2012-01-01").renouncedBy == ["kp", "us"])
    // A breach that is alleged afterwards does not bring it back.
    #expect(story.state().agreements["two"]?.isInForce == .no)
  }

  @Test("brings back into an agreement those whom a reaffirmation or a signature names")
  func returning() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"jcpoa","parties":["us","ir","fr","eu"],"on":"2015-07-14""#,
      #""type":"agreement-renounced","agreement":"jcpoa","party":"us","on":"2018-05-08""#,
      #""type":"agreement-reaffirmed","agreement":"jcpoa","parties":["ir","fr","eu"],"on":"2018-07-06""#,
      #""type":"agreement-reaffirmed","agreement":"jcpoa","on":"2019-07-28""#,
      #""type":"agreement-signed","agreement":"jcpoa","parties":["us"],"on":"2021""#,
      #""type":"agreement-signed","as":"two","parties":["us","ir"],"on":"2015""#,
      #""type":"agreement-renounced","agreement":"two","party":"us","on":"2018""#,
      #""type":"agreement-reaffirmed","agreement":"two","parties":["ir"],"on":"2019""#,
    ])
    func jcpoa(_ day: String) throws -> Agreement {
      try #require(story.state(asOf: day).agreements["jcpoa"])
    }
    for day in ["2018-05-08", "2018-07-06", "2019-07-28"] {
      #expect(try jcpoa(day).renouncedBy == ["us"] && jcpoa(day).isInForce == .yes)
      #expect(try jcpoa(day).binds("us", by: CivilDay(iso: day)) == .no)
      #expect(try jcpoa(day).binds("ir", by: CivilDay(iso: day)) == .yes)
    }
    #expect(try jcpoa("2018-07-06").status == .reaffirmed)
    #expect(try jcpoa("2021-06-01").binds("us", by: CivilDay(iso: "2021-06-01")) == .unknown)
    #expect(try jcpoa("2021-12-31").renouncedBy == [])
    #expect(try jcpoa("2021-12-31").binds("us", by: CivilDay(iso: "2021-12-31")) == .yes)
    // One alone cannot keep an agreement of two.
    let two = try #require(story.state().agreements["two"])
    #expect(two.status == .reaffirmed && two.isInForce == .no)
  }

  @Test("keeps rival assessments of a setback, and what overcame it")
  func setbacks() throws {
    let story = try Story([
      #""type":"setback-occurred","as":"test","kind":"nuclear-test","party":"kp","severity":"severe","assessed-by":"UN","on":"2006-10-09""#,
      #""type":"setback-assessed","setback":"test","severity":"moderate","assessed-by":"Desk","on":"2006-10-10""#,
      #""type":"setback-overcome","setback":"test","through":["m"],"how":"talks","on":"2006-12-18""#,
    ])
    #expect(story.state(asOf: "2006-11-01").setbacks["test"]?.overcome == nil)
    let setback = try #require(story.state().setbacks["test"])
    #expect(setback.assessments.map(\.severity) == [.severe, .moderate])
    #expect(setback.assessments.map(\.by) == ["UN", "Desk"])
    #expect(setback.overcome?.position == 3 && setback.through.map(\.slug) == ["m"] && setback.how == "talks")
  }

  @Test("ends an administration where the party's next begins")
  func administrations() throws {
    let story = try Story([
      #""type":"administration-changed","party":"us","head":"Obama","on":"2009-01-20""#,
      #""type":"administration-changed","party":"us","head":"Bush","on":"2001-01-20""#,
      #""type":"administration-changed","party":"kr","head":"Roh","on":"2003-02-25""#,
    ])
    let state = story.state()
    #expect(state.administrations.map(\.head) == ["Bush", "Roh", "Obama"])
    #expect(state.administrations.map { $0.until?.position } == [1, nil, nil])
  }

  @Test("tells when the talks stood still")
  func suspension() throws {
    let story = try Story([
      #""type":"talks-opened","on":"2003-08-27""#,
      #""type":"talks-suspended","reason":"accounts","on":"2005-11-12""#,
      #""type":"talks-resumed","through":["m"],"on":"2006-12-18""#,
    ])
    #expect(story.state(asOf: "2003-08-26").standing == .notBegun)
    #expect(story.state(asOf: "2005-11-11").standing == .open)
    #expect(story.state(asOf: "2005-11-12").standing == .suspended)
    #expect(story.state(asOf: "2005-11-12").suspensions.first?.until == nil)
    #expect(story.state().standing == .open)
    #expect(story.state().suspensions.map { $0.until?.position } == [3])
    #expect(story.state().opened?.position == 1)
  }

  @Test("counts by a day what may have happened by then", arguments: [("2003-07-31", 0), ("2003-08-01", 1)])
  func horizon(day: String, count: Int) throws {
    let story = try Story([#""type":"talks-opened","on":"2003-08""#, #""type":"note-added","text":"x""#])
    #expect(story.state(asOf: day).entries.count == count + 1)
  }
}
