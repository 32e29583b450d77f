import CCrypto

/// An Ed25519 key with its name, in the text forms of C2SP signed notes.
@safe package final class SigningKey {
  package let name: String
  private let seed: [UInt8]
  private let key: OpaquePointer

  /// Creates a key from 32 random bytes; nil for a name not allowed in a signature line.
  package init?(name: String, seed: [UInt8]) {
    guard Self.isUsable(name), seed.count == 32,
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { return nil }
    self.name = name
    self.seed = seed
    unsafe self.key = key
  }

  /// Parses the private form of a key: `PRIVATE+KEY+name+hash+base64`; nil for any other text.
  package convenience init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 4).map(String.init)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let bytes = Base64.decode(parts[4]),
      bytes.first == Verifier.ed25519
    else { return nil }
    self.init(name: parts[2], seed: Array(bytes.dropFirst()))
    guard text == self.text else { return nil }
  }

  /// The private form of the key; a secret.
  package var text: String {
    "PRIVATE+KEY+\(name)+\(hexadecimal(verifier.hash))+\(Base64.encode([Verifier.ed25519] + seed))"
  }

  deinit { unsafe EVP_PKEY_free(key) }

  package static func isUsable(_ name: String) -> Bool {
    !name.isEmpty && !name.unicodeScalars.contains { $0 == "+" || $0.properties.isWhitespace }
  }

  /// The public key for verification: `name+hash+base64`.
  package var verifier: Verifier {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count = bytes.count
    unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count)
    return Verifier(name: name, key: bytes)
  }

  package func sign(_ message: [UInt8]) -> [UInt8] {
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: 64)
    var count = signature.count
    unsafe EVP_DigestSignInit(context, nil, nil, nil, key)
    unsafe EVP_DigestSign(context, &signature, &count, message, message.count)
    return signature
  }
}

/// A public Ed25519 key with its name: `name+hash+base64`.
package struct Verifier: Hashable, Sendable, CustomStringConvertible {
  package let name: String
  let key: [UInt8]
  static let ed25519: UInt8 = 1

  init(name: String, key: [UInt8]) {
    self.name = name
    self.key = key
  }

  /// Reads the text form; nil where it is not one.
  package init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 2).map(String.init)
    guard parts.count == 3, SigningKey.isUsable(parts[0]), let bytes = Base64.decode(parts[2]),
      bytes.count == 33, bytes[0] == Self.ed25519
    else { return nil }
    self.init(name: parts[0], key: Array(bytes.dropFirst()))
    guard hexadecimal(hash) == parts[1] else { return nil }
  }

  /// Four bytes that tell keys of one name apart.
  var hash: [UInt8] {
    Array(Digest(of: Array(name.utf8) + [0x0A, Self.ed25519] + key).bytes.prefix(4))
  }

  package var description: String { "\(name)+\(hexadecimal(hash))+\(Base64.encode([Self.ed25519] + key))" }

  func admits(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key, key.count) else {
      return false
    }
    defer { unsafe EVP_PKEY_free(key) }
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
