import Answers
import ArgumentParser
import EventStore
import ReadModels

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "List what was recorded, in the order of the log.",
    discussion: """
      A line an event: its position, process, date, what happened, and who recorded it. To read in pieces, go on \
      --after the last position that was printed, or with --backward --before it.
      """)

  @OptionGroup var recorded: RecordedOptions

  @Option(help: ArgumentHelp("Only events later in the log than this one.", valueName: "position"))
  var after: Int?

  @Option(help: ArgumentHelp("Only events earlier in the log than this one.", valueName: "position"))
  var before: Int?

  @Flag(help: "From the last to the first.")
  var backward = false

  @Option(help: ArgumentHelp("How many at most.", valueName: "number"))
  var limit: Int?

  @OptionGroup var sharing: CeilingOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1 on.") }
  }

  func run() throws {
    let session = try Session(database, upTo: sharing.chosen)
    for process in recorded.processes { try session.log.check(process) }
    var wanted = recorded.selection(of: try session.streams(of: recorded.processes))
    (wanted.after, wanted.before) = (after.map(Int64.init), before.map(Int64.init))
    (wanted.isBackward, wanted.limit) = (backward, limit.map(Int64.init))
    try session.log.forEachBatch(of: wanted, recorded.show)
  }
}
