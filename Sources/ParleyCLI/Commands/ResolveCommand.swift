import ArgumentParser
import EventSourcing
import Talks

struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Prefer one account of a disputed event, and record why.",
    discussion: """
      Answers go by it from then on, without a mark until another account comes up; the others stay on record. \
      A later resolution replaces an earlier one; retract one to open the dispute again. Two corrections that differ \
      and were made in two copies of the record, neither knowing the other, are settled likewise: prefer one of them.
      """)

  @Argument(
    help: ArgumentHelp("The disputed event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(
    help: ArgumentHelp(
      "The account or the correction, by the position, the id or the end of the id of its event; what was recorded, if left out.",
      valueName: "event"))
  var prefer: String?

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    let targets = try correcting.targets([event] + [prefer].compactMap(\.self), session)
    var detail = DisputeResolved()
    detail.resolved = targets[0].id
    detail.preferred = targets.count > 1 && targets[1].id != targets[0].id ? targets[1].id : nil
    detail.because = because
    try correcting.record(detail, about: targets[0], done: "Resolved the dispute about", session)
  }
}
