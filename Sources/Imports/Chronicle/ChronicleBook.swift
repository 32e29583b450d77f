import EventSourcing
import Recording
import Talks

/// All rows of a chronicle, each understood by what stands before it in time, in the file as in the log.
struct ChronicleBook {
  /// A row of the file.
  struct Row {
    /// The number of its line.
    let line: Int
    let row: ChronicleRow
    /// The id of its event.
    let id: EventID
  }

  private var readings: [Int: Result<ChronicleReading, Malformed>] = [:]
  /// The lines whose event is the first of the file to speak of a thing that the log does not have.
  private var naming: Set<Int> = []

  init() {}

  /// - Parameter rows: in the order of the file.
  init(
    _ rows: [Row], _ words: ChronicleWords, _ answers: [Int: TieAnswer],
    _ past: (Slug) throws -> LoadedProcess
  ) throws {
    let processes = Dictionary(grouping: rows, by: \.row.process)
    var weights = WordWeights()
    for row in rows { weights.count(row.row.wording) }
    let own = Set(rows.map(\.id))
    var recorded: [Slug: [Event]] = [:]
    for process in processes.keys {
      let entries = try past(process).recorded.map { Entry($0, zones: UTCOnly()) }
      recorded[process] = Corrections(of: entries).entries.filter { !own.contains($0.id) }.map(\.event)
    }
    for event in recorded.values.joined() {
      weights.count(Wording(title: event.headline, summary: event.summary, parties: event.involved))
    }
    for (process, rows) in processes.sorted(by: { $0.key < $1.key }) {
      read(rows, recorded[process] ?? [], try past(process), words, answers, weights)
    }
  }

  private enum Item {
    case event(Event)
    case row(Row)
  }

  private mutating func read(
    _ rows: [Row], _ events: [Event], _ loaded: LoadedProcess, _ words: ChronicleWords,
    _ answers: [Int: TieAnswer], _ weights: WordWeights
  ) {
    let isBackwards = Self.isBackwards(rows)
    var items: [(day: Int32, rank: Int, place: Int, item: Item)] = []
    for event in events {
      items.append((event.on?.firstDay ?? .min, 0, items.count, .event(event)))
    }
    for row in isBackwards ? rows.reversed() : rows {
      let meaning = try? words.meanings(of: row.row.type).last
      let isFirst = meaning?.use == .naming
      // What speaks of something may have happened as late as its date allows.
      let day = isFirst ? row.row.date.firstDay : row.row.date.surelyBegun
      items.append((day ?? row.row.date.lastDay ?? .max, isFirst ? 0 : 1, items.count, .row(row)))
    }
    items.sort { ($0.day, $0.rank, $0.place) < ($1.day, $1.rank, $1.place) }
    var thread = ChronicleThread(taken: Set(loaded.names.slugs(of: nil)), weights)
    for item in items {
      switch item.item {
      case .event(let event): thread.note(event)
      case .row(let row):
        readings[row.line] = Result { () throws(Malformed) in
          let meanings = try words.meanings(of: row.row.type)
          guard let known = loaded.event(row.id) else {
            return try thread.follow(row.row, as: meanings, answers[row.line])
          }
          return thread.recall(row.row, as: meanings, answers[row.line], recorded: known)
        }
      }
    }
    var named = Set(loaded.names.slugs(of: nil))
    for row in rows {
      guard let thing = (try? readings[row.line]?.get())?.thing, named.insert(thing).inserted else {
        continue
      }
      naming.insert(row.line)
    }
  }

  /// Whether the file begins with what happened last.
  private static func isBackwards(_ rows: [Row]) -> Bool {
    let days = rows.compactMap(\.row.date.firstDay)
    let steps = zip(days, days.dropFirst())
    return steps.count { $0 > $1 } > steps.count { $0 < $1 }
  }

  /// What a row comes to; nil for one that is not in the book.
  func reading(_ line: Int) throws(Malformed) -> ChronicleReading? { try readings[line]?.get() }

  /// The thing that the event of a row is about, as the event refers to it.
  func subject(_ line: Int, _ reading: ChronicleReading) -> Subject? {
    reading.thing.map { naming.contains(line) ? .new($0) : .existing(Reference($0)) }
  }
}
