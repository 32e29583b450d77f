/// A statement by which a party gives up what it was never recorded to want.
package enum NeverWanted: Check {
  package static let name = "never-wanted"
  package static let help = "a party gives up what it was not recorded to want"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let positions = record.state.positions.map { (on: "\($0.party) \($0.issue.lowercased())", it: $0) }
    let groups = Dictionary(grouping: positions, by: \.on)
    let wanted = groups.mapValues { Set($0.flatMap(\.it.preconditions).map(\.asWanted)) }
    return positions.flatMap { issue, position -> [Finding] in
      let wanted = wanted[issue] ?? []
      return (position.drops + position.softens).distinct { !wanted.contains($0) }.map { text in
        finding(
          "\(position.party.name) gives up “\(text)”\(position.dating.when), which it is not recorded to have wanted first on \(position.issue).",
          position.dating.provenance,
          hint:
            "parley log position-stated \(record.process) --party \(position.party) --issue “\(position.issue)” --preconditions “\(text)” --on DATE"
        )
      }
    }
  }
}
