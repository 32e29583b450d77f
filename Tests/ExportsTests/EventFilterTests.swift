import Exports
import Talks
import Testing

@Suite("A filter of events")
struct EventFilterTests {
  private func event(_ on: String?, party: String = "kp", track: String? = nil) throws -> Event {
    var detail = PartyJoined()
    detail.party = PartyID(party)!
    var event = Event(detail, on: try on.map { try EDTF($0) })
    event.parties = [PartyID("us")!]
    event.track = track.flatMap { Slug($0) }
    return event
  }

  @Test("admits everything when it asks for nothing")
  func all() throws {
    #expect(EventFilter().admits("a", try event(nil)))
    #expect(EventFilter().inWords() == "All events.")
  }

  @Test("finds a party wherever the event names it")
  func parties() throws {
    let event = try event("2003")
    #expect(EventFilter(parties: [PartyID("kp")!]).admits("a", event))
    #expect(EventFilter(parties: [PartyID("us")!]).admits("a", event))
    #expect(EventFilter(parties: [PartyID("cn")!, PartyID("us")!]).admits("a", event))
    #expect(!EventFilter(parties: [PartyID("cn")!]).admits("a", event))
  }

  @Test("goes by process, type and track")
  func others() throws {
    let event = try event("2003", track: "military")
    #expect(EventFilter(processes: ["b", "a"]).admits("a", event))
    #expect(!EventFilter(processes: ["b"]).admits("a", event))
    #expect(EventFilter(types: ["party-joined"]).admits("a", event))
    #expect(!EventFilter(types: ["note-added"]).admits("a", event))
    #expect(EventFilter(tracks: [Slug("military")!]).admits("a", event))
    #expect(!EventFilter(tracks: [Slug("peace")!]).admits("a", event))
    #expect(!EventFilter(tracks: [Slug("peace")!]).admits("a", try self.event("2003")))
  }

  @Test(
    "admits what may have happened within its days",
    arguments: [
      ("2003-08-27", true), ("2003-08-26", false), ("2003-08-29", true), ("2003-08-30", false),
      ("2003-08", true),
      ("2003", true), ("2004", false), ("2003-08-01/2003-08-27", true), ("2003-08-01/2003-08-26", false),
      ("2003-08-29/2004", true), ("[2003-08-01..2003-08-26]", false), ("[2003-08-01..2003-08-28]", true),
      ("../2003-08-26", false), ("../2003-08-27", true), ("2003-08-30/..", false), ("2003-07/..", true),
    ])
  func days(date: String, isAdmitted: Bool) throws {
    let filter = EventFilter(from: CivilDay(iso: "2003-08-27"), to: CivilDay(iso: "2003-08-29"))
    #expect(filter.admits("a", try event(date)) == isAdmitted)
  }

  @Test("admits what has no date, since it holds throughout")
  func undated() throws {
    #expect(EventFilter(from: CivilDay(iso: "2003-08-27")).admits("a", try event(nil)))
  }

  @Test("says in a sentence what it asks for")
  func words() {
    let filter = EventFilter(
      processes: ["six-party-talks"], parties: ["kp", "us", "cn"].compactMap { PartyID($0) },
      tracks: [Slug("military")!], types: ["party-joined"], from: CivilDay(iso: "2003-08-27"),
      to: CivilDay(iso: "2007-02-13"))
    #expect(
      filter.inWords()
        == "Events of type party-joined in six-party-talks that name North Korea, United States or China on the track military from 27 August 2003 until 13 February 2007."
    )
    #expect(
      EventFilter(parties: [PartyID("kp")!]).inWords { "<\($0)>" } == "Events that name <kp>.")
  }
}
