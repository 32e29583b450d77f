import Talks
import Testing

@Suite("A breakdown")
struct EpisodeTests {
  private let opened = #""type":"round-convened","as":"r1","parties":["kp","us"],"on":"2003-08-27""#

  private func episodes(_ more: [String], asOf day: String? = nil) throws -> [Episode] {
    try Story([opened] + more).state(asOf: day).episodes
  }

  @Test("lasts from a walk-out until those are back who left in it")
  func walkOut() throws {
    let story = [
      #""type":"party-withdrew","party":"kp","reason":"hostility","on":"2005-02-10""#,
      #""type":"party-withdrew","party":"us","on":"2005-02-10""#,
      #""type":"party-returned","party":"kp","on":"2005-07-09""#,
      #""type":"party-returned","party":"us","on":"2005-07-11""#,
    ]
    let it = try #require(try episodes(story).first)
    #expect(it.kind == .walkOut && it.parties == ["kp", "us"] && it.reason == "hostility")
    #expect(it.days?.fewest == 151 && it.days?.most == 151 && it.isOpen == .no)
    #expect(try episodes(story, asOf: "2005-07-10")[0].isOpen == .yes)
    #expect(try episodes(story, asOf: "2005-02-09").isEmpty)
  }

  @Test("is not held open by those who had left in an earlier one")
  func earlier() throws {
    let joined = ["us", "kp", "cn", "jp"].map { #""type":"party-joined","party":"\#($0)","on":"2000-01-01""# }
    let left = [
      #""type":"party-withdrew","party":"jp","on":"2001-02-01""#,
      #""type":"party-withdrew","party":"cn","on":"2001-04-01""#,
      #""type":"party-returned","party":"cn","on":"2001-04-20""#,
    ]
    let all = try Story(joined + left).state().episodes
    #expect(all.map(\.parties) == [["jp"], ["cn"]])
    // From 1 to 20 April; Japan is away all the same.
    #expect(all[1].days?.fewest == 19 && all[1].days?.most == 19 && all[1].isOpen == .no)
    #expect(all[0].isOpen == .yes && all[0].days == nil)
    let back = try Story(joined + left + [#""type":"party-returned","party":"jp","on":"2001-05-01""#]).state()
      .episodes
    #expect(back.map(\.days?.fewest) == [89, 19], "28 days of February, 31 and 30 of March and April")
    // A suspension belongs to the walk-out that it follows, and a round ends whatever is open.
    let further = try Story(
      joined + left.prefix(2) + [
        #""type":"talks-suspended","on":"2001-04-05""#,
        #""type":"party-returned","party":"cn","on":"2001-04-20""#,
        #""type":"party-withdrew","party":"kp","on":"2001-04-25""#,
        #""type":"round-convened","as":"r","on":"2001-06-01""#,
      ]
    ).state().episodes
    #expect(
      further.map(\.parties) == [["jp"], ["cn", "kp"]] && further.map(\.isSuspension) == [false, true])
    #expect(further.map { $0.ended?.on?.text } == ["2001-06-01", "2001-06-01"])
  }

  @Test("does not begin where a host, a mediator, an observer or a guarantor leaves")
  func roles() throws {
    for (role, isOne) in [
      ("principal", true), ("participant", true), ("host", false), ("mediator", false), ("observer", false),
      ("guarantor", false),
    ] {
      let joined = #""type":"party-joined","party":"by","role":"\#(role)","on":"2022-02-28""#
      let left = #""type":"party-withdrew","party":"by","on":"2022-03-20""#
      #expect(try Story([joined, left]).state().episodes.isEmpty == !isOne, "\(role)")
      #expect(try Story([joined, left]).state().roster.atTable.isEmpty, "\(role)")
    }
  }

  @Test("goes by what the event says, before the role")
  func kinds() throws {
    for (kind, isOne) in [
      ("walk-out", true), ("mandate-ended", false), ("expelled", false), ("replaced", false),
    ] {
      for role in ["principal", "mediator"] {
        let state = try Story([
          #""type":"party-joined","party":"kp","role":"\#(role)","on":"2003""#,
          #""type":"party-withdrew","party":"kp","kind":"\#(kind)","on":"2005-02-10""#,
        ]).state()
        #expect(state.episodes.isEmpty == !isOne, "\(role) \(kind)")
        #expect(state.roster.seats.first?.leaving?.rawValue == kind)
      }
    }
    // Nothing is known of a party that was never there but that it walked out, where the event says so.
    #expect(
      try Story([#""type":"party-withdrew","party":"jp","kind":"walk-out","on":"2005""#]).state().episodes
        .count == 1)
  }

  @Test("lasts from a suspension until the talks go on, whoever returns meanwhile")
  func suspension() throws {
    let story = [
      #""type":"party-withdrew","party":"kp","on":"2005-11-12""#,
      #""type":"talks-suspended","because":"funds","reason":"the funds","on":"2005-11-20""#,
      #""type":"party-returned","party":"kp","on":"2006-10-31""#,
      #""type":"round-convened","as":"r2","on":"2006-12-18""#,
      #""type":"talks-suspended","on":"2009-04-14""#,
      #""type":"talks-resumed","on":"2010-01""#,
      #""type":"talks-suspended","on":"2011""#,
      #""type":"talks-closed","on":"2012-01-01""#,
    ]
    let all = try episodes(story)
    #expect(all.map { $0.began.on?.text } == ["2005-11-12", "2009-04-14", "2011"])
    #expect(all.map(\.kind) == [.walkOut, .suspension, .suspension])
    #expect(all[0].because?.slug == "funds" && all[0].ended?.on?.text == "2006-12-18")
    #expect(all[1].days?.fewest == 262 && all[1].days?.most == 292)
    #expect(all[2].isFinal && all[2].isOpen == .no && !all[1].isFinal)
    let open = try episodes(story, asOf: "2010-01-10")
    #expect(open.last?.isOpen == .unknown)
  }

  @Test("does not begin where one leaves who had no seat, nor end by one who comes beside those that left")
  func strangers() throws {
    #expect(try episodes([#""type":"party-withdrew","party":"jp","on":"2005""#]).isEmpty)
    let all = try episodes([
      #""type":"party-withdrew","party":"kp","on":"2005-02-10""#,
      #""type":"party-joined","party":"jp","on":"2005-03-01""#,
    ])
    #expect(all.count == 1 && all[0].isOpen == .yes && all[0].days == nil)
  }
}

@Suite("Ties between things")
struct TieTests {
  @Test("say what carries out, confirms, breaks, replaces, answers and overcomes what")
  func relations() throws {
    let state = try Story([
      #""type":"agreement-signed","as":"old","on":"1991""#,
      #""type":"agreement-signed","as":"new","on":"2005""#,
      #""type":"agreement-linked","agreement":"new","implements":["old"],"reaffirms":["us-dprk/text"],"on":"2005""#,
      #""type":"agreement-reaffirmed","agreement":"old","parties":["kr","kp"],"on":"2000""#,
      #""type":"setback-occurred","as":"test","on":"2006""#,
      #""type":"agreement-breached","agreement":"new","party":"kp","through":["test"],"on":"2006""#,
      #""type":"agreement-renounced","agreement":"new","party":"kp","on":"2009""#,
      #""type":"agreement-superseded","agreement":"old","superseded-by":"new","on":"2005""#,
      #""type":"measure-pledged","as":"a","party":"kp","under":"new","on":"2005""#,
      #""type":"measure-pledged","as":"b","party":"us","in-return-for":["a"],"on":"2005""#,
      #""type":"setback-overcome","setback":"test","through":["b"],"on":"2007""#,
    ]).state()
    func words(_ state: ProcessState) -> Set<String> {
      Set(
        state.ties.map { tie in
          let subject = tie.subject?.description ?? tie.parties.map(\.description).joined(separator: "+")
          return "\(subject) \(tie.relation) \(tie.object) \(tie.dating?.on?.text ?? "")"
        })
    }
    #expect(
      words(state) == [
        "new implements old 2005", "new reaffirms us-dprk/text 2005", "kr+kp reaffirms old 2000",
        "test breaches new 2006", "kp renounces new 2009", "new supersedes old 2005", "a implements new 2005",
        "b answers a 2005", "b overcomes test 2007",
      ])
  }

  @Test("said again replace those said before")
  func again() throws {
    let state = try Story([
      #""type":"agreement-linked","as":"new","implements":["old"],"on":"2005""#,
      #""type":"agreement-linked","agreement":"new","on":"2006""#,
    ]).state()
    #expect(state.ties.isEmpty)
  }
}

@Suite("A track")
struct TrackTests {
  @Test("counts steps forward and back, those of its measures too that do not repeat it")
  func steps() throws {
    let state = try Story([
      #""type":"measure-pledged","as":"m","party":"kp","track":"peace","on":"2005""#,
      #""type":"measure-implemented","measure":"m","party":"kp","on":"2006""#,
      #""type":"measure-reversed","measure":"m","party":"kp","on":"2007""#,
      #""type":"note-added","title":"a note","text":"x","track":"peace","on":"2008""#,
    ]).state()
    let track = try #require(state.tracks["peace"])
    #expect(track.steps.map(\.movement) == [.forward, .forward, .back])
    #expect(track.last(.forward)?.position == 2 && track.last(.back)?.position == 3)
    #expect(track.last?.position == 4 && track.positions == [1, 2, 3, 4])
  }
}
