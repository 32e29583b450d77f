package import Talks

/// The breakdowns of a process beside what all processes tell of its parties.
package struct Breakdowns {
  package let episodes: Table
  private let name: String
  private let parties: Set<String>
  private let timeline: Table
  private let process: Table

  /// - Parameters:
  ///   - episodes: rows of `EpisodeProjection` of the process.
  ///   - roster: rows of `RosterProjection`; those of other processes do not matter.
  ///   - timeline: rows of `TimelineProjection` of all processes.
  ///   - process: rows of `ProcessProjection`.
  package init(of name: String, _ episodes: Table, roster: Table, timeline: Table, process: Table) {
    self.name = name
    self.episodes = episodes
    self.timeline = timeline
    self.process = process
    parties = Set(
      roster.rows.indices.filter { roster.rows[$0].process == name }.compactMap { roster[$0, "party"].text })
  }

  /// The rows of the timeline that tell of the process or name a party that ever sat at its table.
  private func concerned(_ types: (String) -> Bool = { _ in true }) -> [Int] {
    timeline.rows.indices.filter { row in
      guard let type = timeline[row, "type"].text, types(type) else { return false }
      return timeline.rows[row].process == name || !parties.isDisjoint(with: timeline[row, "parties"].texts)
    }
  }

  /// The episodes with a column `preceded_by`: what happened in the days before, in order.
  package func withPrecursors(within days: Int) -> Table {
    let rows = concerned().sorted { first($0) ?? .min < first($1) ?? .min }
    return episodes.adding(.texts("preceded_by")) { row in
      guard let began = episodes[row, "began_day"].day?.days else { return (.texts([]), Provenance()) }
      let start = episodes[row, "event"].integer
      let before = rows.filter { row in
        guard let day = first(row), let event = timeline[row, "event"].integer, let start else {
          return false
        }
        return (day < began || day == began && event < start) && Int(day) >= Int(began) - days
      }
      return (
        .texts(before.map { "\(timeline[$0, "on_text"].text ?? "") \(timeline[$0, "headline"].text ?? "")" }),
        Provenance(before.compactMap { timeline[$0, "event"].integer })
      )
    }
  }

  private func first(_ row: Int) -> Int32? { timeline[row, "first_day"].day?.days }

  /// Twice the median of the days that the breakdowns lasted which are over; the middle where dates leave it open.
  package var medianDays: Int? {
    let lengths = episodes.rows.indices.compactMap { row -> Int64? in
      guard episodes[row, "is_final"] == .boolean(false), let least = episodes[row, "days_least"].integer,
        let most = episodes[row, "days_most"].integer
      else { return nil }
      return least + most
    }.sorted()
    if lengths.isEmpty { return nil }
    let middle = lengths.count / 2
    return Int(lengths.count % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2)
  }

  /// How many setbacks came in how many days.
  package struct Rate: Equatable {
    package let setbacks: Int
    package let days: Int

    /// Hundredths of setbacks in a month of 30.44 days; nil without a day.
    package var perMonth: Int? { days > 0 ? (setbacks * 3_044 * 2 + days) / (2 * days) : nil }
  }

  /// The setbacks while the talks were under way and while they stood still, from the opening to the close or a day.
  package func rates(upTo day: CivilDay) -> (under: Rate, still: Rate)? {
    guard let row = process.rows.indices.first(where: { process.rows[$0].process == name }),
      let opened = process[row, "opened"].text.flatMap(Self.firstDay)
    else { return nil }
    let end = min(process[row, "closed"].text.flatMap(Self.firstDay) ?? .max, day.days)
    if end < opened { return nil }
    let spans = episodes.rows.indices.compactMap { row -> Range<Int32>? in
      guard let began = episodes[row, "began_day"].day?.days, began <= end else { return nil }
      let from = max(began, opened)
      return from..<max(from, min(episodes[row, "ended_day"].day?.days ?? end, end))
    }
    let still = spans.reduce(0) { $0 + $1.count }
    var counts = (under: 0, still: 0)
    for row in concerned({ $0 == SetbackOccurred.name }) {
      guard let day = first(row), day >= opened, day <= end else { continue }
      if spans.contains(where: { $0.contains(day) }) { counts.still += 1 } else { counts.under += 1 }
    }
    return (
      Rate(setbacks: counts.under, days: Int(end - opened) - still), Rate(setbacks: counts.still, days: still)
    )
  }

  private static func firstDay(_ text: String) -> Int32? {
    guard let date = try? EDTF(text) else { return nil }
    return Dating(on: date, position: 0).firstDay
  }
}

extension Table {
  /// The table with one more column, whose cells rest on some events.
  package func adding(_ column: Column, _ cell: (Int) -> (Cell, Provenance)) -> Table {
    Table(
      columns: columns + [column],
      rows: rows.indices.map { row in
        let (value, basis) = cell(row)
        return TableRow(
          process: rows[row].process, cells: rows[row].cells + [value], basis: rows[row].basis + [basis])
      })
  }

  /// The same where the cells rest on what other columns of their row rest on.
  package func adding(_ column: Column, _ cell: (Int) -> (Cell, [String])) -> Table {
    adding(column) { row in
      let (value, from) = cell(row)
      let basis = from.compactMap { name in columns.firstIndex { $0.name == name } }
      return (value, basis.reduce(into: Provenance()) { $0.formUnion(rows[row].basis[$1]) })
    }
  }
}
