import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Python needs only SQL to record and to follow", .needsPythonPackages)
struct PythonRecorderTests {
  private func python(
    _ script: String, _ program: Program, environment: [String: String] = [:]
  ) throws -> Program.Outcome {
    let folder = Example.package.appending(path: "docs/examples/python").path
    return try program.shell(
      "cd \(folder) && exec \(PythonPackages.python) -B - <<'END'\n\(script)\nEND", environment: environment)
  }

  @Test("a recorder on the log passes the tests of the package eventsourcing, and its events can be proved")
  func recorder() throws {
    let program = Program(conninfo: try TestCluster.shared().freshLog())
    let tests = try python("import unittest; unittest.main('test_parley_recorder')", program)
    #expect(tests.status == 0, "\(tests.complaint)")
    #expect(tests.complaint.contains(/\nRan 27 tests in .*\n\nOK\n/), "\(tests.complaint)")

    let recorded = try python(
      """
      import os
      from parley_recorder import ParleyRecorder, StoredEvent
      recorder = ParleyRecorder(os.environ["DATABASE_URL"])
      print(recorder.insert_events([StoredEvent("talks", version, "topic", b"state") for version in range(3)]))
      """, program)
    #expect(recorded.output == "[1, 2, 3]\n", "\(recorded.complaint)")
    let verified = try program.shell(
      "trap 'rm $file' EXIT; file=$(mktemp) && parley evidence --output $file && parley verify $file")
    #expect(verified.output.hasPrefix("All 3 events are as they were recorded.\n"), "\(verified)")
  }

  @Test("the example of docs/sql.md records what parley then shows")
  func page() throws {
    let page = try String(contentsOf: Example.package.appending(path: "docs/sql.md"), encoding: .utf8)
    let example = try #require(page.firstMatch(of: /```python\n((?s:.*?))```/)?.1)
    let cluster = try TestCluster.shared()
    try Connection(cluster.conninfo(database: "postgres")).script("CREATE DATABASE parley")
    let program = Program(conninfo: cluster.conninfo(database: "parley"))
    #expect(try program.run("init").status == 0)
    let recorded = try python(
      "\(example)print(position, version, is_new)", program,
      environment: ["PGHOST": cluster.folder, "PGUSER": "postgres"])
    #expect(recorded.output == "1 1 True\n", "\(recorded.complaint)")
    let shown = try program.run("timeline", "demo-talks", "--json")
    #expect(shown.output.contains(#""From Python""#), "\(shown)")
  }
}
