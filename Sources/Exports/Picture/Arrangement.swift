import Talks

/// A way to spread a picture over lanes.
struct Arrangement {
  struct Lane {
    let name: String
    /// Nil for a lane that is no party's.
    var party: PartyID?
    /// Nil for a lane that is not of one process.
    var process: Int?
    var top = 0.0
    /// The number of rows.
    var rows = 1
    /// Whether it has a strip of administrations at the top.
    var hasStrip = false

    /// The lines of its name.
    var words: [String] {
      wrapped(name.plain, to: Scale.left - 20, size: Measures.name, atMost: Measures.mostLines)
    }

    var height: Double {
      let signs = Double(rows) * Measures.row + (hasStrip ? Measures.strip : 0)
      return max(signs, Double(words.count) * Measures.line) + 2 * Measures.padding
    }
    /// The middle of a row.
    func middle(of row: Int) -> Double {
      top + Measures.padding + (hasStrip ? Measures.strip : 0) + (Double(row) + 0.5) * Measures.row
    }
  }

  struct Spot {
    let lane: Int
    let row: Int
  }

  /// The name of the grouping: `party`.
  let name: String
  let words: String
  private(set) var lanes: [Lane]
  /// The places of each item; in several lanes where it is between several parties.
  private(set) var places: [[Spot]] = []
  var height: Double { lanes.last.map { $0.top + $0.height } ?? 0 }

  enum Measures {
    static let row = 18.0
    static let strip = 15.0
    static let padding = 5.0
    static let gap = 4.0
    /// Minor items are grouped beyond this number of rows; major ones may take more.
    static let mostRows = 8
    static let mostRowsAtAll = 32
    /// Of the name of a lane.
    static let line = 14.0
    static let mostLines = 3
    static let name = 13.0
    /// Half of the room that a sign takes along the axis.
    static let half = 7.5
    static let label = 10.5
  }

  /// Every useful arrangement of a picture; the first is the printed one.
  static func all(of picture: Picture) -> [Arrangement] {
    let others = picture.processes.count == 1 ? [] : [byParty(picture)]
    return [printed(of: picture)] + others + [byTrack(picture)]
  }

  /// The arrangement that is printed.
  static func printed(of picture: Picture) -> Arrangement {
    picture.processes.count == 1 ? byParty(picture) : byProcess(picture)
  }

  private static func byProcess(_ picture: Picture) -> Arrangement {
    let lanes = picture.processes.enumerated().map { number, process in
      Lane(name: process.state.title ?? process.slug, process: number)
    }
    return Arrangement("process", "processes", lanes, picture) { [$0.process] }
  }

  private static func byTrack(_ picture: Picture) -> Arrangement {
    let tracks = picture.events.compactMap(\.event.track)
    let found = Set(tracks).sorted()
    var lanes = found.map { Lane(name: $0.text) }
    if picture.items.contains(where: { picture.events[$0.first].event.track == nil }) || lanes.isEmpty {
      lanes.append(Lane(name: "no track"))
    }
    let numbers = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
    let last = lanes.count - 1
    return Arrangement("track", "tracks", lanes, picture) { item in
      [picture.events[item.first].event.track.flatMap { numbers[$0] } ?? last]
    }
  }

  /// The limit of parties with a lane of their own.
  private static let mostParties = 10

