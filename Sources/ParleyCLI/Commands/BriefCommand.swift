import ArgumentParser
import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write one page about a process: where it stands, what changed, what is due, what to watch.",
    discussion: """
      With --since it says what happened since that day, what the record learned about the time before, and which \
      values are otherwise than they were, each with its events.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: ArgumentHelp("The day of your last brief.", valueName: "date"))
  var since: String?

  @Option(
    help: "The form: \(formats.joined(separator: ", ")).", completion: .list(formats))
  var format = "markdown"

  @OptionGroup var to: OutputOptions

  @OptionGroup var point: StandpointOptions
  @OptionGroup var database: DatabaseOptions

  private static let formats = ["markdown", "html"]

  func run() throws {
    guard Self.formats.contains(format) else { throw Failure.noFormat(format, among: Self.formats) }
    let (desk, standpoint) = try point.desk(database)
    let last = try FilterOptions.day(since)
    if let last, last > standpoint.day {
      throw Failure(
        "The last brief cannot be later than the day that this one is about, \(standpoint.day).", .data)
    }
    var answers = try desk.answers(from: standpoint)
    let brief = try Brief(process, standpoint, &answers)
    let marking = try standpoint.ceiling ?? desk.log.highestMarking(of: [process]) ?? .clear
    var page = Report(title: brief.title, label: marking.label)
    page.blocks = brief.standing
    if let last {
      var earlier = standpoint
      earlier.asOf = last
      var then = try desk.answers(from: earlier)
      let recorded = try desk.log.events(of: process).filter(standpoint.admits)
      page.blocks += try brief.changes(since: last, then: then.state(of: process), recorded)
    }
    page.blocks += brief.due + brief.watch
    try to.write(Array((format == "html" ? page.html : page.markdown).utf8))
  }
}
