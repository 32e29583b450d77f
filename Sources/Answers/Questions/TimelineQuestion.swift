package import ArgumentParser
internal import ReadModels
internal import Talks

package struct TimelineQuestion: AnyProcessQuestion {
  package static let name = "timeline"
  package static let abstract = "Show what happened, in the order in which it happened."
  package static let discussion =
    "What introduces parties and sources is left out, unless its --type is asked for."
  package static let members: [JSONMember] = [.rows(TimelineRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(
    help: ArgumentHelp(
      "Show times of day by the clock of a zone, such as Asia/Seoul, where it may be another day.",
      discussion: "As they were written, if left out; what has no time of day stays as it is.",
      valueName: "zone"))
  package var zone: String?

  @OptionGroup package var filter: FilterOptions

  package init() {}

  package var filters: [NameFilter] { filter.names(of: process) }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (window, rules) = (try filter.window, reader.zones)
    let zone = try zone.map { name throws(Malformed) in
      do { return try Zone(name, rules: rules) } catch { throw Malformed("\(error)") }
    }
    let (context, events) = try reader.consult(about: process, .rows(TimelineRow.self, of: process))
    var wanted = events.filter { row in
      let introduces = Catalogue.type(named: row.type) is any Introducing.Type
      return filter.admits(party: row.parties, track: row.track, type: row.type)
        && window.admits(first: row.firstDay, last: row.lastDay) && (!introduces || !filter.type.isEmpty)
    }
    if process == nil { wanted = wanted.mixed(by: \.firstDay) }
    return context.answer(
      Self.self, wanted,
      [
        Column(zone.map { "when (\($0))" } ?? "when") { row in
          zone.map { row.clock(in: $0, rules) } ?? row.onText?.inWords ?? ""
        },
        Column("what", \.$headline, .strong), Column("type", \.$type), Column("track", \.$track),
        .parties("parties", \.$parties), Column("event", \.$event, .faint) { "\($0.event) \($0.name)" },
      ], whenEmpty: "Nothing is recorded that fits.")
  }
}

extension Array where Element: Row {
  /// Rows of several processes by a day, those without one first.
  func mixed(by day: (Element) -> CivilDay?) -> [Element] {
    enumerated().sorted {
      (day($0.element)?.days ?? .min, $0.offset) < (day($1.element)?.days ?? .min, $1.offset)
    }
    .map(\.element)
  }
}

extension TimelineRow {
  /// The local date and time of an event in a place; where they cannot be told, those that are written, and by whose clock.
  fileprivate func clock(in place: Zone, _ rules: any ZoneRules) -> String {
    guard let on = onText else { return "" }
    let occurred = try? Occurred(edtf: on, zone: zone, rules: rules)
    if let local = occurred?.clock(in: place, rules: rules) { return local.inWords }
    if let zone { return zone == place.name ? on.inWords : "\(on.inWords) (\(zone))" }
    return on.hasTime && on.offsetSeconds == nil ? "\(on.inWords) (zone not recorded)" : on.inWords
  }
}
