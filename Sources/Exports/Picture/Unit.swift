import Talks

/// The content of one place of a drawing: an item, or several that would overlap.
struct Unit {
  struct Label {
    let words: String
    let x: Double
    let isAtLeft: Bool
  }

  /// Of the longest label, in characters.
  static let longest = 64

  /// As places in the picture's items.
  private(set) var items: [Int]
  private(set) var extent: ClosedRange<Double>
  let anchor: Double
  let lane: Int
  let row: Int
  let y: Double
  private(set) var label: Label?

  static func all(of picture: Picture, _ arrangement: Arrangement, _ scale: Scale) -> [Unit] {
    var rows: [[Int]: [Unit]] = [:]
    let order = picture.items.indices.map { ($0, scale.extent(of: picture.items[$0])) }.sorted {
      ($0.1.lowerBound, $0.0) < ($1.1.lowerBound, $1.0)
    }
    for (number, extent) in order {
      guard let place = arrangement.places[number].first else { continue }
      let key = [place.lane, place.row]
      var row = rows.removeValue(forKey: key) ?? []
      defer { rows[key] = row }
      if let last = row.last, extent.lowerBound < last.extent.upperBound - 1 {
        row[row.count - 1].items.append(number)
        continue
      }
      row.append(
        Unit(
          items: [number], extent: extent, anchor: scale.anchor(of: picture.items[number].marks[0]),
          lane: place.lane, row: place.row, y: arrangement.lanes[place.lane].middle(of: place.row)))
    }
    return rows.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { key in
      labelled(rows[key] ?? [], occupiedBy: ends(in: key, of: picture, arrangement, scale), picture)
    }
  }

  /// The ends of the units in a row that are in another lane as well.
  private static func ends(
    in key: [Int], of picture: Picture, _ arrangement: Arrangement, _ scale: Scale
  ) -> [ClosedRange<Double>] {
    arrangement.places.enumerated().compactMap { number, places in
      guard places.dropFirst().contains(where: { [$0.lane, $0.row] == key }) else { return nil }
      return scale.extent(of: picture.items[number])
    }
  }

  /// Labels the units of a row by priority, as far as there is room.
  private static func labelled(
    _ row: [Unit], occupiedBy others: [ClosedRange<Double>], _ picture: Picture
  ) -> [Unit] {
    var row = row
    var taken = row.map(\.extent) + others
    func weight(_ unit: Unit) -> Int { picture.items[unit.items[0]].weight }
    for index in row.indices.sorted(by: { (-weight(row[$0]), $0) < (-weight(row[$1]), $1) }) {
      let unit = row[index]
      guard unit.items.count == 1, weight(unit) > 1 else { continue }
      let item = picture.items[unit.items[0]]
      let signs = item.marks[0].dates.signs + (picture.isContested(item) ? " ‡" : "")
      let whole = picture.label(of: item)
      for length in stride(from: longest, through: 20, by: -4)
      where length == longest || whole.unicodeScalars.count > length {
        let words = whole.cut(to: length) + signs
        let room = item.room(for: words)
        let right = unit.extent.upperBound...(unit.extent.upperBound + room)
        let left = (unit.extent.lowerBound - room)...unit.extent.lowerBound
        let isFree = { (wanted: ClosedRange<Double>) in
          wanted.lowerBound >= Scale.left && wanted.upperBound <= Scale.right
            && !taken.contains {
              $0.lowerBound < wanted.upperBound - 1 && $0.upperBound > wanted.lowerBound + 1
            }
        }
        if isFree(right) {
          row[index].label = Label(words: words, x: unit.extent.upperBound + 2, isAtLeft: false)
          taken.append(right)
          break
        }
        if isFree(left) {
          row[index].label = Label(words: words, x: unit.extent.lowerBound - 2, isAtLeft: true)
          taken.append(left)
          break
        }
      }
    }
    return row
  }
}

/// A line of the grid: the beginning of a year or a month.
struct Tick {
  let day: Int32
  let words: String

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
  ]

  /// As people write it: `2003`, `44 BC`.
  static func yearWords(_ year: Int) -> String {
    CivilDay(year: year, month: 1, day: 1).map { String($0.inWords.dropFirst("1 January ".count)) }
      ?? "\(year)"
  }

  /// As many as there is room for, of years or, where few of them are shown, of months.
  static func all(_ axis: ClosedRange<Int32>, perDay: Double) -> [Tick] {
    let (first, last) = (CivilDay(days: axis.lowerBound).year, CivilDay(days: axis.upperBound).year)
    let year = perDay * 365.25
    if year > 420 {
      let step = year > 900 ? 1 : 3
      return (first...last).flatMap { year in
        stride(from: 1, through: 12, by: step).compactMap { month in
          CivilDay(year: year, month: month, day: 1).map { day in
            Tick(
              day: day.days,
              words: month == 1 ? yearWords(year) : months[month - 1])
          }
        }
      }.filter { axis.contains($0.day) }
    }
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].first { Double($0) * year > 34 } ?? 10_000
    return stride(from: (first / step) * step, through: last, by: step).compactMap { year in
      CivilDay(year: year, month: 1, day: 1).map { Tick(day: $0.days, words: yearWords(year)) }
    }.filter { axis.contains($0.day) }
  }
}
