import Foundation
import TestSupport
import Testing

@Suite("Under Patroni")
struct HighAvailabilityTests {
  /// Of all that `make ha` does, the round in which a follower could be told what a failover then loses.
  @Test(
    "what was acknowledged stays, and followers are told all of it once, though the primary is killed",
    .needsPythonPackages,
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/patroni"),
      "“deploy/bootstrap tests” installs Patroni and etcd"))
  func failover() throws {
    let trial = Example.package.appending(path: "deploy/patroni/trial.py").path
    let form = Torture.isLong ? "" : "--short"
    let outcome = try Program(conninfo: "").shell(
      "\(PythonPackages.python) -B '\(trial)' --json \(form)")
    #expect(outcome.status == 0, "\(outcome)")
    let counts = try outcome.json() as? [String: Int] ?? [:]
    #expect(counts["acknowledged"] ?? 0 > 100, "\(outcome)")
    for name in ["lost", "moved", "missed", "told_twice", "told_in_vain"] {
      #expect(counts[name] == 0, "\(outcome)")
    }
  }
}
