import ArgumentParser
import EventSourcing
import EventStore
import Talks

struct AmendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: "Correct what an event says, and record why.",
    discussion: """
      What was recorded stays in the log; every answer from now on reads the event with the new values, and one \
      asked --as-known earlier still reads the old ones. The options of “parley log TYPE” are the fields; a list \
      takes all the values that are given for it, and “field=” leaves a field empty. An amendment is an event: \
      amend it to correct it, retract it to undo it.
      """)

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(
    help: ArgumentHelp(
      "What a field is to hold, such as on=2005-09-19; may be repeated.", valueName: "field=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let target = try session.log.event(named: event)
    var detail = EventAmended()
    detail.amended = target.id
    detail.set = try set.map(Change.init(typed:))
    detail.because = because
    try correcting.record(detail, about: target, done: "Amended", session)
  }
}
