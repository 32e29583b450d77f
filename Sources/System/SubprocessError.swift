/// Why a program could not be run to its end; one that ran and failed says so by its status.
package struct SubprocessError: Error, Hashable, CustomStringConvertible {
  /// The step that failed.
  package enum Code: Hashable, Sendable {
    /// The program could not be started.
    case spawnFailed
    /// What the program writes could not be read.
    case readFailed
    /// The program could not be given its input.
    case writeFailed
    /// The program's end could not be awaited.
    case waitFailed
  }

  package let code: Code
  /// The name of the program.
  package let program: String
  /// What the operating system said.
  package let underlying: SystemError

  package var description: String { "\(program) cannot be run: \(underlying)." }
}

/// Says at which step of running a program a system call failed.
@discardableResult
func attempting<R: ~Copyable>(
  _ code: SubprocessError.Code, _ program: String, _ body: () throws(SystemError) -> R
) throws(SubprocessError) -> R {
  do { return try body() } catch {
    throw SubprocessError(code: code, program: program, underlying: error)
  }
}
