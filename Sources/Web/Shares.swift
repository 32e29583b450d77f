/// Who has more than a fair share of something of which there is not enough for all.
enum Shares {
  /// The holder of most, if that is more than another would have with one more; nil if it is not.
  static func heaviest(
    _ holders: some Sequence<ClientAddress>, against other: ClientAddress
  ) -> ClientAddress? {
    let counts = holders.reduce(into: [ClientAddress: Int]()) { $0[$1, default: 0] += 1 }
    guard let most = counts.max(by: { $0.value < $1.value }), most.value > (counts[other] ?? 0) + 1 else {
      return nil
    }
    return most.key
  }
}
