package import Talks

/// A table that is worked out when somebody asks, from what holds in all processes: what belongs together stands in
/// several of them.
package protocol Derived: Tabular {
  /// Its rows, each with the process that it is shown under.
  ///
  /// - Parameter process: that to which the answer is limited; nil for all.
  static func rows(
    of states: [(process: String, state: ProcessState)], process: String?
  ) -> [(process: String, row: [Cited])]
}

/// Every derived table; a test compares it with its folder.
package enum Derivations {
  package static let all: [any Derived.Type] = [
    Continuity.self
  ]
}
