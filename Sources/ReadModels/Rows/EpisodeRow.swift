package import Talks

package struct EpisodeRow: Projected {
  package static let name = "episode"
  // 2: only who negotiates walks out, and each walk-out lasts until those are back who left in it.
  package static let version = 2
  package static let help =
    "Breakdowns, from the suspension or the walk-out until the talks went on."

  package var process = ""
  @Traced package var episode = 0
  @Traced package var kind: Episode.Kind = Episode.Kind.suspension
  @Traced package var suspended = false
  @Traced package var began: EDTF? = nil
  @Traced package var beganDay: CivilDay? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var reason: String? = nil
  @Traced package var because: Reference? = nil
  @Traced package var isOpen = Truth.no
  @Traced package var ended: EDTF? = nil
  @Traced package var endedDay: CivilDay? = nil
  @Traced package var endedBy: String? = nil
  @Traced package var through: [Reference] = []
  @Traced package var isFinal = false
  @Traced package var daysLeast: Int? = nil
  @Traced package var daysMost: Int? = nil
  @Traced package var contacts: [Meeting] = []
  @Traced package var event = EventPosition(0)
  @Traced package var endedEvent: EventPosition? = nil
  @Traced package var precededBy: [Precursor] = []

  /// A contact while the talks stood still.
  package struct Meeting: Structure {
    package var on: EDTF?
    package var what = ""
    package var event = EventPosition(0)

    package init() {}
    init(_ contact: Contact) {
      on = contact.dating.on
      what = contact.title ?? contact.kind.rawValue
      event = EventPosition(contact.dating.position)
    }

    package static let parts = [
      Part("on", \Meeting.on, "When, as EDTF."),
      Part("what", \Meeting.what, "Its title, or else its kind."),
      Part("event", \Meeting.event, "Position of the event."),
    ]
    package var words: String { "\(on?.text ?? "") \(what)" }
  }

  /// An event, of whichever process, in the days before a breakdown.
  package struct Precursor: Structure {
    package var on: EDTF?
    package var headline = ""
    package var process = ""
    package var event = EventPosition(0)

    package init() {}

    package static let parts = [
      Part("on", \Precursor.on, "When, as EDTF."), Part("headline", \Precursor.headline, "What happened."),
      Part("process", \Precursor.process, "The process that tells it, by slug."),
      Part("event", \Precursor.event, "The position of the event."),
    ]
    package var words: String { "\(on?.text ?? "") \(headline)" }
  }

  package init() {}

  package static let fields: [Field<EpisodeRow>] = [
    Field("episode", \.$episode, "Its number within the process."),
    Field("kind", \.$kind, "suspension or walk-out: how it began."),
    Field("suspended", \.$suspended, "Whether the talks were suspended in it, and not only a party away."),
    Field("began", \.$began, "When, as EDTF.", .key),
    Field("began_day", \.$beganDay, "The first day of that."),
    Field("parties", \.$parties, "Who left, by id."),
    Field("reason", \.$reason, "Why, as recorded."),
    Field("because", \.$because, "The thing that led to it."),
    Field("is_open", \.$isOpen, "Whether it goes on; null where dates leave it open."),
    Field("ended", \.$ended, "When the talks went on, as EDTF."),
    Field("ended_day", \.$endedDay, "The first day of that."),
    Field("ended_by", \.$endedBy, "By what."),
    Field("through", \.$through, "What made them go on, by slug or process/slug."),
    Field("is_final", \.$isFinal, "Whether the talks were closed instead."),
    Field("days_least", \.$daysLeast, "The fewest days that it lasted."),
    Field("days_most", \.$daysMost, "The most days."),
    Field("contacts", \.$contacts, "Contacts of this process during it."),
    Field("event", \.$event, "Position of the event with which it began."),
    Field("ended_event", \.$endedEvent, "Position of the event that ended it."),
    Field(
      "preceded_by", \.$precededBy, "What happened in the days before that were asked about, in order.",
      .derived),
  ]

  package static func rows(_ state: ProcessState) -> [EpisodeRow] {
    let episodes = state.episodes
    let ends = Set(episodes.compactMap { $0.ended?.position })
    var headlines: [Int64: String] = [:]
    for entry in state.entries where ends.contains(entry.position) {
      headlines[entry.position] = entry.event.headline
    }
    return episodes.enumerated().map { index, episode in
      let began = episode.began.provenance
      let ended = episode.ended?.provenance ?? []
      let whole = began.union(ended)
      let met = state.contacts(during: episode)
      let days = episode.days
      var row = EpisodeRow()
      row.$episode = Traced(index + 1, began)
      row.$kind = Traced(episode.kind, began)
      row.$suspended = Traced(episode.isSuspension, began)
      row.$began = .on(episode.began)
      row.$beganDay = .firstDay(episode.began)
      row.$parties = Traced(episode.parties, began)
      row.$reason = Traced(episode.reason, began)
      row.$because = Traced(episode.because, began)
      row.$isOpen = Traced(episode.isOpen, whole)
      row.$ended = .on(episode.ended)
      row.$endedDay = .firstDay(episode.ended)
      row.$endedBy = Traced(episode.ended.flatMap { headlines[$0.position] }, ended)
      row.$through = Traced(episode.through, ended)
      row.$isFinal = Traced(episode.isFinal, whole)
      row.$daysLeast = Traced(days?.fewest, whole)
      row.$daysMost = Traced(days?.most, whole)
      row.$contacts = Traced(met.map(Meeting.init), Provenance(met.map(\.dating.position)))
      row.$event = .position(episode.began.position)
      row.$endedEvent = .position(episode.ended?.position)
      return row
    }
  }
}

extension EpisodeRow {
  /// Its duration; nil while it lasts, or where dates leave an end open.
  package var days: Days? { daysLeast.flatMap { least in daysMost.map { Days(fewest: least, most: $0) } } }

  package var span: Breakdowns.Span {
    Breakdowns.Span(
      began: Dating(on: began, position: event.value),
      ended: endedEvent.map { Dating(on: ended, position: $0.value) }, isFinal: isFinal, days: days)
  }
}

extension EpisodeRow {
  /// The row with the happenings that preceded the breakdown.
  package func preceded(by happenings: [Breakdowns.Happening]) -> EpisodeRow {
    var row = self
    row.$precededBy = Traced(
      happenings.map { happening in
        var precursor = Precursor()
        (precursor.on, precursor.headline) = (happening.dating.on, happening.headline)
        precursor.process = happening.process
        precursor.event = EventPosition(happening.dating.position)
        return precursor
      }, Provenance(happenings.map(\.dating.position)))
    return row
  }
}
