import Foundation
import TestSupport
import Testing

@Suite("“parley watch”")
struct WatchTests {
  @Test("shows what is recorded, through a restart of the server, each event once")
  func restart() throws {
    let cluster = try TestCluster()
    let program = Program(conninfo: try cluster.freshDatabase())
    func note(_ title: String) throws {
      let outcome = try program.run("log", "note-added", "demo", "--on", "2003", "--title", title)
      #expect(outcome.status == 0, "\(outcome)")
    }
    try note("One")
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let started = try program.shell(
      "timeout 60 parley watch --after 0 --json > \(file) 2> \(file).err & echo $!")
    let pid = try #require(pid_t(started.output.trimmingCharacters(in: .newlines)))
    defer { kill(pid, SIGTERM) }
    func lines(_ count: Int) throws -> [[String: Any]] {
      for _ in 0..<200 {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n")
        if lines.count >= count {
          return try lines.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
          }
        }
        usleep(50_000)
      }
      return []
    }
    #expect(try lines(1).count == 1)
    try cluster.kill9()
    try cluster.restart()
    try note("Two")
    try note("Three")
    let seen = try lines(3)
    #expect(seen.compactMap { $0["position"] as? Int } == [1, 2, 3])
    let events = seen.compactMap { $0["event"] as? [String: Any] }
    #expect(events.compactMap { $0["title"] as? String } == ["One", "Two", "Three"])
    let said = try String(contentsOfFile: "\(file).err", encoding: .utf8)
    #expect(
      said.hasPrefix("The server has gone; waiting for it to come back.\nThe server is back.\n"), "\(said)")
    try? FileManager.default.removeItem(atPath: "\(file).err")
  }

  @Test("runs once under a name, and goes on from there the next time")
  func named() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for title in ["One", "Two"] {
      #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", title).status == 0)
    }
    let first = try program.shell("timeout 2 parley watch --after 0 --name desk")
    #expect(first.output.split(separator: "\n").count == 2, "\(first)")
    #expect(first.output.withoutNames.hasPrefix("1  demo  2003  One (desk)\n"))
    #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", "Three").status == 0)
    let both = try program.shell(
      "timeout 4 parley watch --name desk & sleep 1; parley watch --name desk; wait")
    #expect(both.output.withoutNames == "3  demo  2003  Three (desk)\n", "\(both)")
    #expect(both.complaint == "parley: Another “parley watch --name desk” is running; stop it first.\n")
    let wrong = try program.run("watch", "--name", "Not A Name")
    #expect(wrong.status == 64)
  }
}
