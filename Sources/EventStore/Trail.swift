/// The positions that a follower has passed, each with the hash that chains its event to all earlier ones.
///
/// By it the follower finds where another copy of the log, such as that of a standby which has taken over, parts from
/// the one that it followed. The recent past is kept whole; further back there are fewer and fewer positions.
struct Trail: Sendable {
  private(set) var positions: [Int64] = []
  private(set) var chains: [[UInt8]] = []

  /// The number of positions that are kept whole.
  static let recent = 10_000

  /// The last position passed; 0 where there is none.
  var position: Int64 { positions.last ?? 0 }

  mutating func add(_ position: Int64, _ chain: [UInt8]) {
    positions.append(position)
    chains.append(chain)
    if positions.count > 2 * Self.recent { thin() }
  }

  /// Forgets what lies after a position.
  mutating func goBack(to position: Int64) {
    let kept = positions.prefix { $0 <= position }.count
    positions.removeLast(positions.count - kept)
    chains.removeLast(chains.count - kept)
  }

  /// Leaves out every second of the earlier positions.
  private mutating func thin() {
    let kept = positions.indices.filter { $0 % 2 == 0 || $0 >= positions.count - Self.recent }
    positions = kept.map { positions[$0] }
    chains = kept.map { chains[$0] }
  }
}
