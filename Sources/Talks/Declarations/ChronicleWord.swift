/// A word by which chronicles, flat files without references between their rows, call an event type.
///
/// Two types may share a word where the use of one needs something that is known already: a row is of that type
/// where there is such a thing, and of the other where there is none.
package struct ChronicleWord: Sendable, Equatable {
  /// The thing that a row is about, since a row names none.
  package enum Use: Sendable, CaseIterable {
    /// None: it is about a party, or the talks as a whole.
    case talks
    /// A new thing, named after the row's title.
    case naming
    /// The thing of earlier rows that the row resembles; without one a new thing, which is a fault of the file.
    case recalling
    /// The same, and the party of the row is one that confirms what another has done.
    case confirming
    /// The thing that earlier rows promised and none has carried out; a new thing without one.
    case fulfilling
    /// The thing of earlier rows that was stopped or undone: fits only where there is one.
    case resuming
    /// The thing that earlier rows brought about under the same words; a new thing without one.
    case completing
    /// The round of the row's number, the latest: fits only where there is one.
    case continuing
    /// The same, where that was convened before.
    case reconvening
    /// The round of the row's number that was only planned, or a new one.
    case convening
    /// The round of the row's number, or the open one that the row resembles.
    case concluding
    /// The round of the row's number that is not over, or a new one.
    case postponing

    /// Whether it fits only where the thing is known already.
    package var needsKnownThing: Bool {
      switch self {
      case .continuing, .reconvening, .resuming: true
      default: false
      }
    }

    /// Whether it is about a round.
    package var isOfRound: Bool {
      switch self {
      case .talks, .naming, .recalling, .confirming, .fulfilling, .resuming, .completing: false
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
