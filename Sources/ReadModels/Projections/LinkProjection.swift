package import Talks

/// What carries out, confirms, breaks, replaces or answers what: one row a tie.
package enum LinkProjection: Projection {
  package static let name = "link"
  package static let key = ["subject", "relation", "object"]
  package static let columns: [Column] = [
    .text("subject"),
    .text("subject_kind"),
    .text("relation"),
    .text("object"),
    .text("object_kind"),
    .texts("parties"),
    .text("on_text"),
    .day("on_day"),
    .text("status"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    var rows: [[Cited]] = []
    let marks = Dictionary(state.entries.map { ($0.position, $0.mark) }) { first, _ in first }
    func tie(
      _ subject: Reference?, _ kind: ThingKind?, _ relation: String, _ object: Reference,
      _ objectKind: ThingKind,
      by parties: [PartyID] = [], status: Cited = Cited(.null), _ positions: Positions
    ) {
      let mark = positions.all.last.flatMap { marks[$0] }
      rows.append([
        .text(subject, positions), .text(subject == nil ? nil : kind, positions), .text(relation, positions),
        .text(object, positions), .text(objectKind, positions), .names(parties, positions), .on(mark),
        .firstDay(mark), status, .position(positions.all.last),
      ])
    }
    func kind(of reference: Reference) -> ThingKind? {
      guard reference.process == nil else { return nil }
      if state.measures[reference.slug] != nil { return .measure }
      if state.agreements[reference.slug] != nil { return .agreement }
      if state.setbacks[reference.slug] != nil { return .setback }
      if state.proposals[reference.slug] != nil { return .proposal }
      return state.rounds[reference.slug] == nil ? nil : .round
    }
    for (slug, agreement) in state.agreements.all {
      let own = Reference(slug)
      let status = Cited.status(agreement.statuses, agreement.life.positions)
      for text in agreement.implements {
        tie(own, .agreement, "implements", text, .agreement, status: status, agreement.$implements.positions)
      }
      for text in agreement.reaffirms {
        tie(own, .agreement, "reaffirms", text, .agreement, status: status, agreement.$reaffirms.positions)
      }
      if let later = agreement.supersededBy {
        tie(later, .agreement, "supersedes", own, .agreement, agreement.$supersededBy.positions)
      }
      for act in agreement.acts {
        let relation = act.status == .breached ? "breaches" : "reaffirms"
        for thing in act.through.isEmpty ? [nil] : act.through.map(Optional.some) {
          tie(thing, thing.flatMap(kind), relation, own, .agreement, by: act.by, act.mark.positions)
        }
      }
      for step in agreement.life.steps where step.status == .renounced {
        tie(nil, nil, "renounces", own, .agreement, by: step.by.map { [$0] } ?? [], step.mark.positions)
      }
    }
    for (slug, measure) in state.measures.all {
      let status = Cited.status(measure.statuses, measure.life.positions)
      let by = measure.party.map { [$0] } ?? []
      if let text = measure.under {
        tie(
          Reference(slug), .measure, "implements", text, .agreement, by: by, status: status,
          measure.$under.positions)
      }
      for other in measure.inReturnFor {
        tie(
          Reference(slug), .measure, "answers", other, .measure, by: by, status: status,
          measure.$inReturnFor.positions)
      }
    }
    for (slug, setback) in state.setbacks.all {
      for thing in setback.through {
        tie(thing, kind(of: thing), "overcomes", Reference(slug), .setback, setback.$through.positions)
      }
    }
    return rows
  }
}
