import Evidence
import Imports
import Talks

/// That one event is in the log of a checkpoint: the event, the hashes from its leaf to the root, the checkpoint.
struct Proof {
  let event: StoredEvent
  let hashes: [Digest]
  /// A signed note.
  let checkpoint: String

  var text: String {
    JSONWriter.of { json in
      var members = EvidenceLine.members(of: event)
      members.append(("checkpoint", .of { $0.string(checkpoint) }))
      members.append(("proof", .of { $0.list(hashes) { $1.string($0.description) } }))
      json.object(members)
    }.text
  }

  init(_ event: StoredEvent, _ hashes: [Digest], _ checkpoint: String) {
    self.event = event
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  init(file: String) throws {
    var reader = LineReader(try ImportFile(file))
    var tape = JSONTape()
    try tape.parse(reader.next()?.content() ?? [])
    event = try EvidenceLine.read(tape)
    var fields = try FieldReader(tape, JSONTape.root)
    var note = ""
    var texts: [String] = []
    try fields.required("checkpoint", &note, "")
    try fields.list("proof", &texts, "")
    checkpoint = note
    hashes = try texts.map { text in
      guard let digest = bytes(hexadecimal: text).flatMap(Digest.init(bytes:)) else {
        throw Malformed("“\(text)” is not a SHA-256 hash in hexadecimal.", field: "proof")
      }
      return digest
    }
  }

  /// The reason why it is invalid; nil for a valid proof.
  func fault(_ verifier: Verifier) throws -> String? {
    let signed = try Checkpoint(note: checkpoint, signedBy: verifier)
    if let secret = event.secret,
      LogEntry.commitment(salt: secret.salt, body: secret.body) != event.entry.commitment
    {
      return "The body or the salt is not what was committed to."
    }
    let root = MerkleTree.root(
      from: event.entry.leaf, at: event.entry.position - 1, of: signed.size, proof: hashes)
    return root == signed.root ? nil : "The event is not in the log of the checkpoint."
  }
}
