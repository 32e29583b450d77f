import Foundation
import Synchronization

/// Runs a body in threads of their own, all at once, and throws the first of their errors.
package func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
  let failures = Mutex<[any Error]>([])
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    Thread.detachNewThread {
      do { try body(number) } catch { failures.withLock { $0.append(error) } }
      group.leave()
    }
  }
  group.wait()
  if let failure = failures.withLock({ $0.first }) { throw failure }
}
