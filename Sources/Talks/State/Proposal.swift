/// A text or offer tabled, in its versions, and the answers to it.
package struct Proposal: Unfolding {
  package enum Status: String, Sendable, CaseIterable {
    case tabled, accepted, rejected, countered
    /// Answered in part, or by some, or not by all alike.
    case partly
    case withdrawn

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Status, _ other: Status) -> Bool { one != .tabled && other == .tabled }

    /// Whether somebody has answered.
    var isAnswer: Bool { self == .accepted || self == .rejected || self == .countered || self == .partly }
  }

  /// What a party does with it, in the order of occurrence.
  package struct Act: Sendable {
    package enum Deed: Sendable {
      /// It tables a version: these clauses are new or read otherwise, those are taken out.
      case words([Clause], dropping: [Slug])
      /// It answers some clauses, all of them where none is named.
      case answers(Status, [Slug], through: Slug?, reason: String?)
      case withdraws
    }

    package let deed: Deed
    package let by: PartyID?
    package let dating: Dating
  }

  /// What a clause became, or the whole where no clause is named.
  package struct Outcome: Sendable {
    package let clause: Slug?
    package let became: [Reference]
    package let dating: Dating
  }

  /// An answer to it, or to some of its clauses.
  package struct Answer: Sendable {
    package let status: Status
    package let by: PartyID?
    /// The clauses answered; empty for the whole.
    package let clauses: [Slug]
    /// The proposal by which it is countered.
    package let through: Slug?
    package let reason: String?
    package let dating: Dating
  }

  @Traced package var title: String?
  @Traced package var party: PartyID?
  @Traced package var issue: String?
  /// Who is to answer it; empty where that is not recorded.
  @Traced package var to: [PartyID] = []
  @Traced package var answers: Reference?
  package var outcomes: [Outcome] = []
  package private(set) var acts: [Act] = []
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  // MARK: Taking events

  mutating func word(_ clauses: [Clause], dropping drops: [Slug], _ entry: Entry) {
    take(.words(clauses, dropping: drops), entry, by: party)
  }

  mutating func answer(
    _ status: Status, _ clauses: [Slug], _ entry: Entry, by party: PartyID, through: Slug? = nil,
    reason: String? = nil
  ) {
    // A counter-proposal has a title of its own.
    let title = $title
    take(.answers(status, clauses, through: through, reason: reason), entry, by: party)
    if status == .countered { $title = title }
  }

  mutating func withdraw(_ entry: Entry, by party: PartyID) { take(.withdraws, entry, by: party) }

  private mutating func take(_ deed: Act.Deed, _ entry: Entry, by party: PartyID?) {
    $title.keep(entry.event.title, entry)
    acts.append(Act(deed: deed, by: party, dating: entry.dating))
  }

  // MARK: Contents

  /// The versions, in their order.
  package var versions: [Dating] {
    acts.compactMap { if case .words = $0.deed { $0.dating } else { nil } }
  }

  /// Its clauses in their latest words, by first appearance, those taken out among them, each with the
  /// version in which it was first put in these words.
  package var clauses: [(clause: Clause, dating: Dating)] {
    var found: [(clause: Clause, dating: Dating)] = []
    for act in acts {
      guard case .words(let clauses, _) = act.deed else { continue }
      for clause in clauses {
        guard let place = found.firstIndex(where: { $0.clause.name == clause.name }) else {
          found.append((clause, act.dating))
          continue
        }
        if !found[place].clause.says(asIn: clause) { found[place] = (clause, act.dating) }
      }
    }
    return found
  }

  /// The words of a clause in each version that put it otherwise, in their order.
  package func wordings(of name: Slug) -> [(clause: Clause, dating: Dating)] {
    var found: [(clause: Clause, dating: Dating)] = []
    for act in acts {
      guard case .words(let clauses, _) = act.deed, let now = clauses.first(where: { $0.name == name }) else {
        continue
      }
      if found.last.map({ now.says(asIn: $0.clause) }) != true { found.append((now, act.dating)) }
    }
    return found
  }

  /// Who is to answer a clause; empty where that is not recorded.
  package func addressees(of clause: Clause) -> [PartyID] { clause.parties.isEmpty ? to : clause.parties }

  /// The answers, in the order of occurrence.
  package var replies: [Answer] {
    acts.compactMap { act in
      guard case .answers(let status, let clauses, let through, let reason) = act.deed else { return nil }
      return Answer(
        status: status, by: act.by, clauses: clauses, through: through, reason: reason, dating: act.dating)
    }
  }

  // MARK: How it stands

  /// Its life as a whole.
  package var life: Life<Status> { life(of: nil, by: nil) }

  /// The life of a clause, or of the whole; to one party, or to all.
  ///
  /// A clause begins anew where it is put in other words; one that is said again in the same words goes on.
  package func life(of clause: Slug?, by party: PartyID?) -> Life<Status> {
    var life = Life<Status>()
    var (last, takenBack): (Clause?, Clause?) = (nil, nil)
    for act in acts {
      switch act.deed {
      case .words(let clauses, let drops):
        guard let clause else {
          life.step(.tabled, act.dating, by: act.by)
          continue
        }
        if drops.contains(clause) {
          (last, takenBack) = (nil, nil)
          life.step(.withdrawn, act.dating, by: act.by)
        }
        // What was taken back as a whole is tabled anew with all that was in it.
        guard let now = clauses.first(where: { $0.name == clause }) ?? takenBack else { continue }
        if last.map(now.says) != true { life.step(.tabled, act.dating, by: act.by) }
        (last, takenBack) = (now, nil)
      case .answers(let status, let names, _, _):
        guard party == nil || act.by == party else { continue }
        if let clause {
          if names.isEmpty || names.contains(clause) { life.step(status, act.dating, by: act.by) }
        } else {
          life.step(names.isEmpty ? status : .partly, act.dating, by: act.by)
        }
      case .withdraws:
        life.step(.withdrawn, act.dating, by: act.by)
        (last, takenBack) = (nil, last ?? takenBack)
      }
    }
    return life
  }

  private func possible(_ clause: Slug?, by party: PartyID?) -> Set<Status?> {
    life(of: clause, by: party).possible(by: horizon, follows: Status.follows)
  }

  /// Its possible statuses; includes nil where it may have none yet.
  ///
  /// It is accepted, rejected or countered where all to whom it is addressed say so of every clause that is in it.
  package var statuses: Set<Status?> {
    let inIt = clauses.map(\.clause).filter { stands($0.name) != .no }
    let parts: [(clause: Slug?, by: [PartyID])] =
      inIt.isEmpty ? [(nil, to)] : inIt.map { ($0.name, addressees(of: $0)) }
    let each = parts.flatMap { part in
      part.by.isEmpty ? [possible(part.clause, by: nil)] : part.by.map { possible(part.clause, by: $0) }
    }
    guard let first = each.first else { return [nil] }
    var found = each.reduce(first) { $0.intersection($1) }
    let isAlike = each.allSatisfy { $0.count == 1 && $0 == first }
    if !isAlike && each.count > 1 { found.insert(.partly) }
    return found
  }

  /// Whether a clause is part of it: tabled, and not taken out or taken back since.
  package func stands(_ clause: Slug?) -> Truth {
    .common(possible(clause, by: nil).map { Truth($0 != nil && $0 != .withdrawn) })
  }

  /// Whether a party has answered a clause, or the whole; anybody for nil.
  package func isAnswered(_ clause: Slug?, by party: PartyID?) -> Truth {
    .common(possible(clause, by: party).map { Truth($0?.isAnswer ?? false) })
  }

  /// Whether nobody has answered a clause that stands, and nothing became of it.
  package func isUnanswered(_ clause: Slug?) -> Truth {
    let cameOfIt = outcomes(of: clause).reduce(Truth.no) { $0 || $1.dating.hasBegun(by: horizon) }
    return stands(clause) && !isAnswered(clause, by: nil) && !cameOfIt
  }

  /// Whether nobody has answered any of it, and nothing became of it, where it is on the table.
  package var isUntouched: Truth {
    clauses.isEmpty
      ? isUnanswered(nil)
      : clauses.map(\.clause.name).reduce(stands(nil)) { $0 && (!stands($1) || isUnanswered($1)) }
  }

  /// Those to whom a part of it is addressed that they have not answered, for certain or perhaps.
  package var waiting: [PartyID] {
    let open = clauses.map(\.clause).filter { stands($0.name) != .no }
    let parts =
      open.isEmpty
      ? to.map { (nil, $0) }
      : open.flatMap { clause in
        addressees(of: clause).map { (Slug?.some(clause.name), $0) }
      }
    var found: [PartyID] = []
    for (clause, party) in parts where stands(nil) != .no && !found.contains(party) {
      if isAnswered(clause, by: party) != .yes { found.append(party) }
    }
    return found
  }

  /// The parties that last answered a clause in a certain way, for certain.
  package func parties(_ status: Status, _ clause: Slug?) -> [PartyID] {
    var all: [PartyID] = []
    for case let party? in replies.map(\.by) where !all.contains(party) { all.append(party) }
    return all.filter { possible(clause, by: $0).only() == status }
  }

  /// What became of a clause, or of the whole for nil.
  package func outcomes(of clause: Slug?) -> [Outcome] {
    outcomes.filter { clause == nil || $0.clause == nil || $0.clause == clause }
  }
}
