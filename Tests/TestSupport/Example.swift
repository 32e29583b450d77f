package import Foundation

/// Records that the tests of the program ask.
package enum Example {
  /// The folder of the package.
  package static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  package static let journal = package.appending(path: "docs/examples/korea.jsonl").path

  /// How many events it holds.
  package static let count =
    (try? String(contentsOfFile: journal, encoding: .utf8))?.split(separator: "\n").count ?? 0

  /// A file in chronicle form: `korea`, `colombia`, `northern-ireland`.
  package static func chronicle(_ name: String) -> String {
    package.appending(path: "Tests/ImportsTests/Fixtures/\(name).jsonl").path
  }

  /// The program on a database with the Korean example; only for asking.
  package static func korea() throws -> Program { try loaded.get() }

  private static let loaded = Result {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let outcome = try program.run("import", journal)
    guard outcome.status == 0 else { throw TestClusterError(outcome.complaint) }
    return program
  }
}

extension Program.Outcome {
  /// The JSON that was printed.
  package func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }

  /// The rows of the answer that was printed as JSON.
  package func rows(_ member: String = "rows") throws -> [[String: Any]] {
    (try json() as? [String: Any])?[member] as? [[String: Any]] ?? []
  }
}
