package import EventSourcing
package import Talks

/// A calendar, by RFC 5545: every event that has a date, in UTC where its zone is known.
///
/// An inexact date spans its bounds, and its wording is in the summary. Plans are held back until their outcome is
/// known, so only open plans are kept in memory.
package struct ICalendar: ExportFormat {
  package static let name = "icalendar"
  package static let help = "A calendar (RFC 5545), in which what is only planned is tentative."
  package static let fileExtension = "ics"
  package static let countsRevisions = true

  private enum Status: String {
    case tentative = "TENTATIVE"
    case confirmed = "CONFIRMED"
    case cancelled = "CANCELLED"
  }

  private let header: ExportHeader
  private var plans: [Reference: RecordedEvent<Event>] = [:]
  private var isEmpty = true

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parley//Parley//EN", "CALSCALE:GREGORIAN"] {
      write(line, &out)
    }
    // RFC 7986 has names for these two; older programs know only the others.
    for name in ["NAME", "X-WR-CALNAME"] { write(name, header.title, &out) }
    for name in ["DESCRIPTION", "X-WR-CALDESC"] { write(name, header.inWords, &out) }
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    let round = event.subject?.slug.map { Reference($0, in: Slug(recorded.stream)) }
    var status = Status.confirmed
    switch event.detail.schedule {
    case .planned?:
      settle(round, as: .cancelled, by: recorded, &out)
      guard event.plannedDate != nil else { break }
      guard let round else {
        status = .tentative
        break
      }
      plans[round] = recorded
      return
    case .cancelled?:
      if !settle(round, as: .cancelled, by: recorded, &out) { status = .cancelled }
    case .held?: settle(round, as: .confirmed, by: recorded, &out)
    case nil: break
    }
    write(recorded, status, &out)
  }

  package mutating func end(_ out: inout ExportBuffer) {
    for plan in plans.values.sorted(by: { $0.position < $1.position }) { write(plan, .tentative, &out) }
    // A calendar must not be empty.
    if isEmpty {
      write("BEGIN:VJOURNAL", &out)
      write("UID:nothing", &out)
      write("DTSTAMP:\(Self.moment(microseconds: header.updated ?? 0))", &out)
      write("SUMMARY", "Nothing that has a date was asked for.", &out)
      write("END:VJOURNAL", &out)
    }
    write("END:VCALENDAR", &out)
  }

  /// Writes the plan of a round with its new status; false where there is none.
  @discardableResult
  private mutating func settle(
    _ round: Reference?, as status: Status, by news: RecordedEvent<Event>, _ out: inout ExportBuffer
  ) -> Bool {
    guard let round, let plan = plans.removeValue(forKey: round) else { return false }
    write(plan, status, settledBy: news, &out)
    return true
  }

  private mutating func write(
    _ recorded: RecordedEvent<Event>, _ status: Status, settledBy news: RecordedEvent<Event>? = nil,
    _ out: inout ExportBuffer
  ) {
    let event = recorded.body
    guard let on = event.plannedDate ?? event.on, let (start, end) = span(of: on, event.zone) else { return }
    isEmpty = false
    let revision = header.revisions[recorded.id] ?? Revision()
    let changed = max(recorded.recorded, revision.last, news?.recorded ?? .min)
    write("BEGIN:VEVENT", &out)
    write("UID:\(recorded.id)", &out)
    write("DTSTAMP:\(Self.moment(microseconds: changed))", &out)
    write("CREATED:\(Self.moment(microseconds: recorded.recorded))", &out)
    write("LAST-MODIFIED:\(Self.moment(microseconds: changed))", &out)
    write("SEQUENCE:\(revision.count + (news == nil ? 0 : 1))", &out)
    write("STATUS:\(status.rawValue)", &out)
    write("TRANSP:TRANSPARENT", &out)
    write("DTSTART\(start)", &out)
    if let end { write("DTEND\(end)", &out) }
    write("SUMMARY", event.headline + (on.isExact ? "" : " (\(on.inWords))"), &out)
    var text = event.paragraphs(header, rivals: header.rivals[recorded.position] ?? [])
    if event.plannedDate != nil { text.insert("Planned for: \(on.inWords)", at: 0) }
    text += event.sources.map { "Source: \($0.inWords)" }
    if !text.isEmpty { write("DESCRIPTION", text.joined(separator: "\n"), &out) }
    let categories = [event.type.name, event.track?.text, event.tlp?.label].compactMap(\.self)
    write("CATEGORIES:\(categories.joined(separator: ","))", &out)
    if let place = event.place { write("LOCATION", place.inWords, &out) }
    if let spot = event.place?.coordinates { write("GEO:\(spot.latitude);\(spot.longitude)", &out) }
    if let link = event.link { write("URL:\(link)", &out) }
    write("CLASS:\((event.tlp ?? .clear).accessClass)", &out)
    write("X-PARLEY-DATE", on.text, &out)
    write("END:VEVENT", &out)
  }

  /// The values of DTSTART and DTEND with their parameters; nil for a date beyond the range of calendars.
  private func span(of on: EDTF, _ zone: String?) -> (start: String, end: String?)? {
    if on.hasTime, let times = times(of: on, zone) { return times }
    func day(_ second: Int64?) -> CivilDay? { second.flatMap(CivilDay.init(civilSeconds:)) }
    // With an open beginning, the end is the only known date.
    guard let first = day(on.start.earliest ?? on.end.earliest ?? on.end.latest), first.isOfCalendar else {
      return nil
    }
    let end = day(on.end.latest).map { CivilDay(days: $0.days + 1) }.flatMap { $0.isOfCalendar ? $0 : nil }
    return (";VALUE=DATE:\(first.basic)", end.map { ";VALUE=DATE:\($0.basic)" })
  }

  /// Nil unless both ends have a time: a calendar cannot mix times with days.
  private func times(of on: EDTF, _ zone: String?) -> (start: String, end: String?)? {
    // An open end is bounded by the other one alone.
    let ends = (on.start.earliest == nil ? [] : [on.start]) + (on.end.latest == nil ? [] : [on.end])
    guard on.isInterval ? ends.allSatisfy(\.isWithinAMinute) : ends.allSatisfy({ $0.earliest != nil }) else {
      return nil
    }
    let instants =
      (try? Occurred(edtf: on, zone: zone, rules: header.zones))
      ?? (try? Occurred(edtf: on, zone: nil, rules: header.zones))
    guard let instants else { return nil }
    // A time without a known zone is written as floating.
    let isKnown = on.offsetSeconds != nil || zone.map { (try? Zone($0, rules: header.zones)) != nil } ?? false
    func moment(_ second: Int64) -> String? {
      guard let day = CivilDay(civilSeconds: second), day.isOfCalendar else { return nil }
      return ":\(Self.moment(seconds: second))\(isKnown ? "Z" : "")"
    }
    let start = instants.earliest == .min ? instants.endEarliest : instants.earliest
    guard let first = moment(start) else { return nil }
    let end: Int64? =
      if on.isInterval {
        on.end.latest == nil ? nil : instants.endEarliest
      } else {
        // One of a range of times.
        on.start.isWithinAMinute || on.start.latest == nil ? nil : instants.latest + 1
      }
    return (first, end.flatMap { $0 > start ? moment($0) : nil })
  }

  private static func moment(microseconds: Int64) -> String {
    let seconds = (microseconds - (microseconds % 1_000_000 + 1_000_000) % 1_000_000) / 1_000_000
    return moment(seconds: seconds) + "Z"
  }

  private static func moment(seconds: Int64) -> String {
    let day = CivilDay(civilSeconds: seconds) ?? CivilDay(days: 0)
    let within = Int(seconds - day.firstSecond)
    return "\(day.basic)T\(twoDigits(within / 3600))\(twoDigits(within / 60 % 60))\(twoDigits(within % 60))"
  }

  /// Writes a property with a text value.
  private func write(_ property: String, _ text: String, _ out: inout ExportBuffer) {
    var previous: Unicode.Scalar?
    let value = text.escaped { scalar in
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": return ""
      case "\\": return "\\\\"
      case ";": return "\\;"
      case ",": return "\\,"
      case "\t": return "\t"
      default: return scalar.isLineBreak ? "\\n" : nil
      }
    }
    write("\(property):\(value)", &out)
  }

  /// A line, folded to at most 75 bytes without splitting a character.
  private func write(_ line: String, _ out: inout ExportBuffer) {
    let bytes = Array(line.utf8)
    var (from, room) = (0, 75)
    while bytes.count - from > room {
      var to = from + room
      while bytes[to] & 0xC0 == 0x80 { to -= 1 }
      out.write(bytes[from..<to])
      out.write("\r\n ")
      (from, room) = (to, 74)
    }
    out.write(bytes[from...])
    out.write("\r\n")
  }
}

extension Event {
  /// The planned date of an event; nil for one that is no plan.
  fileprivate var plannedDate: EDTF? {
    if case .planned(let date)? = detail.schedule { date } else { nil }
  }
}

extension Marking {
  /// The access class for the marking; calendars have three.
  fileprivate var accessClass: String {
    switch self {
    case .clear: "PUBLIC"
    case .green, .amber, .amberStrict: "CONFIDENTIAL"
    case .red: "PRIVATE"
    }
  }
}

extension CivilDay {
  /// Whether its year has four digits, the limit of a calendar.
  fileprivate var isOfCalendar: Bool { (1...9_999).contains(year) }

  /// `20030827`.
  fileprivate var basic: String {
    let (year, month, day) = date
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + twoDigits(month)
      + twoDigits(day)
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
