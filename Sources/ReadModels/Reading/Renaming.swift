package import EventSourcing
package import Talks

extension EventLog<Event> {
  /// The slug that a process goes by from a standpoint: its own, or the one to which renamings in force lead.
  package func currentName(
    of process: String, _ moves: Moves, from standpoint: Standpoint = Standpoint(), zones: any ZoneRules
  ) throws -> String {
    var (name, seen) = (process, Set<String>())
    // Two copies may have renamed in a circle, where each name stands for itself.
    while seen.insert(name).inserted, moves.mayBeRenamed(name) {
      let record = try record(of: name, types: Moves.typesWithRemarks, moves)
      let entries = record.filter(standpoint.admits).map { Entry($0, zones: zones) }
      guard let next = Corrections(of: entries, in: name).renamed?.home else { return name }
      name = next
    }
    return name
  }

  /// The streams that a process has had: that of its slug, and those of its former slugs.
  package func streams(of process: String, _ moves: Moves, zones: any ZoneRules) throws -> [String] {
    let former = try moves.possibleFormerNames(of: process).sorted().filter {
      try currentName(of: $0, moves, zones: zones) == process
    }
    return [process] + former
  }
}

extension RowReader {
  /// The slug that a process goes by from the standpoint of the reader.
  package mutating func currentName(of process: String) throws -> String {
    try log.currentName(of: process, allMoves(), from: standpoint, zones: zones)
  }
}
