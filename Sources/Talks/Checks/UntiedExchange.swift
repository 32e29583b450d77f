/// Two acts of one day and kind, each done to the party of the other, that nothing ties: perhaps one exchange.
package enum UntiedExchange: Check {
  package static let name = "untied-exchange"
  package static let help = "two acts of one day and kind, each to the other's party, that nothing ties"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    let exchanges = record.state.exchanges
    var found: [Finding] = []
    var acts: [(exchange: Int, item: Exchange.Item, step: Life<Measure.Status>.Step)] = []
    for (number, exchange) in exchanges.enumerated() {
      for item in exchange.measures {
        // What was done goes before what was promised.
        let steps = [item.value.life.first(.implemented), item.value.life.first(.pledged)]
        for case let step? in steps where step.dating.day != nil { acts.append((number, item, step)) }
      }
    }
    var told: Set<[Slug]> = []
    for (index, one) in acts.enumerated() {
      for other in acts[(index + 1)...] where other.exchange != one.exchange {
        guard one.step.status == other.step.status, one.step.dating.day == other.step.dating.day,
          let kind = one.item.value.category, kind == other.item.value.category,
          one.item.value.isGiven(to: other.item.value), other.item.value.isGiven(to: one.item.value),
          told.insert([one.item.slug, other.item.slug]).inserted
        else { continue }
        let names = [one, other].map { "“\($0.item.value.title ?? $0.item.slug.text)”" }
        found.append(
          finding(
            "\(names[0]) and \(names[1])\(one.step.dating.when) seem to be one exchange (\(kind)), and nothing ties them.",
            one.step.dating.provenance.union(other.step.dating.provenance),
            hint:
              "parley log measure-linked \(record.process) --measure \(other.item.slug) --in-return-for \(one.item.slug) --on DATE"
          ))
      }
    }
    return found
  }
}

extension Measure {
  /// Whether it is to somebody who acts in another, and to nobody who acts in it.
  fileprivate func isGiven(to other: Measure) -> Bool {
    !Set(to).isDisjoint(with: other.doers) && Set(doers).isDisjoint(with: other.doers)
  }
}

extension Dating {
  /// The one day on which it happened; nil where there may be several.
  var day: Int32? {
    guard let on, !on.isInterval, firstDay == surelyBegun else { return nil }
    return firstDay
  }
}
