import Foundation
import Talks
import TestSupport
import Testing

@testable import Bibliography

/// The files of Fixtures have the shapes of exports of real libraries.
@Suite("A bibliography from outside")
struct OutsideTests {
  private func entries(_ name: String) throws -> [BibliographyEntry] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    return try BibTeX.read(Array(Data(contentsOf: file)))
  }

  @Test("has six works under six keys, as they are written")
  func colliding() throws {
    let works = try entries("colliding-keys.bib").map(\.work)
    #expect(
      works.map(\.key.text) == ["Smith2001A", "smith2001a", "Lee:2003", "lee_2003", "Müller2004", "김2005"])
    #expect(
      works.map(\.title) == [
        "First book of Smith", "Another work", "Lee colon", "Lee underscore", "Mueller", "Kim",
      ])
    for format in BibliographyFormats.all {
      #expect(try format.read(format.write(works)).map(\.work) == works)
    }
  }

  @Test("has a work under the same key after the library has grown")
  func grown() throws {
    for name in ["keys-first.bib", "keys-second.bib"] {
      let work = try entries(name).first { $0.work.key.text == "김2005" }?.work
      #expect(work?.title == "Book of Kim")
    }
  }

  /// What cataloguers and BibTeX files write for dates, and what it means: EDTF where a date says it, else their words.
  @Test(
    "keeps dates as what they are, in and out and in again",
    arguments: [
      ("[1796]", "1796", "[1796]"), ("[1796?]", "1796?", "[1796?]"), ("[n.d.]", nil, "[n.d.]"),
      ("c. 1950", "1950~", nil), ("ca. 1950", "1950~", nil), ("Circa 1950", "1950~", nil),
      ("forthcoming", nil, "forthcoming"), ("in press", nil, "in press"), ("n.d.", nil, "n.d."),
      ("2003a", "2003", "2003a"), ("44 BC", "-0043", nil), ("44 B.C.", "-0043", nil), ("AD 79", "0079", nil),
      ("1 BCE", "0000", nil), ("1998-99", "1998/1999", nil), ("1998--2003", "1998/2003", nil),
      ("2003-8-3", "2003-08-03", nil), ("12 March 1999", "1999-03-12", nil),
      ("March 12, 1999", "1999-03-12", nil),
      ("Spring 1998", "1998-21", nil), ("Michaelmas 1820", "1820", "Michaelmas 1820"), ("1796", "1796", nil),
      ("January--February 2003", "2003-01/2003-02", nil), ("c1998", "1998", "c1998"),
      ("before the war", nil, "before the war"), ("1998 or 1999", nil, "1998 or 1999"),
    ] as [(String, String?, String?)])
  func dates(text: String, date: String?, dated: String?) throws {
    let bibtex = "@book{a, title={T}, year={\(text)}}"
    let csl = #"[{"id":"a","title":"T","issued":{"literal":"\#(text)"}}]"#
    for work in [try BibTeX.read(Array(bibtex.utf8))[0].work, try CSLJSON.read(Array(csl.utf8))[0].work] {
      #expect(work.date?.text == date && plain(work.dated) == plain(dated), "\(work)")
      for format in BibliographyFormats.all {
        let again = try format.read(format.write([work]))[0].work
        #expect(again.date == work.date && again.dated == work.dated, "\(format.name) \(again)")
      }
    }
  }

  private func plain(_ text: String?) -> String? { text?.replacing("–", with: "--") }

  @Test(
    "reads months, seasons and days beside a year",
    arguments: [
      ("month = jan # \"--\" # feb", "2003-01/2003-02", nil),
      ("month = {January--February}", "2003-01/2003-02", nil),
      ("month = {Jan/Feb}", "2003-01/2003-02", nil), ("month = {Summer}", "2003-22", nil),
      ("month = 8", "2003-08", nil),
      ("month = sep, day = {27--29}", "2003-09-27/2003-09-29", nil),
      ("month = {Sept.}, day = 3", "2003-09-03", nil),
      ("month = {30 March--2 April}", "2003", "30 March–2 April 2003"), ("month = {Foo}", "2003", "Foo 2003"),
      ("month = 13", "2003", "13 2003"),
    ] as [(String, String, String?)])
  func months(fields: String, date: String, dated: String?) throws {
    let work = try BibTeX.read(Array("@book{a, title={T}, year = 2003, \(fields)}".utf8))[0].work
    #expect(work.date?.text == date && work.dated == dated, "\(work)")
  }

  /// BibTeX has “Family, Jr., Given”; CSL has a member; the year 44 before Christ is -44 there and -43 in EDTF.
  @Test("carries suffixes of names, seasons and years before Christ out and in")
  func survivors() throws {
    var work = try fullWork()
    work.kind = .book
    work.authors = ["King, Martin Luther, Jr.", "van der Berg, Émile", "United Nations"]
    work.date = try EDTF("-0043")
    work.accessed = try EDTF("2003-22")
    for format in BibliographyFormats.all { #expect(try format.read(format.write([work]))[0].work == work) }
    let bibtex = String(decoding: BibTeX.write([work]), as: UTF8.self)
    #expect(
      bibtex.contains("author = {King, Jr., Martin Luther and van der Berg, Émile and {United Nations}}"))
    #expect(bibtex.contains("date = {-0043}") && bibtex.contains("urldate = {2003-22}"))
    let csl = String(decoding: CSLJSON.write([work]), as: UTF8.self)
    #expect(csl.contains(#"{"family":"King","given":"Martin Luther","suffix":"Jr."}"#))
    #expect(csl.contains(#""issued":{"date-parts":[[-44]]}"#))
    #expect(csl.contains(#""accessed":{"date-parts":[[2003]],"season":2}"#))
    let names = try BibTeX.read(
      Array("@book{a, title={T}, author={Martin Luther King Jr. and Sammy Davis, Jr.}}".utf8))
    #expect(names[0].work.authors == ["King, Martin Luther, Jr.", "Sammy Davis, Jr."])
  }

  @Test("names every entry that cannot be taken, and has the others")
  func faults() throws {
    let bibtex = """
      @book{a, title={A}, year={2003-02-30}}
      @book{b, title={B}}
      @book{, title={C}}
      @book{d, title={D} year=1}
      @book{b, title={again}}
      @book{e, title=unknown}
      @book{f, title={F}}
      """
    let reading = try BibTeX.reading(Array(bibtex.utf8))
    #expect(reading.entries.map(\.work.key.text) == ["b", "f"])
    // Offsets in bytes: lines of 39, 20, 19, 27, 24 and 24 bytes with their line feeds.
    #expect(reading.faults.map(\.column) == [1, 60, 98, 106, 145])
    let csl =
      #"[{"id":"a"},{"title":"x"},{"id":"a"},3,{"id":"b","issued":{"date-parts":[[2003,13]]}},{"id":"c"}]"#
    let items = try CSLJSON.reading(Array(csl.utf8))
    #expect(items.entries.map(\.work.key.text) == ["a", "c"] && items.faults.count == 4)
  }

  @Test("has keys with characters that BibTeX gives a meaning to, which come back as they were")
  func hostileKeys() throws {
    let keys = [
      "Doe, Jane (2003)", "a b", "a_b", "50%", "a#b", "x=y", "it's", "\\input", "~a", "http://a/b?c=d",
      "\"q\"",
    ]
    var works: [Work] = []
    for key in keys { works.append(try fullWork(key)) }
    for format in BibliographyFormats.all {
      #expect(try format.read(format.write(works)).map(\.work.key.text) == keys, "\(format.name)")
    }
    for key in ["a{b", "a|b", "@a"] {
      let csl = try CSLJSON.reading(Array(#"[{"id":"\#(key)","title":"T"}]"#.utf8))
      #expect(csl.entries.isEmpty && csl.faults.first?.reason.contains("is not the key of a source") == true)
    }
  }
}
