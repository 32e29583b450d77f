import Talks

/// The shapes of signs: each has its own, so that no meaning depends on colour alone.
extension Glyph {
  /// For the legend.
  var words: String {
    switch self {
    case .round: "Round, each phase a bar"
    case .planned: "Round planned or put off"
    case .contact: "Contact or session"
    case .agreement: "Agreement reached or signed"
    case .broken: "Agreement broken, suspended or over"
    case .pledged: "Measure pledged"
    case .delivered: "Measure carried out"
    case .verified: "Measure verified"
    case .unverified: "Verification failed"
    case .undone: "Measure undone or lapsed"
    case .setback: "Setback"
    case .overcome: "Setback overcome"
    case .proposal: "Proposal, or answer to it"
    case .position: "Position stated"
    case .joined: "Party invited, joining or returning"
    case .left: "Party leaving"
    case .tier: "Step of the accession plan"
    case .opened: "Talks open or resume"
    case .suspended: "Talks suspended"
    case .closed: "Talks closed"
    case .note: "Other event"
    }
  }

  /// Its outline around its place, six points to each side.
  var outline: String {
    switch self {
    case .round: "M-6-4.5H6V4.5H-6Z"
    case .planned: "M-6-4.5H6V4.5H-6Z"
    case .contact: "M-5,0A5,5 0 1 0 5,0A5,5 0 1 0-5,0Z"
    case .agreement: "M0-7L7,0L0,7L-7,0Z"
    case .broken: "M0-7L7,0L0,7L-7,0ZM-2.5-2.5L2.5,2.5M2.5-2.5L-2.5,2.5"
    case .pledged: "M-5-5H5V5H-5Z"
    case .delivered, .verified, .unverified: "M-5.5-5.5H5.5V5.5H-5.5Z"
    case .undone: "M-5-5H5V5H-5ZM-5,5L5-5"
    case .setback: "M-6.5-5.5H6.5L0,6Z"
    case .overcome: "M0-6L6,5H-6Z"
    case .proposal: "M-5-6H2L5-3V6H-5Z"
    case .position: "M-6-5.5H6V2.5H0L-3.5,6V2.5H-6Z"
    case .joined: "M-6-2.5H0V-6L6.5,0L0,6V2.5H-6Z"
    case .left: "M6-2.5H0V-6L-6.5,0L0,6V2.5H6Z"
    case .tier: "M-6,6V2H-2V-2H2V-6H6V6Z"
    case .opened: "M-5,7V-6.5H6L3-3L6,.5H-3V7Z"
    case .suspended: "M-5-6H-1.5V6H-5ZM1.5-6H5V6H1.5Z"
    case .closed: "M-5-5H5V5H-5ZM-5-5L5,5M5-5L-5,5"
    case .note: "M-3,0A3,3 0 1 0 3,0A3,3 0 1 0-3,0Z"
    }
  }

  /// The shape cut out of it.
  var inlay: String? {
    switch self {
    case .verified: "M-3,.3L-.8,2.6L3.2-2.4"
    case .unverified: "M-2.6-2.6L2.6,2.6M2.6-2.6L-2.6,2.6"
    case .proposal: "M-2.5-1.5H2.5M-2.5,1.5H2.5"
    case .round, .planned, .contact, .agreement, .broken, .pledged, .delivered, .undone, .setback, .overcome,
      .position, .joined, .left, .tier, .opened, .suspended, .closed, .note:
      nil
    }
  }

  /// The name of its colour, common to glyphs of one kind.
  var hue: String {
    switch self {
    case .round, .planned, .contact: "meeting"
    case .agreement, .broken: "agreement"
    case .pledged, .delivered, .verified, .unverified, .undone: "measure"
    case .setback, .overcome: "setback"
    case .proposal, .position: "word"
    case .joined, .left, .tier, .opened, .suspended, .closed, .note: "talks"
    }
  }

  var isFilled: Bool {
    switch self {
    case .round, .agreement, .delivered, .verified, .unverified, .setback, .proposal, .joined, .tier, .opened,
      .suspended, .note:
      true
    case .planned, .contact, .broken, .pledged, .undone, .overcome, .position, .left, .closed: false
    }
  }

  /// The CSS classes of its elements.
  var classes: String { "g \(hue) \(isFilled ? "full" : "bare")" }

  /// The priority of its label where there is no room for all.
  var weight: Int {
    switch self {
    case .round: 6
    case .agreement: 5
    case .suspended, .closed, .opened: 4
    case .setback, .broken, .left: 3
    case .delivered, .undone, .joined, .verified, .unverified: 2
    case .planned, .contact, .pledged, .overcome, .proposal, .position, .tier, .note: 1
    }
  }

  /// The minimal priority of a landmark.
  static let landmark = 4

  /// The priority of the label of a single event of this sign.
  func weight(of event: Event) -> Int { event.detail.isLandmark ? max(weight, Self.landmark) : weight }
}
