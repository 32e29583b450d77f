import EventSourcing
import Testing

@testable import Evidence

@Suite("Evidence")
struct EvidenceTests {
  private func bytes(_ hex: String) -> [UInt8] {
    var digits = hex[...]
    var out: [UInt8] = []
    while let byte = UInt8(digits.prefix(2), radix: 16), !digits.isEmpty {
      out.append(byte)
      digits = digits.dropFirst(2)
    }
    return out
  }

  /// The inputs and roots that implementations of RFC 6962 and RFC 9162 test themselves with.
  private var leaves: [Digest] {
    [
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { Digest(of: [0] + bytes($0)) }
  }

  @Test("the Merkle tree has the roots of RFC 9162")
  func roots() {
    var tree = MerkleTree()
    #expect("\(tree.root)" == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    var roots: [String] = []
    for leaf in leaves {
      tree.append(leaf)
      roots.append("\(tree.root)")
    }
    #expect(
      [roots[0], roots[1], roots[2], roots[7]] == [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
      ])
  }

  @Test("a proof leads from every leaf to the root, and from no other leaf or place", arguments: 1...40)
  func inclusion(size: Int) {
    let leaves = (0..<size).map { Digest(of: [0, UInt8($0)]) }
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leaf) }
    for index in leaves.indices {
      let proof = MerkleTree.inclusionProof(of: index, in: leaves[...])
      func root(_ leaf: Digest, _ place: Int, _ proof: [Digest]) -> Digest? {
        MerkleTree.root(from: leaf, at: Int64(place), of: Int64(size), proof: proof)
      }
      #expect(root(leaves[index], index, proof) == tree.root)
      #expect(root(Digest(of: [9]), index, proof) != tree.root)
      if size > 1 {
        #expect(root(leaves[index], (index + 1) % size, proof) != tree.root)
        #expect(root(leaves[index], index, Array(proof.dropLast())) == nil)
      }
      #expect(root(leaves[index], index, proof + [tree.root]) == nil)
    }
  }

  @Test("signs as RFC 8032 has it, and verifies")
  func signatures() throws {
    let seed = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    let key = try #require(SigningKey(name: "desk.example/log", seed: seed))
    #expect(
      hexadecimal(key.verifier.key) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    let signature = key.sign([])
    #expect(
      hexadecimal(signature)
        == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    #expect(key.verifier.admits(signature, of: []))
    #expect(!key.verifier.admits(signature, of: [0]))
    #expect(!key.verifier.admits(Array(signature.dropLast()), of: []))
    #expect(Verifier(key.verifier.description) == key.verifier)
    #expect(SigningKey(name: "two words", seed: seed) == nil && SigningKey(name: "x", seed: [1]) == nil)
  }

  @Test("reads the key of a public log that is in use")
  func publicKey() throws {
    let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    #expect(try #require(Verifier(text)).description == text)
    #expect(Verifier(text.replacing("033de0ae", with: "033de0af")) == nil)
  }

  @Test("a checkpoint is read back where its signature fits, and says what is wrong where not")
  func checkpoint() throws {
    let key = try #require(SigningKey(name: "desk", seed: [UInt8](repeating: 7, count: 32)))
    let other = try #require(SigningKey(name: "other", seed: [UInt8](repeating: 8, count: 32)))
    let checkpoint = Checkpoint(origin: "desk.example/log", size: 399, root: Digest(of: [1]))
    let note = checkpoint.signed(by: key)
    #expect(note.hasPrefix("desk.example/log\n399\n") && note.contains("\n\n\u{2014} desk "))
    #expect(try Checkpoint(note: note, signedBy: key.verifier) == checkpoint)
    func fault(_ note: String, _ key: SigningKey) -> Checkpoint.Fault? {
      do throws(Checkpoint.Fault) {
        _ = try Checkpoint(note: note, signedBy: key.verifier)
        return nil
      } catch { return error }
    }
    #expect(fault(note, other) == .notSigned(by: "other"))
    #expect(fault(note.replacing("399", with: "398"), key) == .forged(by: "desk"))
    for text in ["", "x\n", "a\nb\nc\n\n", note.replacing("399", with: "0399")] {
      #expect(fault(text, key) == .malformed, "\(text)")
    }
  }

  // MARK: A log

  private func log(_ count: Int) -> [StoredEvent] {
    var chain = Digest.zero
    return (1...count).map { number in
      let (salt, body) = ([UInt8](repeating: UInt8(number), count: 16), Array("{\"n\":\(number)}".utf8))
      let entry = LogEntry(
        position: Int64(number), stream: "p", version: Int64(number),
        id: EventID(high: 1, low: UInt64(number)),
        type: "note-added", by: "desk", login: "postgres", known: 5, recorded: Int64(number + 10),
        commitment: LogEntry.commitment(salt: salt, body: body))
      chain = entry.chain(after: chain)
      return StoredEvent(entry: entry, secret: (body, salt), leaf: entry.leaf, chain: chain)
    }
  }

  private func faults(
    _ events: [StoredEvent], head: StoredEvent? = nil, _ checkpoints: [Checkpoint] = [],
    erasure: @escaping @Sendable (StoredEvent) -> EventID? = { _ in nil }
  ) -> [Int64?] {
    var verification = Verification(checkpoints: checkpoints, erasure: erasure)
    for event in events { verification.take(event) }
    let head = head ?? events.last
    verification.finish(
      head: head.map { .event(position: $0.entry.position, chain: $0.chain) } ?? .notKept)
    return verification.faults.map(\.position)
  }

  @Test("a log as it was written has no fault")
  func sound() {
    #expect(faults(log(20)) == [])
  }

  @Test("a changed body, a removed tail, an exchanged pair and a rewritten chain are found, by position")
  func tampering() throws {
    let good = log(20)
    var events = good
    events[6] = StoredEvent(
      entry: good[6].entry, secret: (Array("{\"n\":8}".utf8), [UInt8](repeating: 7, count: 16)),
      leaf: good[6].leaf, chain: good[6].chain)
    #expect(faults(events) == [7])

    #expect(faults(Array(good.dropLast(3)), head: good[19]) == [17])
    events = good
    events.swapAt(3, 4)
    #expect(faults(events).first == 5)

    // One who rewrites everything after a change, chain and head as well, is found by a checkpoint alone.
    var tree = MerkleTree()
    for event in good.prefix(15) { tree.append(event.leaf) }
    let checkpoint = Checkpoint(origin: "x", size: 15, root: tree.root)
    var chain = good[8].chain
    events = good.enumerated().map { index, event in
      guard index >= 9 else { return event }
      let entry = LogEntry(
        position: event.entry.position, stream: "p", version: event.entry.version, id: event.entry.id,
        type: "note-added", by: "somebody else", login: "postgres", known: 5, recorded: event.entry.recorded,
        commitment: event.entry.commitment)
      chain = entry.chain(after: chain)
      return StoredEvent(entry: entry, secret: event.secret, leaf: entry.leaf, chain: chain)
    }
    #expect(faults(events) == [])
    #expect(faults(events, [checkpoint]) == [15])
    #expect(faults(Array(good.prefix(12)), [checkpoint]) == [12])
    #expect(faults(good, [checkpoint]) == [])
  }

  @Test("an erased body is no fault where the log says so, and its place in the chain stays")
  func erased() {
    var events = log(5)
    let id = events[2].entry.id
    events[2] = StoredEvent(entry: events[2].entry, secret: nil, leaf: events[2].leaf, chain: events[2].chain)
    #expect(faults(events, erasure: { $0.entry.position == 5 ? id : nil }) == [])
    #expect(faults(events) == [3])
    // A record that was there before the event, or that speaks of an event of another process, is none of its erasure.
    #expect(faults(events, erasure: { $0.entry.position == 2 ? id : nil }) == [3])
    let other = log(5).last.map { event in
      LogEntry(
        position: 5, stream: "q", version: 1, id: event.entry.id, type: "event-erased", by: "desk",
        login: "desk",
        known: 5,
        recorded: event.entry.recorded, commitment: event.entry.commitment)
    }
    if let other {
      events[4] = StoredEvent(
        entry: other, secret: events[4].secret, leaf: other.leaf, chain: other.chain(after: events[3].chain))
    }
    #expect(faults(events, erasure: { $0.entry.position == 5 ? id : nil }) == [3])
  }
}
