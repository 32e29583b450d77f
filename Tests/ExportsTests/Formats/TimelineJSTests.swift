import Exports
import Foundation
import Talks
import Testing

@Suite("An export for TimelineJS")
struct TimelineJSTests {
  private func read(_ record: Record) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(record.exported(TimelineJS.self)))
    return try #require(json as? [String: Any])
  }

  private func events(_ record: Record) throws -> [[String: Any]] {
    try #require(try read(record)["events"] as? [[String: Any]])
  }

  @Test("has a slide for each event that has a date, and one that says what it is")
  func sample() throws {
    var record = try Record.sample()
    (record.title, record.ceiling) = ("<b>Talks</b>", .amber)
    let title = try #require(try read(record)["title"] as? [String: Any])
    #expect(
      title["text"] as? [String: String] == [
        "headline": "&lt;b&gt;Talks&lt;/b&gt;",
        "text": "<p>All events. Up to TLP:AMBER; a ceiling was applied.</p>",
      ])
    let events = try events(record)
    try #require(events.count == 3)
    #expect(events[0]["unique_id"] as? String == "01900000-0000-7000-8000-000000000001")
    #expect(events[0]["start_date"] as? [String: String] == ["year": "2003", "month": "8", "day": "27"])
    #expect(events[0]["end_date"] as? [String: String] == ["year": "2003", "month": "8", "day": "29"])
    #expect(events[0]["group"] as? String == "denuclearization")
    #expect(events[0]["autolink"] as? Bool == false)
    #expect(events[0]["display_date"] == nil && events[0]["media"] == nil)
    let text = try #require(events[0]["text"] as? [String: String])
    #expect(text["headline"] == "First round")
    #expect(
      text["text"]?.hasSuffix(
        "<p><a href=\"https://example.org/c\">Chronology, ACA, May 2020</a></p><p>Chair’s summary, p. 3</p>")
        == true)
    #expect(
      events[1]["start_date"] as? [String: String]
        == ["year": "2006", "month": "7", "day": "5", "hour": "3", "minute": "33"])
    #expect(events[2]["display_date"] as? String == "until 13 February 2007")
  }

  @Test(
    "gives a date as far as it is known",
    arguments: [
      ("2003-08-27", "2003-8-27", nil, nil), ("2003-08", "2003-8", nil, "August 2003"),
      ("2003", "2003", nil, "2003"), ("2003-21", "2003-3", "2003-5", "spring 2003"),
      ("200X", "2000", "2009", "the 2000s"), ("2003-08-27~", "2003-8-27", nil, "c. 27 August 2003"),
      ("[2003-08-27..2003-09-02]", "2003-8-27", "2003-9-2", "between 27 August and 2 September 2003"),
      ("[..2003-08]", "2003-8", nil, "in or before August 2003"),
      ("2003-08/2003", "2003-8", "2003-12", "August 2003 – 2003"),
      ("2003/2003-08-27", "2003", "2003-8-27", "2003 – 27 August 2003"),
      ("2003-08-27/..", "2003-8-27", nil, "from 27 August 2003"),
      ("../2003-08", "2003-8", nil, "until August 2003"), ("-0044", "-44", nil, "45 BC"),
    ] as [(String, String, String?, String?)])
  func dates(on: String, start: String, end: String?, words: String?) throws {
    var record = Record()
    record.add(Event(NoteAdded(), on: try EDTF(on)))
    let event = try events(record)[0]
    func date(_ name: String) -> String? {
      guard let parts = event[name] as? [String: String] else { return nil }
      return ["year", "month", "day", "hour", "minute"].compactMap { parts[$0] }.joined(separator: "-")
    }
    #expect(date("start_date") == start && date("end_date") == end)
    #expect(event["display_date"] as? String == words)
  }

  @Test("shows an era only where both of its ends are known")
  func eras() throws {
    var record = Record()
    for (detail, on, process) in [
      (TalksOpened(), "2003-08-27", "a"), (TalksOpened(), "2003-08-28", "b"),
      (TalksSuspended(), "2005-11", "a"),
      (TalksResumed(), "2006-12-18", "a"), (TalksOpened(), "2004", "c"), (TalksClosed(), "2004", "c"),
      (TalksClosed(), "2008-12-11/2008-12-12", "a"),
    ] as [(any EventType, String, String)] {
      record.add(Event(detail, on: try EDTF(on)), process: process)
    }
    let eras = try #require(try read(record)["eras"] as? [[String: [String: String]]])
    #expect(
      eras == [
        [
          "start_date": ["year": "2003", "month": "8", "day": "27"],
          "end_date": ["year": "2005", "month": "11"],
          "text": ["headline": "a", "text": ""],
        ],
        [
          "start_date": ["year": "2006", "month": "12", "day": "18"],
          "end_date": ["year": "2008", "month": "12", "day": "12"], "text": ["headline": "a", "text": ""],
        ],
      ])
  }

  @Test("has a slide that says so where there is nothing to show")
  func empty() throws {
    let events = try events(Record())
    #expect(events.count == 1)
    #expect((events[0]["text"] as? [String: String])?["headline"] == "Nothing that has a date was asked for.")
  }

  @Test("leaves out what no browser can date")
  func outside() throws {
    var record = Record()
    record.add(Event(NoteAdded(), on: try EDTF("Y-1700000")))
    #expect(try events(record)[0]["unique_id"] == nil)
  }
}
