import EventSourcing
import Exports
import Foundation
import Talks
import Testing

@Suite("An export as CloudEvents")
struct CloudEventsTests {
  private func read(_ record: Record) throws -> [NSDictionary] {
    try record.export(CloudEvents.self).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary)
    }
  }

  @Test("has one line for each event, with what the journal says of it for data")
  func sample() throws {
    let record = try Record.sample()
    let events = try read(record)
    let journal = try record.export(Journal.self).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary)
    }
    #expect(events.map { $0["data"] as? NSDictionary } == journal)
    let first = try #require(events[0].mutableCopy() as? NSMutableDictionary)
    first.removeObject(forKey: "data")
    #expect(
      first == [
        "specversion": "1.0", "id": "01900000-0000-7000-8000-000000000001",
        "source": "/processes/six-party-talks",
        "type": "parley.round-convened", "time": "2020-05-01T12:00:01.000001Z", "subject": "round/round-1",
        "known": "2020-05-01T12:00:00.000001Z", "recordedby": "desk", "sequence": "0000000000000000001",
        "datacontenttype": "application/json", "dataschema": "urn:parley:events.schema.json",
      ])
    #expect(
      events.map { $0["subject"] as? String } == [
        "round/round-1", "setback/launch", nil, "measure/yongbyon-shutdown",
      ])
  }

  @Test("names what an event introduces or corrects, and how it is marked")
  func subjects() throws {
    var record = Record()
    var party = PartyDefined()
    (party.party, party.name) = (PartyID("kedo")!, "KEDO")
    record.add(Event(party))
    var source = SourceDefined()
    source.key = CitationKey("ucdp")!
    record.add(Event(source))
    var amendment = EventAmended()
    amendment.amended = record.events[0].id
    var event = Event(amendment)
    event.tlp = .amberStrict
    record.add(event, by: "a\u{1B}\u{202E}b")
    let events = try read(record)
    #expect(
      events.map { $0["subject"] as? String } == [
        "party/kedo", "source/ucdp", "event/01900000-0000-7000-8000-000000000001",
      ])
    #expect(events[2]["tlp"] as? String == "AMBER+STRICT")
    #expect(events[2]["recordedby"] as? String == "a‹U+001B›‹U+202E›b")
  }

  @Test("has no data for what this program cannot read")
  func unreadable() throws {
    var record = Record()
    record.add(Event(UnreadableEvent()))
    let event = try #require(try read(record).first)
    #expect(event["type"] as? String == "parley.unreadable")
    #expect(event["data"] == nil && event["dataschema"] == nil)
  }
}
