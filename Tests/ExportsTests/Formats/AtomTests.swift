import Exports
import Talks
import Testing

@Suite("An export as a feed")
struct AtomTests {
  @Test("has an entry for each event in the order of the log")
  func sample() throws {
    var record = try Record.sample()
    record.title = "Talks & <others>"
    record.events.removeLast(2)
    record.events.removeFirst()
    record.ceiling = .green
    #expect(
      record.export(Atom.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>urn:uuid:\(try #require(id(record)))</id>
        <title>Talks &amp; &lt;others&gt;</title>
        <subtitle>All events. Up to TLP:GREEN; a ceiling was applied.</subtitle>
        <updated>2020-05-01T12:00:01.000002Z</updated>
        <rights>TLP:GREEN</rights>
        <generator>Parley</generator>
        <entry>
        <id>urn:uuid:01900000-0000-7000-8000-000000000002</id>
        <title>Setback: launch</title>
        <updated>2020-05-01T12:00:01.000002Z</updated>
        <author><name>desk</name></author>
        <category term="setback-occurred"/>
        <category term="six-party-talks"/>
        <link rel="via" href="https://example.org/c"/>
        <content>When: 5 July 2006, 03:33 (Asia/Seoul)
        Parties: North Korea
        Source: Chronology, ACA, May 2020, https://example.org/c</content>
        </entry>
        </feed>

        """)
  }

  /// The id of the feed.
  private func id(_ record: Record) -> Substring? {
    record.export(Atom.self).split(separator: "urn:uuid:").dropFirst().first?.prefix(36)
  }

  @Test("keeps its id for as long as the same is asked for")
  func ids() throws {
    let record = try Record.sample()
    var other = record
    other.events.removeLast()
    #expect(id(record) == id(other) && id(record) != nil)
    other.filter.tracks = [Slug("military")!]
    #expect(id(record) != id(other))
  }

  @Test("says of an entry how it is marked, and what there is to say where there is nothing else")
  func bare() {
    var event = Event(NoteAdded())
    (event.title, event.tlp) = ("T", .red)
    var record = Record()
    record.add(event)
    let text = record.export(Atom.self)
    #expect(text.contains("<rights>TLP:RED</rights>\n<content>T</content>\n</entry>"))
  }
}
