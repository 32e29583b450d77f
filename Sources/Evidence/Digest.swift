import CCrypto

/// A SHA-256 hash: 32 bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  /// The hash of some bytes.
  package init(of input: [UInt8]) {
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
      unsafe SHA256(input, input.count, digest.baseAddress)
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }

  /// The HMAC-SHA256 of some bytes (RFC 2104).
  package init(of input: [UInt8], key: [UInt8]) {
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
      unsafe HMAC(EVP_sha256(), key, Int32(key.count), input, input.count, digest.baseAddress, nil)
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }

  /// A hash that was computed before; nil unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Int(SHA256_DIGEST_LENGTH) else { return nil }
    self.bytes = bytes
  }

  private init(zeros: Void) { bytes = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH)) }

  /// The chain of an empty log.
  package static let zero = Digest(zeros: ())

  package var description: String { hexadecimal(bytes) }
}

/// A SHA-256 hash of bytes that come piece by piece.
package struct RunningDigest {
  private var state = SHA256_CTX()

  package init() { unsafe SHA256_Init(&state) }

  package mutating func add(_ bytes: [UInt8]) { unsafe SHA256_Update(&state, bytes, bytes.count) }

  /// The hash of all that was added.
  package consuming func finish() -> Digest {
    var digest = Digest.zero.bytes
    unsafe SHA256_Final(&digest, &state)
    return Digest(bytes: digest) ?? .zero
  }
}

/// Bytes as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The bytes that hexadecimal digits stand for; nil for anything else.
package func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count.isMultiple(of: 2) else { return nil }
  var found: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
      return nil
    }
    found.append(byte)
  }
  return found
}
