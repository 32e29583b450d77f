import Answers
import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct RetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Leave a process out of lists from now on, and record why.",
    discussion: """
      For a process that is no longer kept, such as one that was recorded twice. It still answers when it is asked \
      about, and says that it is retired; “parley list --all” lists it. Talks that ended are closed instead, with \
      “parley log talks-closed”. Retract the retirement to undo it.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    try session.log.check(process)
    let process = try session.followed(process)
    var detail = ProcessRetired()
    detail.because = because
    try correcting.record(detail, of: try Slug(typed: process), done: "Retired \(process)", session)
  }
}
