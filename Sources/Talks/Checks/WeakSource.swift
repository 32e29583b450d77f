/// An event with a single source that is weak by either field of the Admiralty code.
///
/// F and 6 mean that no judgement was possible, which is no verdict. A source defined by another process has
/// no grade here.
package enum WeakSource: Check {
  package static let name = "weak-source"
  package static let help = "an event that rests on a single source, and that graded D, E, 4 or 5"
  package static let ground = Ground.evidence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.entries.compactMap { entry in
      let sources = record.sources(of: entry)
      guard let source = sources.first, sources.allSatisfy({ $0.title == source.title && $0.isWeak }) else {
        return nil
      }
      let name = source.title ?? source.key?.text ?? ""
      return finding(
        "\(entry.quoted) rests on “\(name)” alone, which is graded \(source.grade ?? "low").",
        entry.dating.provenance,
        hint: "parley amend \(entry.position) --source “TITLE | PUBLISHER | URL” --because …")
    }
  }
}

extension Source {
  /// Whether either grade is a judgement of low worth.
  fileprivate var isWeak: Bool {
    reliability == .unusual || reliability == Reliability.none || credibility == .doubtful
      || credibility == .improbable
  }
}
