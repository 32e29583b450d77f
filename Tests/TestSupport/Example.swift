package import Foundation
import Postgres

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

  /// The program on a copy of that database; for recording.
  package static func scratch() throws -> Program {
    Program(conninfo: try TestCluster.shared().freshDatabase(template: try template.get()))
  }

  private static let loaded = Result { try scratch() }

  /// The database of which the others are copies, by its name.
  private static let template = Result {
    let conninfo = try TestCluster.shared().freshDatabase()
    let outcome = try Program(conninfo: conninfo).run("import", journal)
    guard outcome.status == 0 else { throw TestClusterError(outcome.complaint) }
    return try Connection(conninfo).query("SELECT current_database()::text")[0].get(0, as: String.self)
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
