import EventSourcing

/// A name that two events give, as can happen in copies of the record that did not know each other.
package enum Namesakes: Check {
  package static let name = "namesake"
  package static let help = "a name that was given twice, in copies that did not know each other"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.corrections.namesakes.compactMap { namesake in
      let (first, other) = (namesake.first, namesake.other)
      guard first.dating.begins(by: record.day), other.dating.begins(by: record.day) else { return nil }
      let merge = "parley merge \(other.position) \(first.position) --because …"
      let named =
        "\(first.quoted) and \(other.quoted) both name \(namesake.kind.withArticle) “\(namesake.name)”"
      if namesake.told == namesake.name {
        return finding(
          "\(named), and are taken to speak of one.", [first.position, other.position], hint: merge)
      }
      return finding(
        "\(named); the second is “\(namesake.told)”, and what speaks of “\(namesake.name)” goes by its parties, or else to the first.",
        [first.position, other.position],
        hint:
          "\(merge), or say of which an event speaks: parley amend EVENT --set \(namesake.kind.rawValue)=\(namesake.told)"
      )
    }
  }
}
