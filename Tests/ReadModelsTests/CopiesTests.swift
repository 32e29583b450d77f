import EventSourcing
import ReadModels
import Talks
import TestSupport
import Testing

/// Three copies of one record, in which people record and correct apart and now and then exchange what they have.
struct Copies {
  /// The events of each copy, in the order in which it took them.
  private(set) var stores: [[(id: EventID, event: Event)]] = [[], [], []]
  private var dice: Dice
  private var clock: UInt64 = 1_700_000_000_000
  /// Every event of all copies.
  private(set) var all: [EventID: Event] = [:]

  private static let days = [
    "2003-08-27", "2003-08-28", "2003-08", "2003", "2003-08-27/2003-08-29", "[2003-08-27..2003-08-29]",
    "2003-08-30",
  ]

  init(seed: UInt64, steps: Int) throws {
    dice = Dice(seed: seed)
    var fresh = try RandomHistory(seed: seed, count: steps).events
    for _ in 0..<steps {
      let store = Int.random(in: 0..<3, using: &dice)
      switch Int.random(in: 0..<20, using: &dice) {
      case 0..<10:
        guard var event = fresh.popLast() else { break }
        event.on = try EDTF(Self.days.randomElement(using: &dice) ?? "2003")
        record(event, in: store)
      case 10..<18: try correct(in: store)
      default: exchange(to: store, from: (store + Int.random(in: 1...2, using: &dice)) % 3)
      }
    }
    var pairs = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]
    pairs.shuffle(using: &dice)
    for _ in 0..<2 { for (to, from) in pairs { exchange(to: to, from: from) } }
  }

  private mutating func record(_ event: Event, in store: Int) {
    clock += UInt64.random(in: 1...3, using: &dice)
    let random = (dice.next(), dice.next())
    let id =
      Int.random(in: 0..<4, using: &dice) == 0
      ? EventID(high: random.0 & ~0xF000 | 0x8000, low: random.1)
      : EventID(millisecondsSince1970: clock, random: random)
    stores[store].append((id, event))
    all[id] = event
  }

  private mutating func exchange(to: Int, from: Int) {
    let known = Set(stores[to].map(\.id))
    stores[to] += stores[from].filter { !known.contains($0.id) }.shuffled(using: &dice)
  }

  private mutating func correct(in store: Int) throws {
    let events = stores[store]
    guard let target = events.randomElement(using: &dice), let other = events.randomElement(using: &dice)
    else {
      return
    }
    let changes = try [
      "title=One", "title=Two", "on=2003-08-31", "on=2003-09", "parties=us,kp", "summary=Another",
    ]
    .shuffled(using: &dice).prefix(Int.random(in: 1...2, using: &dice)).map(Change.init(typed:))
    var correction: any Editorial
    switch Int.random(in: 0..<6, using: &dice) {
    case 0, 1:
      var amended = EventAmended()
      (amended.amended, amended.set, amended.because) = (target.id, changes, "a slip")
      correction = amended
    case 2:
      var retracted = EventRetracted()
      (retracted.retracted, retracted.because) = (target.id, "a mistake")
      correction = retracted
    case 3:
      var merged = EventsMerged()
      (merged.merged, merged.into, merged.because) = (target.id, other.id, "the same")
      correction = merged
    case 4:
      var disputed = EventDisputed()
      (disputed.disputed, disputed.party) = (
        target.id, ["us", "kp"].randomElement(using: &dice).flatMap { PartyID($0) }
      )
      if Bool.random(using: &dice) { disputed.account = changes } else { disputed.denied = true }
      correction = disputed
    default:
      var resolved = DisputeResolved()
      let about = events.filter { $0.event.correction?.targets.isEmpty == false }
      let chosen = about.randomElement(using: &dice)
      resolved.resolved = chosen?.event.correction?.targets.first ?? target.id
      resolved.preferred = Int.random(in: 0..<4, using: &dice) == 0 ? nil : chosen?.id
      resolved.because = "the minutes"
      correction = resolved
    }
    // One in eight is of an earlier form, which does not say what its maker had seen.
    if Int.random(in: 0..<8, using: &dice) > 0 {
      var remarks = Remarks()
      for event in events { remarks.note(event.id, event.event) }
      correction.saw = remarks.seen(of: correction.targets)
    }
    record(Event(correction), in: store)
  }

  /// A copy's entries, as its log has them.
  func entries(_ store: Int) -> [Entry] {
    stores[store].enumerated().map { index, event in
      Entry(position: Int64(index) + 1, id: event.id, event: event.event, zones: UTCOnly())
    }
  }
}

/// All tables and findings of a record, a line each, with ids of events for their positions.
func picture(_ entries: [Entry], accordingTo: String? = nil) -> [String] {
  let ids = Dictionary(uniqueKeysWithValues: entries.map { ($0.position, $0.id) })
  func names(_ provenance: Provenance) -> String {
    provenance.all.map { ids[$0]?.description ?? "?" }.sorted().joined(separator: " ")
  }
  let state = ProcessState.fold(entries, accordingTo: accordingTo)
  var lines: [String] = []
  func add<R: Projected>(_ type: R.Type) {
    for row in R.rows(of: "talks", state) {
      let cells = R.fields.map { field -> String in
        let traced = field(row)
        // The last position is one in every copy.
        if R.name == "process", field.name == "last_position" { return "" }
        if field.isPosition, case .integer(let position) = traced.wrappedValue {
          return "\(ids[position]?.description ?? "?") (\(names(traced.provenance)))"
        }
        var value = "\(traced.wrappedValue)"
        if case .objects(let parts) = field.kind, case .objects(let objects) = traced.wrappedValue {
          value = objects.map { object in
            zip(parts, object.members).map { part, member in
              guard part.name == "event", case .integer(let position) = member else { return "\(member)" }
              return ids[position]?.description ?? "?"
            }.joined(separator: ", ")
          }.joined(separator: "; ")
        }
        return "\(field.name): \(value) (\(names(traced.provenance)))"
      }
      lines.append("\(R.name) | \(cells.joined(separator: " | "))")
    }
  }
  for type in RowTypes.all { add(type) }
  if let process = Slug("talks"), let day = CivilDay(iso: "2004-01-01") {
    let findings = Inspection(of: process, entries, on: day).findings()
    lines += findings.map { "\($0) (\(names($0.events)))" }.sorted()
  }
  return lines
}

@Suite("Copies of one record")
struct CopiesTests {
  @Test("come to the same tables whatever arrived first", arguments: 0..<10 as Range<UInt64>)
  func equal(decade: UInt64) throws {
    var (conflicts, disputes) = (0, 0)
    for seed in decade * 100 + 1...decade * 100 + 100 {
      let copies = try Copies(seed: seed, steps: 30)
      #expect(Set(copies.stores.map { Set($0.map(\.id)) }).count == 1)
      let first = picture(copies.entries(0))
      for store in 1...2 {
        let other = picture(copies.entries(store))
        if other == first { continue }
        let difference = zip(first, other).first { $0 != $1 }
        Issue.record("seed \(seed), store \(store):\n\(difference?.0 ?? "")\n\(difference?.1 ?? "")")
      }
      let corrections = Corrections(of: copies.entries(0))
      conflicts += corrections.conflicts.count
      disputes += corrections.disputes.count
    }
    // The histories are not trivial.
    #expect(conflicts > 10 && disputes > 10)
  }
}
