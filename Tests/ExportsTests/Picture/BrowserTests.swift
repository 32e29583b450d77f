import Foundation
import Talks
import TestSupport
import Testing

@testable import Exports

private let chromiumIsThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

@Suite(
  "A picture as a page, in a browser", .needsPythonPackages,
  .enabled(if: chromiumIsThere, "“deploy/bootstrap tests” installs Chromium"))
struct BrowserTests {
  /// Plays scenes of browser.py with a page; nothing is said of it where all is well.
  private func play(_ page: ScratchPage, _ scenes: String...) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser.py").path
    let said = try run(PythonPackages.python, ["-B", script, page.path] + scenes, input: [])
    #expect(said.isEmpty, "\(said.prefix(4000))")
  }

  @Test("of the six-party talks can be read, searched, moved and asked for any day, with and without script")
  func sixParty() throws {
    let outcome = try Example.korea().run("export", "six-party-talks", "--format", "html")
    try #require(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.output.utf8.count < 1_000_000)
    try play(
      ScratchPage(Array(outcome.output.utf8)), "quiet", "slider", "date", "filters", "search", "lanes",
      "zoom",
      "keyboard", "panel", "without-script", "light", "dark", "narrow", "print", "contrast-of-media")
  }

  @Test("of the whole record is below a megabyte and as quiet")
  func wholeRecord() throws {
    let outcome = try Example.korea().run("export", "--format", "html")
    #expect(outcome.output.utf8.count < 1_000_000)
    try play(ScratchPage(Array(outcome.output.utf8)), "quiet", "without-script")
  }

  @Test("of a hostile record shows text as text")
  func hostile() throws {
    let page = HTMLPage.write(Record.hostileRecord.dossier(rivals: [1: ["<script>alert(1)</script>"]]))
    try play(ScratchPage(page), "quiet", "hostile", "without-script", "light")
  }

  @Test("of doubtful dates, an answer and a walk-out shows them as such")
  func doubt() throws {
    let page = HTMLPage.write(try story().dossier(rivals: [9: ["kp: on=2000-06-05"]]))
    try play(ScratchPage(page), "quiet", "doubt", "without-script", "dark")
  }

  @Test("of a long record makes of its list what somebody comes near, seeks or prints, and the rest in time")
  func long() throws {
    let lines = (0..<1000).map { number in
      let day = CivilDay(days: 10_957 + 9 * Int32(number))
      return #""type":"note-added","on":"\#(day)","title":"Note \#(number) <b> & “it's”","text":"Said""#
    }
    let page = HTMLPage.write(try Record.of(lines).dossier())
    try play(ScratchPage(page), "quiet", "long", "without-script")
  }

  @Test("of nothing is quiet too")
  func nothing() throws {
    try play(ScratchPage(HTMLPage.write(Record(title: "Nothing").dossier())), "quiet", "light")
  }
}

/// A page in a file that lasts as long as this.
private final class ScratchPage: Sendable {
  let path: String

  init(_ bytes: [UInt8]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID()).html").path
    try Data(bytes).write(to: URL(filePath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
