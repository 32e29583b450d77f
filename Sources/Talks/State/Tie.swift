/// A relation of one thing, or of parties, to another thing: carries it out, confirms it, breaks it.
package struct Tie: Sendable {
  package enum Relation: String, Sendable, CaseIterable {
    case implements, reaffirms, supersedes, breaches, suspends, renounces, answers, overcomes
  }

  /// The subject; nil where parties are the subject.
  package let subject: Reference?
  /// The kind of the subject; nil where it belongs to another process.
  package let subjectKind: ThingKind?
  package let relation: Relation
  package let object: Reference
  package let objectKind: ThingKind
  /// The acting parties.
  package let parties: [PartyID]
  /// The events that state it.
  package let provenance: Provenance
  /// The date of the statement or act, the last of them.
  package let dating: Dating?

  package init(
    subject: Reference?, subjectKind: ThingKind?, relation: Relation, object: Reference,
    objectKind: ThingKind,
    parties: [PartyID], provenance: Provenance, dating: Dating?
  ) {
    self.subject = subject
    self.subjectKind = subjectKind
    self.relation = relation
    self.object = object
    self.objectKind = objectKind
    self.parties = parties
    self.provenance = provenance
    self.dating = dating
  }
}

extension ProcessState {
  /// All ties between things of the process and from them to others, agreements first.
  package var ties: [Tie] {
    let places = Dictionary(entries.indices.map { (entries[$0].position, $0) }) { first, _ in first }
    var found: [Tie] = []
    func tie(
      _ subject: Reference?, _ relation: Tie.Relation, _ object: Reference, _ objectKind: ThingKind,
      by parties: [PartyID] = [], _ provenance: Provenance
    ) {
      found.append(
        Tie(
          subject: subject, subjectKind: subject.flatMap(kind), relation: relation, object: object,
          objectKind: objectKind, parties: parties, provenance: provenance,
          dating: provenance.all.compactMap { places[$0] }.max().map { entries[$0].dating }))
    }
    for (slug, agreement) in agreements.all {
      let own = Reference(slug)
      for text in agreement.implements {
        tie(own, .implements, text, .agreement, agreement.$implements.provenance)
      }
      for text in agreement.reaffirms {
        tie(own, .reaffirms, text, .agreement, agreement.$reaffirms.provenance)
      }
      if let later = agreement.supersededBy {
        tie(later, .supersedes, own, .agreement, agreement.$supersededBy.provenance)
      }
      for act in agreement.acts {
        guard let relation = act.status.relation else { continue }
        for thing in act.through.isEmpty ? [nil] : act.through.map(Optional.some) {
          tie(thing, relation, own, .agreement, by: act.by, act.dating.provenance)
        }
      }
    }
    for (slug, measure) in measures.all {
      let by = measure.doers
      if let text = measure.under {
        tie(Reference(slug), .implements, text, .agreement, by: by, measure.$under.provenance)
      }
      for other in measure.inReturnFor {
        tie(Reference(slug), .answers, other, .measure, by: by, measure.$inReturnFor.provenance)
      }
    }
    for (slug, setback) in setbacks.all {
      for thing in setback.through {
        tie(thing, .overcomes, Reference(slug), .setback, setback.$through.provenance)
      }
    }
    return found
  }

  private func kind(of reference: Reference) -> ThingKind? {
    guard reference.process == nil else { return nil }
    if measures[reference.slug] != nil { return .measure }
    if agreements[reference.slug] != nil { return .agreement }
    if setbacks[reference.slug] != nil { return .setback }
    if proposals[reference.slug] != nil { return .proposal }
    return rounds[reference.slug] == nil ? nil : .round
  }
}

extension Agreement.Status {
  /// What such an act does to the agreement, where it is more than a stage of its course.
  fileprivate var relation: Tie.Relation? {
    switch self {
    case .reaffirmed: .reaffirms
    case .breached: .breaches
    case .suspended: .suspends
    case .renounced: .renounces
    case .reached, .signed, .ratified, .enteredIntoForce, .extended, .resumed, .superseded, .ended: nil
    }
  }
}
