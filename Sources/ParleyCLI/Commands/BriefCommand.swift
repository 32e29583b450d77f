import Answers
import ArgumentParser
import EventStore
import Exports
import ReadModels
import Talks

extension BriefQuestion: OwnCommand {
  static var command: any ParsableCommand.Type { BriefCommand.self }
}

/// The brief as a document, to be written to a file.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: BriefQuestion.name, abstract: BriefQuestion.abstract, discussion: BriefQuestion.discussion)

  @OptionGroup var question: BriefQuestion

  @Option(
    help: "The form: \(formats.joined(separator: ", ")).", completion: .list(formats))
  var format = "markdown"

  @OptionGroup var to: OutputOptions

  @OptionGroup var point: StandpointOptions
  @OptionGroup var database: DatabaseOptions

  private static let formats = ["markdown", "html"]

  func run() throws {
    guard Self.formats.contains(format) else { throw Failure.noFormat(format, among: Self.formats) }
    let (session, standpoint) = try point.session(database)
    var reader = try session.reader(from: standpoint)
    var question = question
    try question.rename { try reader.followed($0) }
    let answer = try question.checkedAnswer(&reader)
    let marking =
      try standpoint.ceiling ?? session.log.highestMarking(of: session.streams(of: [question.process]))
      ?? .clear
    let report = Report(answer, label: marking.label)
    try to.write(Array((format == "html" ? report.html : report.markdown).utf8))
  }
}
