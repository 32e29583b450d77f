import EventSourcing
import Foundation
import Talks
import Testing

@testable import Exports

@Suite("An export as a JSON document")
struct JSONDocumentTests {
  private func read(_ record: Record) throws -> [String: Any] {
    let document = try python(
      """
      def once(pairs):
          assert len(pairs) == len(dict(pairs)), pairs
          return dict(pairs)
      print(json.dumps(json.loads(sys.stdin.buffer.read().decode(), object_pairs_hook=once)))
      """, input: record.exported(JSONDocument.self))
    return try #require(document as? [String: Any])
  }

  @Test("says what it is, what was asked for and what the parties are called")
  func header() throws {
    var record = try Record.sample()
    record.asOf = CivilDay(iso: "2008-05-01")
    record.filter.tracks = [Slug("military")!]
    let document = try read(record)
    #expect(document["format"] as? String == "parley-events/1")
    #expect(document["title"] as? String == "Six-party talks")
    #expect(document["filter"] as? String == "Events on the track military.")
    #expect(document["asOf"] as? String == "2008-05-01")
    #expect((document["parties"] as? [String: String])?["kp"] == "North Korea")
    #expect((document["parties"] as? [String: String])?.count == 6)
    #expect(try read(Record())["asOf"] is NSNull)
    #expect((try read(Record())["events"] as? [Any])?.isEmpty == true)
  }

  @Test("holds everything of every event")
  func events() throws {
    let events = try #require(try read(.sample())["events"] as? [[String: Any]])
    #expect(events.map { $0["position"] as? Int } == [1, 2, 3, 4])
    let first = events[0]
    #expect(first["process"] as? String == "six-party-talks")
    #expect(first["id"] as? String == "01900000-0000-7000-8000-000000000001")
    #expect(first["recorded"] as? String == "2020-05-01T12:00:01.000001Z")
    #expect(first["known"] as? String == "2020-05-01T12:00:00.000001Z")
    #expect(first["by"] as? String == "desk")
    #expect(first["earliest"] as? String == "2003-08-27")
    #expect(first["latest"] as? String == "2003-08-29")
    #expect((first["sources"] as? [[String: String]])?[1]["quote"] == "The parties agreed to go on.")
    #expect(first["number"] as? Int == 1)
    #expect(events[2]["earliest"] is NSNull)
    #expect(events[3]["earliest"] is NSNull)
    #expect(events[3]["latest"] as? String == "2007-02-13")
  }

  @Test("keeps hostile texts as they are")
  func hostile() throws {
    let record = Record.hostileRecord
    let document = try read(record)
    #expect(document["title"] as? String == record.title)
    let events = try #require(document["events"] as? [[String: Any]])
    #expect(events.map { $0["title"] as? String } == record.events.map(\.body.title))
  }

  @Test("adds no member that an event type has a field for")
  func clashes() {
    for type in Catalogue.all {
      let names = Set(JournalLine.envelope + (Event.commonFields + type.fields).map(\.name))
      #expect(names.isDisjoint(with: JSONDocument.derived), "\(type.name)")
    }
  }
}
