internal import EventSourcing

/// An answer to a position, or a statement in its place, that is tied to no stated position, or to something that it
/// does not want.
package enum UnknownPosition: Check {
  package static let name = "unknown-position"
  package static let help = "an answer to a position that nobody has stated"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let state = record.state
    let stated = Dictionary(state.positions.map { ($0.id, $0) }) { first, _ in first }
    let answers = state.positionAnswers.compactMap { answer -> Finding? in
      let hint = "parley amend \(answer.dating.position) --set statement=EVENT --because …"
      guard let position = stated[state.corrections.remaining(answer.position)] else {
        return finding(
          "\(answer.party.name) answers\(answer.dating.when) an event by which nobody states a position.",
          answer.dating.provenance, hint: hint)
      }
      let wanted = Set(position.preconditions.map(\.asWanted))
      guard let other = answer.preconditions.first(where: { !wanted.contains($0.asWanted) }) else {
        return nil
      }
      return finding(
        "\(answer.party.name) answers “\(other)”\(answer.dating.when), which is not among what \(position.party.name) wanted\(position.dating.when).",
        Provenance([position.dating.position, answer.dating.position]), hint: hint)
    }
    let replaced = state.positions.compactMap { position -> Finding? in
      let others = position.replaces.map { stated[state.corrections.remaining($0)] }
      if others.allSatisfy({
        $0?.party == position.party && $0?.issue.lowercased() == position.issue.lowercased()
      }) {
        return nil
      }
      return finding(
        "\(position.party.name) states its position on \(position.issue)\(position.dating.when) in the place of something that is no position of its own on that.",
        position.dating.provenance,
        hint: "parley amend \(position.dating.position) --set replaces=EVENT --because …")
    }
    return answers + replaced
  }
}
