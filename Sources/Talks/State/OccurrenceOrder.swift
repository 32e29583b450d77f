import EventSourcing

/// The order in which events happened, as far as their dates tell, and else one that is the same in every copy of
/// the record.
///
/// Events go by the earliest moment at which they may have happened; those without a date come first. Of one moment
/// they go by the usual course of talks, then the vaguer or longer first, and at last by their ids. What resumes goes before
/// what stops where it had been stopped before that moment, and else after it.
package enum OccurrenceOrder {
  /// Sorts entries in any order.
  package static func sort(_ entries: inout [Entry]) {
    var marked = entries.map { Place($0) }
    marked.sort(by: <)
    if marked.contains(where: { $0.course == .resumes }) { alternate(&marked) }
    entries = marked.map(\.entry)
  }

  private struct Place {
    let entry: Entry
    let earliest: Int64
    let latest: Int64
    let course: UsualCourse
    /// Whether what it resumes goes on at that moment, so that it has to be stopped first.
    var waits = false

    init(_ entry: Entry) {
      self.entry = entry
      (earliest, latest) = (entry.occurred?.earliest ?? .min, entry.occurred?.latest ?? .max)
      course = entry.event.course
    }

    private var rank: (Int, Int) { waits ? (UsualCourse.stops.rawValue, 1) : (course.rawValue, 0) }

    static func < (one: Place, other: Place) -> Bool {
      if one.earliest != other.earliest { return one.earliest < other.earliest }
      if one.rank != other.rank { return one.rank < other.rank }
      if one.latest != other.latest { return one.latest > other.latest }
      return one.entry.id.isBefore(other.entry.id)
    }
  }

  /// What can be stopped and go on again.
  private enum Strand: Hashable {
    case talks
    case seat(PartyID)
    case thing(ThingKind, Slug)
  }

  /// Has what resumes wait, within one moment, for what stops what is going on.
  private static func alternate(_ places: inout [Place]) {
    var stopped: Set<Strand> = []
    var start = 0
    while start < places.count {
      let end = places[start...].firstIndex { $0.earliest != places[start].earliest } ?? places.count
      let stops = Set(
        places[start..<end].filter { $0.course == .stops }.flatMap { strands(of: $0.entry) })
      if !stops.isEmpty {
        for index in start..<end where places[index].course == .resumes {
          places[index].waits = strands(of: places[index].entry)
            .contains { stops.contains($0) && !stopped.contains($0) }
        }
        places[start..<end].sort(by: <)
      }
      for place in places[start..<end] {
        let strands = strands(of: place.entry)
        if place.course == .stops { stopped.formUnion(strands) } else { stopped.subtract(strands) }
      }
      start = end
    }
  }

  private static func strands(of entry: Entry) -> [Strand] {
    let event = entry.event
    var found: [Strand] = []
    if event.detail.turn != nil { found.append(.talks) }
    switch event.detail.presence {
    case .joins(let party, _, _, _)?, .returns(let party, _, _)?, .leaves(let party, _, _)?:
      found.append(.seat(party))
    case .attends?: found += event.parties.map(Strand.seat)
    case .invites?, nil: break
    }
    if let (kind, subject) = entry.mentions.subject, let slug = subject.slug, event.course != .confirms {
      found.append(.thing(kind, slug))
    }
    return found
  }
}
