import Evidence

/// Text from the record as text of XML 1.0 or HTML, also between quotation marks.
func markup(_ text: String) -> String {
  let isText = text.utf8.allSatisfy { byte in
    0x20 <= byte && byte < 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
  }
  return isText
    ? text
    : text.escaped { scalar in
      switch scalar {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case "\n": "\n"
      case "\t": "\t"
      default: nil
      }
    }
}

/// The source expression of an inline script or style in a content-security policy: a hash of its content.
func inlineSource(_ text: String) -> String {
  "sha256-" + Base64.encode(Digest(of: Array(text.utf8)).bytes)
}
