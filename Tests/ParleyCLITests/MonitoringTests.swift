import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

@Suite("“parley serve”, to those who watch it run,")
struct MonitoringTests {
  private struct Family: Decodable {
    struct Sample: Decodable {
      let name: String
      let labels: [String: String]
      let value: Double
    }

    let name: String
    let type: String
    let unit: String
    let help: String
    let samples: [Sample]
  }

  /// The families by name, as another program reads them.
  private func families(_ text: String, _ program: Program) throws -> [String: Family] {
    let script = Example.package.appending(path: "Tests/ParleyCLITests/metrics.py").path
    let read = try program.shell("\(PythonPackages.python) -B \(script)", input: text)
    #expect(read.status == 0, "\(read.complaint)")
    let families = try JSONDecoder().decode([Family].self, from: Data(read.output.utf8))
    return Dictionary(families.map { ($0.name, $0) }) { first, _ in first }
  }

  @Test("tells no numbers unless it is asked to")
  func off() throws {
    let served = try ServedRecord(Example.korea())
    #expect(try served.get("/metrics").status == 404)
  }

  @Test("tells where log, tables and followers are, and counts requests", .needsPythonPackages)
  func numbers() throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).script(
      """
      INSERT INTO log.subscription (name, position) VALUES ('archive', 30);
      UPDATE read.checkpoint SET (position, chain) = (SELECT position, chain FROM log.event WHERE position = 700)
      """)
    let served = try ServedRecord(program, "--metrics")
    let statuses = try served.ask(
      ["/", "/six-party-talks", "/nope", "/%", "/\(String(repeating: "a", count: 3_000))", "/metrics"].map {
        Asked(path: $0)
      } + [Asked(method: "DELETE", path: "/")]
    ).map(\.status)
    #expect(statuses == [200, 200, 404, 400, 414, 200, 405])
    let answer = try served.get("/metrics")
    #expect(
      answer.headers["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8"
        && answer.body.hasSuffix("\n# EOF\n"))
    let families = try families(answer.body, program)
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
      families[name]?.samples.first { $0.labels == labels }?.value
    }
    #expect(value("parley_database_up") == 1)
    #expect(value("parley_log_position") == Double(Example.count))
    #expect(value("parley_tables_lag_events") == Double(Example.count - 700))
    #expect(value("parley_follower_lag_events", ["follower": "archive"]) == Double(Example.count - 30))
    #expect(families["parley_follower_lag_events"]?.unit == "events")
    #expect(families["parley_standby_lag_bytes"] == nil)
    for (status, count) in ["200": 3, "404": 1, "400": 1, "414": 1, "405": 1] {
      #expect(value("parley_http_requests", ["status": status]) == Double(count), "\(status)")
    }
    #expect(
      families["parley_http_requests"]?.samples.allSatisfy { $0.name == "parley_http_requests_total" } == true
    )
    for (status, count) in ["400": 1, "414": 1, "405": 1] {
      #expect(value("parley_http_refusals", ["status": status]) == Double(count), "\(status)")
    }
    #expect(families["parley_http_refusals"]?.samples.count == 3)
    #expect(value("parley_http_sent_bytes") ?? 0 > 1_000)
    let build = try #require(families["parley_build"])
    #expect(build.type == "info" && build.samples.first?.name == "parley_build_info")
    #expect(build.samples.first?.labels["version"] == "0.1.0")
    #expect(families.values.allSatisfy { !$0.help.isEmpty && $0.help.hasSuffix(".") })
  }

  @Test("tells of a standby how far it is behind", .needsPythonPackages)
  func standbys() throws {
    let program = try Example.korea()
    let served = try ServedRecord(program, "--metrics")
    let outcome = try program.withReceiverBehind(
      """
      python3 -c 'import sys, urllib.request
      print(urllib.request.urlopen(sys.argv[1]).read().decode(), end="")' \(served.url)metrics
      """)
    let family = try #require(try families(outcome.output, program)["parley_standby_lag_bytes"])
    #expect(family.unit == "bytes" && family.samples.count == 1 && family.samples[0].value >= 1_000_000)
    #expect(
      family.samples[0].labels == ["standby": "pg_receivewal", "number": "1", "agreement": "async"])
  }

  @Test("tells under a ceiling nothing that would show what is above it", .needsPythonPackages)
  func ceiling() throws {
    let program = try Example.scratch()
    try Connection(program.conninfo).execute(
      "INSERT INTO log.subscription (name, position) VALUES ('archive', 30)")
    for (title, marking) in [("Open", "CLEAR"), ("Hidden", "RED")] {
      let outcome = try program.run(
        "log", "note-added", "marked", "--on", "2003", "--title", title, "--tlp", marking)
      #expect(outcome.status == 0, "\(outcome.complaint)")
    }
    // One of the example's is marked higher as well, and one of these.
    let served = try ServedRecord(program, "--metrics", "--ceiling", "GREEN")
    let families = try families(served.get("/metrics").body, program)
    #expect(families["parley_log_position"]?.samples.first?.value == Double(Example.count))
    #expect(families["parley_follower_lag_events"] == nil && families["parley_tables_lag_events"] == nil)
  }

  @Test("still answers them while the database is away", .needsPythonPackages)
  func away() throws {
    let cluster = try TestCluster()
    let program = Program(conninfo: try cluster.freshDatabase())
    #expect(try program.run("init").status == 0)
    let served = try ServedRecord(program, "--metrics")
    try cluster.kill9()
    let families = try families(served.get("/metrics").body, program)
    #expect(families["parley_database_up"]?.samples.first?.value == 0)
    #expect(families["parley_log_position"] == nil && families["parley_http_connections"] != nil)
  }

  @Test(
    "writes a line for each request, with hostile bytes made harmless, and begins a file that was moved anew")
  func log() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/requests"
    func lines() -> [String] {
      ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }
    func waitFor(_ count: Int) { for _ in 0..<1_000 where lines().count < count { usleep(10_000) } }
    let served = try ServedRecord(Example.korea(), "--log", file)
    let body = try served.get("/six-party-talks?as-of=2007-02-13").body
    _ = try served.get("/nope%0d%0a2026%20forged")
    _ = try Example.korea().shell(
      "exec 3<>/dev/tcp/127.0.0.1/\(served.port); printf 'G\\x1b\"ET /\\x1b[31m\\xff HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' >&3; cat <&3 | head -c 1"
    )
    waitFor(3)
    let time = #"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"#
    for (line, rest) in zip(
      lines(),
      [
        #"GET /six-party-talks\?as-of=2007-02-13 200 \#(body.utf8.count) \d+"#,
        #"GET /nope%0d%0a2026%20forged 404 \d+ \d+"#, #"G%1B%22ET /%1B\[31m%\S+ 405 \d+ \d+"#,
      ])
    {
      #expect(try Regex("^\(time) 127\\.0\\.0\\.1 \(rest)$").wholeMatch(in: line) != nil, "\(line)")
    }
    #expect(lines().count == 3)
    try FileManager.default.moveItem(atPath: file, toPath: "\(folder)/old")
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: file) { usleep(10_000) }
    _ = try served.get("/")
    waitFor(1)
    #expect(lines().count == 1 && lines().first?.contains(" GET / 200 ") == true)
  }

  @Test(
    "writes the lines to standard error where it is asked to, and to a file that cannot be there not at all")
  func standardError() throws {
    let program = try Example.korea()
    let served = try ServedRecord(program, "--log", "-")
    _ = try served.get("/nope")
    // The line is written once the response has been sent.
    usleep(200_000)
    served.running.signal(SIGTERM)
    let outcome = try served.running.wait()
    #expect(outcome.complaint.contains(" 127.0.0.1 GET /nope 404 "), "\(outcome.complaint)")
    let full = try ServedRecord(program, "--log", "/dev/full")
    #expect(try full.get("/").status == 200 && full.get("/nope").status == 404)
    usleep(200_000)
    full.running.signal(SIGTERM)
    #expect(
      try full.running.wait().complaint
        == "parley: No line can be written to the log of requests (No space left on device); make room for it. Requests are answered as before.\n"
    )
    let refused = try program.run("serve", "--port", "0", "--log", "/none-such/file")
    #expect(refused.status == 73, "\(refused)")
    #expect(
      refused.complaint.hasPrefix("parley: ") && refused.complaint.contains("/none-such/file"), "\(refused)")
  }
}
