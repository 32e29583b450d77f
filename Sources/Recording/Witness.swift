package import Talks

/// The origin of an event to be recorded, which decides the checks applied to it.
package enum Witness {
  /// A user who sees the current record: zones must exist, and a corrected event must still count.
  case here(zones: any ZoneRules)
  /// Another copy of the record, which may have given a name that was given here as well.
  case copy
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
}
