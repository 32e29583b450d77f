import Glibc
import System

/// What is known of the terminal, and what may be sent to it.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The width of the terminal in columns; nil where output goes elsewhere and COLUMNS says nothing.
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

  /// The text with everything that a terminal would obey made visible: control characters, and those that
  /// reorder text.
  static func harmless(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: out.append(" ")
      case 0..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  static func complain(_ sentence: String) {
    let lines = sentence.split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }
    write("parley: \(lines.joined(separator: "\n"))\n", to: STDERR_FILENO)
  }

  /// A line of what is going on, on standard error.
  static func note(_ sentence: String) { write("\(harmless(sentence))\n", to: STDERR_FILENO) }

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
