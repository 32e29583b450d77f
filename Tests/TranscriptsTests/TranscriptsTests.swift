import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("What users see, command by command")
struct TranscriptsTests {
  private static let folder = Example.package.appending(path: "Tests/Transcripts")
  private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".test") }.map { String($0.dropLast(5)) }.sorted()
  /// Whether files are rewritten with what is seen, to be reviewed in their diff.
  private static let rewrites = ProcessInfo.processInfo.environment["PARLEY_TRANSCRIPTS"] == "write"

  @Test("every command has a file, and every file shows a command or an error")
  func coverage() {
    let commands = Set(Commands.all.map { $0.configuration.commandName ?? "" })
    #expect(commands.subtracting(Self.names) == [])
    #expect(Set(Self.names.filter { !$0.hasPrefix("error-") }).subtracting(commands) == [])
  }

  @Test("a file tells what the program prints, with its status", arguments: names)
  func shows(name: String) throws {
    let file = Self.folder.appending(path: name + ".test")
    let expected = try String(contentsOf: file, encoding: .utf8)
    let actual = try run(Transcript(expected)).text
    if actual == expected { return }
    guard Self.rewrites else {
      Issue.record(
        """
        \(name).test tells otherwise; “make transcripts” rewrites it.
        \(difference(of: actual, from: expected))
        """)
      return
    }
    #expect(try Transcript(actual).text == actual, "\(name).test would not be read as it is written")
    try actual.write(to: file, atomically: true, encoding: .utf8)
  }

  /// The transcript with what its commands print now, run in turn in a folder of their own.
  private func run(_ transcript: Transcript) throws -> Transcript {
    let folder = FileManager.default.temporaryDirectory.appending(path: "transcript-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "examples"),
      withDestinationURL: Example.package.appending(path: "docs/examples"))
    let program =
      switch transcript.store {
      case .korea: try Example.korea()
      case .scratch: try Example.scratch()
      case .empty: Program(conninfo: try TestCluster.shared().freshDatabase())
      case .none: Program(conninfo: "host=/none-such user=x dbname=y")
      }
    let environment = [
      "COLUMNS": "80", "HOME": folder.path, "PARLEY_DATA": folder.path + "/data", "TZ": "UTC",
    ]
    var transcript = transcript
    for index in transcript.commands.indices {
      let command = transcript.commands[index]
      let input = command.input.map { $0.map { $0 + "\n" }.joined() } ?? ""
      let outcome = try program.shell(
        "set -o pipefail; cd \(folder.path)\n\(command.line)", input: input, environment: environment)
      transcript.commands[index].output = transcript.lines(of: outcome.output)
      transcript.commands[index].complaint = transcript.lines(of: outcome.complaint)
      transcript.commands[index].status = outcome.status
    }
    return transcript
  }
}
