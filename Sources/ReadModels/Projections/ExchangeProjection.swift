package import Talks

/// What is given in return for what: one row a package of measures that are tied to each other.
package enum ExchangeProjection: Projection {
  package static let name = "exchange"
  package static let columns: [Column] = [
    .text("exchange"),
    .text("title"),
    .texts("measures"),
    .texts("parties"),
    .texts("sides"),
    .text("given"),
    .texts("moved_first"),
    .text("first_given"),
    .text("answered"),
    .integer("lag_least"),
    .integer("lag_most"),
    .texts("unanswered"),
    .texts("snapped_back"),
    .texts("undone"),
    .integer("open_measures"),
    .text("deadline"),
    .day("deadline_day"),
    .texts("tracks"),
    .texts("categories"),
    .texts("under"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.exchanges.map { exchange in
      let measures = exchange.measures.map(\.value)
      let whole = Provenance(
        measures.flatMap { $0.life.provenance.all + $0.$inReturnFor.provenance.all })
      let root = exchange.root
      let lag = exchange.lag
      let open = measures.filter { $0.isOpen == .yes }
      let due = measures.filter { $0.isOpen != .no && $0.deadline?.lastDay != nil }
        .min { ($0.deadline?.lastDay ?? .max) < ($1.deadline?.lastDay ?? .max) }
      let undone = exchange.measures.filter { $0.value.isUndone == .yes }
      let gifts = Provenance(measures.compactMap { $0.delivery?.position })
      func each<Word: CustomStringConvertible>(_ words: (Measure) -> (Word?, Provenance)) -> Cited {
        var seen: [String] = []
        var provenance = Provenance()
        for case (let word?, let by) in measures.map(words) {
          if !seen.contains(word.description) { seen.append(word.description) }
          provenance.formUnion(by)
        }
        return .texts(seen, provenance)
      }
      return [
        .text(root.slug, whole), .said(root.value.$title), .names(exchange.measures.map(\.slug), whole),
        each { ($0.party, $0.$party.provenance) },
        .texts(exchange.parties.map { Self.words($0, measures) }, whole), .status(exchange.orders(), whole),
        movedFirst(lag, exchange, gifts), .on(lag?.first.firstGift ?? only(exchange)),
        .on(lag?.second.firstGift), .integer(lag?.fewest.map { max(0, $0) }, gifts),
        .integer(lag?.most, gifts), .names(exchange.unanswered, gifts), .names(exchange.snappedBack, whole),
        .texts(
          undone.map { "\($0.slug) \($0.value.status?.rawValue ?? "unknown")" },
          Provenance(undone.flatMap { $0.value.life.provenance.all })),
        .integer(open.count, Provenance(open.compactMap { $0.life.steps.last?.dating.position })),
        due.map { .said($0.$deadline) } ?? Cited(.null),
        Cited(
          due?.deadline?.lastDay.map(Cell.day) ?? .null, due?.$deadline.provenance ?? []),
        each { ($0.track, $0.$track.provenance) }, each { ($0.category, $0.$category.provenance) },
        each { ($0.under, $0.$under.provenance) },
      ]
    }
  }

  /// How much of what a party owes is in place, such as `kp: 1 of 2`.
  private static func words(_ party: PartyID, _ measures: [Measure]) -> String {
    let own = measures.filter { $0.party == party }
    let done = own.count { $0.holds == .yes }
    let perhaps = own.count { $0.holds == .unknown }
    return "\(party): \(done)\(perhaps > 0 ? " to \(done + perhaps)" : "") of \(own.count)"
  }

  private static func only(_ exchange: Exchange) -> Dating? {
    exchange.sides.compactMap(\.firstGift).min { ($0.surelyBegun ?? .max) < ($1.surelyBegun ?? .max) }
  }

  /// Those of both sides where they gave on the same day.
  private static func movedFirst(
    _ lag: (first: Exchange.Side, second: Exchange.Side, fewest: Int?, most: Int?)?, _ exchange: Exchange,
    _ gifts: Provenance
  ) -> Cited {
    var parties: [PartyID] = []
    func add(_ side: Exchange.Side) {
      for party in side.firstGivers where !parties.contains(party) { parties.append(party) }
    }
    guard let lag else {
      exchange.sides.filter { $0.hasGiven == .yes }.forEach(add)
      return .names(parties, gifts)
    }
    guard lag.most == 0 || lag.fewest ?? 0 > 0 else { return .texts(["unknown"], gifts) }
    add(lag.first)
    if lag.most == 0 { add(lag.second) }
    return .names(parties, gifts)
  }
}
