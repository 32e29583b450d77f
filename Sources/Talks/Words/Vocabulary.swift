/// A closed list of words, written as they stand in the log.
package protocol Vocabulary: RawRepresentable, CaseIterable, Hashable, Sendable, FieldValue
where RawValue == String, AllCases == [Self] {
  /// What a word of this list is called in help and messages, such as "role".
  static var noun: String { get }
}

package enum Role: String, Vocabulary {
  package static let noun = "role"
  case principal, participant, host, mediator, guarantor, observer
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

package enum Severity: String, Vocabulary {
  package static let noun = "severity"
  case minor, moderate, serious, severe
}

package enum Extent: String, Vocabulary {
  package static let noun = "extent"
  case partly, fully
}
