import TestSupport
import Testing

@Suite("What is no text")
struct TerminalOutputTests {
  private static let refusal =
    "parley: This is no text for a terminal; name a file for it, or send the output to a file or a program.\r\n"

  @Test(
    "is not written to a terminal",
    arguments: [
      "export kedo --format xlsx", "export kedo --format pdf", "export kedo --format png", "backup -",
    ])
  func refused(line: String) throws {
    let program = try Example.korea()
    let outcome = try program.terminal("parley \(line)", columns: 80)
    #expect(
      outcome.status == 64 && outcome.output == Self.refusal,
      "\(outcome.status): \(outcome.output.prefix(200))")
    #expect(try program.shell("parley \(line) > /dev/null").status == 0)
    #expect(try program.shell("parley \(line) | cat > /dev/null").status == 0)
  }

  @Test("stands apart from text, which is")
  func text() throws {
    let outcome = try Example.korea().terminal("parley export kedo --format csv", columns: 80)
    #expect(
      outcome.status == 0 && outcome.output.contains("Korean Peninsula Energy Development Organization"))
  }
}
