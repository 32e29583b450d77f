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
  /// Plays a scene of browser.py with a page, and gives what is said of it, which is nothing where all is well.
  private func play(_ scene: String, _ page: String) throws -> String {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "browser.py").path
    return try run(PythonPackages.python, ["-B", script, scene, page], input: [])
  }

  private static let korea = Result {
    let outcome = try Example.korea().run("export", "six-party-talks", "--format", "html")
    try #require(outcome.status == 0, "\(outcome.complaint)")
    return try ScratchPage(Array(outcome.output.utf8))
  }

  @Test(
    "of the six-party talks",
    arguments: [
      "quiet", "slider", "date", "filters", "search", "lanes", "zoom", "keyboard", "panel", "without-script",
      "light",
      "dark", "narrow", "print", "contrast-of-media",
    ])
  func sixParty(scene: String) throws {
    #expect(try play(scene, Self.korea.get().path) == "")
  }

  @Test(
    "of a hostile record, in which text stays text",
    arguments: ["quiet", "hostile", "without-script", "light"])
  func hostile(scene: String) throws {
    let record = Record.hostileRecord
    let page = try ScratchPage(HTML.write(record.dossier(rivals: [1: ["<script>alert(1)</script>"]])))
    #expect(try play(scene, page.path) == "")
  }

  @Test(
    "of doubtful dates, an answer and a walk-out", arguments: ["quiet", "doubt", "without-script", "dark"])
  func doubt(scene: String) throws {
    let page = try ScratchPage(HTML.write(try story().dossier(rivals: [9: ["kp: on=2000-06-05"]])))
    #expect(try play(scene, page.path) == "")
  }

  @Test("of nothing", arguments: ["quiet", "light"])
  func nothing(scene: String) throws {
    #expect(try play(scene, ScratchPage(HTML.write(Record(title: "Nothing").dossier())).path) == "")
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
