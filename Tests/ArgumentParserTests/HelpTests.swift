import ArgumentParser
import Testing

@Suite("Help shows what can be typed")
struct HelpTests {
  @Test("The root lists its subcommands by group")
  func root() {
    #expect(
      Tool.helpMessage(columns: 80) == """
        OVERVIEW: Keeps a log.

        USAGE: tool <subcommand>

        OPTIONS:
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          export, save            Write talks to a file.

        WRITING SUBCOMMANDS:
          log                     Record an event.

          See 'tool help <subcommand>' for detailed help.
        """)
  }

  @Test("A command lists its arguments in columns, wrapped")
  func command() {
    #expect(
      Tool.helpMessage(for: Export.self, columns: 80) == """
        OVERVIEW: Write talks to a file.

        The file must not exist.

        USAGE: tool export [--db <db>] [--verbose ...] <file> [<talks> ...]
               [--format <format>] [--reader <party> ...] [--label <label>] [--sign]
               [--no-sign] [--force] [--calm] [--loud] [--brief] [--full]

        ARGUMENTS:
          <file>                  Where to write.
          <talks> ...             Which talks.

        CONNECTION OPTIONS:
          -d, --db <db>           Where the log is. (default: local)
          -v, --verbose           Say more.

        OPTIONS:
          -f, --format <format>   How to write. (values: json, csv, text; default: json)
          --reader <party>        Who may read it.
                Give it once for each.
          --label <label>         One of the words the program knows.
          --sign/--no-sign        Sign it. (default: --sign)
          --force                 Overwrite.
          --calm/--loud           How it sounds. (default: --calm)
          -b, --brief             Say little.
          --full                  Say everything.
          --version               Show the version.
          -h, --help              Show help information.
        """)
  }

  @Test("Hidden arguments appear where they are asked for")
  func hidden() {
    #expect(!Tool.helpMessage(for: Export.self, columns: 80).contains("--secret"))
    #expect(
      Tool.helpMessage(for: Export.self, includeHidden: true, columns: 80).contains("--secret <secret>"))
  }

  @Test("No line is longer than the width")
  func narrow() {
    for columns in [40, 57, 80] {
      let lines = Tool.helpMessage(for: Export.self, columns: columns).split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= columns }, "\(columns)")
    }
  }

  @Test(
    "Help is asked for in several ways, even among mistakes",
    arguments: [
      ["export", "--help"], ["export", "-h"], ["help", "export"], ["help", "save"],
      ["export", "--bogus", "-h"],
      ["export", "x", "--format", "bad", "--help"],
    ])
  func ways(words: [String]) {
    let (text, code) = outcome(words)
    #expect(text == Tool.helpMessage(for: Export.self, columns: 80))
    #expect(code == .success)
  }

  @Test("Without words a program shows its help")
  func noWords() {
    #expect(outcome([]).text == Tool.helpMessage(columns: 80))
    #expect(outcome(["help"]).text == Tool.helpMessage(columns: 80))
  }

  @Test("A required argument missing on an empty command line brings the full help")
  func bare() {
    let (text, code) = outcome([], of: Export.self)
    #expect(text.hasPrefix("Error: Missing expected argument '<file>'\n\nOVERVIEW: Write talks to a file."))
    #expect(code == .validationFailure)
  }

  @Test("Help knows the subcommands that only the description has")
  func described() {
    #expect(outcome(["log", "--help"]).text.contains("talk-opened             A talk begins"))
    let text = outcome(["help", "log", "talk-opened"]).text
    #expect(text.contains("USAGE: tool log talk-opened <process> [--place <place>]"))
    #expect(
      outcome(["help", "log", "talk-openend"]).text.hasPrefix(
        "Error: Unknown subcommand 'talk-openend'. Did you mean 'talk-opened'?"))
  }

  @Test("Other names for the help flag replace the usual ones")
  func helpNames() {
    struct Plain: ParsableCommand {
      static let configuration = CommandConfiguration(helpNames: .customLong("assist"))
      @Flag(name: .short) var here = false
    }
    #expect(outcome(["--assist"], of: Plain.self).text.contains("--assist"))
    #expect(outcome(["-h", "--help"], of: Plain.self).code == .validationFailure)
  }
}
