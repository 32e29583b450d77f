package import Talks

/// The coordinates of places, to about a kilometre, for maps of a record with place names only.
///
/// The files of the folder Gazetteer are part of the program; a desk adds its own in the same form.
package struct Gazetteer: Sendable {
  private struct Spot {
    let coordinates: Coordinates
    /// In lower case; empty where the country does not matter.
    let countries: [String]
  }

  /// By the name without marks and case.
  private var spots: [String: [Spot]] = [:]
  /// All that are listed, by every name.
  private(set) var places: [Place] = []

  /// Capitals and seats of talks.
  package static let builtIn: Gazetteer = {
    var gazetteer = Gazetteer()
    for file in [
      PackageResources.places_africa_txt, PackageResources.places_americas_txt,
      PackageResources.places_asia_txt,
      PackageResources.places_europe_txt, PackageResources.places_oceania_txt,
    ] {
      for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
        do { try gazetteer.add(String(line)) } catch {
          preconditionFailure("A line of the gazetteer is malformed: \(line)")
        }
      }
    }
    return gazetteer
  }()

  package init() {}

  /// The coordinates of a place; nil for one that is not listed, that a record has in another country, or that is the
  /// name of several and the record says no country.
  package func find(_ place: Place) -> Coordinates? {
    if let found = find(place.name, in: place.country) { return found }
    // “Geneva, Switzerland”
    guard place.country == nil, let comma = place.name.lastIndex(of: ","),
      let country = Countries.code(named: String(place.name[place.name.index(after: comma)...]))
    else { return nil }
    return find(String(place.name[..<comma]), in: country)
  }

  private func find(_ name: String, in country: String?) -> Coordinates? {
    let listed = (spots[Self.key(name)] ?? []).filter { spot in
      country.map { spot.countries.isEmpty || spot.countries.contains($0) } ?? true
    }
    return listed.count == 1 ? listed[0].coordinates : nil
  }

  /// Adds a line: names parted by `;`, degrees north, degrees east, and ISO 3166 codes if the country matters, parted by
  /// `|`. Empty lines and those that begin with `#` add nothing. What is added takes the place of what is listed by the
  /// same name in the same country.
  package mutating func add(_ line: String) throws(Malformed) {
    let line = trimmed(line)
    if line.isEmpty || line.hasPrefix("#") { return }
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { trimmed($0) }
    let names = parts[0].split(separator: ";").map { trimmed($0) }.filter { !$0.isEmpty }
    guard (3...4).contains(parts.count), !names.isEmpty else {
      throw Malformed("“\(line)” is no place; write names | degrees north | degrees east | countries.")
    }
    let countries = parts.count == 4 ? parts[3].split(separator: " ").map { $0.lowercased() } : []
    for country in countries where country.utf8.count != 2 || Countries.name(country) == nil {
      throw Malformed("“\(country)” is no country; write codes of ISO 3166, such as “ch”.")
    }
    let spot = Spot(
      coordinates: try Coordinates(latitude: parts[1], longitude: parts[2]), countries: countries)
    for name in names {
      let others = (spots[Self.key(name)] ?? []).filter { other in
        !countries.isEmpty && !other.countries.isEmpty && !other.countries.contains(where: countries.contains)
      }
      spots[Self.key(name)] = others + [spot]
      places.append(Place(name: name, country: countries.first))
    }
  }

  private static func key(_ name: String) -> String { Latin.plain(name).lowercased() }
}
