/// A text as a web address that a program may follow, percent-encoded where necessary; nil for any other
/// scheme, such as `javascript:`.
func webAddress(_ text: String) -> String? {
  guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else {
    return nil
  }
  let rest = Array(text.utf8.dropFirst(scheme.utf8.count))
  guard let first = rest.first, isUnreserved(first) else { return nil }
  var out = Array(scheme.utf8)
  var hasFragment = false
  for (index, byte) in rest.enumerated() {
    let isFragment = byte == UInt8(ascii: "#")
    let isAllowed =
      switch byte {
      case UInt8(ascii: "%"): rest[index...].dropFirst().prefix(2).filter(isHexadecimal).count == 2
      case UInt8(ascii: "#"): !hasFragment
      default: isUnreserved(byte) || "!$&'()*+,;=:@/?".utf8.contains(byte)
      }
    hasFragment = hasFragment || isFragment
    if isAllowed { out.append(byte) } else { out += percentEncoded(byte) }
  }
  return String(decoding: out, as: UTF8.self)
}

/// A text with all but letters, digits and `-._~` percent-encoded, for any part of an address.
func percentEncoded(_ text: String) -> String {
  String(decoding: text.utf8.flatMap { isUnreserved($0) ? [$0] : percentEncoded($0) }, as: UTF8.self)
}

private func percentEncoded(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "-._~".utf8.contains(byte)
  }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  "0123456789abcdefABCDEF".utf8.contains(byte)
}
