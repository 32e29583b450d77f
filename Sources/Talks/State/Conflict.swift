package import EventSourcing

/// Corrections of one event that differ, of which none knew the other.
package struct Conflict: Sendable {
  /// In what they differ.
  package enum Subject: Hashable, Sendable {
    case field(String)
    /// Whether the event counts, and as which.
    case standing
    /// Which account of it is to be preferred.
    case preference
    /// To which process it belongs.
    case place
    /// Events that were merged into each other in a circle.
    case circle
  }

  package let event: Entry
  package let subject: Subject
  /// The corrections, that which answers go by first.
  package let claims: [Entry]
}

/// The corrections in force of one event, and what they come to together.
struct Claims {
  let target: Entry
  private let causality: Causality
  /// In the order of corrections.
  private let remarks: [Entry]
  private(set) var conflicts: [Conflict] = []

  /// - Parameter remarks: the corrections in force, in the order of corrections.
  init(on target: Entry, _ remarks: [Entry], _ causality: Causality) {
    (self.target, self.causality, self.remarks) = (target, causality, remarks)
  }

  /// A correction, or a resolution in the name of the one that it prefers.
  private struct Claim {
    let by: Entry
    /// The correction whose content counts.
    let content: Entry
  }

  /// The latest of some claims: those of which no other of them knew.
  private func latest(_ claims: [Claim]) -> [Claim] {
    let heads = Set(causality.heads(of: claims.map(\.by.id)))
    return claims.filter { heads.contains($0.by.id) }.sorted { $0.by.id.isBefore($1.by.id) }
  }

  private mutating func note(_ subject: Conflict.Subject, _ claims: [Entry]) {
    var seen: Set<EventID> = []
    conflicts.append(
      Conflict(event: target, subject: subject, claims: claims.filter { seen.insert($0.id).inserted }))
  }

  /// Every correction with itself as content, and every resolution with the correction that it prefers.
  private var all: [Claim] {
    let byID = Dictionary(remarks.map { ($0.id, $0) }) { first, _ in first }
    return remarks.map { entry in
      guard case .resolves(target.id, let preferred?)? = entry.event.correction,
        let content = byID[preferred],
        !content.isAccount
      else { return Claim(by: entry, content: entry) }
      return Claim(by: entry, content: content)
    }
  }

  // MARK: Whether it counts

  /// The correction by which the event no longer counts; nil where it does.
  ///
  /// Where some take it out that did not know of others that go on with it, it stays until somebody decides.
  mutating func removal() -> Entry? {
    let all = all
    let decisions = latest(
      all.filter { $0.content.removes(target.id) || $0.by.id != $0.content.id })
    let removals = decisions.filter { $0.content.removes(target.id) }
    if removals.isEmpty { return nil }
    let stays = decisions.filter { !$0.content.removes(target.id) }.map(\.by)
    func opposed(_ removal: Claim) -> [Entry] {
      stays
        + all.filter {
          !$0.content.removes(target.id) && causality.areApart($0.by.id, removal.by.id)
            && !($0.content.isMerge && removal.content.isMerge)
        }.map(\.by)
    }
    let free = removals.filter { opposed($0).isEmpty }
    guard let first = free.first else {
      note(.standing, removals.flatMap(opposed) + removals.map(\.by))
      return nil
    }
    if free.contains(where: {
      $0.content.event.correction?.kept != first.content.event.correction?.kept
    }) {
      note(.standing, free.map(\.by))
    }
    return first.content
  }

  // MARK: What it says

  /// The event with its amendments applied in order; an inapplicable one is skipped, and is a finding.
  ///
  /// Of several values for a field that did not know each other, the one whose id comes first is taken.
  mutating func amended() -> Entry {
    var steps: [(claim: Claim, changes: [Change])] = all.compactMap { claim in
      guard case .amends(_, let changes)? = claim.content.event.correction else { return nil }
      return (claim, changes.map { target.event.type.current($0) })
    }
    for field in Set(steps.flatMap { $0.changes.map(\.field) }).sorted() {
      let claims = latest(steps.filter { $0.changes.contains { $0.field == field } }.map(\.claim))
      guard claims.count > 1 else { continue }
      func values(_ claim: Claim) -> [String] {
        (steps.first { $0.claim.by.id == claim.by.id }?.changes ?? []).filter { $0.field == field }.map(
          \.value)
      }
      if Set(claims.map(values)).count > 1 { note(.field(field), claims.map(\.by)) }
      let followed = claims[0].by.id
      for index in steps.indices {
        let other = steps[index].claim.by.id
        if other == followed || causality.knew(followed, other) { continue }
        steps[index].changes.removeAll { $0.field == field }
      }
    }
    return steps.reduce(target) { entry, step in
      let changed = entry.changed(by: step.changes)
      return changed.with(changed.event.citing(step.claim.content.event.sources))
    }
  }

  // MARK: Where it belongs

  /// The move in force; nil where it belongs to the process in which it was recorded.
  mutating func move() -> Entry? {
    let moves = latest(all.filter { $0.content.event.correction?.destination != nil })
    guard let first = moves.first else { return nil }
    if Set(moves.map { $0.content.event.correction?.destination }).count > 1 { note(.place, moves.map(\.by)) }
    return first.content
  }

  // MARK: Which account of it is preferred

  /// The accounts with the resolution in force; nil where nobody tells it otherwise.
  mutating func dispute() -> Dispute? {
    var dispute = Dispute()
    dispute.accounts = remarks.compactMap { entry in
      guard
        case .disputes(target.id, let party, let says, let isDenied, let because)? = entry.event.correction
      else { return nil }
      return Account(entry: entry, party: party, says: says, isDenied: isDenied, because: because)
    }
    let resolutions = latest(
      all.filter { $0.by.id == $0.content.id && $0.by.resolution(of: target.id) != nil })
    if dispute.accounts.isEmpty { return nil }
    if let first = resolutions.first {
      let choices = resolutions.map { $0.by.resolution(of: target.id)?.preferred }
      let isAgreed = choices.allSatisfy { $0 == choices[0] }
      if !isAgreed { note(.preference, resolutions.map(\.by)) }
      dispute.resolve(preferring: choices[0], first.by, isAgreed: isAgreed) { [causality] account in
        resolutions.contains { causality.knew($0.by.id, account) }
      }
    }
    return dispute
  }
}

extension Entry {
  fileprivate var isAccount: Bool { if case .disputes? = event.correction { true } else { false } }
  fileprivate var isMerge: Bool { if case .merges? = event.correction { true } else { false } }

  /// Whether it says that an event no longer counts.
  package func removes(_ id: EventID) -> Bool {
    switch event.correction {
    case .retracts(id), .merges(id, _): true
    default: false
    }
  }

  fileprivate func resolution(of id: EventID) -> (event: EventID, preferred: EventID?)? {
    if case .resolves(id, let preferred)? = event.correction { (id, preferred) } else { nil }
  }

  func changed(by changes: [Change]) -> Entry {
    do { return with(try event.changed(by: changes)) } catch { return self }
  }
}

extension Correction {
  /// The event into which it merges another.
  fileprivate var kept: EventID? { if case .merges(_, let kept) = self { kept } else { nil } }
}

extension Event {
  /// With more sources, each once.
  func citing(_ more: [Source]) -> Event {
    var event = self
    for source in more where !event.sources.contains(source) { event.sources.append(source) }
    return event
  }
}
