/// The kind of meeting that an event is: parties met or talked at its time.
package enum MeetingKind: Hashable, Sendable {
  /// A phase of the round that it is about begins.
  case round
  /// A session within the round that it is about.
  case session
  /// Outside rounds.
  case contact(ContactKind)
}
