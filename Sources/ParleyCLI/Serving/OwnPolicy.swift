/// What a document that stands by itself says of what it may load and run, in a `meta` element.
enum OwnPolicy {
  /// Its directives for style, scripts and images, by their names; none where it says nothing.
  ///
  /// The header and the element both hold, so that a browser allows what both allow.
  static func directives(of document: [UInt8]) -> [String: String] {
    guard let content = content(of: document.prefix(1 << 16)) else { return [:] }
    var found: [String: String] = [:]
    for directive in content.split(separator: ";") {
      let words = directive.split(separator: " ", maxSplits: 1)
      guard words.count == 2, ["style-src", "script-src", "img-src"].contains(words[0]) else { continue }
      // Only what names its content, or is in the document itself.
      let sources = words[1].split(separator: " ").filter { source in
        source.hasPrefix("'sha256-") || source.hasPrefix("'sha384-") || source.hasPrefix("'sha512-")
          || source == "data:" && words[0] == "img-src" || source == "'none'"
      }
      if !sources.isEmpty { found[String(words[0])] = sources.joined(separator: " ") }
    }
    return found
  }

  private static func content(of document: some Collection<UInt8>) -> Substring? {
    let text = String(decoding: document, as: UTF8.self)[...]
    guard let meta = text.firstRange(of: "http-equiv=\"Content-Security-Policy\""),
      let start = text[meta.upperBound...].firstRange(of: "content=\""),
      let end = text[start.upperBound...].firstIndex(of: "\"")
    else { return nil }
    return text[start.upperBound..<end]
  }
}
