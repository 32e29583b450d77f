import EventStore
import Talks

extension HealthCheck {
  /// Whether the clock of the database was right when events were recorded, as far as that shows.
  static let clock = HealthCheck(name: "clock") { patient in
    let clock = try patient.session.log.clock()
    let numbers = [
      Diagnosis.Number("seconds_ahead", clock.secondsAhead), .init("backwards", clock.backwards),
    ]
    if clock.isHeadInFuture {
      let moment = clock.lastRecorded.map { RFC3339.text(microseconds: $0) } ?? ""
      return [
        .wrong(
          "the last event was recorded at \(moment), which is in the future: the clock of the database was wrong then, or is now",
          numbers)
      ]
    }
    guard let first = clock.firstBackwards else {
      return [.ok("no event is recorded in the future, or before the one that precedes it", numbers)]
    }
    return [
      .ok(
        "event \(first) and \(clock.backwards - 1) others were recorded at an earlier time than the event before them; the clock was wrong then",
        numbers)
    ]
  }
}
