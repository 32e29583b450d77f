import Talks
import Testing

@Suite("How events go together")
struct CoherenceCheckTests {
  private func joined(_ on: String, _ more: String = "") -> String {
    #""type":"party-joined","party":"jp","on":"\#(on)"\#(more)"#
  }
  private func withdrew(_ on: String) -> String { #""type":"party-withdrew","party":"jp","on":"\#(on)""# }
  private func returned(_ on: String) -> String { #""type":"party-returned","party":"jp","on":"\#(on)""# }
  private func round(_ name: String, _ on: String) -> String {
    #""type":"round-convened","as":"\#(name)","title":"Round","on":"\#(on)","parties":["jp"]"#
  }
  private func retracted(_ position: Int) -> String {
    #""type":"event-retracted","retracted":"\#(eventID(position))","because":"a mistake""#
  }

  private func events(_ check: any Check.Type, _ lines: String...) throws -> [[Int64]] {
    try findings(check, lines).map(\.events)
  }

  @Test("a party is at a round that it had not joined, or had left")
  func notJoined() throws {
    let first = try findings(NotJoined.self, [round("a", "2003-08-27"), round("b", "2003-09-27")])
    #expect(first.map(\.events) == [[1]])
    #expect(first.first?.sentence == "Japan is at “Round” (27 August 2003) without having joined.")
    #expect(try events(NotJoined.self, round("a", "2003-08-27"), joined("2003-09-01")) == [[1]])
    let left = try findings(
      NotJoined.self, [joined("2003"), withdrew("2004-05"), round("a", "2004-06-01"), returned("2004-07")])
    #expect(left.map(\.events) == [[2, 3]])
    #expect(left.first?.sentence == "Japan is at “Round” (1 June 2004) without having returned.")
  }

  @Test("several parties are strangers at one round")
  func strangers() throws {
    let found = try findings(
      NotJoined.self,
      [
        joined("2003-08-01"),
        #""type":"round-convened","as":"r","title":"Round","on":"2003-08-27","parties":["jp","us","cn"]"#,
        round("s", "2003-09-27"),
      ])
    #expect(found.map(\.events) == [[2]])
    #expect(
      found.first?.sentence == "United States, China are at “Round” (27 August 2003) without having joined.")
  }

  @Test("a party is at a round that it may have joined")
  func perhapsJoined() throws {
    #expect(try events(NotJoined.self, joined("2003-08-27"), round("a", "2003-08-27/2003-08-29")) == [])
    #expect(try events(NotJoined.self, round("a", "2003-08-27"), joined("2003")) == [])
    #expect(try events(NotJoined.self, joined("2003"), withdrew("2004"), round("a", "2004-06-01")) == [])
    #expect(try events(NotJoined.self, joined("2003"), withdrew("2003"), round("a", "2004-06-01")) == [])
    #expect(
      try events(NotJoined.self, joined("2003"), withdrew("2004"), returned("2005"), round("a", "2006")) == []
    )
  }

  @Test("a party joins, or returns, while it is there")
  func joinedTwice() throws {
    let twice = try findings(JoinedTwice.self, [joined("2003-08"), joined("2003-10-01")])
    #expect(twice.map(\.events) == [[1, 2]])
    #expect(twice.first?.sentence == "Japan joins (1 October 2003) although it was at the table already.")
    #expect(try events(JoinedTwice.self, joined("2003-08"), returned("2003-10")) == [[1, 2]])
    let early = try findings(JoinedTwice.self, [joined("2003-08"), returned("2004-05"), withdrew("2004-06")])
    #expect(early.map(\.events) == [[1, 2, 3]])
    #expect(early.first?.sentence == "Japan returns (May 2004) before it left (June 2004).")
    #expect(try events(JoinedTwice.self, joined("2003"), joined("2004", #","role":"host""#)) == [])
    #expect(try events(JoinedTwice.self, joined("2003"), withdrew("2004"), returned("2005")) == [])
    #expect(try events(JoinedTwice.self, joined("2003"), withdrew("2004"), joined("2004-06")) == [])
    #expect(
      try events(JoinedTwice.self, joined("2003"), #""type":"talks-closed","on":"2004""#, joined("2005"))
        == [])
  }

