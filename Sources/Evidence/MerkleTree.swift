/// The Merkle tree of RFC 9162 over leaves that come one by one; it keeps as many hashes as its size has bits.
package struct MerkleTree: Sendable {
  /// Perfect subtrees from the left, each smaller than the one before.
  private var subtrees: [(size: Int64, root: Digest)] = []
  package private(set) var size: Int64 = 0

  package init() {}

  package mutating func append(_ leaf: Digest) {
    subtrees.append((1, leaf))
    size += 1
    while subtrees.count > 1, subtrees[subtrees.count - 1].size == subtrees[subtrees.count - 2].size {
      let right = subtrees.removeLast()
      let left = subtrees.removeLast()
      subtrees.append((left.size * 2, Self.node(left.root, right.root)))
    }
  }

  package var root: Digest {
    guard var hash = subtrees.last?.root else { return Digest(of: []) }
    for subtree in subtrees.dropLast().reversed() { hash = Self.node(subtree.root, hash) }
    return hash
  }

  static func node(_ left: Digest, _ right: Digest) -> Digest { Digest(of: [1] + left.bytes + right.bytes) }

  // MARK: Proofs

  /// The hashes that lead from a leaf to the root of all of them, from the bottom (RFC 9162, 2.1.3.1).
  package static func inclusionProof(of index: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
    guard leaves.count > 1 else { return [] }
    let split = leaves.startIndex + largestPower(below: leaves.count)
    let (left, right) = (leaves[..<split], leaves[split...])
    return index < left.count
      ? inclusionProof(of: index, in: left) + [root(of: right)]
      : inclusionProof(of: index - left.count, in: right) + [root(of: left)]
  }

  /// The root computed from a proof; nil for a proof of the wrong length (RFC 9162, 2.1.3.2).
  package static func root(
    from leaf: Digest, at index: Int64, of size: Int64, proof: [Digest]
  ) -> Digest? {
    guard index >= 0, index < size else { return nil }
    var (index, last, hash) = (index, size - 1, leaf)
    for step in proof {
      if last == 0 { return nil }
      if index & 1 == 1 || index == last {
        hash = node(step, hash)
        while index & 1 == 0 && index != 0 {
          index >>= 1
          last >>= 1
        }
      } else {
        hash = node(hash, step)
      }
      index >>= 1
      last >>= 1
    }
    return last == 0 ? hash : nil
  }

  private static func root(of leaves: ArraySlice<Digest>) -> Digest {
    var tree = MerkleTree()
    for leaf in leaves { tree.append(leaf) }
    return tree.root
  }

  private static func largestPower(below count: Int) -> Int {
    var power = 1
    while power * 2 < count { power *= 2 }
    return power
  }
}
