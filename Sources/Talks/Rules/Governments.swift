/// The heads of each party, from the records of all processes.
package struct Governments: Sendable {
  private var inOffice: [PartyID: [Administration]] = [:]

  /// - Parameter administrations: those of all processes, as of the reference day.
  package init(_ administrations: some Sequence<Administration>) {
    for (_, it) in Administration.succession(administrations.map { ("", $0) }) where it.isInOffice != .no {
      inOffice[it.party, default: []].append(it)
    }
  }

  /// The head of a party; all candidates where dates leave it open, empty where none is recorded.
  package func heads(of party: PartyID) -> [String] { (inOffice[party] ?? []).map(\.head) }

  /// The same in words, such as `A or B`, or `A (acting)`; nil where none is recorded.
  package func head(of party: PartyID) -> String? {
    let heads = (inOffice[party] ?? []).map(\.headInWords)
    return heads.isEmpty ? nil : heads.joined(separator: " or ")
  }
}

extension Administration {
  /// The head, and whether only as acting.
  package var headInWords: String {
    switch isActing {
    case .no: head
    case .unknown: "\(head) (perhaps acting)"
    case .yes: "\(head) (acting)"
    }
  }

  /// The administrations of each party one after another, whichever processes record them.
  ///
  /// Each ends where the next begins. What several processes record of one head, and its further terms, are one.
  ///
  /// - Parameter administrations: each with the process that records it.
  package static func succession(
    _ administrations: some Sequence<(process: String, it: Administration)>
  ) -> [(process: String, it: Administration)] {
    let sorted = administrations.sorted { one, other in
      one.it.since.isEarlier(than: other.it.since)
        || one.it.since.firstDay == other.it.since.firstDay && one.it.since.position < other.it.since.position
    }
    var found: [(process: String, it: Administration)] = []
    var last: [PartyID: Int] = [:]
    for (process, it) in sorted {
      if let index = last[it.party] {
        if found[index].it.isOf(it.head) {
          found[index].it.join(it)
          continue
        }
        found[index].it.until = it.since
      }
      last[it.party] = found.count
      var own = it
      own.until = nil
      found.append((process, own))
    }
    return found
  }
}
