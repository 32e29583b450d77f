package import Talks

/// The origin of an event to be recorded, which decides the checks applied to it.
package enum Witness {
  /// A user who sees the current record: zones must exist, and a corrected event must still count.
  case here(zones: any ZoneRules)
  /// Another copy of the record, which may have given a name that was given here as well, and speak of names that no
  /// event gives in the processes of which it erased one; these are asked for only where a name is unknown.
  case copy(gaps: () throws -> Set<Slug>)
  /// A file, possibly written without knowledge of the log's corrections, and with other zones.
  case elsewhere
}

extension Witness {
  /// The origin of a draft in the domain.
  var origin: Draft.Origin {
    switch self {
    case .here: .here
    case .copy: .copy
    case .elsewhere: .elsewhere
    }
  }

  /// The processes of which an event was erased elsewhere and is not here.
  func gaps() throws -> Set<Slug> {
    if case .copy(let gaps) = self { try gaps() } else { [] }
  }
}
