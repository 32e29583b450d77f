import Answers
import Glibc
import System

/// The properties of the terminal, and safe output to it.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The width of the terminal in columns; nil where output goes elsewhere and COLUMNS is not set.
  static var width: Int? {
    if let columns = Environment["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
    guard isTerminal(STDOUT_FILENO) else { return nil }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Whether standard output takes colour: a terminal that is not dumb, and no NO_COLOR.
  static let hasColour =
    isTerminal(STDOUT_FILENO) && Environment["NO_COLOR"] == nil && Environment["TERM"] != "dumb"

  /// The style of answers on standard output.
  static var style: TerminalStyle { TerminalStyle(width: width, hasColour: hasColour) }

  static func complain(_ sentence: String) {
    let lines = sentence.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).harmless }
    write("parley: \(lines.joined(separator: "\n"))\n", to: STDERR_FILENO)
  }

  /// Prints a progress note on standard error.
  static func note(_ sentence: String) { write("\(sentence.harmless)\n", to: STDERR_FILENO) }

  static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Writes all of the text; a reader that went away, as `head` does, ends the program quietly.
  static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if descriptor == STDERR_FILENO || errno == EPIPE { exit(ExitStatus.success.rawValue) }
        complain(
          errno == ENOSPC
            ? "The disk is full; free some space and try again." : "The output could not be written.")
        exit(ExitStatus.cannotWrite.rawValue)
      }
      written += count
    }
  }
}
