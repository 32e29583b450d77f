import CCrypto

/// Base64 (RFC 4648, with padding), by OpenSSL.
package enum Base64 {
  package static func encode(_ bytes: [UInt8]) -> String {
    var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
    let count = unsafe EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
    return String(decoding: text.prefix(Int(count)), as: UTF8.self)
  }

  /// Decodes the exact output of `encode`; nil for any other text.
  static func decode(_ text: String) -> [UInt8]? {
    let source = Array(text.utf8)
    guard source.count % 4 == 0, !source.isEmpty else { return nil }
    var bytes = [UInt8](repeating: 0, count: source.count / 4 * 3)
    guard unsafe EVP_DecodeBlock(&bytes, source, Int32(source.count)) >= 0 else { return nil }
    bytes.removeLast(source.suffix(2).count { $0 == UInt8(ascii: "=") })
    return encode(bytes) == text ? bytes : nil
  }
}
