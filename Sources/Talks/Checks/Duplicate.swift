/// Two events of one type, date, parties and thing, in words that are alike: perhaps one happening recorded twice.
package enum Duplicate: Check {
  package static let name = "duplicate"
  package static let help = "two events that seem to record one happening"
  package static let ground = Ground.coherence

  private struct Moment: Hashable {
    let type: ObjectIdentifier
    let on: EDTF?
  }

  private struct Telling {
    let entry: Entry
    let parties: Set<PartyID>
    /// The thing that was named before; nil for one that the event names.
    let thing: Reference?
    let words: Set<Substring>

    init(_ entry: Entry) {
      self.entry = entry
      parties = Set(entry.event.involved)
      if case .existing(let reference) = entry.event.subject { thing = reference } else { thing = nil }
      words = Set(entry.event.headline.lowercased().split { !$0.isLetter && !$0.isNumber })
    }

    func isLike(_ other: Telling) -> Bool {
      parties == other.parties && thing == other.thing
        && words.intersection(other.words).count * 4 >= words.union(other.words).count * 3
    }
  }

  package static func findings(in record: Inspection) -> [Finding] {
    let moments = Dictionary(grouping: record.state.entries.filter { !$0.event.type.isTimeless }) {
      Moment(type: ObjectIdentifier($0.event.type), on: $0.event.on)
    }
    return moments.values.filter { $0.count > 1 }.flatMap { entries in
      let tellings = entries.map(Telling.init)
      return tellings.indices.compactMap { index -> Finding? in
        let telling = tellings[index]
        guard let before = tellings[..<index].first(where: telling.isLike)?.entry else { return nil }
        let entry = telling.entry
        return finding(
          "\(before.quoted) and \(entry.quoted)\(entry.dating.when) seem to be one happening.",
          [before.position, entry.position],
          hint: "parley merge \(entry.position) \(before.position) --because …")
      }
    }
  }
}
