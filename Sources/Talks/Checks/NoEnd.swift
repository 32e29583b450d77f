/// A round whose end nobody recorded; dated with an interval or an end, it would be one event.
package enum NoEnd: Check {
  package static let name = "no-end"
  package static let help = "a round whose end is not recorded"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.rounds.all.flatMap { slug, round in
      round.phases.filter { $0.end == nil && $0.isOver != .no }.map { phase in
        let by = phase.overBy?.surelyBegun.map { CivilDay(days: $0).inWords(after: phase.convened.on) }
        let convenes =
          record.state.entries.first { $0.position == phase.convened.position }
          .map { $0.event.type.subjectKind == .round } ?? false
        let amend = "parley amend \(phase.convened.position) --set until=DATE --because …, or "
        return finding(
          "The end of “\(round.title ?? slug.text)”\(phase.convened.when) is not recorded\(by.map { "; it was over by \($0)" } ?? "").",
          phase.convened.provenance.union(phase.overBy?.provenance ?? []),
          hint: (convenes ? amend : "")
            + "parley log round-concluded \(record.process) --round \(slug) --on DATE")
      }
    }
  }
}
