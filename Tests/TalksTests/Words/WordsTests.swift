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
    let taken: Set<Slug> = ["a", "a-2"]
    #expect(Slug(title: "a").free { taken.contains($0) } == "a-3")
    #expect(Slug(title: "b").free { taken.contains($0) } == "b")
  }
}

@Suite("The nearest word")
struct NearestTests {
  @Test(
    "is what was most likely meant",
    arguments: [
      ("hots", "host"), ("mediater", "mediator"), ("OBSERVER", "observer"), ("part", "participant"),
      ("xyz", nil),
      ("", nil),
    ])
  func word(typed: String, meant: String?) {
    #expect(nearest(typed, among: Role.allCases.map(\.rawValue)) == meant)
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

  @Test("needs a name", arguments: ["", "  "])
  func malformed(text: String) { #expect(throws: Malformed.self) { try Place(typed: text) } }
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
