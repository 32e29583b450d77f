package import Talks

/// A filter of events; an empty list does not restrict.
package struct EventFilter: Sendable, Equatable {
  package var processes: [String]
  package var parties: [PartyID]
  package var tracks: [Slug]
  package var types: [String]
  package var from: CivilDay?
  package var to: CivilDay?

  package init(
    processes: [String] = [], parties: [PartyID] = [], tracks: [Slug] = [], types: [String] = [],
    from: CivilDay? = nil, to: CivilDay? = nil
  ) {
    self.processes = processes
    self.parties = parties
    self.tracks = tracks
    self.types = types
    self.from = from
    self.to = to
  }

  /// Whether an event is wanted; one that may have happened within the days asked for is.
  package func admits(_ process: String, _ event: Event) -> Bool {
    (processes.isEmpty || processes.contains(process))
      && (types.isEmpty || types.contains(event.type.name))
      && (tracks.isEmpty || event.track.map(tracks.contains) ?? false)
      && (parties.isEmpty || event.involved.contains(where: parties.contains))
      && overlaps(event.span)
  }

  /// An undated event always holds.
  private func overlaps(_ span: (first: CivilDay?, last: CivilDay?)) -> Bool {
    if let from, let last = span.last, last < from { return false }
    if let to, let first = span.first, first > to { return false }
    return true
  }

  /// The filter as a sentence.
  package func inWords(naming name: (PartyID) -> String = \.name) -> String {
    var words = types.isEmpty ? "Events" : "Events of type \(Self.either(types))"
    if !processes.isEmpty { words += " in \(Self.either(processes))" }
    if !parties.isEmpty { words += " that name \(Self.either(parties.map(name)))" }
    if !tracks.isEmpty { words += " on the track \(Self.either(tracks.map(\.text)))" }
    if let from { words += " from \(from.inWords)" }
    if let to { words += " until \(to.inWords)" }
    return (words == "Events" ? "All events" : words) + "."
  }

  private static func either(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension Event {
  /// The first and last possible day, in local time; nil where an end is open.
  var span: (first: CivilDay?, last: CivilDay?) {
    (
      on?.start.earliest.flatMap(CivilDay.init(civilSeconds:)),
      on?.end.latest.flatMap(CivilDay.init(civilSeconds:))
    )
  }
}
