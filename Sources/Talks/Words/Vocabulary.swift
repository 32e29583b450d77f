/// A closed list of words, in the spelling of the log.
package protocol Vocabulary: RawRepresentable, CaseIterable, Hashable, Sendable, FieldValue
where RawValue == String, AllCases == [Self] {
  /// The name of the vocabulary in help and messages, such as "role".
  static var noun: String { get }
}

package enum Role: String, Vocabulary {
  package static let noun = "role"
  case principal, participant, host, mediator, guarantor, observer

  /// Whether it negotiates on its own behalf, so that the talks break down where it walks out.
  package var isNegotiating: Bool {
    switch self {
    case .principal, .participant: true
    case .host, .mediator, .guarantor, .observer: false
    }
  }
}

/// Why a party leaves the table, where it is not simply said to leave.
package enum Leaving: String, Vocabulary {
  package static let noun = "kind of leaving"
  case walkOut = "walk-out"
  case mandateEnded = "mandate-ended"
  case expelled, replaced
}

package enum PartyKind: String, Vocabulary {
  package static let noun = "kind of party"
  case state, organisation
  case armedGroup = "armed-group"
  case politicalParty = "political-party"
  case delegation, other
}

package enum ContactKind: String, Vocabulary {
  package static let noun = "kind of contact"
  case summit, meeting, envoy, visit
  case backChannel = "back-channel"
  case phone, letter, other
}

package enum SetbackKind: String, Vocabulary {
  package static let noun = "kind of setback"
  case nuclearTest = "nuclear-test"
  case missileTest = "missile-test"
  case incident, attack, exercise
  case walkOut = "walk-out"
  case sanctions, statement
  case nonCompliance = "non-compliance"
  case other
}

/// What a clause of a proposal says of an act or a state of things.
package enum ClauseKind: String, Vocabulary {
  package static let noun = "kind of clause"
  /// Whoever tables it wants others to do it.
  case ask
  /// Whoever tables it would do it.
  case offer
  /// It is to hold for all.
  case term
}

/// What a party says to something that another asks.
package enum PositionReply: String, Vocabulary {
  package static let noun = "answer"
  case accepted, refused
  /// What was asked is done, whatever was said.
  case met
}

package enum Severity: String, Vocabulary {
  package static let noun = "severity"
  case minor, moderate, serious, severe
}

package enum Extent: String, Vocabulary {
  package static let noun = "extent"
  case partly, fully
}

/// What came of a look at whether something was carried out.
package enum VerificationResult: String, Vocabulary {
  package static let noun = "result of a verification"
  case confirmed
  /// Who wanted to look was not let.
  case refused
  /// Who looked could not tell.
  case notConfirmed = "not-confirmed"
  /// It is not as it was said to be.
  case foundOtherwise = "found-otherwise"

  /// As it is said of a measure: “found otherwise”.
  package var words: String {
    switch self {
    case .confirmed, .refused: rawValue
    case .notConfirmed: "could not confirm"
    case .foundOtherwise: "found otherwise"
    }
  }
}

/// The reliability of a source, by the Admiralty code (NATO AJP-2.1).
package enum Reliability: String, Vocabulary {
  package static let noun = "reliability"
  case complete = "A"
  case usual = "B"
  case fair = "C"
  case unusual = "D"
  case none = "E"
  case unknown = "F"

  package static let help: StaticString =
    "A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged"
}

/// The credibility of information, by the Admiralty code.
package enum Credibility: String, Vocabulary {
  package static let noun = "credibility"
  case confirmed = "1"
  case probable = "2"
  case possible = "3"
  case doubtful = "4"
  case improbable = "5"
  case unknown = "6"

  package static let help: StaticString =
    "1 confirmed by others, 2 probably true, 3 possibly, 4 doubtful, 5 improbable, 6 cannot be judged"
}

/// The type of a source; all are types of the Citation Style Language.
package enum SourceKind: String, Vocabulary {
  package static let noun = "kind of source"
  case book, chapter
  case articleJournal = "article-journal"
  case articleMagazine = "article-magazine"
  case articleNewspaper = "article-newspaper"
  case report, thesis, webpage, post, broadcast, interview, speech, treaty, legislation, dataset, manuscript
  case personalCommunication = "personal-communication"
  case document

  /// Whether it appears in a work with a name of its own, which is then its publisher.
  package var isPart: Bool {
    switch self {
    case .chapter, .articleJournal, .articleMagazine, .articleNewspaper: true
    default: false
    }
  }
}

/// The permitted audience: the Traffic Light Protocol 2.0 (FIRST), from public to the fewest recipients.
package enum Marking: String, Vocabulary, Comparable {
  package static let noun = "marking"
  case clear = "CLEAR"
  case green = "GREEN"
  case amber = "AMBER"
  case amberStrict = "AMBER+STRICT"
  case red = "RED"

  /// Reads it in either case, with or without the `TLP:` before it.
  package init(typed text: String) throws(Malformed) {
    let bare = text.uppercased()
    let word = bare.hasPrefix("TLP:") ? String(bare.dropFirst(4)) : bare
    guard let marking = Self(rawValue: word) else {
      throw Malformed(
        "“\(text)” is not a marking of the Traffic Light Protocol (\(Self.allCases.map(\.rawValue).joined(separator: ", ")))."
      )
    }
    self = marking
  }

  package static func < (one: Marking, other: Marking) -> Bool { one.rank < other.rank }

  /// The label that the protocol requires on shared material: `TLP:AMBER+STRICT`.
  package var label: String { "TLP:\(rawValue)" }

  /// The rank from 0 for public to 4.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
