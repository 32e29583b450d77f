/// A statement by which a party gives up what it was never recorded to want.
package enum NeverWanted: Check {
  package static let name = "never-wanted"
  package static let help = "a party gives up what it was not recorded to want"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let positions = record.state.positions
    return positions.flatMap { position -> [Finding] in
      let own = positions.filter {
        $0.party == position.party && $0.issue.lowercased() == position.issue.lowercased()
      }
      let wanted = Set(own.flatMap(\.preconditions).map(\.asWanted))
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
