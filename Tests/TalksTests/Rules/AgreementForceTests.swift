import Talks
import Testing

/// Each expected value is worked out by hand from the events beside it.
@Suite("Whether an agreement is in force")
struct AgreementForceTests {
  /// Whether the agreement “a” is in force at the end of a day.
  private func force(_ story: Story, _ day: String) throws -> Truth { try a(story, day).isInForce }

  private func a(_ story: Story, _ day: String) throws -> Agreement {
    try #require(story.state(asOf: day).agreements["a"])
  }

  private func of(_ party: PartyID, _ story: Story, _ day: String) throws -> Truth {
    try a(story, day).isInForce(for: party, by: CivilDay(iso: day))
  }

  private func bond(_ party: PartyID, _ story: Story, _ day: String) throws -> Agreement.Bond? {
    try a(story, day).bonds(of: party, by: CivilDay(iso: day)).only()
  }

  private func standing(_ story: Story, _ day: String) throws -> Agreement.Standing? {
    try a(story, day).standings(by: CivilDay(iso: day)).only()
  }

  @Test("ends with the last day of its term, and lasts through it")
  func term() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["ru","ua"],"on":"2025-05-07","from":"2025-05-08","until":"2025-05-11""#
    ])
    // Reached a day before it begins.
    #expect(try force(story, "2025-05-07") == .no && standing(story, "2025-05-07") == .pending)
    #expect(try force(story, "2025-05-08") == .yes)
    #expect(try force(story, "2025-05-11") == .yes && standing(story, "2025-05-11") == .inForce)
    #expect(try force(story, "2025-05-12") == .no && standing(story, "2025-05-12") == .expired)
    #expect(try of("ru", story, "2025-05-12") == .no && bond("ru", story, "2025-05-12") == .over)
    #expect(try force(story, "2026-12-01") == .no)
  }

  @Test("begins on the day on which it was reached where it names no other")
  func reached() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["ru","ua"],"on":"2025-05-08","until":"2025-05-11""#
    ])
    #expect(try force(story, "2025-05-08") == .yes && force(story, "2025-05-11") == .yes)
    #expect(try force(story, "2025-05-12") == .no)
  }

  @Test("ends at an hour on the day of that hour")
  func hours() throws {
    // Thirty hours from the evening of the 19th: at the end of the 20th it still has not passed midnight.
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["ru","ua"],"on":"2025-04-19","from":"2025-04-19T18:00","until":"2025-04-20T23:00""#
    ])
    #expect(try force(story, "2025-04-19") == .yes)
    // The end of the 20th is an hour after it.
    #expect(try force(story, "2025-04-20") == .no)
  }

  @Test("is open while the end of its term is")
  func openTerm() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["x","y"],"on":"2025-05-01","until":"[2025-05-08..2025-05-11]""#,
      #""type":"agreement-reached","as":"b","parties":["x","y"],"on":"2025-05-01","until":"2025-05-08/..""#,
      #""type":"agreement-reached","as":"c","parties":["x","y"],"on":"2025-05-01","until":"[2025-05-08..]""#,
      #""type":"agreement-reached","as":"d","parties":["x","y"],"on":"2025-05-01","from":"2025-06""#,
    ])
    func force(_ slug: Slug, _ day: String) -> Truth? { story.state(asOf: day).agreements[slug]?.isInForce }
    // Its last day is one of 8 to 11 May: over for certain from the 12th, perhaps from the 9th on.
    #expect(force("a", "2025-05-08") == .yes && force("a", "2025-05-09") == .unknown)
    #expect(force("a", "2025-05-11") == .unknown && force("a", "2025-05-12") == .no)
    // An interval without an end never ends; one of which the last day is unknown may have ended on any day since.
    #expect(force("b", "2030-01-01") == .yes && force("c", "2030-01-01") == .unknown)
    // Some day in June.
    #expect(force("d", "2025-05-31") == .no && force("d", "2025-06-15") == .unknown)
    #expect(force("d", "2025-06-30") == .yes)
  }

  @Test("is open where its own date is an interval, until somebody says whether that was its term")
  func interval() throws {
    let dated = #""type":"agreement-reached","as":"a","parties":["x","y"],"on":"2025-05-08/2025-05-11""#
    let story = try Story([dated])
    #expect(try a(story, "2025-05-12").asksForTerm && force(story, "2025-05-12") == .unknown)
    #expect(try force(story, "2026-12-01") == .unknown && force(story, "2025-05-09") == .unknown)
    let said = try Story([
      dated,
      #""type":"event-amended","amended":"\#(eventID(1))","set":["until=2025-05-11","on=2025-05-08"],"because":"b""#,
    ])
    #expect(try force(said, "2025-05-09") == .yes && force(said, "2025-05-12") == .no)
    let signed = try Story([dated, #""type":"agreement-signed","agreement":"a","on":"2025-05-11""#])
    #expect(try force(signed, "2025-05-12") == .yes)
  }

  @Test("goes on where its term is extended, and comes back where it had run out")
  func extended() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["x","y"],"on":"2025-05-07","until":"2025-05-11""#,
      #""type":"agreement-extended","agreement":"a","until":"2025-05-20","on":"[2025-05-10..2025-05-13]""#,
      #""type":"agreement-extended","agreement":"a","on":"2025-06-01","until":"2025-06-01/..""#,
    ])
    #expect(try force(story, "2025-05-11") == .yes)
    // Extended on a day from the 10th to the 13th: on the 12th that may not have been yet.
    #expect(try force(story, "2025-05-12") == .unknown && force(story, "2025-05-13") == .yes)
    #expect(try force(story, "2025-05-20") == .yes && force(story, "2025-05-31") == .no)
    // Without an end from June on, as the NPT since 1995.
    #expect(try force(story, "2099-01-01") == .yes)
  }

  @Test("is open past the end of a term that was extended, where nobody says until when")
  func extendedOpenly() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","parties":["x","y"],"on":"2025-05-07","until":"2025-05-11""#,
      #""type":"agreement-extended","agreement":"a","on":"2025-05-10""#,
    ])
    #expect(try force(story, "2025-05-11") == .yes && force(story, "2025-05-12") == .unknown)
    #expect(story.state().agreements["a"]?.turningDays.contains(nil) == true)
  }

  /// The inter-Korean military agreement of 2018: South Korea suspends article 1(3) on 22 November 2023, North Korea
  /// gives it up on the day after, and South Korea suspends all of it on 4 June 2024.
  static let military = [
    #""type":"agreement-signed","as":"a","parties":["kr","kp"],"on":"2018-09-19""#,
    #""type":"agreement-suspended","agreement":"a","party":"kr","provisions":"article 1(3)","on":"2023-11-22""#,
    #""type":"agreement-renounced","agreement":"a","party":"kp","on":"2023-11-23""#,
    #""type":"agreement-suspended","agreement":"a","party":"kr","extent":"fully","on":"2024-06-04""#,
  ]

  @Test("follows for each party what it did to the military agreement of 2018")
  func military() throws {
    let story = try Story(Self.military)
    // In force for both until the 22nd; on the 22nd in part, since South Korea is one of two.
    #expect(try force(story, "2023-11-21") == .yes && standing(story, "2023-11-21") == .inForce)
    #expect(try force(story, "2023-11-22") == .yes && standing(story, "2023-11-22") == .inPart)
    #expect(try bond("kr", story, "2023-11-22") == .inPart && bond("kp", story, "2023-11-22") == .bound)
    // On 1 January 2024 North Korea has left it. South Korea had suspended a part, and only on 4 June the whole, so
    // that it held to the rest: alone, so that it was in force for South Korea, in part, and between nobody.
    #expect(try force(story, "2024-01-01") == .no && standing(story, "2024-01-01") == .renounced)
    #expect(try of("kr", story, "2024-01-01") == .yes && bond("kr", story, "2024-01-01") == .inPart)
    #expect(try of("kp", story, "2024-01-01") == .no && bond("kp", story, "2024-01-01") == .left)
    #expect(try a(story, "2024-01-01").suspensions.map(\.extent) == [.partly])
    // On 1 July 2024 it is in force for neither.
    #expect(try force(story, "2024-07-01") == .no)
    #expect(try of("kr", story, "2024-07-01") == .no && bond("kr", story, "2024-07-01") == .suspended)
    #expect(try of("kp", story, "2024-07-01") == .no && bond("kp", story, "2024-07-01") == .left)
    #expect(try a(story, "2024-07-01").suspensions.map(\.extent) == [.fully])
    #expect(try a(story, "2024-07-01").renouncedBy == ["kp"])
    // What was known in January did not say whether South Korea held to the rest.
    let known = try Story(Array(Self.military.prefix(3)))
    #expect(try of("kr", known, "2024-01-01") == .unknown && force(known, "2024-01-01") == .no)
  }

  @Test("does not go on for a party alone that says nothing, where the only other has left")
  func alone() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["us","kp"],"on":"1994-10-21""#,
      #""type":"agreement-renounced","agreement":"a","party":"kp","on":"2003-01-11""#,
    ])
    #expect(try force(story, "2003-01-10") == .yes && of("us", story, "2003-01-10") == .yes)
    #expect(try force(story, "2010-01-01") == .no && of("us", story, "2010-01-01") == .no)
    #expect(try bond("us", story, "2010-01-01") == .alone && bond("kp", story, "2010-01-01") == .left)
  }

  @Test("binds the others where one of several left or suspended it")
  func several() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["ir","us","fr"],"on":"2015-07-14""#,
      #""type":"agreement-suspended","agreement":"a","party":"ir","extent":"partly","on":"2017-01-01","until":"2017-03-31""#,
      #""type":"agreement-renounced","agreement":"a","party":"us","on":"2018-05-08""#,
      #""type":"agreement-suspended","agreement":"a","party":"ir","on":"2020""#,
      #""type":"agreement-resumed","agreement":"a","party":"ir","on":"2021-06-01""#,
    ])
    // In part for Iran, and yet whole between the two others; by itself whole again after the last day of March.
    #expect(try bond("ir", story, "2017-02-01") == .inPart && standing(story, "2017-02-01") == .inForce)
    #expect(try bond("ir", story, "2017-04-01") == .bound && a(story, "2017-04-01").suspensions.isEmpty)
    #expect(try force(story, "2018-05-08") == .yes && of("us", story, "2018-05-08") == .no)
    #expect(try of("ir", story, "2018-05-08") == .yes && of("fr", story, "2018-05-08") == .yes)
    // Iran suspends it on some day of 2020, and France cannot be bound to nobody.
    #expect(try force(story, "2020-06-01") == .unknown && of("ir", story, "2020-06-01") == .unknown)
    #expect(try force(story, "2020-12-31") == .no && of("fr", story, "2020-12-31") == .no)
    #expect(try standing(story, "2020-12-31") == .suspended)
    #expect(try force(story, "2021-06-01") == .yes && bond("ir", story, "2021-06-01") == .bound)
  }

  @Test("stops for all where all suspend it together, and goes on where they resume it")
  func together() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["x","y"],"on":"2001-01-01""#,
      #""type":"agreement-suspended","agreement":"a","on":"2002-01-01""#,
      #""type":"agreement-resumed","agreement":"a","on":"2003-01-01""#,
    ])
    #expect(try force(story, "2002-01-01") == .no && standing(story, "2002-01-01") == .suspended)
    #expect(try a(story, "2002-01-01").suspensions.map(\.by) == [[]])
    #expect(try force(story, "2003-01-01") == .yes && a(story, "2003-01-01").suspensions.isEmpty)
  }

  @Test("begins with its entry into force, also for a day before that was known")
  func entry() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["us","su"],"on":"1987-12-08","notice":"6 months""#,
      #""type":"agreement-ratified","agreement":"a","party":"us","on":"1988-05-27""#,
      #""type":"agreement-ratified","agreement":"a","party":"su","on":"1988-05-28""#,
      #""type":"agreement-entered-into-force","agreement":"a","on":"1988-06-01""#,
      #""type":"agreement-renounced","agreement":"a","party":"us","effective":"2019-08-02","on":"2019-02-01""#,
    ])
    #expect(try force(story, "1987-12-31") == .no && standing(story, "1987-12-31") == .pending)
    #expect(try force(story, "1988-05-31") == .no && force(story, "1988-06-01") == .yes)
    // Six months’ notice: bound until the day before it takes effect.
    #expect(try force(story, "2019-08-01") == .yes && a(story, "2019-08-01").notices.map(\.by) == [["us"]])
    #expect(try a(story, "2019-08-01").renouncedBy == [])
    #expect(try force(story, "2019-08-02") == .no && a(story, "2019-08-02").renouncedBy == ["us"])
    #expect(try a(story, "2019-08-02").notices.isEmpty)
  }

  @Test("begins for those whom an entry into force names, and for others with a consent of their own")
  func accession() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["x","y","z"],"on":"2000-01-01""#,
      #""type":"agreement-entered-into-force","agreement":"a","for":["x","y"],"on":"2001-01-01""#,
      #""type":"agreement-ratified","agreement":"a","party":"z","on":"2005""#,
    ])
    #expect(try force(story, "2001-01-01") == .yes && of("z", story, "2001-01-01") == .no)
    #expect(try bond("z", story, "2001-01-01") == .pending)
    #expect(try of("z", story, "2005-06-01") == .unknown && of("z", story, "2005-12-31") == .yes)
  }

  @Test("is open where a text is ratified by some and nothing says that it entered into force")
  func ratified() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["x","y"],"on":"2016-11-24""#,
      #""type":"agreement-ratified","agreement":"a","party":"x","on":"2016-11-30""#,
    ])
    #expect(try of("x", story, "2016-11-25") == .unknown && force(story, "2017-01-01") == .unknown)
  }

  @Test("is open between a renunciation at once and the end of the notice that the text asks for")
  func notice() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["kp","us","ru"],"on":"1985-12-12","notice":"P3M""#,
      #""type":"agreement-renounced","agreement":"a","party":"kp","effective":"1993-06-12","on":"1993-03-12""#,
      #""type":"agreement-reaffirmed","agreement":"a","parties":["kp"],"on":"1993-06-11""#,
      #""type":"agreement-renounced","agreement":"a","party":"kp","on":"2003-01-10""#,
    ])
    // Taken back a day before it was to have effect.
    #expect(try of("kp", story, "1993-06-11") == .yes && of("kp", story, "1993-06-12") == .yes)
    // The party says at once, the text says from 10 April on.
    #expect(try of("kp", story, "2003-01-10") == .unknown && of("kp", story, "2003-04-09") == .unknown)
    #expect(try of("kp", story, "2003-04-10") == .no && force(story, "2003-04-10") == .yes)
  }

  @Test("ends for all where it is ended, and comes back where it is signed anew")
  func ended() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["x","y"],"on":"2001-01-01""#,
      #""type":"agreement-ended","agreement":"a","reason":"carried out","on":"2002""#,
      #""type":"agreement-breached","agreement":"a","party":"x","on":"2003-01-01""#,
      #""type":"agreement-signed","agreement":"a","parties":["x","y"],"on":"2004-01-01""#,
    ])
    #expect(try force(story, "2002-06-01") == .unknown && force(story, "2002-12-31") == .no)
    #expect(try standing(story, "2003-01-01") == .ended && bond("x", story, "2003-01-01") == .over)
    #expect(try force(story, "2004-01-01") == .yes)
  }

  @Test("is not changed by breaches, which are counted by who alleges and who finds them")
  func breaches() throws {
    let story = try Story([
      #""type":"agreement-signed","as":"a","parties":["x","y"],"on":"2001-01-01""#,
      #""type":"agreement-breached","agreement":"a","party":"x","alleged-by":["y"],"on":"2001-02-01""#,
      #""type":"agreement-breached","agreement":"a","party":"x","alleged-by":["y"],"found-by":["un"],"on":"2001-03-01""#,
      #""type":"agreement-breached","agreement":"a","party":"y","according-to":"a newspaper","on":"2001-04-01""#,
      #""type":"agreement-breached","agreement":"a","party":"x","on":"2001-05-01""#,
    ])
    #expect(try force(story, "2001-12-31") == .yes && standing(story, "2001-12-31") == .inForce)
    let tallies = try a(story, "2001-12-31").breachTallies
    #expect(tallies.map(\.party) == ["x", "y"] && tallies.map(\.count) == [3, 1])
    // Of the three by x one was found; nobody is named for the last.
    #expect(tallies.map(\.alleged) == [2, 1] && tallies.map(\.found) == [1, 0])
    #expect(tallies.map(\.allegedBy) == [["y"], []] && tallies.map(\.foundBy) == [["un"], []])
    #expect(tallies.map(\.accordingTo) == [[], ["a newspaper"]])
  }

  @Test("is of nobody where a text was only reaffirmed, renounced or suspended")
  func unlinked() throws {
    let story = try Story([
      #""type":"agreement-reaffirmed","as":"a","parties":["us","kr"],"on":"2021-05-21""#,
      #""type":"agreement-renounced","as":"b","party":"kp","on":"2009-01-30""#,
      #""type":"agreement-signed","agreement":"b","parties":["kr","kp"],"on":"1991-12-13""#,
    ])
    #expect(try force(story, "2022-01-01") == .no && standing(story, "2022-01-01") == .unlinked)
    // A signature that was recorded later is one all the same.
    #expect(story.state(asOf: "2000-01-01").agreements["b"]?.isInForce == .yes)
    #expect(story.state().agreements["b"]?.isUnlinked == false)
  }

  @Test("is the same in whatever order its events are recorded")
  func order() throws {
    let story = try Story(Self.military)
    for day in ["2018-09-18", "2018-09-19", "2023-11-22", "2023-11-23", "2024-01-01", "2024-06-04"] {
      let state = ProcessState.fold(story.entries, asOf: CivilDay(iso: day))
      let other = ProcessState.fold(story.entries.reversed(), asOf: CivilDay(iso: day))
      #expect(state.agreements["a"]?.isInForce == other.agreements["a"]?.isInForce)
      for party in ["kr", "kp"] as [PartyID] {
        #expect(
          state.agreements["a"]?.bonds(of: party, by: CivilDay(iso: day))
            == other.agreements["a"]?.bonds(of: party, by: CivilDay(iso: day)))
      }
    }
  }

  @Test("changes by itself on the day after its term, which is why tables say nothing of the days before")
  func turns() throws {
    let story = try Story([
      #""type":"agreement-reached","as":"a","on":"2025-05-07","from":"2025-05-08","until":"2025-05-11""#,
      #""type":"agreement-reached","as":"b","on":"2025-05-07","until":"2025-05-11T12:00""#,
      #""type":"agreement-reached","as":"c","on":"2025-05-07","until":"2025-05-11/..""#,
      #""type":"agreement-reached","as":"d","on":"2025-05-07","until":"[2025-05-11..]""#,
    ])
    func days(_ slug: Slug) -> [String?]? {
      story.state().agreements[slug]?.turningDays.map { $0?.description }
    }
    #expect(days("a") == ["2025-05-08", "2025-05-12"] && days("b") == ["2025-05-11"])
    #expect(days("c") == [] && days("d") == [nil])
  }
}
