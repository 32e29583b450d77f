import Glibc

/// The exit code of a process; thrown to end without a message.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
  public var rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public init(_ code: Int32) {
    self.init(rawValue: code)
  }

  /// Everything went well (0).
  public static let success = ExitCode(EXIT_SUCCESS)
  /// Something failed (1).
  public static let failure = ExitCode(EXIT_FAILURE)
  /// The words on the command line were wrong (64, `EX_USAGE`).
  public static let validationFailure = ExitCode(64)

  public var isSuccess: Bool { self == .success }
}

/// A fault in the words on the command line, shown with the command's usage.
public struct ValidationError: Error, CustomStringConvertible {
  public internal(set) var message: String

  public init(_ message: String) {
    self.message = message
  }

  public var description: String { message }
}

/// An end without failure, with something to say.
public enum CleanExit: Error, CustomStringConvertible {
  case helpRequest((any ParsableCommand.Type)? = nil)
  case message(String)

  /// Asks for the help of the command that throws it.
  public static func helpRequest(_ command: any ParsableCommand) -> CleanExit {
    .helpRequest(type(of: command))
  }

  public var description: String {
    switch self {
    case .helpRequest: "--help"
    case .message(let message): message
    }
  }
}
