package import EventSourcing
import Talks

extension EventLog<Event> {
  /// Loads, decides and appends; retries on a conflict with a concurrent append.
  ///
  /// - Parameter attempts: the number of attempts before the last conflict is thrown.
  /// - Parameter work: decides on a freshly loaded log, and adds the events to be recorded.
  /// - Returns: the result of the work, and a receipt for each event that it left to be appended,
  ///   in their order.
  /// - Throws: the error of the work, `AppendRefusal`, or an error of the log.
  package func record<Outcome>(
    attempts: Int = 20, _ work: (UnitOfWork<Self>) throws -> Outcome
  ) throws -> (outcome: Outcome, receipts: [Receipt]) {
    var left = attempts
    while true {
      let unit = UnitOfWork(self)
      left -= 1
      do {
        let outcome = try work(unit)
        return (outcome, try unit.append())
      } catch AppendRefusal.conflict where left > 0 {
        continue
      }
    }
  }
}
