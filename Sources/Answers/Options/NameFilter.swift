internal import EventStore
internal import ReadModels
internal import Talks

/// The names by which a question chooses among what is recorded: of parties, tracks, issues …
///
/// A name that is known and does not occur chooses nothing. One that nothing has is a slip, and an answer that took it
/// for the other would say that nothing happened.
package struct NameFilter: Sendable {
  package enum Kind: String, Sendable { case party, track, issue, category, proposal, source, thing }

  let kind: Kind
  let names: [String]
  /// The process that is looked at first; nil for all.
  let process: String?

  /// - Parameter names: those that are given, nil for those that are left out.
  package init(_ kind: Kind, _ names: [String?], of process: String?) {
    (self.kind, self.names, self.process) = (kind, names.compactMap(\.self), process)
  }

  /// Throws `Malformed` for the first name that neither the record nor the list of states has.
  package func check(_ reader: inout RecordReader) throws {
    var missing = names.filter { !isWellKnown($0) }
    if missing.isEmpty { return }
    var known: Set<String> = []
    func look(_ reader: inout RecordReader, _ process: String?) throws -> Bool {
      known.formUnion(try recorded(&reader, process))
      let keys = Set(known.map(key))
      missing.removeAll { keys.contains(key($0)) }
      return missing.isEmpty
    }
    if let process, try look(&reader, process) { return }
    if try look(&reader, nil) { return }
    // What is recorded and did not count yet from the standpoint is known all the same.
    if !reader.standpoint.isNow {
      var whole = reader.moved(to: Standpoint(ceiling: reader.standpoint.ceiling))
      if try look(&whole, nil) { return }
    }
    if let name = missing.first { throw unknown(name, among: known) }
  }

  private func isWellKnown(_ name: String) -> Bool {
    kind == .party && PartyID(name)?.isWellKnown ?? false
  }

  /// The name as it is compared: an issue in whichever case, all else as it is.
  private func key(_ name: String) -> String { kind == .issue ? name.lowercased() : name }

  /// The names of the kind in one process or in all.
  private func recorded(_ reader: inout RecordReader, _ process: String?) throws -> [String] {
    func named<R: Projected>(_ type: R.Type, _ names: (R) -> [String?]) throws -> [String] {
      try reader.rows(type, of: process).flatMap(names).compactMap(\.self)
    }
    switch kind {
    case .party:
      let introduced = try reader.log.bodies(ofTypes: [PartyDefined.name]).compactMap(\.introduction?.party)
      return try introduced.map(\.description) + named(TimelineRow.self) { $0.parties.map(\.text) }
    case .track:
      return try named(TimelineRow.self) { [$0.track?.text] } + named(TrackRow.self) { [$0.track.text] }
    case .issue:
      return try named(PositionRow.self) { [$0.issue] } + named(ProposalRow.self) { [$0.issue] }
        + named(ClauseRow.self) { [$0.issue] }
    case .category: return try named(MeasureRow.self) { [$0.category?.text] }
    case .proposal: return try named(ProposalRow.self) { [$0.proposal.text] }
    case .source: return try named(SourceRow.self) { [$0.key?.text] }
    case .thing:
      let things =
        try named(MeasureRow.self) { [$0.measure.text] } + named(AgreementRow.self) { [$0.agreement.text] }
        + named(ProposalRow.self) { [$0.proposal.text] } + named(RoundRow.self) { [$0.round.text] }
        + named(SetbackRow.self) { [$0.setback.text] }
      let tied = try named(LinkRow.self) { [$0.subject?.text, $0.object.text] }
      return try things + tied + reader.log.streams(after: 0)
    }
  }

  private func unknown(_ name: String, among known: Set<String>) -> Malformed {
    switch kind {
    case .party:
      .unknownParty(
        name, among: known.union(Countries.codes),
        advice: "States go by their ISO 3166 code, others by the id with which they were introduced.")
    case .track: unknown(name, known, "“parley tracks” shows them all.")
    case .issue: unknown(name, known, "“parley matrix” and “parley positions” show those of a process.")
    case .category: unknown(name, known, "“parley ledger --balance” shows them all.")
    case .proposal: unknown(name, known, "“parley proposals” shows them all.")
    case .source: unknown(name, known, "“parley sources” shows them all.")
    case .thing: unknown(name, known, "“parley graph” shows what is tied to what.")
    }
  }

  private func unknown(_ name: String, _ known: Set<String>, _ advice: String) -> Malformed {
    .unknown(kind.rawValue, name, among: known, advice: advice)
  }
}

extension Question {
  /// The answer; a name that nothing has is refused.
  ///
  /// - Throws: `Malformed` for such a name, and what `answer` throws.
  package func checkedAnswer(_ reader: inout RecordReader) throws -> Answer {
    for filter in filters { try filter.check(&reader) }
    return try answer(&reader)
  }
}
