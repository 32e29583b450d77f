import Talks

/// What earlier rows and the log say of a thing, as far as later rows may speak of it.
struct ChronicleThing {
  /// How far it has come.
  enum Stage { case begun, done, confirmed, undone, settled }

  let kind: ThingKind
  let slug: Slug
  /// The title of what first spoke of it.
  let title: String
  /// The number of a round.
  private(set) var number: Int?
  private(set) var titles: Set<String> = []
  private(set) var wording = Wording()
  private(set) var parties: Set<PartyID> = []
  private(set) var tracks: Set<Slug> = []
  /// Who does it, as far as known.
  private(set) var doers: Set<PartyID> = []
  /// Who stopped or undid it, for certain.
  private(set) var undoers: Set<PartyID> = []
  /// Whether the titles or the log say who does it.
  private(set) var knowsDoers = false
  private(set) var stage = Stage.begun
  /// The type of the last event about it.
  private(set) var lastAct = ""
  /// The dates of all that was said of it.
  private(set) var dates: [EDTF] = []
  /// The last date on which the round was convened.
  private(set) var convened: EDTF?
  /// Whether the round is over.
  private(set) var isConcluded = false

  init(_ kind: ThingKind, _ slug: Slug, title: String) {
    self.kind = kind
    self.slug = slug
    self.title = title
  }

  /// Notes what an event, or a row understood as one, says of it.
  mutating func note(_ said: Said, as use: ChronicleWord.Use?, _ type: any EventType.Type) {
    titles.insert(said.title)
    wording.take(said.wording)
    parties.formUnion(said.parties)
    if let track = said.track { tracks.insert(track) }
    if let date = said.date { dates.append(date) }
    if let number = said.number { self.number = number }
    if type.isDescription { return }
    lastAct = type.name
    switch use {
    case .naming: stage = kind == .measure && stage == .done ? .done : .begun
    case .fulfilling, .completing, .resuming: stage = .done
    case .confirming: stage = .confirmed
    case .recalling: stage = type.movement == .back ? .undone : .settled
    case .convening, .reconvening:
      convened = said.date
      isConcluded = false
    case .concluding: isConcluded = true
    case .talks, .continuing, .postponing: break
    case nil: if type.movement == .back { stage = .undone }
    }
    if use == .naming || use == .fulfilling || use == .resuming {
      doers.formUnion(said.actors)
      knowsDoers = knowsDoers || said.isSureOfActors
    } else if use == .recalling, said.isSureOfActors {
      undoers.formUnion(said.actors)
    }
  }

  /// What is said at one place.
  struct Said {
    var title: String
    var wording: Wording
    var date: EDTF?
    var parties: [PartyID]
    var track: Slug?
    var number: Int?
    var actors: [PartyID] = []
    var isSureOfActors = false
  }

  /// The days from what was last heard of it to a date; 0 where that is open.
  func days(until date: EDTF) -> Int64 {
    guard let day = date.firstDay, let last = dates.compactMap(\.lastDay).max() else { return 0 }
    return max(0, Int64(day) - Int64(last))
  }

  /// Whether a row names a year before its own in which something is known of it, or such a month of the year before.
  func isNamed(by wording: Wording, on date: EDTF) -> Bool {
    guard let day = date.firstDay else { return false }
    let own = CivilDay(days: day)
    return dates.contains { other in
      guard let first = other.firstDay, let last = other.surelyBegun, last - first < 366 else { return false }
      let then = CivilDay(days: first)
      if then.year != own.year, wording.years.contains(then.year) { return true }
      return last - first < 31 && (0...366).contains(Int64(day) - Int64(first)) && then.month != own.month
        && wording.months.contains(then.month)
    }
  }
}
