import Answers
import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a process another slug, and record why.",
    discussion: """
      Every answer finds what was recorded of the process, and what others still record of it, under the new slug; \
      one asked --as-known earlier finds it under the one that it had. What it is called in words is its title: \
      “parley log process-defined” says another. Retract the renaming to undo it.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: ArgumentHelp("Its new slug.", valueName: "name"))
  var to: String

  @Option(help: ArgumentHelp("Why, as the record will say.", valueName: "text"))
  var because: String

  @OptionGroup var correcting: CorrectingOptions

  func run() throws {
    let session = try Session(correcting.database, to: .record)
    try session.log.check(process)
    let new = try Slug(typed: to)
    let current = try session.currentName(of: process)
    if current != process { throw Failure("“\(process)” is called “\(current)” now; rename that.", .data) }
    if try session.streams(of: [process]).contains(new.text) {
      throw Failure(
        "“\(new)” is the former name of “\(process)”; retract its renaming, which “parley timeline \(process)” shows, to have it again.",
        .data)
    }
    if try session.log.holds(new.text) {
      throw Failure(
        "There is a process “\(new)” already; choose another name, or move events there with “parley move”.",
        .data)
    }
    var detail = ProcessRenamed()
    detail.from = try Slug(typed: process)
    detail.because = because
    try correcting.record(detail, of: new, done: "Renamed \(process) to \(new)", session)
  }
}
