/// A failure to run a program to its end; a program that ran and failed reports that by its status.
package struct SubprocessError: Error, Hashable, CustomStringConvertible {
  /// The step that failed.
  package enum Code: Hashable, Sendable {
    /// The program could not be started.
    case spawnFailed
    /// The program's output could not be read.
    case readFailed
    /// The program could not be given its input.
    case writeFailed
    /// The program's end could not be awaited.
    case waitFailed
  }

  package let code: Code
  /// The name of the program.
  package let program: String
  /// The error of the operating system.
  package let underlying: SystemError

  package var description: String { "\(program) cannot be run: \(underlying)." }
}

/// Wraps a system error with the step of running a program at which it occurred.
@discardableResult
func attempting<R: ~Copyable>(
  _ code: SubprocessError.Code, _ program: String, _ body: () throws(SystemError) -> R
) throws(SubprocessError) -> R {
  do { return try body() } catch {
    throw SubprocessError(code: code, program: program, underlying: error)
  }
}
