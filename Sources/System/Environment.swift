import Glibc

/// The environment variables of this program.
package enum Environment {
  package static var all: [String: String] {
    var found: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      if let split = text.firstIndex(of: "=") {
        found[String(text[..<split])] = String(text[text.index(after: split)...])
      }
      unsafe next += 1
    }
    return found
  }

  /// Whether the value of a variable is valid UTF-8, or it is unset; a text has other bytes repaired.
  package static func isUTF8(_ name: String) -> Bool {
    guard let value = unsafe getenv(name) else { return true }
    return unsafe String(validatingCString: value) != nil
  }

  /// The first word of the command line that is no valid UTF-8, repaired, with its place after the program's name;
  /// nil where there is none.
  package static var brokenArgument: (place: Int, text: String)? {
    for place in 0..<Int(CommandLine.argc) {
      guard let word = unsafe CommandLine.unsafeArgv[place] else { continue }
      if unsafe String(validatingCString: word) == nil { return (place, unsafe String(cString: word)) }
    }
    return nil
  }

  /// The value of a variable; nil where it is unset or empty.
  package static subscript(name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
