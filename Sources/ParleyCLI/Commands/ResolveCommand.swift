import ArgumentParser
import EventSourcing
import Talks

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Prefer one account of a disputed event, and record why.",
    discussion: """
      Answers go by it from then on, without a mark until another account comes up; the others stay on record. \
      A later resolution replaces an earlier one; retract one to open the dispute again.
      """)

  @Argument(help: ArgumentHelp("The disputed event, by its position or its id.", valueName: "event"))
  var event: String

  @Option(
    help: ArgumentHelp(
      "The account, by the position or the id of the event that gives it; what was recorded, if left out.",
      valueName: "event"))
  var prefer: String?

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, toRecord: true)
    let targets = try correcting.targets([event] + [prefer].compactMap(\.self), session)
    var detail = DisputeResolved()
    detail.resolved = targets[0].id
    detail.preferred = targets.count > 1 && targets[1].id != targets[0].id ? targets[1].id : nil
    detail.because = because
    try correcting.record(detail, about: targets[0], done: "Resolved the dispute about", session)
  }
}
