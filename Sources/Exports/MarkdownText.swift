/// Text from the record as Markdown on one line, without any markup, link or HTML.
///
/// Anything that a renderer might turn into a link by itself is set in code, which prevents that.
func markdown(_ text: String) -> String {
  var out = ""
  var isAtStart = true
  if text.utf8.allSatisfy({ $0 < 0x80 }) {
    // Bytes are read faster than scalars, and most words hold nothing that is markup.
    for word in text.utf8.split(whereSeparator: { $0 == 0x20 || 0x09...0x0D ~= $0 }) {
      if !isAtStart { out += " " }
      let word = Substring(word)
      out +=
        word.utf8.allSatisfy(isInert)
        ? word
        : mayBecomeLink(word.unicodeScalars)
          ? code(String(word))[...] : escaped(word.unicodeScalars, isAtStart: isAtStart)[...]
      isAtStart = false
    }
    return out
  }
  for word in text.unicodeScalars.split(whereSeparator: \.isGap) {
    if !isAtStart { out += " " }
    out += mayBecomeLink(word) ? code(String(word)) : escaped(word, isAtStart: isAtStart)
    isAtStart = false
  }
  return out
}

/// Text in a code span, unchanged.
func code(_ text: String) -> String {
  var content = ""
  var (run, longest) = (0, 0)
  for scalar in text.unicodeScalars {
    run = scalar == "`" ? run + 1 : 0
    longest = max(longest, run)
    content += scalar.isLineBreak || scalar == "\t" ? " " : scalar.harmless
  }
  let fence = String(repeating: "`", count: longest + 1)
  let isBare = longest == 0 && content.first != " " && content.last != " "
  return isBare ? fence + content + fence : "\(fence) \(content) \(fence)"
}

/// Whether a byte is never part of any markup or address.
private func isInert(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: ";"):
    true
  default: false
  }
}

/// Whether a renderer that looks for addresses may find one in a word.
private func mayBecomeLink(_ word: Substring.UnicodeScalarView) -> Bool {
  // An address contains one of these; most words do not.
  guard word.contains(where: { $0 == "@" || $0 == ":" || $0 == "." }) else { return false }
  let bytes = Array(String(word).lowercased().utf8)
  return ["@", "://", "www.", "mailto:", "xmpp:"].contains { bytes.contains($0.utf8) }
    || bytes.indices.dropFirst().dropLast(2).contains {
      bytes[$0] == UInt8(ascii: ".") && [bytes[$0 - 1], bytes[$0 + 1], bytes[$0 + 2]].allSatisfy(isOfName)
    }
}

/// Whether a byte is allowed in a host name.
private func isOfName(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80
}

private func escaped(_ word: Substring.UnicodeScalarView, isAtStart: Bool) -> String {
  var out = ""
  var mayEndMarker = isAtStart
  for scalar in word {
    switch scalar {
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "&": out += "&amp;"
    case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "^", "=": out += "\\\(scalar)"
    case "-", "+", ":", ".", ")": out += mayEndMarker ? "\\\(scalar)" : String(scalar)
    default: out += scalar.harmless
    }
    mayEndMarker = mayEndMarker && ("0"..."9").contains(scalar)
  }
  return out
}
