import ArgumentParser
import Testing

@Suite("Wrong words are answered with one sentence, the usage and a code")
struct ErrorTests {
  private func firstLine(_ words: String...) -> String {
    let (text, code) = outcome(words)
    #expect(code == .validationFailure, "\(words)")
    return String(text.prefix { $0 != "\n" })
  }

  @Test("Each mistake has its sentence")
  func sentences() {
    #expect(firstLine("export", "x", "--zzzzzz=1") == "Error: Unknown option '--zzzzzz'")
    #expect(
      firstLine("export", "x", "-fz", "-y") == "Error: The value 'z' is invalid for '-f <format>'. "
        + "Please provide one of 'json', 'csv' or 'text'.")
    #expect(firstLine("export", "x", "--format") == "Error: Missing value for '--format <format>'")
    #expect(firstLine("export", "x", "--format", "--force") == "Error: Missing value for '--format <format>'")
    #expect(
      firstLine("export", "x", "--force=yes")
        == "Error: The option '--force' does not take any value, but 'yes' was specified.")
    #expect(firstLine("export") == "Error: Missing expected argument '<file>'")
    #expect(
      firstLine("export", "x", "--loud", "--calm")
        == "Error: Value to be set with flag '--calm' had already been set with flag '--loud'")
    #expect(firstLine("rebuild", "a", "b") == "Error: Unexpected argument 'b'")
    #expect(firstLine("rebuild", "a", "b", "c") == "Error: 2 unexpected arguments: 'b', 'c'")
    #expect(firstLine("export", "x", "--db", "nowhere") == "Error: There is no database 'nowhere'.")
  }

  @Test("A near miss is named")
  func didYouMean() {
    #expect(
      firstLine("export", "--formt", "x") == "Error: Unknown option '--formt'. Did you mean '--format'?")
    #expect(firstLine("export", "-format", "x").hasPrefix("Error: The value 'ormat' is invalid"))
    #expect(firstLine("export", "--sing") == "Error: Unknown option '--sing'. Did you mean '--sign'?")
    #expect(firstLine("exprot") == "Error: Unknown subcommand 'exprot'. Did you mean 'export'?")
    #expect(firstLine("lgo") == "Error: Unknown subcommand 'lgo'. Did you mean 'log'?")
    #expect(firstLine("--versoin") == "Error: Unknown option '--versoin'. Did you mean '--version'?")
  }

  @Test("Hidden names are not given away, and far ones not guessed")
  func noGuess() {
    #expect(firstLine("export", "--secrt") == "Error: Unknown option '--secrt'")
    #expect(firstLine("rebild") == "Error: Unknown subcommand 'rebild'")
    #expect(firstLine("xyz") == "Error: Unknown subcommand 'xyz'")
  }

  @Test("The usage follows the sentence")
  func usage() {
    #expect(
      outcome(["rebuild", "a", "b"]).text == """
        Error: Unexpected argument 'b'
        Usage: tool rebuild [<folder>]
          See 'tool rebuild --help' for more information.
        """)
    #expect(outcome(["export"]).text.contains("\nHelp:  <file>  Where to write.\nUsage: tool export "))
  }

  @Test("Words cannot steer the terminal, nor flood it")
  func hostile() {
    let text = outcome(["export", "--\u{1B}[31m\u{202E}"]).text
    #expect(text.hasPrefix(#"Error: Unknown option '--\u{1B}[31m\u{202E}'"#))
    let long = outcome(["export", "--" + String(repeating: "é", count: 100_000)]).text
    #expect(long.count < 500)
  }

  struct Failing: ParsableCommand {
    enum Way: String, ExpressibleByArgument { case plain, code, clean, help, invalid }
    struct Plain: Error, CustomStringConvertible { let description = "it broke" }
    @Argument var way: Way
    func run() throws {
      switch way {
      case .plain: throw Plain()
      case .code: throw ExitCode(7)
      case .clean: throw CleanExit.message("bye")
      case .help: throw CleanExit.helpRequest(self)
      case .invalid: throw ValidationError("not so")
      }
    }
  }

  @Test("What a command throws decides words and code")
  func thrown() {
    func fails(_ way: String) -> (text: String, code: ExitCode) { outcome([way], of: Failing.self) }
    #expect(fails("plain") == ("Error: it broke", .failure))
    #expect(fails("code") == ("", ExitCode(7)))
    #expect(fails("clean") == ("bye", .success))
    #expect(fails("help").text.hasPrefix("USAGE: failing <way>"))
    #expect(fails("help").code == .success)
    #expect(fails("invalid").text.hasPrefix("Error: not so\nUsage: failing <way>\n"))
    #expect(fails("invalid").code == .validationFailure)
  }

  @Test("The process says it on standard error and exits with 64")
  func process() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(64), observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      Tool.main(["exprot"])
    }
    let words = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      words.hasPrefix("Error: Unknown subcommand 'exprot'. Did you mean 'export'?\nUsage: tool <subcommand>"))
    #expect(!String(decoding: try #require(result).standardOutputContent, as: UTF8.self).contains("Error"))
  }

  @Test("The process prints its version on standard output and exits with 0")
  func version() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      Tool.main(["export", "--version"])
    }
    #expect(
      String(decoding: try #require(result).standardOutputContent, as: UTF8.self).contains("tool 2.0\n"))
  }
}
