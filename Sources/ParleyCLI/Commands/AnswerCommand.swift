import Answers
import ArgumentParser
import Glibc
import ReadModels
import Talks

/// A question as a command: its answer as text for a terminal, or as JSON.
struct AnswerCommand<Asked: Question>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Asked.name, abstract: Asked.abstract, discussion: Asked.discussion)
  }

  @OptionGroup var question: Asked
  @OptionGroup var reading: ReadingOptions

  func run() throws { try reading.answer(question) }
}

/// A question as a command that can ask it of one day after another.
struct SeriesCommand<Asked: SeriesQuestion>: ParsableCommand {
  static var configuration: CommandConfiguration { AnswerCommand<Asked>.configuration }

  @OptionGroup var question: Asked
  @OptionGroup var series: SeriesOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard series.each != nil else { return }
    if reading.point.asOf != nil {
      throw ValidationError("--each says of which days to answer; leave out --as-of.")
    }
    if question.subject == nil {
      throw ValidationError("--each answers about one process; name it.")
    }
  }

  func run() throws {
    guard let days = try series.days else { return try reading.answer(question) }
    try reading.answer(question, asOf: days)
  }
}

extension ReadingOptions {
  /// Answers a question on standard output.
  func answer(_ question: some Question) throws {
    if let answer = question.immediateAnswer { return show(answer) }
    let (session, standpoint) = try session()
    var reader = try session.reader(from: standpoint)
    var question = question
    try question.rename { try reader.followed($0) }
    let answer = try question.checkedAnswer(&reader)
    show(answer)
    if answer.signalsFindings { throw ExitCode(ExitStatus.difference.rawValue) }
  }

  /// Writes the answers as of some days, in their order, a line of JSON each.
  func answer(_ question: some SeriesQuestion, asOf days: [CivilDay]) throws {
    let (session, given) = try session()
    var standpoint = given
    standpoint.asOf = days.first
    var reader = try session.reader(from: standpoint)
    var question = question
    try question.rename { try reader.followed($0) }
    var series = try AnswerSeries(question, reader)
    var lines: [UInt8] = []
    for day in days {
      lines += try series.json(asOf: day).bytes
      lines.append(UInt8(ascii: "\n"))
      if lines.count < 1 << 16 { continue }
      Terminal.write(lines, to: STDOUT_FILENO)
      lines.removeAll(keepingCapacity: true)
    }
    Terminal.write(lines, to: STDOUT_FILENO)
  }

  private func show(_ answer: Answer) {
    if json { return Terminal.print(answer.json.text) }
    if answer.title == nil, let ceiling = answer.standpoint.ceiling {
      Terminal.note("Up to \(ceiling.label).")
    }
    for line in answer.text(Terminal.style) { Terminal.print(line) }
  }
}

/// A question with a command of its own, which does more than answer it.
protocol OwnCommand: Question {
  static var command: any ParsableCommand.Type { get }
}

extension Question {
  /// The command that asks it.
  static var asCommand: any ParsableCommand.Type {
    if let own = self as? any OwnCommand.Type { return own.command }
    if let series = self as? any SeriesQuestion.Type { return series.seriesCommand }
    return AnswerCommand<Self>.self
  }
}

extension SeriesQuestion {
  fileprivate static var seriesCommand: any ParsableCommand.Type { SeriesCommand<Self>.self }
}
