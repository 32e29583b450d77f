package import EventSourcing
import Talks

extension EventLog<Event> {
  /// Loads, decides and appends; does so again where somebody else has appended in between.
  ///
  /// - Parameter attempts: how often somebody else may get ahead before the last conflict is thrown.
  /// - Parameter work: decides, on a log that is loaded anew each time, and adds what is to be recorded.
  /// - Returns: what the work gives, and a receipt for each event that it left to be appended, in their order.
  /// - Throws: what the work throws, `AppendRefusal`, or what the log throws.
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
