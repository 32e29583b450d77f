import Talks

/// The coordinates of some places, to about a kilometre, for maps of a record with place names only.
///
/// Cities after GeoNames (CC BY 4.0); other sites after the reports on them. Areas, such as the Demilitarized
/// Zone, are not listed.
enum Gazetteer {
  private struct Spot {
    let latitude: Double
    let longitude: Double
    let countries: [String]
  }

  /// Degrees north and east; nil for a place that is not listed, or that a record has in another country.
  static func find(_ place: Place) -> (latitude: Double, longitude: Double)? {
    guard let spot = spots[place.name.lowercased()], place.country.map(spot.countries.contains) ?? true else {
      return nil
    }
    return (spot.latitude, spot.longitude)
  }

  /// All that are listed, by every name.
  static var places: [Place] {
    lines.flatMap { names, spot in names.map { Place(name: $0, country: spot.countries.first) } }
  }

  private static let spots = Dictionary(
    lines.flatMap { names, spot in names.map { ($0.lowercased(), spot) } },
    uniquingKeysWith: { first, _ in first })

  private static var lines: [(names: [String], spot: Spot)] {
    table.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|").map { trimmed($0) }
      guard parts.count == 4, let latitude = Double(parts[1]), let longitude = Double(parts[2]) else {
        return nil
      }
      return (
        parts[0].split(separator: ";").map { trimmed($0) },
        Spot(
          latitude: latitude, longitude: longitude, countries: parts[3].split(separator: " ").map(String.init)
        )
      )
    }
  }

  private static let table = """
    Bali; Denpasar | -8.65 | 115.22 | id
    Bandar Seri Begawan | 4.89 | 114.94 | bn
    Bangkok | 13.75 | 100.50 | th
    Beijing | 39.91 | 116.40 | cn
    Belfast | 54.60 | -5.93 | gb
    Berlin | 52.52 | 13.41 | de
    Bogotá | 4.61 | -74.08 | co
    Brussels | 50.85 | 4.35 | be
    Busan | 35.10 | 129.03 | kr
    Chongjin | 41.80 | 129.78 | kp
    Dalian | 38.91 | 121.60 | cn
    Gangneung | 37.75 | 128.87 | kr
    Geneva | 46.20 | 6.15 | ch
    Gyeongju | 35.84 | 129.21 | kr
    Hanoi | 21.02 | 105.84 | vn
    Havana | 23.13 | -82.38 | cu
    Helsinki | 60.17 | 24.94 | fi
    Hiroshima | 34.40 | 132.45 | jp
    Jakarta | -6.21 | 106.85 | id
    Jeju | 33.51 | 126.52 | kr
    Kaesong | 37.97 | 126.55 | kp
    Kuala Lumpur | 3.14 | 101.69 | my
    Kumchang-ri | 40.12 | 125.18 | kp
    Kumho | 40.10 | 128.34 | kp
    London | 51.51 | -0.13 | gb
    Macau | 22.20 | 113.55 | mo cn
    Moscow | 55.75 | 37.62 | ru
    Mount Kumgang | 38.66 | 128.11 | kp
    New York | 40.71 | -74.01 | us
    Osan Air Base | 37.09 | 127.03 | kr
    Oslo | 59.91 | 10.75 | no
    Panmunjom; Panmunjeom | 37.96 | 126.68 | kp kr
    Paris | 48.85 | 2.35 | fr
    Punggye-ri | 41.28 | 129.09 | kp
    Pyeongchang | 37.37 | 128.39 | kr
    Pyongyang | 39.03 | 125.75 | kp
    Rome | 41.89 | 12.51 | it
    Seoul | 37.57 | 126.98 | kr
    Shanghai | 31.22 | 121.46 | cn
    Shenyang | 41.79 | 123.43 | cn
    Singapore | 1.29 | 103.85 | sg
    Stockholm | 59.33 | 18.07 | se
    Tokyo | 35.69 | 139.69 | jp
    Ulaanbaatar | 47.91 | 106.88 | mn
    Ulan-Ude | 51.83 | 107.60 | ru
    UN Headquarters, New York | 40.75 | -73.97 | us
    Vienna | 48.21 | 16.37 | at
    Vientiane | 17.97 | 102.60 | la
    Vladivostok | 43.11 | 131.87 | ru
    Washington; Washington, DC; Washington, D.C. | 38.90 | -77.04 | us
    Wonsan | 39.15 | 127.44 | kp
    Yongbyon | 39.81 | 125.80 | kp
    """
}
