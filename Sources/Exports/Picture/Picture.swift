import Talks

/// Processes as a picture: time runs along, in days, and every format draws the same marks in the same lanes.
struct Picture {
  /// An event, and the process that it is of.
  struct PlacedEvent {
    let entry: Entry
    /// The place of its process in ``processes``.
    let process: Int

    var event: Event { entry.event }
  }

  /// A stretch of days that one or two events make, such as a phase of a round.
  struct Mark {
    /// The events that it represents, as indices in ``events``; the first one names it.
    var events: [Int]
    let glyph: Glyph
    let dates: DateSpan
  }

  /// An item of the picture: the phases of a round, or one mark.
  struct Item {
    var marks: [Mark]
    /// Its label, where that is not its first event's headline.
    var label: String?
    let weight: Int
    let process: Int

    var first: Int { marks[0].events[0] }
    var days: ClosedRange<Int32> {
      let first = marks.map(\.dates.first).min() ?? 0
      return first...max(first, marks.map(\.dates.last).max() ?? first)
    }
  }

  /// One thing that answers another, such as a measure given in return; both as places in ``items``.
  struct Arc: Hashable {
    let from: Int
    let to: Int
  }

  /// A breakdown, from a suspension or a walk-out to its end.
  struct Breakdown {
    let process: Int
    let from: Int32
    /// Nil where nothing has ended it.
    let until: Int32?
    let caption: String
  }

  /// A head's term in the strip of a party.
  struct Band {
    let party: PartyID
    let head: String
    let from: Int32
    let until: Int32?
    /// Whether its beginning is known to the day.
    let isSharp: Bool
    /// The event that states it, if it is in the picture.
    let event: Int?
  }

  let header: ExportHeader
  let processes: [Dossier.Process]
  let sources: (Event) -> [Source]
  /// All events in the order of occurrence, undated ones last.
  let events: [PlacedEvent]
  private(set) var items: [Item] = []
  private(set) var links: [Arc] = []
  private(set) var episodes: [Breakdown] = []
  private(set) var bands: [Band] = []
  /// The first and the last day that are drawn.
  let axis: ClosedRange<Int32>
  /// The day of the roster and ledger beside the picture.
  let day: CivilDay

  init(_ dossier: Dossier) {
    header = dossier.header
    processes = dossier.processes
    sources = dossier.sources
    events = processes.enumerated().flatMap { number, process in
      process.state.entries.map { PlacedEvent(entry: $0, process: number) }
    }.sorted { a, b in
      let (x, y) = (a.entry.occurred?.earliest ?? .max, b.entry.occurred?.earliest ?? .max)
      return x != y ? x < y : a.entry.position < b.entry.position
    }
    let places = Dictionary(events.enumerated().map { ($1.entry.position, $0) }) { first, _ in first }
    let spans = events.compactMap { $0.event.on.map { DateSpan($0) } }
    let first = spans.compactMap(\.knownFirst).min() ?? dossier.day.days - 183
    let last = max(spans.compactMap(\.knownLast).max() ?? dossier.day.days + 183, first)
    let margin = max(15, Int32(clamping: (Int64(last) - Int64(first)) / 60))
    axis = (first &- margin)...(last &+ margin)
    day = dossier.header.asOf ?? CivilDay(days: last)

    makeItems(places)
    makeLinks(places)
    makeEpisodes()
    makeBands(dossier.administrations, places)
  }

  /// A date that is drawn, an end that it leaves open being the end of the picture.
  private func span(_ on: EDTF) -> DateSpan { DateSpan(on, within: axis) }

  private mutating func makeItems(_ places: [Int64: Int]) {
    var isShown = Set<Int>()
    for (number, process) in processes.enumerated() {
      for (slug, round) in process.state.rounds.all {
        var marks: [Mark] = []
        for phase in round.phases {
          let ends = [phase.convened, phase.closed].compactMap { $0.flatMap { places[$0.position] } }
          guard let on = phase.convened.on, let first = ends.first else { continue }
          var dates = span(on)
          if let closed = phase.closed?.on { dates.extend(to: span(closed)) }
          marks.append(Mark(events: ends.first == ends.last ? [first] : ends, glyph: .round, dates: dates))
          isShown.formUnion(ends)
        }
        if let place = round.concluded.flatMap({ places[$0.position] }), !marks.isEmpty,
          isShown.insert(place).inserted
        {
          marks[marks.count - 1].events.append(place)
        }
        if marks.isEmpty { continue }
        let label = round.number.map { "Round \($0)" } ?? round.title ?? slug.text
        items.append(Item(marks: marks, label: label, weight: Glyph.round.weight, process: number))
      }
    }
    for (place, told) in events.enumerated() where !isShown.contains(place) {
      guard let on = told.event.on, !told.event.type.isDescription else { continue }
      let glyph = told.event.detail.glyph
      items.append(
        Item(
          marks: [Mark(events: [place], glyph: glyph, dates: span(on))], weight: glyph.weight(of: told.event),
          process: told.process))
    }
    items.sort { ($0.days.lowerBound, $0.first) < ($1.days.lowerBound, $1.first) }
  }

