/// The offsets of every year to come, from a POSIX `TZ` text such as `GMT0BST,M3.5.0/1,M10.5.0`.
struct YearlyRule: Sendable {
  private let standard: Int
  private let summer: Summer?

  private struct Summer: Sendable {
    let offset: Int
    let start, end: Transition
  }

  /// A day of the year and the seconds after its midnight, by the clock in force until then.
  private struct Transition: Sendable {
    let day: Day
    let seconds: Int
  }

  private enum Day: Sendable {
    /// 1–365, 29 February never counted.
    case julian(Int)
    /// 0–365.
    case ordinal(Int)
    /// Week 5 is the last of the month; weekday 0 is Sunday.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  /// `nil` when the text is not of that form.
  init?(posix text: ArraySlice<UInt8>) {
    var reader = Reader(rest: text)
    guard reader.name(), let west = reader.time() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else {
      summer = nil
      return
    }
    guard reader.name() else { return nil }
    let offset = reader.rest.first == UInt8(ascii: ",") ? standard + 3_600 : reader.time().map { -$0 }
    guard let offset, let start = reader.change(), let end = reader.change(), reader.rest.isEmpty
    else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  func offset(atUTC seconds: Int64) -> Int {
    guard let summer else { return standard }
    let local = Self.withinCycle(seconds &+ Int64(standard))
    return offset(
      at: local, start: moment(of: summer.start, inYearOf: local),
      end: moment(of: summer.end, inYearOf: local) + Int64(standard - summer.offset))
  }

  /// In an overlap the first of the two offsets, in a gap the one before it.
  func offset(atLocal civilSeconds: Int64) -> Int {
    guard let summer else { return standard }
    let local = Self.withinCycle(civilSeconds)
    // The clock shows the skipped or repeated times once the change has come, by the greater offset.
    let gain = Int64(summer.offset - standard)
    return offset(
      at: local, start: moment(of: summer.start, inYearOf: local) + max(0, gain),
      end: moment(of: summer.end, inYearOf: local) + max(0, -gain))
  }

  private func offset(at moment: Int64, start: Int64, end: Int64) -> Int {
    let isSummer = start < end ? start <= moment && moment < end : !(end <= moment && moment < start)
    return isSummer ? summer?.offset ?? standard : standard
  }

  /// The civil second of a change in the same year as another, both within the cycle.
  private func moment(of change: Transition, inYearOf civilSeconds: Int64) -> Int64 {
    let year = Self.year(ofDay: Int(civilSeconds / 86_400))
    let newYear = Self.firstDay(of: year)
    let leap = Self.firstDay(of: year + 1) - newYear - 365
    let day: Int
    switch change.day {
    case .julian(let number): day = newYear + number - (number < 60 ? 1 : 1 - leap)
    case .ordinal(let number): day = newYear + number
    case .weekday(let month, let week, let weekday):
      let first = newYear + Self.daysBefore[month - 1] + (month > 2 ? leap : 0)
      let next = newYear + Self.daysBefore[month] + (month > 1 ? leap : 0)
      // 1970-01-01 was a Thursday.
      let wait = (weekday - (first + 4) % 7 + 7) % 7
      let found = first + wait + 7 * (week - 1)
      day = found < next ? found : found - 7
    }
    return Int64(day) * 86_400 + Int64(change.seconds)
  }

  // MARK: The calendar

  /// The same time of the same day in the years 1970 to 2369, since the calendar repeats itself every 400 years, down to
  /// the days of the week.
  private static func withinCycle(_ civilSeconds: Int64) -> Int64 {
    let cycle: Int64 = 146_097 * 86_400
    let rest = civilSeconds % cycle
    return rest < 0 ? rest + cycle : rest
  }

  /// The days of a common year before each month, and of the whole year.
  private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]

  /// Days from 1970-01-01 to the first day of a year that is not before it.
  private static func firstDay(of year: Int) -> Int {
    let before = year - 1
    // 477 leap years were before 1970.
    return 365 * (year - 1970) + before / 4 - before / 100 + before / 400 - 477
  }

  /// The year of a day counted from 1970-01-01, not before it.
  private static func year(ofDay day: Int) -> Int {
    var year = 1970 + day / 366
    while firstDay(of: year + 1) <= day { year += 1 }
    return year
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// Letters, or anything in angle brackets.
    mutating func name() -> Bool {
      if skip("<") {
        guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(close + 1)...]
        return true
      }
      let letters = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      rest = rest.dropFirst(letters.count)
      return letters.count >= 3
    }

    /// A number of one to three digits.
    mutating func number() -> Int? {
      let digits = rest.prefix(3).prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    /// `[±]h[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var seconds = number().map({ $0 * 3_600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let value = number() else { return nil }
        seconds += value * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `,Mm.w.d`, `,Jn` or `,n`, and perhaps `/time`; at two o'clock without.
    mutating func change() -> Transition? {
      guard skip(","), let day = day() else { return nil }
      guard skip("/") else { return Transition(day: day, seconds: 7_200) }
      return time().map { Transition(day: day, seconds: $0) }
    }

    private mutating func day() -> Day? {
      if skip("J") { return number().map { .julian($0) } }
      guard skip("M") else { return number().map { .ordinal($0) } }
      guard let month = number(), (1...12).contains(month), skip("."), let week = number(),
        (1...5).contains(week), skip("."), let weekday = number(), (0...6).contains(weekday)
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
  }
}
