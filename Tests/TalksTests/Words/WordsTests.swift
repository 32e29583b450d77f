import Talks
import Testing

@Suite("A slug")
struct SlugTests {
  @Test(
    "is lower-case letters, digits and single hyphens",
    arguments: ["a", "1", "six-party-talks", "a-1-b", String(repeating: "a", count: 80)])
  func wellFormed(text: String) { #expect(Slug(text)?.text == text) }

  @Test(
    "is nothing else",
    arguments: [
      "", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "а", "a/b", "a\n",
      String(repeating: "a", count: 81),
    ])
  func malformed(text: String) { #expect(Slug(text) == nil) }

  @Test(
    "is made from a title as people would",
    arguments: [
      ("Joint Statement, 2005", "joint-statement-2005"), ("  The Chair's  summary!", "the-chairs-summary"),
      ("Chair’s", "chairs"), ("북한", "item"), ("", "item"), ("Paris–Berlin", "paris-berlin"),
    ])
  func title(title: String, slug: String) { #expect(Slug(title: title).text == slug) }

  @Test("made from any title is well formed and short")
  func long() {
    for title in [String(repeating: "word ", count: 1_000), String(repeating: "x", count: 1_000)] {
      let slug = Slug(title: title)
      #expect(Slug(slug.text) == slug && slug.text.utf8.count <= 48)
    }
  }

  @Test("that is taken gets the first free number")
  func free() {
    let taken: Set<Slug> = ["a", "a-2", "a-3", "a-5", "c-2", "d-02"]
    var numbering = SlugNumbering()
    for slug in ["a-5", "a-3", "a", "a-2", "c-2", "d-02"] as [Slug] {
      numbering.note(slug) { taken.contains($0) }
    }
    for (wish, free) in ["a": "a-4", "b": "b", "c": "c", "a-5": "a-5-2", "d": "d"] as [Slug: Slug] {
      #expect(numbering.free(wish) { taken.contains($0) } == free)
    }
  }

  @Test("that is taken again and again is not looked for from the beginning")
  func freeOfMany() throws {
    var (taken, looks): (Set<Slug>, Int) = ([], 0)
    var numbering = SlugNumbering()
    for _ in 0..<2_000 {
      let slug = numbering.free("a") { slug in
        looks += 1
        return taken.contains(slug)
      }
      taken.insert(slug)
      numbering.note(slug) { slug in
        looks += 1
        return taken.contains(slug)
      }
    }
    #expect(taken.contains("a-2000") && taken.count == 2_000)
    // The name, the next number, and what is beyond that.
    #expect(looks <= 3 * 2_000)
  }
}

@Suite("The nearest word")
struct NearestTests {
  @Test(
    "is what was most likely meant",
    arguments: [
      ("hots", "host"), ("mediater", "mediator"), ("OBSERVER", "observer"), ("part", "participant"),
      ("xyz", nil), ("", nil),
    ])
  func word(typed: String, meant: String?) {
    #expect(nearest(typed, among: Role.allCases.map(\.rawValue)) == meant)
  }

  @Test("is never one letter for another")
  func letters() { #expect(nearest("G", among: Reliability.allCases.map(\.rawValue)) == nil) }

  @Test(
    "of two letters is that with one more, and never one of which half is another",
    arguments: [("uk", nil), ("xx", nil), ("usa", "us"), ("kor", nil), ("ir", nil)] as [(String, String?)])
  func codes(typed: String, meant: String?) {
    #expect(nearest(typed, among: ["ax", "ck", "kr", "us"]) == meant)
  }

  @Test("is looked for in the beginning of long words only")
  func long() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(nearest(word, among: ["b"]) == nil)
  }
}

@Suite("A source as it is typed")
struct SourceTests {
  @Test("is a URL alone, or parts in their order")
  func typed() throws {
    #expect(
      try Source(typed: " https://x.org/a ") == Source(title: "https://x.org/a", url: "https://x.org/a"))
    #expect(try Source(typed: "Title") == Source(title: "Title"))
    let full = Source(title: "T", publisher: "P", url: "http://x", date: "2003", page: "4")
    #expect(try Source(typed: "T | P|http://x | 2003 | 4") == full)
    #expect(try Source(typed: full.typed) == full)
    #expect(try Source(typed: "T || | 2003") == Source(title: "T", date: "2003"))
  }

  @Test(
    "whose grade is none is refused, as is no title that ends in other brackets",
    arguments: ["Z9", "B7", "b2"])
  func wrongGrade(grade: String) {
    for text in ["T [\(grade)]", "@ucdp, p. 4 [\(grade)]"] {
      let error = #expect(throws: Malformed.self) { try Source(typed: text) }
      #expect(
        error?.reason
          == "“[\(grade)]” is no grade; write the reliability from A to F and the credibility from 1 to 6, such as [B2]."
      )
    }
  }

  @Test(
    "may be a key with a page, and may end with a grade",
    arguments: [
      ("@ucdp", "@ucdp"), ("@ucdp, p. 4", "@ucdp, p. 4"), (" @ucdp,pp. 4–7 [B2] ", "@ucdp, p. 4–7 [B2]"),
      ("@ucdp, ch. 3", "@ucdp, p. ch. 3"), ("@ucdp [2]", "@ucdp [2]"), ("@ucdp,", "@ucdp"),
      ("@ucdp, p.", "@ucdp"),
      ("T [F]", "T |  |  |  |  [F]"), ("T | P | | | 4 [A6]", "T | P |  |  | 4 [A6]"),
      ("T [2nd ed.]", "T [2nd ed.] |  |  |  | "), ("T [a]", "T [a] |  |  |  | "),
      ("https://x.org/a [C3]", "https://x.org/a |  | https://x.org/a |  |  [C3]"),
      ("T [G2] |", "T [G2] |  |  |  | "), ("T [2B]", "T [2B] |  |  |  | "),
      ("T[B2]", "T[B2] |  |  |  | "), ("[B2]", "[B2] |  |  |  | "),
      ("T []", "T [] |  |  |  | "), ("@Handle | X", "@Handle | X |  |  | "),
      ("@key | X", "@key | X |  |  | "),
    ])
  func graded(text: String, typed: String) throws {
    let source = try Source(typed: text)
    #expect(source.typed == typed)
    #expect(try Source(typed: typed) == source)
  }

  @Test("says what its grade and its key are")
  func parts() throws {
    let source = try Source(typed: "@ucdp, p. 4 [B2]")
    #expect(source == Source(key: "ucdp", page: "4", reliability: .usual, credibility: .probable))
    #expect(source.grade == "B2" && source.mention == .source("ucdp"))
    for (typed, key, page) in [
      ("@UCDP", "UCDP", nil), ("@김2005, p. 4", "김2005", "4"), ("@Lee:2003", "Lee:2003", nil),
      ("@{Doe, 2003}, pp. 4-5", "Doe, 2003", "4-5"), ("@{Doe 2003}", "Doe 2003", nil),
      ("@a/b?c=d", "a/b?c=d", nil),
    ] as [(String, String, String?)] {
      let cited = try Source(typed: typed)
      #expect(cited.key?.text == key && cited.page == page)
      #expect(try Source(typed: cited.typed) == cited)
    }
    for key in ["", " a", "a ", "@a", "[a]", "a{b", "a|b", "a\nb", String(repeating: "x", count: 201)] {
      #expect(CitationKey(key) == nil, "\(key)")
    }
    #expect(try Source(typed: "T").grade == nil && Source(typed: "T").mention == nil)
  }

  @Test(
    "is told how a key is written",
    arguments: [
      (
        "@ucdp p. 4",
        "“@ucdp p. 4” is not the key of a source; write it like “@sigal, p. 4”, with a space in it like “@{Doe 2003}, p. 4”."
      ),
      (
        "@{ucdp",
        "“@{ucdp” is not the key of a source; write it like “@sigal, p. 4”, with a space in it like “@{Doe 2003}, p. 4”."
      ),
      (
        " | P",
        "Write a source as “@key, p. 4” or “title | publisher | URL | date | page”; only the key or the title is needed."
      ),
    ])
  func advice(text: String, advice: String) {
    #expect { try Source(typed: text) } throws: { ($0 as? Malformed)?.reason == advice }
  }

  @Test("is filled in from what is defined, and keeps what it says itself")
  func inFull() throws {
    var work = Work(key: "ucdp")
    (work.title, work.authors, work.publisher, work.reliability) = (
      "Dataset", ["Doe, Jane"], "Uppsala", .usual
    )
    let full = try Source(typed: "@ucdp, p. 4 [C2]").inFull(work)
    #expect(full.title == "Dataset" && full.authors == ["Doe, Jane"] && full.publisher == "Uppsala")
    #expect(full.grade == "C2" && full.page == "4" && full.key == "ucdp")
    #expect(try Source(typed: "@ucdp [2]").inFull(work).grade == "B2")
  }

  @Test("needs a title, and has no more than five parts", arguments: ["", " ", " | P", "a|b|c|d|e|f"])
  func malformed(text: String) { #expect(throws: Malformed.self) { try Source(typed: text) } }
}

@Suite("A place as it is typed")
struct PlaceTests {
  @Test(
    "ends with a country where it has one",
    arguments: [
      ("Beijing, cn", Place(name: "Beijing", country: "cn")), ("Beijing", Place(name: "Beijing")),
      ("Hotel, Hanoi,vn", Place(name: "Hotel, Hanoi", country: "vn")),
      ("Washington, D.C.", Place(name: "Washington, D.C.")), ("Beijing, zz", Place(name: "Beijing, zz")),
    ])
  func typed(text: String, place: Place) throws {
    #expect(try Place(typed: text) == place)
    #expect(try Place(typed: place.typed) == place)
  }

  @Test("needs a name", arguments: ["", "  ", "geo:39.90,116.40", " , geo:39.90,116.40"])
  func malformed(text: String) { #expect(throws: Malformed.self) { try Place(typed: text) } }

  @Test(
    "has the coordinates that were written, to the digit",
    arguments: [
      ("Beijing, cn, geo:39.90,116.40", "cn", "39.90", "116.40"),
      ("Panmunjom,geo:37.96, 126.68", nil, "37.96", "126.68"),
      ("Pole, geo:-90,-0.00000001", nil, "-90", "-0.00000001"),
    ] as [(String, String?, String, String)])
  func coordinates(text: String, country: String?, latitude: String, longitude: String) throws {
    let place = try Place(typed: text)
    #expect(place.country == country)
    #expect(place.coordinates == (try Coordinates(latitude: latitude, longitude: longitude)))
    #expect(try Place(typed: place.typed) == place)
    var tape = JSONTape()
    let json = JSONWriter.of { place.write(&$0) }
    try tape.parse(json.bytes)
    #expect(try Place.read(tape, JSONTape.root) == place)
    #expect(
      json.text.hasSuffix(#""latitude":"\#(latitude)","longitude":"\#(longitude)","name":"\#(place.name)"}"#))
  }

  @Test(
    "lies on the globe",
    arguments: [
      "90.1,0", "0,180.1", "", "1", "1,2,3", "+1,2", "01,2", "1.,2", ".5,2", "1e1,2", "٣,2", "1.123456789,2",
      "nan,0",
      "1;2",
    ])
  func globe(text: String) {
    #expect(throws: Malformed.self) { try Place(typed: "Beijing, geo:\(text)") }
  }
}

@Suite("A reference")
struct ReferenceTests {
  @Test("names a thing, of another process where it says so")
  func typed() {
    #expect(Reference("a")?.process == nil && Reference("a")?.slug == "a")
    #expect(Reference("p/a")?.process == "p" && Reference("p/a")?.description == "p/a")
    for text in ["", "/", "a/", "/a", "a/b/c", "A", "a b"] { #expect(Reference(text) == nil) }
  }
}
