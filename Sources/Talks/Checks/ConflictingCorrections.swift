import EventSourcing

/// Corrections of one event that differ, made in copies of the record that did not know of each other.
package enum ConflictingCorrections: Check {
  package static let name = "conflict"
  package static let help = "corrections of an event that differ and that did not know each other"
  package static let ground = Ground.absence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.corrections.conflicts.values.joined().compactMap { conflict in
      let event = conflict.event
      guard event.dating.begins(by: record.day) else { return nil }
      let claims = conflict.claims.map { claim in
        let words = words(claim, conflict)
        return claim.event.because.map { "\(words) (\($0))" } ?? words
      }
      return finding(
        "\(event.quoted) is corrected in several ways that did not know each other: \(claims.joined(separator: "; ")). \(reading(conflict))",
        Provenance([event.position] + conflict.claims.map(\.position)),
        hint: conflict.subject == .circle
          ? "parley retract \(conflict.claims.last?.position ?? event.position) --because …"
          : "parley resolve \(event.position) --prefer EVENT --because …")
    }
  }

  private static func words(_ claim: Entry, _ conflict: Conflict) -> String {
    switch claim.event.correction {
    case .retracts?: "it is retracted"
    case .merges(conflict.event.id, _)?: "it is merged into another"
    case .merges?: "another is merged into it"
    case .disputes?: "an account of it is given"
    case .moves(_, let to, _, _)?: "it is moved to \(to)"
    case .resolves?: "another is preferred"
    case .amends(_, let changes)?:
      changes.filter { conflict.subject == .standing || .field($0.field) == conflict.subject }
        .map(\.typed).joined(separator: ", ")
    case .erases?, nil: claim.event.headline
    }
  }

  private static func reading(_ conflict: Conflict) -> String {
    switch conflict.subject {
    case .field, .preference, .place: "Answers go by the first until one is preferred."
    case .standing where conflict.claims.first.map { $0.removes(conflict.event.id) } ?? false:
      "Answers go by the first until one is preferred."
    case .standing: "It counts until one is preferred."
    case .circle: "It counts until one of them is retracted."
    }
  }
}
