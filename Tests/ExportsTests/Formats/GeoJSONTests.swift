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
    let places = Gazetteer.builtIn.places
    #expect(places.count > 400)
    #expect(Set(places.map { [$0.name, $0.country] }).count == places.count)
    for place in places {
      let spot = try #require(Gazetteer.builtIn.find(place), "\(place.name)")
      // Everything is rounded to a hundredth of a degree.
      #expect(spot.latitude.split(separator: ".").last?.count == 2, "\(place.name)")
      #expect(place.country.flatMap(Countries.name) != nil, "\(place.name)")
    }
  }

  /// Read off a map, to a tenth of a degree.
  @Test(
    "knows where talks are held, by the names that people use",
    arguments: [
      ("Tehran", "ir", 35.7, 51.4), ("Vienna", "at", 48.2, 16.4), ("Dublin", "ie", 53.3, -6.3),
      ("Stormont", "gb", 54.6, -5.8), ("Havana", "cu", 23.1, -82.4), ("Doha", "qa", 25.3, 51.5),
      ("Minsk", "by", 53.9, 27.6), ("Istanbul", "tr", 41.0, 29.0), ("Bogota", "co", 4.6, -74.1),
      ("ZÜRICH", nil, 47.4, 8.5), ("Zurich", nil, 47.4, 8.5), ("Tehran, Iran", nil, 35.7, 51.4),
      ("Geneva, Switzerland", nil, 46.2, 6.1), ("Kyiv", "ua", 50.5, 30.5), ("Oslo", nil, 59.9, 10.7),
      ("Brest", "by", 52.1, 23.7), ("Brest", "fr", 48.4, -4.5), ("Brest", nil, nil, nil),
      ("Doha", "us", nil, nil), ("Geneva, Illinois", nil, nil, nil), ("Tehran, France", nil, nil, nil),
    ] as [(String, String?, Double?, Double?)])
  func seats(name: String, country: String?, north: Double?, east: Double?) throws {
    let found = Gazetteer.builtIn.find(Place(name: name, country: country))
    guard let north, let east else { return #expect(found == nil) }
    let spot = try #require(found)
    let (latitude, longitude) = (try #require(Double(spot.latitude)), try #require(Double(spot.longitude)))
    #expect(abs(latitude - north) < 0.11 && abs(longitude - east) < 0.11, "\(spot)")
  }

  /// Capitals stand in 193 members of the United Nations and in the Holy See, Palestine, Taiwan and Kosovo.
  @Test("has a place in every state")
  func states() {
    let countries = Set(Gazetteer.builtIn.places.compactMap(\.country))
    let members = ["ad", "bt", "cd", "dj", "er", "fm", "gw", "hn", "is", "jm", "ki", "lc", "mv", "nr", "om"]
    #expect(countries.isSuperset(of: members) && countries.count > 195)
  }

  @Test("takes lines of a desk before its own, and refuses what is no place")
  func additions() throws {
    var gazetteer = Gazetteer.builtIn
    try gazetteer.add("# our places")
    try gazetteer.add("")
    try gazetteer.add("The Barn; Old Barn | 54.5 | -6 | ie gb")
    try gazetteer.add("Geneva | 46.225 | 6.14 | ch")
    try gazetteer.add("Anywhere | 1 | 2")
    #expect(gazetteer.find(Place(name: "old barn", country: "gb"))?.typed == "geo:54.5,-6")
    #expect(gazetteer.find(Place(name: "Geneva"))?.typed == "geo:46.225,6.14")
    #expect(gazetteer.find(Place(name: "Anywhere", country: "fr"))?.typed == "geo:1,2")
    for line in [
      "Geneva", "Geneva | 46", "| 1 | 2 | ch", "X | 91 | 2", "X | 1,5 | 2", "X | 1 | 2 | xx",
      "X | 1 | 2 | ch | y",
    ] {
      #expect(throws: Malformed.self) { try gazetteer.add(line) }
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
