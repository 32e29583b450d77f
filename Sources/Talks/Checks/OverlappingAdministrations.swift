/// Two heads of one party at once: from the same day on, or one within the term given for the other. Holders
/// of two different offices may overlap.
package enum OverlappingAdministrations: Check {
  package static let name = "overlapping-administrations"
  package static let help = "two heads of one party at the same time"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let all = record.state.administrations
    return all.indices.flatMap { index -> [Finding] in
      let one = all[index]
      return all[(index + 1)...].compactMap { other in
        guard one.party == other.party, !one.isOf(other.head), overlap(one.since, other.since),
          one.office == nil || other.office == nil || one.office == other.office
        else { return nil }
        return finding(
          "\(one.head)\(one.since.when) and \(other.head)\(other.since.when) govern \(one.party.name) at the same time.",
          [one.since.position, other.since.position],
          hint: "Correct a date: parley amend \(other.since.position) --set on=DATE --because …")
      }
    }
  }

  private static func overlap(_ first: Dating, _ second: Dating) -> Bool {
    guard let begun = second.on?.start.latest else { return false }
    if let on = first.on, on.isInterval, let end = on.end.earliest { return begun < end }
    let days = [first, second].flatMap { [$0.firstDay, $0.surelyBegun] }
    return days.allSatisfy { $0 != nil && $0 == days[0] }
  }
}
