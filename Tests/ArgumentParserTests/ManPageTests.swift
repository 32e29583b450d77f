import ArgumentParser
import Testing

@Suite("A manual page tells everything the program can do")
struct ManPageTests {
  private let page = ManPage.render(
    CommandDescription(
      name: "tool", abstract: "Keeps a log.",
      discussion: ".dots and 'quotes' and \\fBslashes\\fR — naïve.\n\n  .Second\n'third",
      arguments: [.help],
      subcommands: CommandDescription(Tool.self).subcommands),
    date: "2026-01-31", source: "tool \"2.0\"", exitStatus: [(0, "Success."), (64, "Wrong words.")])

  @Test(
    "groff formats it without a warning", .enabled(if: ShellRunner.has("groff"), "groff is not installed"))
  func groff() throws {
    let runner = try ShellRunner()
    defer { runner.remove() }
    try runner.write("tool.1", page)
    let warnings = try runner.run("groff", "-man", "-ww", "-z", "-Kutf8", "tool.1")
    #expect(warnings == ("", 0))
    let text = try runner.run("sh", "-c", "groff -man -Tutf8 -P-cbou -rLL=300n tool.1").output
    for words in [
      "tool - Keeps a log\n", "-f, --format format", "tool log talk-opened", "A talk begins: it's [open].",
      "Where [city]: 'any'.", ".dots and 'quotes' and \\fBslashes\\fR — naïve.", "'third",
      "--sign, --no-sign",
      "How to write. (values: json, csv, text; default: json)", "64", "Wrong words.", "Also called save.",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!text.contains("--secret"))
    #expect(!text.contains("rebuild"))
  }

  @Test("mandoc has nothing to say", .enabled(if: ShellRunner.has("mandoc"), "mandoc is not installed"))
  func mandoc() throws {
    let runner = try ShellRunner()
    defer { runner.remove() }
    try runner.write("tool.1", page)
    #expect(try runner.run("mandoc", "-Tlint", "-Wwarning", "tool.1") == ("", 0))
  }

  @Test("No line of the program's words is taken for a request")
  func escaping() {
    let requests = page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } }
    #expect(Set(requests).isSubset(of: [".TH", ".SH", ".SS", ".PP", ".TP", ".IP", ".B"]))
    #expect(!page.split(separator: "\n").contains { $0.hasPrefix("'") })
  }
}
