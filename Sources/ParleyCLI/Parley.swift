import ArgumentParser
import System

/// The program: a tracker for multi-party talks.
struct Parley: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parley",
    abstract: "Record what happens at and around a negotiation, and ask what follows from it.",
    discussion: """
      Events are appended to a log in PostgreSQL and never changed; every answer is rebuilt from it, for now or \
      for any past day. With no database named, parley runs a private PostgreSQL of its own.

      Start with:  parley import docs/examples/korea.jsonl;  parley show six-party-talks
      """,
    version: Version.text,
    subcommands: Commands.all)
}

@main
enum Main {
  static func main() {
    do {
      if let word = Environment.brokenArgument { throw Failure(broken: word) }
      var command = try Parley.parseAsRoot()
      try command.run()
    } catch {
      Failure.exit(with: error)
    }
  }
}

extension Failure {
  /// A word of the command line is not valid UTF-8.
  fileprivate init(broken word: (place: Int, text: String)) {
    self.init(
      "The word “\(word.text)”, number \(word.place) after “parley”, is not valid UTF-8; set the terminal to UTF-8, or convert it with iconv.",
      .usage)
  }
}
