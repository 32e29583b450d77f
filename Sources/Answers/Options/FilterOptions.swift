package import ArgumentParser
package import Exports
internal import ReadModels
package import Talks

/// The options that select events.
package struct FilterOptions: ParsableArguments {
  @Option(help: "Only events that name this party; may be repeated.", completion: .parties)
  package var party: [String] = []

  @Option(help: "Only events of this track; may be repeated.")
  package var track: [String] = []

  @Option(help: "Only events of this type; may be repeated.", completion: .eventTypes)
  package var type: [String] = []

  @Option(help: ArgumentHelp("Only what happened on this day or later.", valueName: "date"))
  package var from: String?

  @Option(help: ArgumentHelp("Only what happened on this day or before.", valueName: "date"))
  package var to: String?

  package init() {}

  package func validate() throws {
    for name in type where Catalogue.type(named: name) == nil {
      throw ValidationError(Catalogue.unknown(name).reason)
    }
  }

  func admits(party parties: [PartyID], track: Slug?, type: String) -> Bool {
    (party.isEmpty || !Set(party).isDisjoint(with: parties.map(\.text)))
      && (self.track.isEmpty || track.map { self.track.contains($0.text) } ?? false)
      && (self.type.isEmpty || self.type.contains(type))
  }

  /// A stretch of days, open at the ends that are not given.
  struct Window {
    let from: CivilDay?
    let to: CivilDay?

    /// Whether something that happened between two days may have happened within.
    func admits(first: CivilDay?, last: CivilDay?) -> Bool {
      if let from, let last, last < from { return false }
      if let to, let first, first > to { return false }
      return true
    }
  }

  var window: Window {
    get throws { Window(from: try Self.day(from), to: try Self.day(to)) }
  }

  /// The names among them, which have to be known.
  ///
  /// - Parameter process: nil for all.
  package func names(of process: String?) -> [NameFilter] {
    [NameFilter(.party, party, of: process), NameFilter(.track, track, of: process)]
  }

  /// The same for events in full.
  package func eventFilter(processes: [String]) throws -> EventFilter {
    EventFilter(
      processes: processes, parties: try party.map(PartyID.init(typed:)),
      tracks: try track.map(Slug.init(typed:)),
      types: type, from: try Self.day(from), to: try Self.day(to))
  }

  package static func day(_ text: String?) throws(Malformed) -> CivilDay? {
    guard let text else { return nil }
    guard let day = CivilDay(iso: text) else {
      throw Malformed("“\(text)” is not a day; write it as 2007-02-13.")
    }
    return day
  }
}
