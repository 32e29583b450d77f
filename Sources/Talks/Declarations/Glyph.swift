/// The sign of an event in the picture, in the order of the legend; `Exports` draws them.
package enum Glyph: String, CaseIterable, Sendable {
  case round, planned, contact
  case agreement, broken
  case pledged, delivered, verified, undone
  case setback, overcome
  case proposal, position
  case joined, left, tier
  case opened, suspended, closed
  case note
}

/// Whose lanes of the picture an event stands in.
package enum LaneOwner: Sendable {
  /// That of the party that acts: the one in its field `party`, of its measure, or the only one listed.
  case actor
  /// Those of all who are listed, as long as they are few.
  case participants
  /// Nobody's: it is between the parties.
  case everybody
}
