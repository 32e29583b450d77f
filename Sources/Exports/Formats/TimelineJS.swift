package import EventSourcing
package import Talks

/// The JSON of a timeline for TimelineJS 3 (Knight Lab), which shows texts as HTML.
///
/// It has no pictures: a source is no illustration, and a reader's browser would contact its site unasked.
package struct TimelineJS: ExportFormat {
  package static let name = "timelinejs"
  package static let help = "A timeline for web pages, as the JSON of TimelineJS 3."
  package static let fileExtension = "timeline.json"

  private let header: ExportHeader
  private var isFirst = true
  /// Since when the talks of a process have been going on.
  private var openings: [String: EDTF] = [:]
  /// The periods during which talks were under way.
  private var eras: [JSONWriter] = []

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write(#"{"scale":"human","title":"#)
    out.write(
      JSONWriter.members([
        ("text", text(header.title, ["<p>\(markup(header.inWords))</p>"])), ("autolink", no),
      ]).bytes)
    out.write(#","events":["#)
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    // The calendar of a browser ends some 270,000 years from now.
    guard let on = event.on, let (start, end) = Self.span(of: on), abs(start.year) < 200_000 else { return }
    note(event, on, recorded.stream)
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    var members: [(String, JSONWriter)] = [
      ("unique_id", .text(recorded.id.description)), ("start_date", start.json), ("autolink", no),
      ("text", text(event.headline, event.html(header, rivals: header.rivals[recorded.position] ?? []))),
    ]
    if let end, end != start { members.append(("end_date", end.json)) }
    if !on.isExact || start.year < 1 { members.append(("display_date", .text(markup(event.dateInWords)))) }
    if let track = event.track { members.append(("group", .text(track.text))) }
    out.write(JSONWriter.members(members).bytes)
  }

  package mutating func end(_ out: inout ExportBuffer) {
    // A timeline without an event is an error.
    if isFirst {
      let day = header.updated.flatMap { CivilDay(civilSeconds: $0 / 1_000_000) } ?? CivilDay(days: 0)
      out.write(
        JSONWriter.members([
          ("start_date", Moment(day.firstSecond, parts: 3).json),
          ("text", text("Nothing that has a date was asked for.", [])),
        ]).bytes)
    }
    out.write("\n],\"eras\":")
    out.write(JSONWriter.of { $0.list(eras) { $1.raw($0) } }.bytes)
    out.write("}\n")
  }

  /// Records the beginning and end of talks; only eras with both ends can be shown.
  private mutating func note(_ event: Event, _ on: EDTF, _ process: String) {
    switch event.detail.turn {
    case .opens?, .resumes?: if openings[process] == nil { openings[process] = on }
    case .suspends?, .closes?:
      guard let opening = openings.removeValue(forKey: process), opening.precedes(on) == .yes,
        let start = Self.span(of: opening)?.start, let stop = Self.span(of: on)
      else { return }
      eras.append(
        JSONWriter.members([
          ("start_date", start.json), ("end_date", (stop.end ?? stop.start).json),
          ("text", text(process, [])),
        ]))
    case .goesOn?, nil: break
    }
  }

  /// From when to when it is shown: a doubtful date by its bounds; without an end where that is open.
  private static func span(of on: EDTF) -> (start: Moment, end: Moment?)? {
    let ends = [on.start, on.end].map { on.isInterval ? $0.parts : on.precision.parts }
    guard let first = on.start.earliest else {
      // With an open beginning, the end is the only known date.
      return (on.end.earliest ?? on.end.latest).map { (Moment($0, parts: ends[1]), nil) }
    }
    // A coarser end would seem to precede the beginning.
    return (Moment(first, parts: ends[0]), on.end.latest.map { Moment($0, parts: max(ends[0], ends[1])) })
  }

  /// A date of TimelineJS, to its known precision.
  private struct Moment: Equatable {
    let numbers: [Int]

    var year: Int { numbers[0] }
    var json: JSONWriter {
      JSONWriter.members(
        zip(["year", "month", "day", "hour", "minute"], numbers).map { ($0, .text(String($1))) })
    }

    /// - Parameter second: on the wall clock.
    init(_ second: Int64, parts: Int) {
      // The caller leaves out a year beyond the calendar.
      let day = CivilDay(civilSeconds: second) ?? CivilDay(days: .max)
      let clock = Int(second - day.firstSecond)
      let (year, month, date) = day.date
      numbers = Array([year, month, date, clock / 3600, clock / 60 % 60].prefix(parts))
    }
  }
}

extension EDTF.Precision {
  /// The number of known parts of a date, from the year to the minute.
  fileprivate var parts: Int {
    switch self {
    case .second, .minute: 5
    case .day: 3
    case .month, .season: 2
    case .year, .decade, .century: 1
    }
  }
}

extension Bounds {
  /// The same, by how far they are apart.
  fileprivate var parts: Int {
    guard let earliest, let latest else { return 1 }
    switch latest - earliest {
    case ..<60: return 5
    case ..<86_400: return 3
    case ..<(364 * 86_400): return 2
    default: return 1
    }
  }
}

private var no: JSONWriter { .of { $0.bool(false) } }

private func text(_ headline: String, _ paragraphs: [String]) -> JSONWriter {
  .members([("headline", markup(headline)), ("text", paragraphs.joined())])
}

extension Event {
  /// Its content besides the headline and the date.
  fileprivate func html(_ header: ExportHeader, rivals: [String]) -> [String] {
    paragraphs(header, rivals: rivals).map { "<p>\(markup($0))</p>" }
      + sources.map { source in
        let words = markup(source.words.joined(separator: ", "))
        guard let link = source.url.flatMap(webAddress) else { return "<p>\(markup(source.inWords))</p>" }
        return "<p><a href=\"\(markup(link))\">\(words.isEmpty ? markup(link) : words)</a></p>"
      }
  }
}
