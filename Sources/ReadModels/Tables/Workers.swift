internal import Dispatch
internal import Synchronization

/// Threads for processor-bound work; each has its own data.
enum Workers {
  /// Runs a body in several threads at once, waits for all, and throws the first of their errors.
  ///
  /// - Parameter whileWaiting: called in the calling thread a few times a second.
  static func run(
    _ count: Int, _ body: @escaping @Sendable () throws -> Void, whileWaiting: () -> Void
  ) throws {
    let failures = Mutex<[any Error]>([])
    let group = DispatchGroup()
    let queue = DispatchQueue(label: "parley.workers", attributes: .concurrent)
    for _ in 0..<count {
      queue.async(group: group) {
        do { try body() } catch { failures.withLock { $0.append(error) } }
      }
    }
    while group.wait(timeout: .now() + .milliseconds(200)) == .timedOut { whileWaiting() }
    if let failure = failures.withLock({ $0.first }) { throw failure }
  }
}
