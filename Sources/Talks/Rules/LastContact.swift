extension Entry {
  /// Whether parties met or talked in it: at a round, a session or a contact, messages among them, or where several
  /// of them are listed at the opening of the talks, as having reached a text, or at a signing. A proposal may be made in a speech.
  package var isContact: Bool {
    if event.detail.meeting != nil { return true }
    return (event.type.isDoneTogether || event.detail.presence == .attends) && Set(event.parties).count > 1
  }
}

extension ProcessState {
  /// The dates on which parties are known to have met or talked; those of a round are its first and its last.
  private var meetings: [Dating] {
    let ends = rounds.all.flatMap { $0.value.phases.compactMap(\.closed) }
    return entries.filter(\.isContact).map(\.dating) + ends
  }

  /// Whether the last contact can be later on the next day, though there was no other: one may go on.
  package var lastContactGoesOn: Bool {
    guard let horizon else { return false }
    return meetings.contains { $0.lastDay.map { $0 > horizon.days } ?? false }
  }

  /// The last time that the parties are known to have met or talked.
  package var lastContact: Dating? {
    meetings.max { $0.lastDayWithin(horizon) < $1.lastDayWithin(horizon) }
  }

  /// The range of days of the last contact; the first is nil where there may have been none.
  package var lastContactDays: (first: Int32?, last: Int32)? {
    guard let last = lastContact?.lastDayWithin(horizon) else { return nil }
    let sure = meetings.filter { $0.hasBegun(by: horizon) == .yes }
    return (
      sure.compactMap { $0.on?.isInterval == true ? $0.lastDayWithin(horizon) : $0.firstDay }.max(), last
    )
  }

  /// The date of the parties' last contact; nil where there was none.
  package var lastMet: Latest? {
    lastContactDays.map { first, last in
      Latest(first: first.map(CivilDay.init(days:)), last: CivilDay(days: last))
    }
  }
}
