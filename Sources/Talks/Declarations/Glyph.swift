/// The sign of an event in the picture, in the order of the legend; `Exports` draws them.
package enum Glyph: String, CaseIterable, Sendable {
  case round, planned, contact
  case agreement, broken
  case pledged, delivered, verified, unverified, undone
  case setback, overcome
  case proposal, position
  case joined, left, tier
  case opened, suspended, closed
  case note
}

/// The lanes of the picture in which an event appears.
package enum LaneOwner: Sendable {
  /// The acting party's lane: that of its field `party`, of its measure's party, or of the only one listed.
  case actor
  /// The lanes of all listed participants, as long as they are few.
  case participants
  /// Nobody's: it is between the parties.
  case everybody
}
