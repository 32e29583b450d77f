/// The size and root of a log at some moment, signed: C2SP `tlog-checkpoint` in the form of a signed note.
package struct Checkpoint: Equatable, Sendable {
  /// The identity of the log: the first line.
  package let origin: String
  package let size: Int64
  package let root: Digest

  package init(origin: String, size: Int64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The signed text: three lines.
  package var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }

  /// The note: the text, an empty line and the signature's line.
  package func signed(by key: SigningKey) -> String {
    let signature = Base64.encode(key.verifier.hash + key.sign(Array(text.utf8)))
    return "\(text)\n\u{2014} \(key.name) \(signature)\n"
  }

  /// The reason why a text is no trustworthy checkpoint.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case malformed
    /// None of the signatures is of the key.
    case notSigned(by: String)
    /// A signature of the key's name does not fit the text.
    case forged(by: String)

    package var description: String {
      switch self {
      case .malformed:
        "This is not a checkpoint: it has an origin, a size and a root, an empty line and signatures."
      case .notSigned(let name): "The checkpoint is not signed by \(name)."
      case .forged(let name): "The checkpoint's signature by \(name) does not fit its text."
      }
    }
  }

  /// Reads a note and verifies its signature by a key.
  package init(note: String, signedBy verifier: Verifier) throws(Fault) {
    guard let gap = note.firstRange(of: "\n\n"), note.hasSuffix("\n") else { throw .malformed }
    let text = note[..<gap.lowerBound] + "\n"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, !lines[0].isEmpty, let size = Int64(lines[1]), size >= 0, "\(size)" == lines[1],
      let bytes = Base64.decode(String(lines[2])), let root = Digest(bytes: bytes)
    else { throw .malformed }
    self.init(origin: String(lines[0]), size: size, root: root)
    for line in note[gap.upperBound...].split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, words[0] == "\u{2014}", words[1] == verifier.name,
        let blob = Base64.decode(String(words[2])), Array(blob.prefix(4)) == verifier.hash
      else { continue }
      guard verifier.admits(Array(blob.dropFirst(4)), of: Array(text.utf8)) else {
        throw .forged(by: verifier.name)
      }
      return
    }
    throw .notSigned(by: verifier.name)
  }
}
