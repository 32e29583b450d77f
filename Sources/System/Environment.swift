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

  /// The value of a variable; nil where it is unset or empty.
  package static subscript(name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
