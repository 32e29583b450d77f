internal import Glibc

/// Runs a body in a detached thread that receives no signals.
///
/// Dispatch offers few threads, for work that does not block,
/// and would start a further one only after a second.
///
/// - Throws: a `Listener.Failure` where the thread cannot be created.
func startThread(_ body: @escaping @Sendable () -> Void) throws(Listener.Failure) {
  let boxed = unsafe Unmanaged.passRetained(ThreadBody(body))
  var thread = pthread_t()
  let failure = unsafe pthread_create(
    &thread, nil,
    { context in
      var all = sigset_t()
      unsafe sigfillset(&all)
      unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
      if let context = unsafe context {
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
      }
      return nil
    }, boxed.toOpaque())
  guard failure == 0 else {
    unsafe boxed.release()
    throw Listener.Failure(kind: .other, reason: unsafe String(cString: strerror(failure)))
  }
  pthread_detach(thread)
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