  private static func byParty(_ picture: Picture) -> Arrangement {
    let seats = picture.processes.flatMap(\.state.roster.seats)
    var order: [PartyID] = []
    if picture.processes.count == 1 {
      for seat in seats.enumerated().sorted(by: {
        ($0.element.tier ?? 99, $0.offset) < ($1.element.tier ?? 99, $1.offset)
      })
      where !order.contains(seat.element.party) {
        order.append(seat.element.party)
      }
    }
    var counts: [PartyID: Int] = [:]
    for item in picture.items { for party in picture.actors(of: item) { counts[party, default: 0] += 1 } }
    let others = counts.filter { $0.value > 1 || order.isEmpty }.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }.map(\.key)
    for party in others where !order.contains(party) { order.append(party) }
    order = Array(order.prefix(mostParties))
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) })
    let governed = Set(picture.bands.map(\.party))
    let lanes =
      [Lane(name: "Between them")]
      + order.map { Lane(name: picture.header.name($0), party: $0, hasStrip: governed.contains($0)) }
    return Arrangement("party", "parties", lanes, picture) { item in
      let found = picture.actors(of: item).compactMap { numbers[$0] }.sorted()
      return found.isEmpty || found.count > 3 ? [0] : found
    }
  }

  /// Assigns every item a row in each of its lanes, without overlaps if there is room.
  private init(
    _ name: String, _ words: String, _ lanes: [Lane], _ picture: Picture,
    _ choose: (Picture.Item) -> [Int]
  ) {
    (self.name, self.words, self.lanes) = (name, words, lanes)
    let scale = Scale(picture.axis)
    var taken = lanes.map { _ in [Row](repeating: Row(), count: Measures.mostRowsAtAll) }
    places = [[Spot]](repeating: [], count: picture.items.count)
    // Major items are placed first, with room for their labels.
    let order = picture.items.indices.sorted {
      (-picture.items[$0].weight, $0) < (-picture.items[$1].weight, $1)
    }
    for number in order {
      let item = picture.items[number]
      let sign = scale.extent(of: item)
      for (index, lane) in choose(item).enumerated() {
        var wanted = [sign]
        if item.isMain, index == 0 {
          let label = picture.label(of: item)
          wanted =
            [Unit.longest, 48, 36, 20].map { scale.extent(of: item, label: label.cut(to: $0)) } + wanted
        }
        let rows = item.isMain ? Measures.mostRowsAtAll : max(Measures.mostRows, self.lanes[lane].rows)
        let row = Self.place(sign, wanted, in: &taken[lane], atMost: rows, isMain: item.isMain)
        places[number].append(Spot(lane: lane, row: row))
        self.lanes[lane].rows = max(self.lanes[lane].rows, row + 1)
      }
    }
    var top = 0.0
    for index in self.lanes.indices {
      self.lanes[index].top = top
      top += self.lanes[index].height + Measures.gap
    }
  }

  /// The occupied parts of a row.
  private struct Row {
    /// With their labels.
    var taken: [ClosedRange<Double>] = []
    /// The signs of major items, which are never grouped with minor ones.
    var main: [ClosedRange<Double>] = []
    var lesser: [ClosedRange<Double>] = []

    func isFree(_ extent: ClosedRange<Double>) -> Bool { !taken.contains { $0.overlaps(extent) } }

    mutating func add(_ sign: ClosedRange<Double>, _ extent: ClosedRange<Double>, _ isMain: Bool) {
      // Major items have a margin, since a page draws larger signs.
      let margin = isMain ? 7.0 : 0
      taken.append(extent.lowerBound - margin...extent.upperBound + margin)
      if isMain {
        main.append(sign.lowerBound - margin...sign.upperBound + margin)
      } else {
        lesser.append(sign)
      }
    }
  }

  /// The first row with room for the widest label. Otherwise a minor item is grouped or takes a new row; a
  /// major one takes a row with a shorter label, and is grouped as the last resort.
  private static func place(
    _ sign: ClosedRange<Double>, _ wanted: [ClosedRange<Double>], in rows: inout [Row], atMost most: Int,
    isMain: Bool
  ) -> Int {
    for extent in wanted {
      guard let row = rows.indices.prefix(most).first(where: { rows[$0].isFree(extent) }) else { continue }
      rows[row].add(sign, extent, isMain)
      return row
    }
    func isUnlike(_ row: Row) -> Bool { (isMain ? row.lesser : row.main).contains { $0.overlaps(sign) } }
    func isAlike(_ row: Row) -> Bool { (isMain ? row.main : row.lesser).contains { $0.overlaps(sign) } }
    let possible = rows.indices.filter { !isUnlike(rows[$0]) }
    let alike = possible.first { isAlike(rows[$0]) }
    let alone = possible.last { !isAlike(rows[$0]) }
    if let row = isMain ? nil : alike { return row }
    let row = possible.first { rows[$0].isFree(sign) } ?? alone ?? alike ?? rows.count - 1
    if !isAlike(rows[row]) { rows[row].add(sign, sign, isMain) }
    return row
  }
}

/// The horizontal scale of days in the printed picture.
struct Scale {
  static let whole = 980.0
  static let left = 126.0
  static let right = whole - 14

  private let first: Double
  private let perDay: Double

  init(_ axis: ClosedRange<Int32>) {
    first = Double(axis.lowerBound)
    perDay = (Self.right - Self.left) / (Double(axis.upperBound) - Double(axis.lowerBound) + 1)
  }

  func x(_ day: Double) -> Double { Self.left + (day - first) * perDay }
  func x(_ day: Int32) -> Double { x(Double(day)) }

  /// The extent of an item with its label, on the side with room for it.
  func extent(of item: Picture.Item, label: String = "") -> ClosedRange<Double> {
    let anchors = item.marks.map { anchor(of: $0) }
    let (low, high) = (
      (anchors.first ?? 0) - Arrangement.Measures.half, (anchors.last ?? 0) + Arrangement.Measures.half
    )
    let end = item.marks.last.map { $0.glyph == .round ? x($0.dates.last + 1) : high } ?? high
    let reach = max(high, end)
    if label.isEmpty { return low...max(low, reach) }
    // The letters of a page are larger, as its signs are.
    let room = 1.12 * item.room(for: label)
    return reach + room <= Self.right ? low...(reach + room) : max(0, low - room)...max(low, reach)
  }

  /// The place of its sign.
  func anchor(of mark: Picture.Mark) -> Double {
    mark.glyph == .round ? x(Double(mark.dates.first) + 0.5) : x(mark.dates.middle)
  }
}

extension Picture.Item {
  /// Whether it keeps a sign of its own.
  var isMain: Bool { weight >= 3 }

  /// Whether its label is in bold type.
  var isStrong: Bool { weight >= 5 }

  /// The width of its label on the line.
  func room(for label: String) -> Double {
    width(of: label, size: Arrangement.Measures.label) * (isStrong ? 1.14 : 1) + 6
  }
}

extension Picture {
  /// The parties in whose lanes an item appears: the actor, or the few participants.
  func actors(of item: Item) -> [PartyID] {
    let event = events[item.first].event
    switch event.type.lane {
    case .everybody: return []
    case .participants: return event.parties
    case .actor: break
    }
    let mentions = event.mentions
    let doers = event.doers
    if !doers.isEmpty { return doers }
    if case (.measure, let subject)? = mentions.subject, let slug = subject.slug,
      let measure = processes[item.process].state.measures[slug], !measure.doers.isEmpty
    {
      return measure.doers
    }
    return event.parties.count == 1 ? event.parties : []
  }

  func label(of item: Item) -> String {
    (item.label ?? events[item.first].event.headline.cut(to: Unit.longest)).plain
  }
}
