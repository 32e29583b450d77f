/// Text from the record as text of XML 1.0 or HTML, also between quotation marks.
func markup(_ text: String) -> String {
  if text.utf8.allSatisfy({ isPlain($0) }) { return text }
  var out = ""
  out.reserveCapacity(text.utf8.count + 16)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "&": out += "&amp;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    case "\n", "\t": out.unicodeScalars.append(scalar)
    default: out += scalar.harmless
    }
  }
  return out
}

private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
  default: 0x20 <= byte && byte < 0x7F
  }
}
