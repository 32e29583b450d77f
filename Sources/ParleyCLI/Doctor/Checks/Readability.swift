import EventSourcing
import EventStore
import System
import Talks

extension HealthCheck {
  /// Which events this program cannot read.
  static let readability = HealthCheck(name: "readability") { patient in
    let log = patient.session.log
    var concerned: [String] = []
    _ = try log.forEachByStream { process, _, _, event in
      if !event.isReadable, concerned.last != process { concerned.append(process) }
    }
    if concerned.isEmpty { return [.ok("all \(try log.head()) events can be read")] }
    return try concerned.flatMap { try unreadable(in: $0, of: log, patient.session.zones) }
  }

  private static func unreadable(
    in process: String, of log: PostgresLog, _ zones: SystemZones
  ) throws -> [Diagnosis] {
    let state = ProcessState.fold(try log.events(of: process).map { Entry($0, zones: zones) })
    func diagnoses(_ entries: [Entry], _ make: (String, Entry) -> Diagnosis) -> [Diagnosis] {
      entries.compactMap { entry in
        (entry.event.detail as? UnreadableEvent).map { make($0.reason, entry) }
      }
    }
    return diagnoses(state.entries) { reason, entry in
      .wrong(
        "event \(entry.position) of \(process) cannot be read: \(reason)", [.init("position", entry.position)]
      )
    }
      + diagnoses(state.uncounted) { reason, entry in
        .ok(
          "event \(entry.position) of \(process) cannot be read (retracted): \(reason)",
          [.init("position", entry.position)])
      }
  }
}
