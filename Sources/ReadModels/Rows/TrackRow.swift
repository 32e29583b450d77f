package import Talks

package struct TrackRow: Projected {
  package static let name = "track"
  package static let version = 2
  package static let help = "The strands pursued in parallel, and how each stands."

  package var process = ""
  @Traced package var track = Slug.placeholder
  @Traced package var events = 0
  @Traced package var pledged = 0
  @Traced package var openMeasures = 0
  @Traced package var delivered = 0
  @Traced package var undone = 0
  @Traced package var lastMovement: EDTF? = nil
  @Traced package var lastMovementDay: CivilDay? = nil
  @Traced package var lastHeadline: String? = nil
  @Traced package var forward = 0
  @Traced package var lastForward: EDTF? = nil
  @Traced package var lastForwardDay: CivilDay? = nil
  @Traced package var lastForwardFrom: CivilDay? = nil
  @Traced package var lastForwardTo: CivilDay? = nil
  @Traced package var lastForwardHeadline: String? = nil
  @Traced package var back = 0
  @Traced package var lastBack: EDTF? = nil
  @Traced package var lastBackDay: CivilDay? = nil
  @Traced package var lastBackFrom: CivilDay? = nil
  @Traced package var lastBackTo: CivilDay? = nil
  @Traced package var lastBackHeadline: String? = nil
  @Traced package var lastEvent: EventPosition? = nil
  @Traced package var state: Settled<Track.Pace>? = nil

  package init() {}

  package static let fields: [Field<TrackRow>] = [
    Field("track", \.$track, "Its slug.", .key),
    Field("events", \.$events, "How many events belong to it.", .repeats),
    Field("pledged", \.$pledged, "Measures on it that were ever promised or carried out.", .tally),
    Field("open_measures", \.$openMeasures, "Measures promised and not yet delivered.", .tally),
    Field(
      "delivered", \.$delivered, "Measures implemented or verified, and neither suspended nor undone since.",
      .tally),
    Field("undone", \.$undone, "Measures suspended, reversed or lapsed.", .tally),
    Field("last_movement", \.$lastMovement, "When something last happened on it, as EDTF."),
    Field("last_movement_day", \.$lastMovementDay, "The first day of that."),
    Field("last_headline", \.$lastHeadline, "What that was."),
    Field(
      "forward", \.$forward,
      "How many steps were taken: agreements reached, signed, ratified, in force, extended, resumed or reaffirmed, measures pledged, accepted, carried out, confirmed or resumed, setbacks overcome."
    ),
    Field("last_forward", \.$lastForward, "When the last of them was, as EDTF."),
    Field("last_forward_day", \.$lastForwardDay, "The first day of that."),
    Field(
      "last_forward_from", \.$lastForwardFrom,
      "The first day that the last of all steps can have been; null where it may be that none was taken."),
    Field("last_forward_to", \.$lastForwardTo, "The last day that it can have been."),
    Field("last_forward_headline", \.$lastForwardHeadline, "What that was."),
    Field(
      "back", \.$back,
      "How many were taken back: agreements breached, suspended or renounced, measures suspended, reversed or lapsed, setbacks."
    ),
    Field("last_back", \.$lastBack, "When the last of those was, as EDTF."),
    Field("last_back_day", \.$lastBackDay, "The first day of that."),
    Field(
      "last_back_from", \.$lastBackFrom,
      "The first day that the last of all steps back can have been; null where it may be that none was taken."
    ),
    Field("last_back_to", \.$lastBackTo, "The last day that it can have been."),
    Field("last_back_headline", \.$lastBackHeadline, "What that was."),
    Field("last_event", \.$lastEvent, "The position of the last event on it."),
    Field(
      "state", \.$state,
      "moves, slides back, both ways or stands still within the days that were asked about; unknown where dates leave it open.",
      .derived),
  ]

  package static func goesOn(_ state: ProcessState) -> Bool {
    state.tracks.values.contains { $0.goesOn(after: state.horizon) }
  }

  package static func rows(_ state: ProcessState) -> [TrackRow] {
    Set(state.plannedTracks).union(state.tracks.keys).sorted().map { slug in
      let track = state.tracks[slug]
      let events = Provenance(track?.positions ?? [])
      let measures = state.measures.all.map(\.value).filter { $0.track == slug }
      func count(_ statuses: Set<Measure.Status>) -> Traced<Int> {
        .count(measures.filter { $0.status.map(statuses.contains) ?? false })
      }
      func positions(_ movement: Movement) -> Provenance {
        Provenance(track?.steps.filter { $0.movement == movement }.map(\.entry.position) ?? [])
      }
      let last = track?.last
      let (ahead, back) = (track?.last(.forward), track?.last(.back))
      let latestAhead = track?.latest(.forward, by: state.horizon)
      let latestBack = track?.latest(.back, by: state.horizon)
      let (allAhead, allBack) = (positions(.forward), positions(.back))
      var row = TrackRow()
      row.$track = Traced(slug, events.isEmpty ? state.$plannedTracks.provenance : events)
      row.$events = Traced(events.all.count, events)
      row.$pledged = Traced(
        measures.count, Provenance(measures.compactMap { $0.life.steps.first?.dating.position }))
      row.$openMeasures = count([.pledged, .accepted])
      row.$delivered = count([.implemented, .verified])
      row.$undone = count([.suspended, .reversed, .lapsed])
      row.$lastMovement = .on(last?.dating)
      row.$lastMovementDay = .firstDay(last?.dating)
      row.$lastHeadline = Traced(last?.event.headline, last?.dating.provenance ?? [])
      row.$forward = Traced(allAhead.all.count, allAhead)
      row.$lastForward = .on(ahead?.dating)
      row.$lastForwardDay = .firstDay(ahead?.dating)
      row.$lastForwardFrom = Traced(latestAhead?.first, allAhead)
      row.$lastForwardTo = Traced(latestAhead?.last, allAhead)
      row.$lastForwardHeadline = Traced(ahead?.event.headline, ahead?.dating.provenance ?? [])
      row.$back = Traced(allBack.all.count, allBack)
      row.$lastBack = .on(back?.dating)
      row.$lastBackDay = .firstDay(back?.dating)
      row.$lastBackFrom = Traced(latestBack?.first, allBack)
      row.$lastBackTo = Traced(latestBack?.last, allBack)
      row.$lastBackHeadline = Traced(back?.event.headline, back?.dating.provenance ?? [])
      row.$lastEvent = .position(last?.position)
      return row
    }
  }
}

extension TrackRow {
  /// The last step forward, as a range where dates are vague.
  package var latestForward: Latest? { lastForwardTo.map { Latest(first: lastForwardFrom, last: $0) } }
  /// The last step back, as a range where dates are vague.
  package var latestBack: Latest? { lastBackTo.map { Latest(first: lastBackFrom, last: $0) } }

  /// The row with the pace of the track in a number of days before a day.
  package func paced(within days: Int, before day: CivilDay) -> TrackRow {
    let paces = Track.paces(forward: latestForward, back: latestBack, within: days, before: day)
    var row = self
    row.$state = Traced(
      .among(Set(paces.map(Optional.some))), $lastForward.provenance.union($lastBack.provenance))
    return row
  }
}

extension Track.Pace: TextValue {}
