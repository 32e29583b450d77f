/// The heads of each party, from the records of all processes.
package struct Governments: Sendable {
  private var heads: [PartyID: [String]] = [:]

  /// - Parameter administrations: those of all processes, as of the reference day.
  package init(_ administrations: some Sequence<Administration>) {
    let all = administrations.filter { $0.isInOffice != .no }
    for it in all.sorted(by: { $0.since.isEarlier(than: $1.since) }) {
      // A certain term ends earlier ones, since another process may not have recorded their end.
      if it.isInOffice == .yes { heads[it.party] = [] }
      if heads[it.party]?.contains(it.head) != true { heads[it.party, default: []].append(it.head) }
    }
  }

  /// The head of a party; all candidates where dates leave it open, empty where none is recorded.
  package func heads(of party: PartyID) -> [String] { heads[party] ?? [] }

  /// The same in words, such as `A or B`; nil where none is recorded.
  package func head(of party: PartyID) -> String? {
    let heads = heads(of: party)
    return heads.isEmpty ? nil : heads.joined(separator: " or ")
  }
}
