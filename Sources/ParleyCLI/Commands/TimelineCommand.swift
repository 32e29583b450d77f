import ArgumentParser
import EventStore
import Exports
import ReadModels
import System
import Talks

struct TimelineCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "Show what happened, in the order in which it happened.",
    discussion: "What introduces parties and sources is left out, unless its --type is asked for.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(
    help: ArgumentHelp(
      "Show times of day by the clock of a zone, such as Asia/Seoul, where it may be another day.",
      discussion: "As they were written, if left out; what has no time of day stays as it is.",
      valueName: "zone"))
  var zone: String?

  @OptionGroup var filter: FilterOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let filter = filter
    let window = try filter.window
    let rules = SystemZones()
    let zone = try zone.map { name in
      do { return try Zone(name, rules: rules) } catch { throw Failure("\(error)", .data) }
    }
    return Answer(
      name: "timeline", projection: TimelineProjection.self,
      shown: [
        Shown(title: zone.map { "when (\($0))" } ?? "when") { table, row, _ in
          zone.flatMap { table.clock(row, in: $0, rules) } ?? table[row, "on_text"].date
        },
        .cell("headline", "what", .bold), .cell("type", "type"),
        .cell("track", "track"), .parties("parties", "parties"),
        Shown(title: "event", style: .dim) { table, row, _ in table[row, "event"].plain },
      ], whenEmpty: "Nothing is recorded that fits.",
      admits: { table, row in
        let type = table[row, "type"].text
        let introduces = type.flatMap(Catalogue.type(named:)) is any Introducing.Type
        return filter.admits(
          party: table[row, "parties"].texts, track: table[row, "track"].text, type: type)
          && window.admits(first: table[row, "first_day"].day, last: table[row, "last_day"].day)
          && (!introduces || !filter.type.isEmpty)
      }, mixedBy: "first_day"
    )
  }
}

extension Table {
  /// When an event happened by the clock of a place; nil where no one time of day is known.
  fileprivate func clock(_ row: Int, in zone: Zone, _ rules: any ZoneRules) -> String? {
    guard let on = self[row, "on_text"].text.flatMap({ try? EDTF($0) }), on.hasTime,
      let occurred = try? Occurred(edtf: on, zone: self[row, "zone"].text, rules: rules)
    else { return nil }
    return occurred.clock(in: zone, rules: rules)?.inWords
  }
}
