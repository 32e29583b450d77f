import ArgumentParser
import Testing

@Suite("Shells complete what the description lists")
struct CompletionTests {
  /// What is typed, with the word to complete last, and what a shell must offer for it.
  static let cases: [(words: [String], offers: [String])] = [
    (["tool", ""], ["export", "log"]),
    (["tool", "ex"], ["export"]),
    (["tool", "log", ""], ["nothing", "talk-opened"]),
    (["tool", "log", "talk-opened", "t"], ["three more", "two"]),
    (["tool", "log", "talk-opened", "one", "--pl"], ["--place"]),
    (["tool", "log", "talk-opened", "--place", ""], ["Oslo", "it's $(touch pwned)"]),
    (["tool", "export", "--format", ""], ["csv", "json", "text"]),
    (["tool", "save", "--db", "log", "-f", "c"], ["csv"]),
    (["tool", "export", "x", "--no"], ["--no-sign"]),
    (["tool", "export", "x", "al"], ["alpha"]),
    (["tool", "export", "x", "y", "b"], ["beta"]),
    (["tool", "export", "--label", "q"], ["q-3"]),
    (["tool", "export", "in"], ["in.csv", "in.json"]),
  ]

  /// A folder with files to complete and a `tool` that answers as `main` would.
  private func prepare(_ shell: CompletionShell) throws -> ShellRunner {
    let runner = try ShellRunner()
    try runner.write("script", Tool.completionScript(for: shell))
    for name in ["in.csv", "in.json", "in.txt"] { try runner.write(name, "") }
    try runner.write(
      "tool",
      """
      #!/bin/sh
      [ "$1 $2 $3 $4" = '---completion export -- --label' ] || exit 1
      index=$5; shift 5; shift "$index"; echo "$1-$index"; echo other

      """)
    #expect(try runner.run("chmod", "+x", "tool").code == 0)
    return runner
  }

  @Test("bash", arguments: cases)
  func bash(words: [String], offers: [String]) throws {
    let runner = try prepare(.bash)
    defer { runner.remove() }
    #expect(try runner.run("bash", "-n", "script") == ("", 0))
    try runner.write(
      "drive",
      """
      source ./script
      COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
      COMP_CWORD=\(words.count - 1)
      _tool
      for reply in "${COMPREPLY[@]}"; do eval "printf '%s\\n' $reply"; done | sort
      """)
    #expect(lines(try runner.run("bash", "--norc", "drive").output) == offers)
    #expect(!runner.exists("pwned"))
  }

  @Test("bash splits words at the equals sign")
  func bashEquals() throws {
    for (words, offers) in [("--format =", ["csv", "json", "text"]), ("--format = c", ["csv"])] {
      let all = ["tool", "export"] + words.split(separator: " ").map(String.init)
      try bash(words: all, offers: offers)
    }
  }

  @Test("fish", .enabled(if: ShellRunner.has("fish"), "fish is not installed"), arguments: cases)
  func fish(words: [String], offers: [String]) throws {
    let runner = try prepare(.fish)
    defer { runner.remove() }
    let typed = words.joined(separator: " ")
    let result = try runner.run("fish", "--no-config", "-c", "source script; complete -C '\(typed)'")
    let names = lines(result.output).map { String($0.prefix { $0 != "\t" }) }
    #expect(names.sorted() == offers)
    #expect(!runner.exists("pwned"))
  }

  @Test("zsh", .enabled(if: ShellRunner.has("zsh"), "zsh is not installed"), arguments: cases)
  func zsh(words: [String], offers: [String]) throws {
    let runner = try prepare(.zsh)
    defer { runner.remove() }
    #expect(try runner.run("zsh", "-n", "script") == ("", 0))
    try runner.write("setup", Self.zshSetup)
    try runner.write("drive", Self.zshDriver)
    let result = try runner.run("zsh", "-f", "drive", words.joined(separator: " "))
    #expect(Set(lines(result.output)).sorted() == offers)
    #expect(!runner.exists("pwned"))
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  /// An interactive zsh in which a key writes the candidates for the line to a file.
  private static let zshSetup = """
    autoload -Uz compinit && compinit -u -D
    source ./script
    compadd() {
      [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]] && { builtin compadd "$@"; return }
      typeset -a __found
      builtin compadd -O __found "$@"
      print -rl -- $__found >> found
      builtin compadd "$@"
    }
    capture() { : > found; _main_complete; mv found done }
    zle -C capture complete-word capture
    bindkey '^X' capture
    : > ready

    """

  private static let zshDriver = """
    zmodload zsh/zpty
    await() { integer n; while [[ ! -e $1 ]] && (( n++ < 600 )); do sleep 0.05; zpty -r -t z out; done }
    zpty -b z zsh -f -i
    zpty -w z 'source ./setup'
    await ready
    zpty -w -n z "$1"$'\\x18'
    await done
    grep . done
    zpty -d z

    """

  @Test("The program answers the call of a completion of its own")
  func custom() throws {
    func answer(_ words: String...) -> String { outcome(["---completion"] + words).text }
    #expect(answer("export", "--", "--label", "3", "tool", "export", "--label", "q") == "q-3\nq")
    #expect(answer("export", "--", "--format", "1", "a", "b") == "")
    #expect(answer("--", "x") == "")
  }

  @Test("The option that makes scripts names the shells it knows")
  func option() {
    for shell in CompletionShell.allCases {
      let script = Tool.completionScript(for: shell)
      #expect(outcome(["--generate-completion-script", shell.rawValue]) == (script, .success))
      #expect(outcome(["--generate-completion-script=\(shell.rawValue)"]) == (script, .success))
    }
    #expect(
      outcome(["--generate-completion-script", "csh"]).text.hasPrefix(
        "Error: Can't generate completion scripts for 'csh'. "
          + "Please use --generate-completion-script=<shell> with one of: zsh bash fish\n"))
  }
}
