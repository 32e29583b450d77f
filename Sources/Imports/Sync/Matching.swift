import EventSourcing
import Talks

/// The matching of the rows in a new version of a table with the rows recorded before.
struct Matching {
  /// A row of the file.
  struct FileRow {
    let line: Int
    let imported: Imported

    var event: Event { imported.line.event }
  }

  /// The index of a recorded row.
  typealias Recorded = Int

  /// By the index of the row in the file.
  private(set) var matched: [Int: Recorded] = [:]
  private(set) var doubts: [(row: Int, candidates: [(recorded: Recorded, likeness: Double)])] = []
  /// Recorded rows that nothing in the file is, nor may be.
  private(set) var gone: [Recorded] = []

  private var free: Set<Recorded>

  /// A row of the file beside a recorded one of which it may be another telling.
  private struct Pair {
    let row: Int
    let recorded: Recorded
    let likeness: Double
    /// Whether their texts alone say that it is.
    let isOneText: Bool

    init(_ row: Int, _ recorded: Recorded, _ likeness: Double, isOneText: Bool) {
      (self.row, self.recorded, self.likeness, self.isOneText) = (row, recorded, likeness, isOneText)
    }
  }

  /// - Throws: `ImportError` where an answer fits no row.
  init(_ rows: [FileRow], _ record: TableRecord, _ options: SyncOptions) throws(ImportError) {
    // Of a row that was replaced the last event counts.
    let current =
      options.map.key.isEmpty
      ? Set(record.rows.indices)
      : Set(Dictionary(record.rows.indices.map { (record.rows[$0].origin, $0) }) { $1 }.values)
    free = current
    if options.map.key.isEmpty {
      matchAlike(rows, record)
      try answer(rows, record, options)
      try matchLike(rows, record, options)
    } else {
      if let line = options.answers.keys.min() { throw .noDoubt(line: line) }
      let known = Dictionary(current.map { (record.rows[$0].origin, $0) }) { first, _ in first }
      for (index, row) in rows.enumerated() {
        if let origin = row.event.origin, let recorded = known[origin] { match(index, recorded) }
      }
    }
    let held = Set(doubts.flatMap { $0.candidates.map(\.recorded) })
    gone = free.subtracting(held).filter { record.rows[$0].retraction == nil }.sorted()
  }

  private mutating func match(_ row: Int, _ recorded: Recorded) {
    matched[row] = recorded
    free.remove(recorded)
  }

  /// Matches rows of equal content; recorded rows still in the table come before removed ones.
  private mutating func matchAlike(_ rows: [FileRow], _ record: TableRecord) {
    struct Saying: Hashable {
      let process: Slug
      let type: String
      let said: [String: [String]]

      init(_ process: Slug, _ event: Event) {
        self.process = process
        type = event.type.name
        said = event.said
      }
    }
    var sayings: [Saying: [Recorded]] = [:]
    for (index, row) in record.rows.enumerated().sorted(by: {
      ($0.element.retraction == nil ? 0 : 1, $0.offset) < ($1.element.retraction == nil ? 0 : 1, $1.offset)
    }) {
      sayings[Saying(row.process, row.event), default: []].append(index)
    }
    for (index, row) in rows.enumerated() {
      let saying = Saying(row.imported.line.process, row.event)
      guard let recorded = sayings[saying]?.first else { continue }
      sayings[saying]?.removeFirst()
      match(index, recorded)
    }
  }

  /// Applies the user's answers about doubtful rows.
  private mutating func answer(_ rows: [FileRow], _ record: TableRecord, _ options: SyncOptions)
    throws(ImportError)
  {
    let lines = Dictionary(rows.enumerated().map { ($1.line, $0) }) { first, _ in first }
    for (line, answer) in options.answers.sorted(by: { $0.key < $1.key }) {
      guard let row = lines[line], matched[row] == nil else { throw .noDoubt(line: line) }
      guard case .same(let id) = answer else { continue }
      guard let recorded = free.first(where: { record.rows[$0].id == id }),
        record.rows[recorded].process == rows[row].imported.line.process,
        record.rows[recorded].event.type == rows[row].event.type
      else { throw .notARow(line: line, id) }
      match(row, recorded)
    }
  }

  private mutating func matchLike(
    _ rows: [FileRow], _ record: TableRecord, _ options: SyncOptions
  ) throws(ImportError) {
    let left = rows.enumerated().filter { matched[$0] == nil && options.answers[$1.line] == nil }
    let byProcess = Dictionary(
      grouping: free.filter { record.rows[$0].retraction == nil }, by: { record.rows[$0].process })
    let comparisons = left.reduce(0) { $0 + (byProcess[$1.element.imported.line.process]?.count ?? 0) }
    if comparisons > InputLimits.comparisons.value {
      throw .changedTooMuch(rows: left.count, recorded: byProcess.values.reduce(0) { $0 + $1.count })
    }
    let likenesses = byProcess.mapValues { $0.map { ($0, Likeness(record.rows[$0].event)) } }
    var pairs: [Pair] = []
    for (index, row) in left {
      let own = Likeness(row.event)
      for (recorded, likeness) in likenesses[row.imported.line.process] ?? [] {
        let (value, isOneText) = own.to(likeness)
        if value >= Likeness.doubtful { pairs.append(Pair(index, recorded, value, isOneText: isOneText)) }
      }
    }
    pairs.sort { ($1.likeness, $0.row, $0.recorded) < ($0.likeness, $1.row, $1.recorded) }
    let perRow = Dictionary(grouping: pairs, by: \.row).mapValues(Rivals.init)
    let perRecorded = Dictionary(grouping: pairs, by: \.recorded).mapValues(Rivals.init)
    // One is surely the other only where neither is nearly as like to a third.
    for pair in pairs where pair.likeness >= Likeness.sure || pair.isOneText {
      let rivals = [perRow[pair.row], perRecorded[pair.recorded]].compactMap(\.self)
      if pair.likeness >= Likeness.sure
        ? rivals.allSatisfy({ $0.others(than: pair) <= pair.likeness - Likeness.margin })
        : rivals.allSatisfy({ $0.strong == 1 })
      {
        match(pair.row, pair.recorded)
      }
    }
    if options.acceptsDoubtful {
      for pair in pairs where matched[pair.row] == nil && free.contains(pair.recorded) {
        match(pair.row, pair.recorded)
      }
    }
    let open = pairs.filter { matched[$0.row] == nil && free.contains($0.recorded) }
    doubts = Dictionary(grouping: open, by: \.row).sorted { $0.key < $1.key }.map { row, pairs in
      (row, pairs.map { ($0.recorded, $0.likeness) })
    }
  }

  /// The pairs of one row.
  private struct Rivals {
    /// The greatest likeness and the next.
    private let first: Double
    private let second: Double
    /// How many are sure, or of one text.
    let strong: Int

    init(_ pairs: [Pair]) {
      let likenesses = pairs.map(\.likeness).sorted(by: >)
      first = likenesses[0]
      second = likenesses.count > 1 ? likenesses[1] : 0
      strong = pairs.count { $0.isOneText || $0.likeness >= Likeness.sure }
    }

    /// The greatest likeness but that of a pair among them.
    func others(than pair: Pair) -> Double { pair.likeness == first ? second : first }
  }
}
