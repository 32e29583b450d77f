import EventSourcing
import Foundation
import Talks
import TestSupport
import Testing

@testable import Exports

/// Somebody else's reader of a format: a script that checks what it is given and lists the id and the title of each event.
struct Reader: Sendable, CustomTestStringConvertible {
  let format: any ExportFormat.Type
  let script: String
  /// How a title is shown in this format.
  var shows: @Sendable (String) -> String = { $0 }
  /// What an event has to have so as to be shown.
  var needs: String?

  var testDescription: String { format.name }

  func read(_ bytes: [UInt8]) throws -> [[String?]] {
    let script = "data = sys.stdin.buffer.read()\nfound = []\n\(script)\nprint(json.dumps(found))"
    let answer = try python(script, input: bytes, by: PythonPackages.python)
    return try #require(answer as? [[Any]]).map { $0.map { $0 as? String } }
  }

  static func harmless(but kept: Unicode.Scalar...) -> @Sendable (String) -> String {
    { text in text.unicodeScalars.map { kept.contains($0) ? String($0) : $0.harmless }.joined() }
  }

  static let all = [
    Reader(
      format: ICalendar.self,
      script: #"""
        import icalendar
        assert b"\n" not in data.replace(b"\r\n", b"")
        for line in data.split(b"\r\n"):
            line.decode()
            assert len(line) <= 75 and not any(b < 32 and b != 9 or b == 127 for b in line), line
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar.subcomponents and not calendar.errors
        for event in calendar.walk("VEVENT"):
            assert not event.errors and not event.subcomponents, event.errors
            start = event.decoded("DTSTART")
            if "DTEND" in event:
                end = event.decoded("DTEND")
                assert type(start) == type(end) and end > start
            assert event.decoded("DTSTAMP").tzinfo and event["STATUS"] in ("TENTATIVE", "CONFIRMED", "CANCELLED")
            found.append([str(event["UID"]), str(event["SUMMARY"])])
        """#,
      shows: { title in
        var text = ""
        var previous: Unicode.Scalar?
        for scalar in title.unicodeScalars {
          if scalar == "\n", previous == "\r" { continue }
          text += scalar.isLineBreak ? "\n" : scalar == "\t" ? "\t" : scalar.harmless
          previous = scalar
        }
        return text
      }, needs: "on"),
    Reader(
      format: GeoJSON.self,
      script: """
        import geojson
        collection = geojson.loads(data.decode())
        assert collection.is_valid, collection.errors()
        for feature in collection["features"]:
            assert feature["geometry"] is None or feature["geometry"].is_valid
            assert (feature["geometry"] is None) == ("precision" not in feature["properties"])
            found.append([feature["id"], feature["properties"]["title"]])
        """, needs: "place"),
    Reader(
      format: TimelineJS.self,
      script: """
        import datetime
        from html.parser import HTMLParser
        class PicturePage(HTMLParser):
            text = ""
            def handle_starttag(self, tag, attributes):
                assert tag in ("p", "a") and all(n == "href" and v.startswith("http") for n, v in attributes), attributes
            def handle_comment(self, text): assert False, text
            def handle_decl(self, text): assert False, text
            def handle_data(self, text): self.text += text
        def words(html):
            page = PicturePage()
            page.feed(html)
            page.close()
            return page.text
        def date(parts):
            names = ["year", "month", "day", "hour", "minute"]
            assert list(sorted(parts)) == list(sorted(names[:len(parts)])) and parts, parts
            numbers = [int(parts[name]) for name in names[:len(parts)]]
            assert all(isinstance(value, str) for value in parts.values())
            datetime.datetime(*(numbers + [1, 1][len(numbers) - 1:] if len(numbers) < 3 else numbers))
            return numbers
        def slide(event):
            assert set(event) <= {"start_date", "end_date", "text", "group", "unique_id", "autolink", "display_date"}
            start = date(event["start_date"])
            if "end_date" in event: assert date(event["end_date"]) >= start
            words(event["text"]["text"])
            words(event.get("display_date", ""))
            words(event.get("group", ""))
        timeline = json.loads(data)
        assert set(timeline) == {"title", "events", "eras", "scale"} and timeline["scale"] == "human"
        assert timeline["events"] and "start_date" not in timeline["title"]
        words(timeline["title"]["text"]["headline"] + timeline["title"]["text"]["text"])
        for era in timeline["eras"]:
            assert date(era["end_date"]) >= date(era["start_date"])
        for event in timeline["events"]:
            slide(event)
            headline = words(event["text"]["headline"])
            if "unique_id" in event: found.append([event["unique_id"], headline])
        assert len({id for id, _ in found}) == len(found)
        """, shows: harmless(but: "\n", "\t"), needs: "on"),
    Reader(
      format: CloudEvents.self,
      script: #"""
        import jsonschema, re, unicodedata
        from cloudevents.core.formats.json import JSONFormat
        schema = jsonschema.Draft202012Validator(json.load(open("\#(Example.package.path)/docs/reference/events.schema.json")))
        last = ""
        for line in data.decode().split("\n")[:-1]:
            event = JSONFormat().read(None, line)
            for name, value in event.get_attributes().items():
                assert re.fullmatch("[a-z0-9]{1,20}", name), name
                assert isinstance(value, datetime.datetime) if name == "time" else isinstance(value, str), name
                if name != "time":
                    assert value and not any(
                        unicodedata.category(c) in ("Cc", "Cs") or ord(c) & 0xFFFE == 0xFFFE for c in value), value
            assert event.get_extension("sequence") > last
            last = event.get_extension("sequence")
            content = event.get_data()
            if content is not None:
                schema.validate(content)
                assert content["id"] == event.get_id() and event.get_type() == "parley." + content["type"]
            found.append([event.get_id(), (content or {}).get("title")])
        """#.replacing("import jsonschema", with: "import datetime, jsonschema")),
    Reader(
      format: Atom.self,
      script: """
        import feedparser
        from lxml import etree
        feed = feedparser.parse(data)
        assert not feed.bozo, feed.bozo_exception
        assert feed.feed.id and feed.feed.title and feed.feed.updated_parsed
        tree = etree.fromstring(data)
        atom = "{http://www.w3.org/2005/Atom}"
        entries = tree.findall(atom + "entry")
        assert len(entries) == len(feed.entries)
        for entry, read in zip(entries, feed.entries):
            assert all(len(entry.findall(atom + name)) == 1 for name in ("id", "title", "updated", "content", "author"))
            assert read.updated_parsed and all(link.href.lower().startswith("http") for link in read.get("links", []))
            assert not any(child.tag.startswith("{") and not child.tag.startswith(atom) for child in entry.iter())
            found.append([entry.find(atom + "id").text.removeprefix("urn:uuid:"), entry.find(atom + "title").text])
        """, shows: harmless(but: "\n", "\t")),
    Reader(
      format: Prov.self,
      script: """
        from prov.model import ProvDocument, ProvEntity
        document = ProvDocument.deserialize(content=data.decode(), format="json")
        for bundle in document.bundles:
            for entity in bundle.get_records(ProvEntity):
                if entity.identifier.uri.startswith("urn:uuid:"):
                    found.append([entity.identifier.localpart, entity.label])
        assert len(document.flattened().get_records()) >= len(found)
        """),
  ]
}

@Suite("What an export holds")
struct ReadersTests {
  @Test("is read by somebody else's program", .needsPythonPackages, arguments: Reader.all)
  func sample(reader: Reader) throws {
    let record = try Record.sample()
    let read = try reader.read(record.exported(reader.format))
    let ids = record.events.filter { event in
      reader.needs.map { needed in event.body.typedFields.contains { $0.field == needed } } ?? true
    }.map(\.id.description)
    #expect(read.map { $0[0] }.sorted { $0 ?? "" < $1 ?? "" } == ids)
    #expect(try reader.read(Record().exported(reader.format)).isEmpty)
  }

  @Test("is read as it was written, hostile as it may be", .needsPythonPackages, arguments: Reader.all)
  func hostile(reader: Reader) throws {
    let record = Record.hostileRecord
    let read = try reader.read(record.exported(reader.format))
    try #require(read.count == record.events.count)
    for (read, event) in zip(read, record.events) {
      let title = reader.shows(event.body.headline)
      #expect(
        Array((read[1] ?? "").unicodeScalars) == Array(title.unicodeScalars),
        "\(title.prefix(80)) is read as \((read[1] ?? "nothing").prefix(80))")
    }
  }

  @Test("is that of the Korean example", .needsPythonPackages, arguments: Reader.all)
  func korea(reader: Reader) throws {
    let outcome = try Example.korea().run("export", "--format", reader.format.name)
    #expect(outcome.status == 0 && outcome.complaint == "")
    let read = try reader.read(Array(outcome.output.utf8)).compactMap { $0[0] }
    let wanted =
      try reader.format.isInLogOrder
      ? Example.korea().run("export", "--format", Journal.name).output.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      } : Example.korea().run("export", "--format", JSONDocument.name).rows("events")
    let ids = wanted.filter { event in reader.needs.map { event[$0] != nil } ?? true }.compactMap {
      $0["id"] as? String
    }
    #expect(read.sorted() == ids.sorted())
    #expect(read.count > 50)
  }

  @Test(
    "is told by one account only where events are told as they are to be read", arguments: Reader.all)
  func account(reader: Reader) throws {
    let outcome = try Example.korea().run(
      "export", "six-party-talks", "--format", reader.format.name, "--according-to", "pa-x-2074")
    if reader.format.isInLogOrder {
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      #expect(
        outcome.complaint
          == "parley: “\(reader.format.name)” holds what was recorded, by whichever account; leave out --according-to.\n"
      )
    } else {
      #expect(
        outcome.status == 0
          && outcome.output.replacingOccurrences(of: "\r\n ", with: "").contains("According to pa-x-2074"))
    }
  }

  @Test("writes nothing that a terminal obeys", arguments: Reader.all)
  func terminal(reader: Reader) {
    let text = Record.hostileRecord.export(reader.format).unicodeScalars
    // JSON may hold what is no control character of ASCII as it stands.
    #expect(text.allSatisfy { $0.value >= 0x20 || ["\n", "\r", "\t"].contains($0) })
  }
}
