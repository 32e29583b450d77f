import Talks

/// Who does what a row tells, as far as its title and its list of parties say.
struct RowActors {
  /// Empty where nobody comes into question.
  let parties: [PartyID]
  /// Why that is not certain, in one sentence; nil if it is.
  let doubt: String?

  private init(_ parties: [PartyID], _ doubt: String? = nil) {
    self.parties = parties
    self.doubt = doubt
  }

  /// Those who act: all whom the title names together first, or all where it says so; else the first listed.
  init(acting row: ChronicleRow, isLeaving: Bool) {
    guard let first = row.parties.first, row.parties.count > 1 else {
      self.init(row.parties)
      return
    }
    let named = TitleParties(row.title, among: row.parties)
    func guess(_ party: PartyID, _ reason: String) -> RowActors {
      RowActors([party], "\(reason): \(party.name)\(party == first ? ", listed first," : "") was taken.")
    }
    if named.saysAll {
      self.init(row.parties)
    } else if isLeaving, let expelled = named.after(Self.expels) {
      self =
        expelled.isEmpty
        ? guess(
          row.parties.first { !named.first.contains($0) } ?? first,
          "The title does not say who was made to leave")
        : RowActors(expelled)
    } else if named.first.isEmpty {
      self = guess(first, "The title names none of its \(row.parties.count) parties")
    } else if named.beginsWithFirst {
      self =
        named.isPassive && named.first[0] != first
        ? guess(first, "The title does not say whether \(named.first[0].name) acted") : RowActors(named.first)
    } else if named.wordBefore == "by" {
      self.init(named.first)
    } else if let before = named.wordBefore, Self.prepositions.contains(before) {
      let others = row.parties.filter { !named.first.contains($0) }
      self = guess(others.first ?? first, "The title names nobody who acts")
    } else {
      self.init(named.first)
    }
  }

  /// Those who confirm what others did: whom the title names first, or organisations, those before others that are no
  /// party to the measure; never who did it.
  init(confirming row: ChronicleRow, what thing: ChronicleThing?) {
    let able = row.parties.filter { !(thing?.doers.contains($0) ?? false) }
    let named = TitleParties(row.title, among: row.parties)
    let organisations = able.filter(\.isOrganisation)
    let outside = organisations.filter { !(thing?.parties.contains($0) ?? false) }
    let leading = named.beginsWithFirst ? named.first.filter(able.contains) : []
    let choice = [outside, organisations, leading, able].first { !$0.isEmpty } ?? []
    let chosen = choice.filter(named.first.contains)
    if !chosen.isEmpty || choice.count < 2 {
      self.init(chosen.isEmpty ? choice : chosen)
    } else {
      self.init([choice[0]], "Several of its parties may have verified it: \(choice[0].name) was taken.")
    }
  }

  private static func expels(_ verb: String) -> Bool {
    ["ban", "bar", "dismiss", "eject", "exclud", "expel", "oust", "remov", "suspend", "throw"].contains {
      verb.hasPrefix($0)
    }
  }

  private static let prepositions: Set<String> = [
    "against", "at", "for", "from", "in", "into", "of", "on", "over", "to", "towards", "with",
  ]
}
