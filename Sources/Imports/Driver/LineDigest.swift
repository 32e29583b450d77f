import CCrypto
import EventSourcing
import Talks

/// What identifies a line that has no id of its own: equal for lines that say the same, however their members
/// are ordered and spaced.
struct LineDigest: Hashable {
  private let id: EventID

  init(of tape: JSONTape) throws(Malformed) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1024)
    try tape.canonical(JSONTape.root, into: &bytes)
    id = EventID(digest: sha256(bytes))
  }

  /// The id of one of the events that a line comes to.
  ///
  /// - Parameter ordinal: how many lines above it say the same.
  /// - Parameter introducing: the party that the event introduces; nil for the one that the line is about.
  func event(ordinal: Int, introducing party: PartyID? = nil) -> EventID {
    if ordinal == 0 && party == nil { return id }
    return EventID(digest: sha256(Array("\(id) \(ordinal) \(party?.description ?? "")".utf8)))
  }
}

private func sha256(_ bytes: [UInt8]) -> [UInt8] {
  unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
    unsafe SHA256(bytes, bytes.count, digest.baseAddress)
    count = Int(SHA256_DIGEST_LENGTH)
  }
}

extension JSONTape {
  /// Appends a value with the length of each part before it; a member that is null counts as absent.
  fileprivate func canonical(_ node: Int, into bytes: inout [UInt8]) throws(Malformed) {
    func head(_ count: Int) {
      bytes.append(kind(node).rawValue)
      append(count, to: &bytes)
    }
    switch kind(node) {
    case .null: head(0)
    case .bool: head(try bool(node) ? 1 : 0)
    case .number: head(try integer(node))
    case .string:
      let text = try string(node)
      head(text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    case .array:
      let elements = try self.elements(node)
      head(elements.count)
      for element in elements { try canonical(element, into: &bytes) }
    case .object:
      var members: [(name: String, value: Int)] = []
      for (key, value) in try self.members(node) where kind(value) != .null {
        members.append((try string(key), value))
      }
      members.sort { $0.name < $1.name }
      head(members.count)
      for (name, value) in members {
        append(name.utf8.count, to: &bytes)
        bytes.append(contentsOf: name.utf8)
        try canonical(value, into: &bytes)
      }
    }
  }

  private func append(_ number: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
