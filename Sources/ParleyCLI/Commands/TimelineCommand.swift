import ArgumentParser
import Exports
import ReadModels
import Talks

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "Show what happened, in the order in which it happened.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @OptionGroup var filter: FilterOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let filter = filter
    let window = try filter.window
    try Answer(
      name: "timeline", projection: TimelineProjection.self,
      shown: [
        .date("on_text", "when"), .cell("headline", "what", .bold), .cell("type", "type"),
        .cell("track", "track"), .parties("parties", "parties"),
        Shown(title: "event", style: .dim) { table, row, _ in table[row, "event"].plain },
      ], whenEmpty: "Nothing is recorded that fits.",
      admits: { table, row in
        filter.admits(
          party: table[row, "parties"].texts, track: table[row, "track"].text, type: table[row, "type"].text)
          && window.admits(first: table[row, "first_day"].day, last: table[row, "last_day"].day)
      }, mixedBy: "first_day"
    ).print(reading, process: process)
  }
}