  private mutating func makeLinks(_ places: [Int64: Int]) {
    var itemOfEvent: [Int: Int] = [:]
    for (number, item) in items.enumerated() {
      for event in item.marks.flatMap(\.events) { itemOfEvent[event] = number }
    }
    var begins: [String: Int] = [:]
    for process in processes {
      for (slug, measure) in process.state.measures.all {
        begins["\(process.slug)/\(slug)"] = measure.life.steps.first.flatMap { places[$0.dating.position] }
          .flatMap {
            itemOfEvent[$0]
          }
      }
    }
    for process in processes {
      for (slug, measure) in process.state.measures.all {
        for other in measure.inReturnFor {
          let answered = "\(other.process?.text ?? process.slug)/\(other.slug)"
          if let from = begins["\(process.slug)/\(slug)"], let to = begins[answered], from != to {
            links.append(Arc(from: from, to: to))
          }
        }
      }
    }
  }

  private mutating func makeEpisodes() {
    for (number, process) in processes.enumerated() {
      for episode in process.state.episodes {
        guard let from = episode.began.firstDay else { continue }
        let away =
          episode.parties.isEmpty ? [] : ["\(episode.parties.map(header.name).joined(separator: ", ")) away"]
        let words = (episode.isSuspension ? ["talks suspended"] : []) + away
        episodes.append(
          Breakdown(
            process: number, from: from, until: episode.ended.flatMap(\.firstDay).map { max($0, from) },
            caption: words.joined(separator: "; ")))
      }
    }
  }

  private mutating func makeBands(_ administrations: [Administration], _ places: [Int64: Int]) {
    for (party, changes) in Dictionary(grouping: administrations, by: \.party).sorted(by: { $0.key < $1.key })
    {
      let sorted = Administration.succession(changes.map { ("", $0) }).map(\.it)
      for (index, change) in sorted.enumerated() {
        let until = index + 1 < sorted.count ? sorted[index + 1].since.firstDay : nil
        let from = change.since.firstDay ?? axis.lowerBound
        guard from <= axis.upperBound, (until ?? axis.upperBound) > axis.lowerBound else { continue }
        bands.append(
          Band(
            party: party, head: change.headInWords, from: max(from, axis.lowerBound),
            until: until.map { min($0, axis.upperBound) },
            isSharp: change.since.firstDay == change.since.surelyBegun, event: places[change.since.position]))
      }
    }
  }
}

/// The first and last possible day of a date, and its uncertainty.
struct DateSpan {
  private(set) var first: Int32
  private(set) var last: Int32
  /// The bounds of the date itself; nil where an end is open.
  let knownFirst: Int32?
  let knownLast: Int32?
  /// Whether it lasted; a span of several days is a doubt otherwise.
  private(set) var isDuration: Bool
  let isApproximate: Bool
  let isUncertain: Bool
  /// Whether it is one day of a set.
  let isOneOf: Bool

  init(_ on: EDTF, within axis: ClosedRange<Int32>? = nil) {
    let mark = Talks.Dating(on: on, position: 0)
    (knownFirst, knownLast) = (mark.firstDay.map(Self.drawable), mark.lastDay.map(Self.drawable))
    first = knownFirst ?? axis?.lowerBound ?? knownLast ?? 0
    last = max(first, knownLast ?? axis?.upperBound ?? first)
    isDuration = on.isInterval
    isApproximate = on.isApproximate
    isUncertain = on.isUncertain
    isOneOf = on.text.hasPrefix("[")
  }

  /// The day, or the last one before the calendars of browsers end, some 246,000 years from now.
  private static func drawable(_ day: Int32) -> Int32 { min(max(day, -90_000_000), 90_000_000) }

  /// Whether it is not known to the day when it happened.
  var isVague: Bool { !isDuration && last > first }
  /// The middle, where its sign is placed.
  var middle: Double { (Double(first) + Double(last) + 1) / 2 }

  /// Extends the span to the end of another, of which it is the beginning.
  mutating func extend(to end: DateSpan) {
    last = max(last, end.last)
    isDuration = isDuration || last > first
  }

  /// As they are written after a sign: `~` and `?`.
  var signs: String { (isApproximate ? "~" : "") + (isUncertain ? "?" : "") }
}
