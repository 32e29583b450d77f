import ArgumentParser
import EventSourcing
import EventStore
import Talks

struct RetractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Let an event no longer count, or undo a correction, and record why.",
    discussion: """
      The event stays in the log and in every answer asked --as-known earlier. To undo a correction, retract the \
      event that made it; a retraction that is retracted brings its event back.
      """)

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let target = try session.log.event(named: event)
    var detail = EventRetracted()
    detail.retracted = target.id
    detail.because = because
    try correcting.record(detail, about: target, done: "Retracted", session)
  }
}
