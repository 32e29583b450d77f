import Answers
import ArgumentParser
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
    (self as? any OwnCommand.Type)?.command ?? AnswerCommand<Self>.self
  }
}
