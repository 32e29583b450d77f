import EventStore
import ReadModels

extension HealthCheck {
  /// How far the tables are behind the log.
  static let tables = HealthCheck(name: "tables") { patient in
    let head = try patient.session.log.head()
    let freshness = try patient.session.readModels.freshness()
    return switch freshness {
    case .current:
      [.ok("the tables are up to the log, at event \(head)", progress(head, of: head))]
    case .behind(let from, let to):
      [
        .ok(
          "the tables are at event \(from) of \(to); the next answer catches them up",
          progress(from, of: to))
      ]
    case .diverged(let at, let head):
      [
        .wrong(
          "the tables are not of this log. \(freshness.divergence ?? "") The next answer makes them anew",
          progress(at, of: head))
      ]
    case .absent:
      [.ok("the tables are not there yet; the next answer makes them", progress(0, of: head))]
    }
  }

  /// How far something is that follows the log, as numbers.
  static func progress(_ position: Int64, of head: Int64) -> [Diagnosis.Number] {
    [.init("position", position), .init("head", head), .init("lag", head - position)]
  }
}
