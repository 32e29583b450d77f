/// The content-security policy that a standalone document declares in a `meta` element.
enum OwnPolicy {
  /// Its directives for styles, scripts and images, restricted to the document's own content.
  ///
  /// A browser enforces both the header and the element, and so allows only what both allow.
  static func directives(of document: [UInt8]) -> [(name: String, sources: String)] {
    let said = (content(of: document.prefix(1 << 16)) ?? "").split(separator: ";").compactMap {
      directive -> (name: String, sources: String)? in
      let words = directive.split(separator: " ")
      guard let name = words.first.map(String.init), ["style-src", "script-src", "img-src"].contains(name)
      else {
        return nil
      }
      let sources = words.dropFirst().filter { source in
        ["'sha256-", "'sha384-", "'sha512-"].contains(where: source.hasPrefix)
          || name == "img-src" && source == "data:"
      }
      return sources.isEmpty ? nil : (name, sources.joined(separator: " "))
    }
    return said + [("form-action", "'none'")]
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
