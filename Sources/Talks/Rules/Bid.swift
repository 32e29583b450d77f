internal import EventSourcing

/// Something that a party asks of others or offers to them: a clause of a proposal, a proposal whose contents are not
/// recorded, or a precondition of a position.
package struct Bid: Sendable {
  package enum Basis: Sendable {
    /// The clause is nil for the whole of a proposal without recorded contents.
    case proposal(Slug, clause: Slug?)
    /// The statement since which the party has wanted it.
    case position(Position)
  }

  /// Nil for a proposal whose contents are not recorded.
  package let kind: ClauseKind?
  package let party: PartyID
  package let issue: String
  /// Of whom, or to whom; empty where that is not recorded.
  package let parties: [PartyID]
  package let text: String
  package let basis: Basis
  package let since: Dating
  /// When it was last stated; for a clause, when it was put in its words.
  package let lastSaid: Dating
  package let accepted: [PartyID]
  package let refused: [PartyID]
  package let countered: [PartyID]
  package let met: [PartyID]
  /// The measures, agreements and other things that it became, or by which it is met.
  package let became: [Reference]
  /// Whether it is on the table: neither taken back nor given up, by the record.
  package let stands: Truth
  /// Whether nobody has answered it.
  package let isUnanswered: Truth
  package let provenance: Provenance

  /// Those to whom it is addressed and who have not answered, for certain or perhaps.
  package let waiting: [PartyID]
}

extension ProcessState {
  /// Everything that parties ask and offer, that is not certainly off the table: by clauses first, then by positions.
  package var bids: [Bid] {
    (proposals.all.flatMap(bids) + preconditions.map(bid)).filter { $0.stands != .no }
  }

  private func bids(of slug: Slug, _ proposal: Proposal) -> [Bid] {
    guard let party = proposal.party else { return [] }
    let clauses = proposal.clauses
    let parts: [(clause: Clause?, dating: Dating)] =
      clauses.isEmpty ? proposal.versions.prefix(1).map { (nil, $0) } : clauses.map { ($0.clause, $0.dating) }
    return parts.map { clause, dating in
      let name = clause?.name
      let parties = clause.map(proposal.addressees) ?? proposal.to
      let outcomes = proposal.outcomes(of: name)
      let answers = proposal.replies.filter {
        name == nil || $0.clauses.isEmpty || name.map($0.clauses.contains) ?? true
      }
      return Bid(
        kind: clause?.kind, party: party, issue: clause?.issue ?? proposal.issue ?? "", parties: parties,
        text: clause?.text ?? proposal.title ?? slug.text, basis: .proposal(slug, clause: name),
        since: dating, lastSaid: dating,
        accepted: proposal.parties(.accepted, name), refused: proposal.parties(.rejected, name),
        countered: proposal.parties(.countered, name), met: [],
        became: outcomes.flatMap(\.became).distinct, stands: proposal.stands(name),
        isUnanswered: proposal.isUnanswered(name),
        provenance: Provenance(
          [dating.position] + answers.map(\.dating.position) + outcomes.map(\.dating.position)),
        waiting: parties.filter { proposal.isAnswered(name, by: $0) != .yes })
    }
  }

  private func bid(of precondition: Precondition) -> Bid {
    let statements = Set(precondition.statements.map(\.id))
    let answers = positionAnswers.filter { answer in
      statements.contains(corrections.remaining(answer.position))
        && (answer.preconditions.isEmpty
          || answer.preconditions.contains { $0.asWanted == precondition.text.asWanted })
    }
    // The last word of each party counts.
    let last = Dictionary(answers.map { ($0.party, $0) }) { $1 }
    func those(_ reply: PositionReply) -> [PartyID] {
      last.values.filter { $0.reply == reply && $0.dating.hasBegun(by: horizon) == .yes }.map(\.party)
        .sorted()
    }
    func hasAnswered(_ party: PartyID?) -> Truth {
      answers.filter { party == nil || $0.party == party }.reduce(.no) {
        $0 || $1.dating.hasBegun(by: horizon)
      }
    }
    return Bid(
      kind: .ask, party: precondition.party, issue: precondition.issue, parties: precondition.of,
      text: precondition.text, basis: .position(precondition.since), since: precondition.since.dating,
      lastSaid: precondition.statements[precondition.statements.count - 1].dating,
      accepted: those(.accepted), refused: those(.refused), countered: [], met: those(.met),
      became: answers.flatMap(\.through).distinct, stands: precondition.stands,
      isUnanswered: precondition.stands && !hasAnswered(nil),
      provenance: Provenance(precondition.statements.map(\.dating.position) + answers.map(\.dating.position)),
      waiting: precondition.of.filter { hasAnswered($0) != .yes })
  }
}

/// What one party asks and offers on one issue.
package struct MatrixCell: Sendable {
  package let issue: String
  package let party: PartyID
  /// What it asks, offers and proposes, as far as it is on the table.
  package let bids: [Bid]
  /// Its last word on the issue; where dates leave that open, the last in the order of events.
  package let lastWord: Position?
}

extension ProcessState {
  /// What each party asks and offers, by issues and then by parties.
  package var matrix: [MatrixCell] {
    var issues: [String: String] = [:]
    var bids: [String: [PartyID: [Bid]]] = [:]
    var words: [String: [PartyID: Position]] = [:]
    // The record writes an issue in one way or another; the first is taken.
    func key(_ issue: String) -> String {
      let key = issue.asWanted
      if issues[key] == nil { issues[key] = issue }
      return key
    }
    for position in positions { words[key(position.issue), default: [:]][position.party] = position }
    for bid in self.bids { bids[key(bid.issue), default: [:]][bid.party, default: []].append(bid) }
    return issues.sorted { $0.key < $1.key }.flatMap { key, issue -> [MatrixCell] in
      let parties = Set((bids[key] ?? [:]).keys).union((words[key] ?? [:]).keys)
      return parties.sorted().map { party in
        MatrixCell(
          issue: issue, party: party, bids: bids[key]?[party] ?? [], lastWord: words[key]?[party])
      }
    }
  }
}

extension [Reference] {
  /// Each once, in the order of first appearance.
  package var distinct: [Reference] {
    var seen: Set<Reference> = []
    return filter { seen.insert($0).inserted }
  }
}