  @Test("a round ends that was not convened")
  func noRound() throws {
    let ended = #""type":"round-concluded","as":"r","title":"Round","on":"2003-08-29""#
    let found = try findings(NoRound.self, [ended])
    #expect(found.map(\.events) == [[1]])
    #expect(found.first?.sentence == "“Round” ends (29 August 2003) without having been convened.")
    #expect(try events(NoRound.self, #""type":"round-recessed","as":"r","on":"2003""#) == [[1]])
    func convened(_ on: String) -> String { #""type":"round-convened","round":"r","on":"\#(on)""# }
    let early = try findings(NoRound.self, [ended, convened("2003-09")])
    #expect(early.map(\.events) == [[1, 2]])
    #expect(
      early.first?.sentence == "“Round” ends (29 August 2003) before it was convened (September 2003).")
    #expect(
      early.first?.hint
        == "parley amend 1 --set on=DATE --because …, if the dates are the wrong way round")
    #expect(try events(NoRound.self, ended, convened("2003-08-27")) == [])
    #expect(try events(NoRound.self, ended, convened("2003")) == [])
    #expect(try events(NoRound.self, round("r", "2003-08-27/2003-08-29")) == [])
  }

  @Test("a party leaves talks, or an agreement, that it had not joined")
  func neverJoined() throws {
    let found = try findings(NeverJoined.self, [withdrew("2004")])
    #expect(found.map(\.events) == [[1]])
    #expect(found.first?.sentence == "Japan leaves the talks (2004) without having been at the table.")
    #expect(try events(NeverJoined.self, joined("2003"), withdrew("2004")) == [])
    let early = try findings(NeverJoined.self, [withdrew("2004"), joined("2005")])
    #expect(early.map(\.events) == [[1, 2]])
    #expect(early.first?.sentence == "Japan leaves the talks (2004) before it came (2005).")
    #expect(
      try events(NeverJoined.self, round("a", "2003-08-27"), withdrew("2004")) == [], "it was seen there")
    let signed =
      #""type":"agreement-signed","as":"a","title":"Frame","parties":["us","kp"],"on":"1994-10-21""#
    func renounced(_ party: String) -> String {
      #""type":"agreement-renounced","agreement":"a","party":"\#(party)","on":"2003""#
    }
    let left = try findings(NeverJoined.self, [signed, renounced("jp")])
    #expect(left.map(\.sentence) == ["Japan leaves “Frame” (2003) without having been a party to it."])
    #expect(try events(NeverJoined.self, signed, renounced("kp")) == [])
    let unnamed = #""type":"agreement-signed","as":"a","on":"1994""#
    #expect(try events(NeverJoined.self, unnamed, renounced("jp")) == [], "nobody is named who signed it")
  }

  @Test("a round ends before it was convened")
  func backwards() throws {
    let round = #""type":"round-convened","as":"r","title":"Round","on":"2003-08-27","until":"2003-08-20""#
    #expect(
      try findings(NoRound.self, [round]).map(\.sentence) == [
        "“Round” ends (20 August 2003) before it was convened (27 August 2003)."
      ])
  }

  @Test("a measure is done, or confirmed, out of course")
  func measures() throws {
    func step(_ step: String, _ on: String, _ name: String = "measure") -> String {
      #""type":"measure-\#(step)","\#(name)":"m","party":"kp","title":"Freeze","on":"\#(on)""#
    }
    let done = try findings(NeverPledged.self, [step("implemented", "2003-08", "as")])
    #expect(done.map(\.events) == [[1]])
    #expect(done.first?.sentence == "“Freeze” is implemented (August 2003) without having been pledged.")
    let early = step("implemented", "2003-08", "as")
    let late = try findings(NeverPledged.self, [early, step("pledged", "2003-09")])
    #expect(late.map(\.events) == [[1, 2]])
    #expect(
      late.first?.sentence == "“Freeze” is implemented (August 2003) before it was pledged (September 2003).")
    #expect(try events(NeverPledged.self, early, step("pledged", "2003")) == [])
    #expect(try events(NeverPledged.self, early, step("accepted", "2003-07")) == [])

    let pledged = step("pledged", "2003", "as")
    let confirmed = try findings(NotImplemented.self, [pledged, step("verified", "2003-08")])
    #expect(confirmed.map(\.events) == [[2]])
    #expect(
      confirmed.first?.sentence == "“Freeze” is verified (August 2003) without having been implemented.")
    #expect(
      try events(NotImplemented.self, pledged, step("implemented", "2003"), step("verified", "2003-08")) == []
    )
    let hasty = try findings(
      NotImplemented.self, [pledged, step("verified", "2003-08"), step("implemented", "2003-09")])
    #expect(hasty.map(\.events) == [[2, 3]])
    #expect(
      hasty.first?.sentence
        == "“Freeze” is verified (August 2003) before it was implemented (September 2003).")
  }

  private static let shutdown =
    #""type":"measure-pledged","as":"m","party":"kp","title":"Shutdown","on":"2007-02-13""#

  private func step(_ step: String, by party: String, _ on: String, _ more: String = "") -> String {
    #""type":"measure-\#(step)","measure":"m","party":"\#(party)","on":"\#(on)"\#(more)"#
  }

  @Test("another does it than who promised it")
  func otherDoer() throws {
    let found = try findings(OtherDoer.self, [Self.shutdown, step("implemented", by: "jp", "2007-07-15")])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "“Shutdown” is implemented (15 July 2007) by Japan, and was pledged by North Korea.")
    #expect(try events(OtherDoer.self, Self.shutdown, step("implemented", by: "kp", "2007-07-15")) == [])
    #expect(
      try events(
        OtherDoer.self, Self.shutdown, step("implemented", by: "jp", "2007-07-15", #","with":["kp"]"#)) == [],
      "who promised it takes part")
    #expect(
      try events(
        OtherDoer.self, #""type":"measure-implemented","as":"m","party":"jp","on":"2007-07-15""#,
        step("implemented", by: "kp", "2007-07-16")) == [], "nobody promised it")
  }

  @Test("a party confirms what it did itself")
  func ownVerifier() throws {
    let done = step("implemented", by: "kp", "2007-07-15")
    let found = try findings(
      OwnVerifier.self, [Self.shutdown, done, step("verified", by: "kp", "2007-07-20")])
    #expect(found.map(\.events) == [[2, 3]])
    #expect(
      found.first?.sentence == "“Shutdown” is verified (20 July 2007) by North Korea, whose own act it is.")
    #expect(
      try events(OwnVerifier.self, Self.shutdown, done, step("verified", by: "iaea", "2007-07-20")) == [])
    #expect(
      try events(
        OwnVerifier.self, Self.shutdown, done,
        step("verified", by: "kp", "2007-07-20", #","result":"not-confirmed""#)) == [])
    let joint = #""form":2,"type":"measure-implemented","as":"m","party":"us","with":["ru"],"on":"1991""#
    #expect(
      try events(OwnVerifier.self, joint, step("verified", by: "ru", "1992")) == [],
      "it may look at what the other did")
  }

  @Test("a measure is promised by a day that was over")
  func latePledge() throws {
    func pledged(_ on: String, _ deadline: String) -> String {
      #""type":"measure-pledged","as":"m","title":"Relief","party":"us","on":"\#(on)","deadline":"\#(deadline)""#
    }
    let found = try findings(LatePledge.self, [pledged("2015-07-14", "2014-01-01")])
    #expect(found.map(\.events) == [[1]])
    #expect(
      found.first?.sentence
        == "“Relief” is pledged (14 July 2015) by a deadline that was over (1 January 2014).")
    #expect(try events(LatePledge.self, pledged("2015-07-14", "2015-07-14")) == [])
    #expect(try events(LatePledge.self, pledged("2015-07-14", "2015")) == [])
  }

  @Test("talks resume that nothing had stopped")
  func notSuspended() throws {
    func resumed(_ on: String) -> String { #""type":"talks-resumed","on":"\#(on)""# }
    func suspended(_ on: String) -> String { #""type":"talks-suspended","on":"\#(on)""# }
    let found = try findings(
      NotSuspended.self, [#""type":"talks-opened","on":"2003""#, resumed("2007-03-01")])
    #expect(found.map(\.events) == [[2]])
    #expect(found.first?.sentence == "The talks resume (1 March 2007) without having been suspended.")
    let twice = try findings(
      NotSuspended.self, [suspended("2006-01-01"), resumed("2006-12-18"), resumed("2007-03-01")])
    #expect(twice.map(\.events) == [[2, 3]])
    #expect(
      twice.first?.sentence
        == "The talks resume (1 March 2007) although they had resumed (18 December 2006).")
    #expect(try events(NotSuspended.self, suspended("2006-01-01"), resumed("2006-12-18")) == [])
    #expect(
      try events(NotSuspended.self, joined("2003"), withdrew("2005-02-10"), resumed("2005-07-26")) == [])
    #expect(try events(NotSuspended.self, resumed("2006-12-18"), suspended("2006")) == [], "it may be later")
    #expect(
      try events(
        NotSuspended.self, suspended("2005"), resumed("2006-02"), suspended("2006-05"), resumed("2006-12"))
        == [])
  }

  @Test("two govern a party at once")
  func administrations() throws {
    func governs(_ head: String, _ on: String, _ more: String = "") -> String {
      #""type":"administration-changed","party":"us","head":"\#(head)","on":"\#(on)"\#(more)"#
    }
    let found = try findings(
      OverlappingAdministrations.self, [governs("A", "2001-01-20/2005"), governs("B", "2004-03")])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "A (20 January 2001 – 2005) and B (March 2004) govern United States at the same time.")
    let check = OverlappingAdministrations.self
    #expect(try events(check, governs("A", "2001-01-20"), governs("B", "2001-01-20")) == [[1, 2]])
    #expect(try events(check, governs("A", "2001-01-20"), governs("B", "2001-01-21")) == [])
    #expect(try events(check, governs("A", "2001"), governs("B", "2001")) == [])
    #expect(try events(check, governs("A", "2001/2005"), governs("B", "2005-01-20")) == [])
    #expect(try events(check, governs("A", "2001/2005"), governs("A", "2004")) == [])
    #expect(
      try events(
        check, governs("A", "2001/2005", #","office":"president""#),
        governs("B", "2004", #","office":"premier""#)) == [])
  }

  @Test("a negotiator is recorded as the head of a party")
  func negotiator() throws {
    func governs(_ office: String) -> String {
      #""type":"administration-changed","party":"ru","head":"M","office":"\#(office)","on":"2019-02-28""#
    }
    let found = try findings(NegotiatorAsHead.self, [governs("chief negotiator")])
    #expect(found.map(\.events) == [[1]])
    #expect(
      found.first?.sentence
        == "M (28 February 2019), chief negotiator, negotiates for Russia and does not govern it.")
    #expect(try events(NegotiatorAsHead.self, governs("prime minister")) == [])
  }

  @Test("a party gives up what it was not recorded to want")
  func neverWanted() throws {
    func stated(_ wanted: String, _ drops: String, _ party: String = "kp") -> String {
      #""type":"position-stated","party":"\#(party)","issue":"Aid","preconditions":[\#(wanted)],"drops":[\#(drops)],"on":"2005""#
    }
    let found = try findings(NeverWanted.self, [stated(#""a""#, ""), stated("", #""a ","b""#)])
    #expect(found.map(\.events) == [[2]])
    #expect(
      found.first?.sentence
        == "North Korea gives up “b” (2005), which it is not recorded to have wanted first on Aid.")
    #expect(try events(NeverWanted.self, stated(#""a""#, ""), stated("", #""a""#)) == [])
    #expect(try events(NeverWanted.self, stated(#""a""#, "", "us"), stated("", #""a""#)) == [[2]])
  }

  @Test("an answer names a clause that the proposal does not have")
  func clauses() throws {
    let tabled =
      #""type":"proposal-tabled","as":"p","party":"us","clauses":["oil | ask | | Oil"],"on":"2005""#
    func accepted(_ clause: String) -> String {
      #""type":"proposal-accepted","proposal":"p","party":"kp","clauses":["\#(clause)"],"on":"2006""#
    }
    let found = try findings(UnknownClause.self, [tabled, accepted("oils")])
    #expect(found.map(\.events) == [[2]])
    #expect(found.first?.sentence == "“p” has no clause “oils” (2006). Did you mean “oil”?")
    #expect(try events(UnknownClause.self, tabled, accepted("oil")) == [])
  }

  @Test("an answer to a position is tied to none")
  func positions() throws {
    let stated =
      #""type":"position-stated","party":"kp","issue":"aid","preconditions":["oil"],"on":"2005""#
    func answered(_ position: Int, _ wanted: String) -> String {
      #""type":"position-answered","statement":"\#(eventID(position))","party":"us","answer":"refused","preconditions":[\#(wanted)],"on":"2006""#
    }
    let found = try findings(UnknownPosition.self, [stated, answered(9, "")])
    #expect(found.map(\.events) == [[2]])
    #expect(
      found.first?.sentence == "United States answers (2006) an event by which nobody states a position.")
    #expect(try events(UnknownPosition.self, stated, answered(1, #""Oil""#)) == [])
    #expect(try events(UnknownPosition.self, stated, answered(1, #""rice""#)) == [[1, 2]])
    #expect(try events(UnknownPosition.self, stated, answered(1, ""), retracted(1)) == [[2]])
    func after(_ party: String) -> String {
      #""type":"position-stated","party":"\#(party)","issue":"Aid","replaces":["\#(eventID(1))"],"on":"2006""#
    }
    #expect(try events(UnknownPosition.self, stated, after("kp")) == [])
    #expect(try events(UnknownPosition.self, stated, after("us")) == [[2]])
  }

  @Test("an event speaks of what was retracted")
  func retracted() throws {
    let pledged = #""type":"measure-pledged","as":"m","party":"kp","on":"2003""#
    let done = #""type":"measure-implemented","measure":"m","party":"kp","title":"Done","on":"2004""#
    let found = try findings(RetractedReference.self, [pledged, done, retracted(1)])
    #expect(found.map(\.events) == [[1, 2, 3]])
    #expect(found.first?.sentence == "“Done” speaks of “m”, which was retracted.")
    #expect(try events(RetractedReference.self, pledged, done, retracted(1), retracted(3)) == [])
    #expect(try events(RetractedReference.self, pledged, done, retracted(1), retracted(2)) == [])
    let other = #""type":"measure-pledged","as":"n","party":"us","on":"2003","in-return-for":["m"]"#
    #expect(try events(RetractedReference.self, pledged, other, retracted(1)) == [[1, 2, 3]])
    let merged = #""type":"events-merged","merged":"\#(eventID(1))","into":"\#(eventID(2))","because":"b""#
    #expect(try events(RetractedReference.self, pledged, other, done, merged) == [])
  }

  @Test("a correction cannot be applied")
  func unapplied() throws {
    let bad = #""type":"event-amended","amended":"\#(eventID(1))","set":["as=other"],"because":"b""#
    let pledged = #""type":"measure-pledged","as":"m","party":"kp","title":"Freeze","on":"2003""#
    let found = try findings(Unapplied.self, [pledged, bad])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "An amendment of “Freeze” cannot be applied: The measure keeps its name, by which others refer to it; change its title instead."
    )
    #expect(try events(Unapplied.self, pledged, bad, retracted(2)) == [])
    #expect(try events(Unapplied.self, pledged, bad, retracted(1)) == [])
    let account =
      #""type":"event-disputed","disputed":"\#(eventID(1))","party":"us","account":["depth=3"]"#
    #expect(try events(Unapplied.self, pledged, account) == [[1, 2]])
    let good = #""type":"event-amended","amended":"\#(eventID(1))","set":["on=2004"],"because":"b""#
    #expect(try events(Unapplied.self, pledged, good) == [])
  }

  @Test("two events seem to be one")
  func duplicate() throws {
    func met(_ title: String, _ more: String = #""on":"2003-08-27","parties":["us","kp"]"#) -> String {
      #""type":"contact-held","title":"\#(title)",\#(more)"#
    }
    let found = try findings(
      Duplicate.self, [met("Talks about talks in Beijing"), met("Talks about talks, Beijing")])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "“Talks about talks in Beijing” and “Talks about talks, Beijing” (27 August 2003) seem to be one happening."
    )
    #expect(try events(Duplicate.self, met("Talks"), met("Dinner")) == [])
    #expect(
      try events(Duplicate.self, met("Talks"), met("Talks", #""on":"2003-08-28","parties":["us","kp"]"#))
        == [])
    #expect(
      try events(Duplicate.self, met("Talks"), met("Talks", #""on":"2003-08-27","parties":["us"]"#)) == [])
    // The same day written with an hour; two hours are two happenings.
    #expect(
      try events(
        Duplicate.self, met("Talks"), met("Talks", #""on":"2003-08-27T10:00","parties":["us","kp"]"#))
        == [[1, 2]])
    #expect(
      try events(
        Duplicate.self, met("Talks", #""on":"2003-08-27T10:00""#), met("Talks", #""on":"2003-08-27T15:00""#))
        == [])
    let note = #""type":"note-added","text":"A note""#
    #expect(try events(Duplicate.self, note, note) == [])
  }

  @Test("one act is told twice, in other words; the acts of two parties never are one")
  func acts() throws {
    func freed(_ party: String, _ to: String, _ title: String, _ more: String = "") -> String {
      #""form":2,"type":"measure-implemented","title":"\#(title)","party":"\#(party)","to":["\#(to)"],"category":"prisoners","on":"2012-09-21"\#(more)"#
    }
    func names(_ name: String) -> String { #","as":"\#(name)""# }
    // 55, prisoners and released; release, 55 and prisoners: two of four words.
    #expect(
      try events(
        Duplicate.self, freed("kr", "kp", "55 prisoners released", names("a")),
        freed("kr", "kp", "Release of 55 prisoners", names("b"))) == [[1, 2]])
    // An exchange: same words, same day, same kind, same parties; each is done by another.
    #expect(
      try events(
        Duplicate.self, freed("kr", "kp", "55 prisoners released", names("a")),
        freed("kp", "kr", "55 prisoners released", names("b"))) == [])
    // What both say and say otherwise tells them apart.
    #expect(
      try events(
        Duplicate.self, freed("kr", "kp", "Prisoners released", names("a") + #","quantity":"55 prisoners""#),
        freed("kr", "kp", "Prisoners released", names("b") + #","quantity":"10 prisoners""#)) == [])
    // The same act upon the same thing is one, whatever it is called.
    #expect(
      try events(
        Duplicate.self, freed("kr", "kp", "Prisoners come home", names("a")),
        freed("kr", "kp", "An exchange at the bridge", #","measure":"a""#)) == [[1, 2]])
    // Two promises of one day whose words are mostly those of the place: mines, cleared, posts, weapons, withdrawn
    // part them, and only joint, security and area are shared.
    #expect(
      try events(
        Duplicate.self, freed("kr", "kp", "Mines cleared from the Joint Security Area", names("a")),
        freed("kr", "kp", "Posts and weapons withdrawn from the Joint Security Area", names("b"))) == [])
  }

  @Test("two positions on two issues are not one, however alike their headlines")
  func issues() throws {
    func stated(_ issue: String) -> String {
      #""type":"position-stated","party":"kp","issue":"\#(issue)","title":"Statement of the foreign ministry","on":"2003-08-27""#
    }
    #expect(try events(Duplicate.self, stated("security assurance"), stated("light-water reactors")) == [])
    #expect(try events(Duplicate.self, stated("security assurance"), stated("Security assurances")) == [])
    #expect(
      try events(Duplicate.self, stated("security assurance"), stated("security assurance")) == [[1, 2]])
  }
}
