import EventSourcing
import Exports
import Foundation
import Talks
import Testing

@Suite("An export as Markdown")
struct MarkdownTests {
  @Test("is a timeline with its sources in footnotes")
  func sample() throws {
    var record = try Record.sample()
    record.asOf = CivilDay(iso: "2008-05-01")
    #expect(
      record.export(Markdown.self) == """
        # Six-party talks

        TLP:CLEAR

        All events. Up to TLP:CLEAR. As of 1 May 2008.

        ## 27–29 August 2003

        **First round** · Beijing, China · United States, North Korea, China, South Korea, Japan, Russia[^1][^2]

        The six meet; no text is agreed.

        ## 5 July 2006, 03:33 (Asia/Seoul)

        **Setback: launch** · North Korea[^1]

        ## Undated

        **To be checked.** · *no source given*

        ## until 13 February 2007

        **North Korea pledges yongbyon-shutdown by 14 April 2007** · North Korea, United States, South Korea · *no source given*

        [^1]: Chronology, ACA, May 2020, `https://example.org/c`.

        [^2]: Chair’s summary, p. 3. “The parties agreed to go on.”

        """)
  }

  @Test(
    "tells of each source whose it is, where it is kept, and how far it can be relied on; definitions it leaves out"
  )
  func sources() throws {
    var source = Source(title: "T", publisher: "P", url: "https://x", date: "2003-08~", page: "4", quote: "Q")
    (source.key, source.authors) = (CitationKey("t"), ["Doe, Jane", "Xinhua"])
    (source.archive, source.accessed) = ("https://archive", "2020-05-01")
    (source.reliability, source.credibility) = (.usual, .probable)
    var note = NoteAdded()
    note.text = "N"
    var event = Event(note)
    event.sources = [source, Source(key: CitationKey("nowhere"))]
    var record = Record()
    record.add(event)
    var definition = SourceDefined()
    definition.key = try #require(CitationKey("t"))
    record.add(Event(definition))
    let text = record.export(Markdown.self)
    #expect(
      text.hasSuffix(
        #"""
        ## Undated

        **N**[^1][^2]

        [^1]: Doe, Jane; Xinhua, T, P, c. August 2003, p. 4, `https://x`, archived at `https://archive`, accessed 1 May 2020 \[B2\]. “Q”

        [^2]: `@nowhere`.

        """#))
  }

  @Test("names the process of each event where several are mixed")
  func processes() throws {
    var record = try Record.sample()
    record.mixesProcesses = true
    #expect(record.export(Markdown.self).contains("**First round** · `six-party-talks` · Beijing"))
  }

  private static let hasCMark = (try? run("cmark-gfm", ["--version"], input: [])) != nil

  /// The tags, attributes and text that a page is made of.
  private struct Page: Decodable {
    var tags: [String: Int]
    var targets: [String]
    var attributes: [String]
    var text: String
  }

  private func page(_ record: Record) throws -> Page {
    let html = try run(
      "cmark-gfm",
      [
        "--unsafe", "-e", "footnotes", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e",
        "tasklist",
      ], input: record.exported(Markdown.self))
    let script = """
      import sys, json, collections
      from html.parser import HTMLParser
      class Reader(HTMLParser):
          tags, targets, attributes, text, inside = collections.Counter(), [], set(), [], []
          def handle_starttag(self, tag, attrs):
              self.tags[tag] += 1
              self.attributes |= {name for name, _ in attrs}
              self.targets += [value for name, value in attrs if name in ("href", "src")]
          def handle_data(self, data): self.text.append(data)
          def handle_comment(self, data): self.tags["comment"] += 1
      reader = Reader()
      reader.feed(sys.stdin.buffer.read().decode())
      reader.close()
      print(json.dumps({"tags": reader.tags, "targets": sorted(set(reader.targets)),
                        "attributes": sorted(reader.attributes), "text": "".join(reader.text)}))
      """
    return try JSONDecoder().decode(
      Page.self, from: Data(try run("python3", ["-c", script], input: Array(html.utf8)).utf8))
  }

  @Test(
    "renders with its footnotes tied to their texts",
    .enabled(if: hasCMark, "cmark-gfm is not installed"))
  func rendered() throws {
    let page = try page(.sample())
    #expect(page.tags["h2"] == 4)
    // Three marks, and one on the way back to the second place that a source is used.
    #expect(page.tags["sup"] == 4)
    #expect(page.targets.contains("#fn-1") && page.targets.contains("#fn-2"))
    #expect(page.text.contains("Chronology, ACA, May 2020, https://example.org/c."))
  }

  @Test(
    "lets nothing of the record become markup, a link or HTML",
    .enabled(if: hasCMark, "cmark-gfm is not installed"))
  func hostile() throws {
    let record = Record.hostileRecord
    let page = try page(record)
    let ours: Set = ["h1", "h2", "p", "strong", "em", "code", "sup", "section", "ol", "li", "a"]
    #expect(Set(page.tags.keys).subtracting(ours) == [])
    #expect(page.tags["h1"] == 1)
    // All happen on one day.
    #expect(page.tags["h2"] == 1)
    #expect(page.tags["strong"] == record.events.count)
    #expect(page.tags["ol"] == 1)
    #expect(page.tags["li"] == record.events.count)
    #expect(page.tags["em"] == nil)
    #expect(page.targets.allSatisfy { $0.hasPrefix("#fn") })
    #expect(
      page.text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.properties.generalCategory != .control && !(0x202A...0x202E).contains($0.value)
      })
    for text in Record.hostile {
      let words = text.unicodeScalars.split { $0.properties.isWhitespace }.map(String.init)
      for word in words
      where word.unicodeScalars.allSatisfy({
        ($0.value > 0x2069 || (0x21..<0x7F).contains($0.value)) && !$0.properties.isNoncharacterCodePoint
      }) {
        #expect(page.text.contains(word), "“\(word)” is not shown as it stands")
      }
    }
  }

  @Test("shows control and direction characters by their numbers")
  func control() {
    let text = Record.hostileRecord.export(Markdown.self).unicodeScalars
    #expect(text.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    #expect(!text.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
    #expect(String(text).contains("‹U+001B›") && String(text).contains("‹U+202E›"))
  }
}
