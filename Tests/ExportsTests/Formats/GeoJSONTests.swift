import Foundation
import Talks
import Testing

@testable import Exports

@Suite("An export for maps")
struct GeoJSONTests {
  private func read(_ record: Record) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(record.exported(GeoJSON.self)))
    return try #require((json as? [String: Any])?["features"] as? [[String: Any]])
  }

  @Test("holds what has a place, and says where its coordinates are from")
  func sample() throws {
    var record = try Record.sample()
    record.rivals = [1: ["kp: on=2003-09-01"]]
    let features = try read(record)
    try #require(features.count == 1)
    #expect(features[0]["id"] as? String == "01900000-0000-7000-8000-000000000001")
    let geometry = try #require(features[0]["geometry"] as? [String: Any])
    #expect(geometry["type"] as? String == "Point" && geometry["coordinates"] as? [Double] == [116.4, 39.91])
    let properties = try #require(features[0]["properties"] as? NSDictionary)
    #expect(
      properties == [
        "process": "six-party-talks", "type": "round-convened", "kind": "round", "title": "First round",
        "summary": "The six meet; no text is agreed.", "on": "2003-08-27/2003-08-29",
        "when": "27–29 August 2003", "earliest": "2003-08-27", "latest": "2003-08-29", "place": "Beijing",
        "country": "cn", "track": "denuclearization", "format": "six-party", "precision": "gazetteer",
        "parties": ["United States", "North Korea", "China", "South Korea", "Japan", "Russia"],
        "sources": ["Chronology, ACA, May 2020, https://example.org/c", "Chair’s summary, p. 3"],
        "accountsThatDiffer": ["kp: on=2003-09-01"],
      ])
  }

  @Test("takes the coordinates of the record before others, as they were written")
  func recorded() throws {
    var event = Event(NoteAdded())
    event.place = try Place(typed: "Beijing, cn, geo:39.900,116.4")
    var record = Record()
    record.add(event)
    let text = record.export(GeoJSON.self)
    #expect(text.contains(#""geometry":{"type":"Point","coordinates":[116.4,39.900]}"#))
    #expect(text.contains(#""precision":"recorded""#))
  }

  @Test("has no geometry for a place that nobody has located")
  func unknown() throws {
    var record = Record()
    for place in [
      Place(name: "Beijing", country: "us"), Place(name: "Nowhere"), Place(name: "beijing"),
      Place(name: "Panmunjom"), Place(name: "Panmunjom", country: "kr"),
    ] {
      var event = Event(NoteAdded())
      event.place = place
      record.add(event)
    }
    #expect(try read(record).map { $0["geometry"] is NSNull } == [true, true, false, false, false])
  }

  @Test("knows places of countries that there are, each once, on the globe")
  func gazetteer() throws {
    #expect(Gazetteer.places.count > 50)
    #expect(Set(Gazetteer.places.map(\.name)).count == Gazetteer.places.count)
    for place in Gazetteer.places {
      let spot = try #require(Gazetteer.find(place), "\(place.name)")
      #expect((-90...90).contains(spot.latitude) && (-180...180).contains(spot.longitude))
      #expect(place.country.flatMap(Countries.name) != nil, "\(place.name)")
    }
  }
}

@Suite("An address of the web")
struct WebAddressTests {
  @Test(
    "is one that may be followed",
    arguments: [
      ("https://example.org/a?b=c&d=~e#f", "https://example.org/a?b=c&d=~e#f"),
      ("HTTP://example.org", "http://example.org"), ("http://a/%zz%20", "http://a/%25zz%20"),
      ("http://a/한 <\"'>", "http://a/%ED%95%9C%20%3C%22'%3E"), ("http://a#b#c", "http://a#b%23c"),
      ("http://a/\r\nX: y", "http://a/%0D%0AX:%20y"), ("http://", nil), ("http:///a", nil), ("http://[", nil),
      ("javascript:alert(1)", nil), ("ftp://a", nil), ("", nil), (" http://a", nil),
    ] as [(String, String?)])
  func address(text: String, address: String?) { #expect(webAddress(text) == address) }
}
