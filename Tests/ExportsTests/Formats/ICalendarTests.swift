import EventSourcing
import Exports
import Foundation
import Talks
import Testing

@Suite("An export as a calendar")
struct ICalendarTests {
  /// The properties of each event, unfolded, by name with its parameters.
  private func events(_ record: Record) -> [[String: String]] {
    var events: [[String: String]] = []
    let text = record.export(ICalendar.self).replacingOccurrences(of: "\r\n ", with: "")
    for line in text.components(separatedBy: "\r\n") {
      guard line != "BEGIN:VEVENT" else {
        events.append([:])
        continue
      }
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      if !events.isEmpty {
        events[events.count - 1][String(line[..<colon])] = String(line[colon...].dropFirst())
      }
    }
    return events
  }

  private func round(_ detail: any EventType, _ on: String) throws -> Event {
    Event(detail, on: try EDTF(on))
  }

  private func planned(_ slug: String, for date: String?) throws -> RoundPlanned {
    var plan = RoundPlanned()
    (plan.round, plan.date) = (.new(Slug(slug)), try date.map { try EDTF($0) })
    return plan
  }

  @Test("has one entry for each event that has a date")
  func sample() throws {
    let first = try #require(events(.sample()).first)
    #expect(
      first.filter { $0.key != "END" } == [
        "UID": "01900000-0000-7000-8000-000000000001", "DTSTAMP": "20200501T120001Z",
        "CREATED": "20200501T120001Z", "LAST-MODIFIED": "20200501T120001Z", "SEQUENCE": "0",
        "STATUS": "CONFIRMED", "TRANSP": "TRANSPARENT", "DTSTART;VALUE=DATE": "20030827",
        "DTEND;VALUE=DATE": "20030830", "SUMMARY": "First round",
        "DESCRIPTION":
          #"The six meet\; no text is agreed.\nWhen: 27–29 August 2003\nWhere: Beijing\, China\nParties: United States\, North Korea\, China\, South Korea\, Japan\, Russia\nSource: Chronology\, ACA\, May 2020\, https://example.org/c\nSource: Chair’s summary\, p. 3"#,
        "CATEGORIES": "round-convened,denuclearization", "LOCATION": #"Beijing\, China"#,
        "URL": "https://example.org/c", "CLASS": "PUBLIC", "X-PARLEY-DATE": "2003-08-27/2003-08-29",
      ])
    #expect(try events(.sample()).count == 3)
  }

  @Test(
    "shows a date by its bounds, and says in words what is not exact",
    arguments: [
      ("2003-08-27", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030828", ""),
      ("2003-08-27/2003-08-29", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030830", ""),
      ("2003-08", nil, ";VALUE=DATE:20030801", ";VALUE=DATE:20030901", " (August 2003)"),
      ("2003-21", nil, ";VALUE=DATE:20030301", ";VALUE=DATE:20030601", " (spring 2003)"),
      ("200X", nil, ";VALUE=DATE:20000101", ";VALUE=DATE:20100101", " (the 2000s)"),
      ("2003-08-27~", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030828", " (c. 27 August 2003)"),
      ("2003-08-27?", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030828", " (27 August 2003 (uncertain))"),
      (
        "[2003-08-27..2003-08-30]", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030831",
        " (between 27 and 30 August 2003)"
      ),
      ("2003-08-27/..", nil, ";VALUE=DATE:20030827", "", " (from 27 August 2003)"),
      ("../2003-08-27", nil, ";VALUE=DATE:20030827", ";VALUE=DATE:20030828", " (until 27 August 2003)"),
      ("2003-12-31", nil, ";VALUE=DATE:20031231", ";VALUE=DATE:20040101", ""),
      ("9999-12-31", nil, ";VALUE=DATE:99991231", "", ""),
      ("0999-01-02", nil, ";VALUE=DATE:09990102", ";VALUE=DATE:09990103", ""),
      ("2003-08-27T09:00", "Asia/Seoul", ":20030827T000000Z", "", ""),
      ("2003-08-27T09:00:30", "Asia/Seoul", ":20030827T000030Z", "", ""),
      ("2003-08-27T03:00+09:00", "Asia/Shanghai", ":20030826T180000Z", "", ""),
      ("2003-08-27T09:00Z", nil, ":20030827T090000Z", "", ""),
      ("2003-08-27T09:00", nil, ":20030827T090000", "", ""),
      ("2003-08-27T09:00", "Nowhere/Land", ":20030827T090000", "", ""),
      ("2003-08-27T09:00/2003-08-27T11:30", "Asia/Seoul", ":20030827T000000Z", ":20030827T023000Z", ""),
      (
        "[2003-08-27T09:00..2003-08-27T10:00]", "Asia/Seoul", ":20030827T000000Z", ":20030827T010100Z",
        " (between 27 August 2003, 09:00 and 27 August 2003, 10:00)"
      ),
      ("2003-08-27T09:00/..", "Asia/Seoul", ":20030827T000000Z", "", " (from 27 August 2003, 09:00)"),
      ("../2003-08-27T09:00", "Asia/Seoul", ":20030827T000000Z", "", " (until 27 August 2003, 09:00)"),
      ("2003-08-27T09:00/2003-08-29", "Asia/Seoul", ";VALUE=DATE:20030827", ";VALUE=DATE:20030830", ""),
    ] as [(String, String?, String, String, String)])
  func dates(on: String, zone: String?, start: String, end: String, words: String) throws {
    var event = Event(NoteAdded(), on: try EDTF(on))
    (event.zone, event.title) = (zone, "T")
    var record = Record()
    record.add(event)
    let found = try #require(events(record).first)
    #expect(found["SUMMARY"] == "T\(words.replacingOccurrences(of: ",", with: "\\,"))")
    for (name, value) in [("DTSTART", start), ("DTEND", end)] {
      let own = found.first { $0.key.hasPrefix(name) }.map { $0.key.dropFirst(name.count) + ":" + $0.value }
      #expect((own ?? "") == value)
    }
    #expect(found["X-PARLEY-DATE"] == on)
  }

  @Test("leaves out what no calendar can hold", arguments: ["-0044", "0000", "Y-17000", "Y12000"])
  func outside(on: String) throws {
    var record = Record()
    record.add(Event(NoteAdded(), on: try EDTF(on)))
    #expect(events(record).isEmpty)
    #expect(record.export(ICalendar.self).contains("\r\nSUMMARY:Nothing that has a date was asked for.\r\n"))
  }

  @Test("shows a round that is planned on the day for which it is, as tentative until more is known")
  func plans() throws {
    var record = Record()
    record.add(try round(planned("held", for: "2004-02-25"), "2003-12-01"))
    record.add(try round(planned("open", for: "2004-06-23"), "2003-12-02"))
    record.add(try round(planned("moved", for: "2004-08"), "2003-12-03"))
    record.add(try round(planned("off", for: "2004-09-01"), "2003-12-04"))
    record.add(try round(planned("vague", for: nil), "2003-12-05"))
    var postponed = RoundPostponed()
    (postponed.round, postponed.until) = (.existing(Reference(Slug("moved")!)), try EDTF("2004-10-01"))
    record.add(try round(postponed, "2003-12-06"))
    for slug in ["off", "unplanned"] {
      var cancelled = RoundCancelled()
      cancelled.round = .existing(Reference(Slug(slug)!))
      record.add(try round(cancelled, "2003-12-07"))
    }
    var convened = RoundConvened()
    convened.round = .existing(Reference(Slug("held")!))
    record.add(try round(convened, "2004-02-25/2004-02-28"))
    let found = Dictionary(
      events(record).map { event in
        (
          Int(event["UID"]?.suffix(2) ?? "", radix: 16) ?? 0,
          "\(event["STATUS"] ?? "") \(event["DTSTART;VALUE=DATE"] ?? "") \(event["SEQUENCE"] ?? "")"
        )
      }, uniquingKeysWith: { first, _ in first })
    #expect(
      found == [
        1: "CONFIRMED 20040225 1", 2: "TENTATIVE 20040623 0", 3: "CANCELLED 20040801 1",
        4: "CANCELLED 20040901 1", 5: "CONFIRMED 20031205 0", 6: "TENTATIVE 20041001 0",
        7: "CONFIRMED 20031207 0", 8: "CANCELLED 20031207 0", 9: "CONFIRMED 20040225 0",
      ])
  }

  @Test("counts what was said about an event, so that programs take the newest")
  func revisions() throws {
    var record = Record()
    record.add(Event(NoteAdded(), on: try EDTF("2003-08-27")))
    var amendment = EventAmended()
    (amendment.amended, amendment.because) = (record.events[0].id, "b")
    record.add(Event(amendment))
    var retraction = EventRetracted()
    (retraction.retracted, retraction.because) = (record.events[1].id, "b")
    record.add(Event(retraction))
    let found = events(record)
    #expect(found.count == 1)
    #expect(found[0]["SEQUENCE"] == "2" && found[0]["DTSTAMP"] == "20200501T120001Z")
  }

  @Test(
    "may be seen by no more people than the event may",
    arguments: [
      (nil, "PUBLIC"), (.clear, "PUBLIC"), (.green, "CONFIDENTIAL"), (.amber, "CONFIDENTIAL"),
      (.amberStrict, "CONFIDENTIAL"), (.red, "PRIVATE"),
    ] as [(Marking?, String)])
  func access(tlp: Marking?, word: String) throws {
    var event = Event(NoteAdded(), on: try EDTF("2003-08-27"))
    event.tlp = tlp
    var record = Record()
    record.add(event)
    #expect(events(record)[0]["CLASS"] == word)
    #expect(events(record)[0]["CATEGORIES"] == "note-added\(tlp.map { ",\($0.label)" } ?? "")")
  }
}
