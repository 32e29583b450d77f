import Foundation
import Synchronization

/// Runs a body in threads of their own, all at once, and throws the first of their errors.
///
/// - Parameter stack: the size of their stacks in bytes; nil for the usual one.
package func inThreads(
  _ count: Int, stack: Int? = nil, _ body: @escaping @Sendable (Int) throws -> Void
) throws {
  let failures = Mutex<[any Error]>([])
  let group = DispatchGroup()
  for number in 0..<count {
    group.enter()
    let thread = Thread {
      do { try body(number) } catch { failures.withLock { $0.append(error) } }
      group.leave()
    }
    if let stack { thread.stackSize = stack }
    thread.start()
  }
  group.wait()
  if let failure = failures.withLock({ $0.first }) { throw failure }
}
