/// A word by which chronicles, flat files without references between their rows, call an event type.
///
/// Two types may share a word where the use of one needs a round that is known already: a row is of that type where
/// there is such a round, and of the other where there is none.
package struct ChronicleWord: Sendable, Equatable {
  /// The thing that a row is about, since a row names none.
  package enum Use: Sendable, CaseIterable {
    /// None: it is about a party, or the talks as a whole.
    case talks
    /// A new thing, named after the row's title.
    case naming
    /// The thing that an earlier row named by the same title; a new thing without such a row.
    case recalling
    /// The round of the row's number, the latest: fits only where there is one.
    case continuing
    /// The same, where that was convened before.
    case reconvening
    /// The round of the row's number that was only planned, or a new one.
    case convening
    /// The round of the row's number, or the one in session on its day.
    case concluding
    /// The round of the row's number that is not over, or a new one.
    case postponing

    /// Whether it fits only where the round is known already.
    package var needsKnownRound: Bool { self == .continuing || self == .reconvening }

    /// Whether it is about a round.
    package var isOfRound: Bool {
      switch self {
      case .talks, .naming, .recalling: false
      case .continuing, .reconvening, .convening, .concluding, .postponing: true
      }
    }
  }

  /// The spelling in the file: `measure_pledged`.
  package let text: String
  package let use: Use

  package init(_ text: String, _ use: Use = .talks) {
    self.text = text
    self.use = use
  }
}
