import ArgumentParser
import EventSourcing
import Talks

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Take two events as records of one happening, and record why.",
    discussion: """
      The second stays, and takes from the first the sources and those fields that it has not itself. What was \
      said of a thing under the first one's name is then said of the thing of the second. Retract the merging to \
      undo it.
      """)

  @Argument(
    help: ArgumentHelp("The event that goes, by its position, its id or the end of that.", valueName: "event")
  )
  var event: String

  @Argument(help: ArgumentHelp("The event that stays.", valueName: "into"))
  var into: String

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let targets = try correcting.targets([event, into], session)
    var detail = EventsMerged()
    detail.merged = targets[0].id
    detail.into = targets[1].id
    detail.because = because
    try correcting.record(
      detail, about: targets[0], done: "Merged into event \(targets[1].position)", session)
  }
}
