import Glibc

/// The environment variable's value; nil if it is not set.
func environment(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}

/// The width of the terminal: `COLUMNS` if set, else what standard output says, else 80.
func terminalColumns() -> Int {
  if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
  var size = winsize()
  guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return Int(size.ws_col)
}

/// Writes the text and a line end to standard error.
func printError(_ text: String) {
  var bytes = Array((text + "\n").utf8)[...]
  while !bytes.isEmpty {
    let written = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    guard written > 0 else { return }
    bytes.removeFirst(written)
  }
}
