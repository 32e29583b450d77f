import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Talks

struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Let an event belong to another process, and record why.",
    discussion: """
      From now on every answer counts the event there and not where it was recorded, with what was and will be said \
      about it; one asked --as-known earlier does not. What it is about must be known there, so move what names a \
      thing before what speaks of it, and give --called where the thing has another name there. Other things that \
      it names are then those of the process that it leaves. Retract the move to undo it.
      """)

  @Argument(help: ArgumentHelp("The events, by position or id, in turn.", valueName: "event"))
  var events: [String]

  @Option(
    help: ArgumentHelp("The process that they belong to.", valueName: "process"), completion: .processes)
  var to: String

  @Option(help: ArgumentHelp("What the thing that they are about is called there.", valueName: "name"))
  var called: String?

  @Option(
    help: ArgumentHelp("What a field is to hold there; may be repeated.", valueName: "field=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let to = try session.followed(to)
    for event in events {
      let target = try session.log.event(named: event)
      var detail = EventMoved()
      detail.moved = target.id
      detail.to = try Slug(typed: to)
      detail.called = try called.map(Slug.init(typed:))
      detail.set = try set.map(Change.init(typed:))
      detail.because = because
      try correcting.record(detail, about: target, done: "Moved to \(to)", session)
    }
  }
}
