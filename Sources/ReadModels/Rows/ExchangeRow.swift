package import Talks

package struct ExchangeRow: Projected {
  package static let name = "exchange"
  // 3: what is in place is to the credit of those whom the record names as having done it.
  package static let version = 3
  package static let help =
    "What is given in return for what: one row a package of measures that are tied to each other."

  package var process = ""
  @Traced package var exchange = Slug.placeholder
  @Traced package var title: String? = nil
  @Traced package var measures: [Slug] = []
  @Traced package var parties: [PartyID] = []
  @Traced package var sides: [Side] = []
  @Traced package var given: Settled<Exchange.Order>? = nil
  @Traced package var possible: [Exchange.Order] = []
  @Traced package var movedFirst: [PartyID] = []
  @Traced package var perhapsMovedFirst: [PartyID] = []
  @Traced package var firstGiven: EDTF? = nil
  @Traced package var answered: EDTF? = nil
  @Traced package var lagLeast: Int? = nil
  @Traced package var lagMost: Int? = nil
  @Traced package var unanswered: [Slug] = []
  @Traced package var snappedBack: [Slug] = []
  @Traced package var undone: [Undone] = []
  @Traced package var openMeasures = 0
  @Traced package var due: [Due] = []
  @Traced package var deadline: EDTF? = nil
  @Traced package var deadlineDay: CivilDay? = nil
  @Traced package var tracks: [Slug] = []
  @Traced package var categories: [Slug] = []
  @Traced package var under: [Reference] = []
  @Traced package var elsewhere: [OutsideTie] = []

  /// The number of a party's measures, and of those among them that are in place.
  package struct Side: Structure {
    package var party = PartyID.placeholder
    package var inPlace = 0
    package var inPlaceAtMost = 0
    package var of = 0

    package init() {}
    init(_ party: PartyID, of measures: [Measure]) {
      let own = measures.filter { $0.parties.contains(party) }
      let done = own.filter { $0.givers.wrappedValue.contains(party) }
      self.party = party
      inPlace = done.count { $0.holds == .yes }
      inPlaceAtMost = done.count { $0.holds != .no }
      of = own.count
    }

    package static let parts = [
      Part("party", \Side.party, "Whose measures, by id."),
      Part("in_place", \Side.inPlace, "How many of them are in place for certain, done by it."),
      Part("in_place_at_most", \Side.inPlaceAtMost, "How many may be."),
      Part("of", \Side.of, "How many it promised or did."),
    ]
    /// Such as `kp: 1 to 2 of 3`.
    package var words: String {
      "\(party): \(inPlace)\(inPlaceAtMost > inPlace ? " to \(inPlaceAtMost)" : "") of \(of)"
    }
  }

  /// A measure that was stopped or undone, or has lapsed.
  package struct Undone: Structure {
    package var measure = Slug.placeholder
    package var status = Settled<Measure.Status>.unknown

    package init() {}
    init(_ measure: Slug, _ status: Settled<Measure.Status>) {
      (self.measure, self.status) = (measure, status)
    }

    package static let parts = [
      Part("measure", \Undone.measure, "Its slug."),
      Part("status", \Undone.status, "suspended, reversed or lapsed; unknown where dates leave open which."),
    ]
    package var words: String { "\(measure) \(status.text)" }
  }

  /// A measure that is owed by a date.
  package struct Due: Structure {
    package var measure = Slug.placeholder
    package var deadline: EDTF?
    package var isOpen = Truth.no

    package init() {}
    init(_ measure: Slug, _ obligation: Obligation) {
      (self.measure, deadline, isOpen) = (measure, obligation.deadline, obligation.isOpen)
    }

    package static let parts = [
      Part("measure", \Due.measure, "Its slug."),
      Part("deadline", \Due.deadline, "By when, as EDTF."),
      Part(
        "is_open", \Due.isOpen,
        "Whether it is promised and not yet delivered; unknown where dates leave it open."),
    ]
    package var words: String { "\(measure) \(deadline?.text ?? "")" }
    package var obligation: Obligation { Obligation(isOpen: isOpen, deadline: deadline) }
  }

  /// A measure that answers one of another process, or is answered by it.
  package struct OutsideTie: Structure {
    package var answer = Reference.placeholder
    package var answered = Reference.placeholder

    package init() {}

    package static let parts = [
      Part("answer", \OutsideTie.answer, "The measure that is given in return, by slug or process/slug."),
      Part("answered", \OutsideTie.answered, "The measure for which it is given."),
    ]
    package var words: String { "\(answer) answers \(answered)" }
  }

  package init() {}

  package static let fields: [Field<ExchangeRow>] = [
    Field("exchange", \.$exchange, "The slug of the measure by which it goes.", .key),
    Field("title", \.$title, "What that measure is."),
    Field("measures", \.$measures, "All measures of it, by slug."),
    Field("parties", \.$parties, "Whose they are, by id."),
    Field("sides", \.$sides, "For each party, how much of what it promised or did is in place by its doing."),
    Field(
      "given", \.$given,
      "open, one-sided, simultaneous (on the same day), sequential or broken; unknown where dates leave it open."
    ),
    Field("possible", \.$possible, "Every order that dates leave possible.", .repeats),
    Field(
      "moved_first", \.$movedFirst,
      "Who gave first for certain, by id; both sides where it was on the same day."),
    Field(
      "perhaps_moved_first", \.$perhapsMovedFirst,
      "Those of whom dates leave open whether they gave first, by id."),
    Field("first_given", \.$firstGiven, "When the first gave, as EDTF."),
    Field("answered", \.$answered, "When the next one gave."),
    Field("lag_least", \.$lagLeast, "The fewest days between."),
    Field("lag_most", \.$lagMost, "The most days between."),
    Field("unanswered", \.$unanswered, "What one side carried out while no other gave anything."),
    Field("snapped_back", \.$snappedBack, "What was carried out and then stopped or undone."),
    Field("undone", \.$undone, "What is suspended, reversed or lapsed."),
    Field(
      "open_measures", \.$openMeasures, "How many measures are promised and not yet carried out.", .tally),
    Field(
      "due", \.$due,
      "What is, or may be, promised and not yet delivered and has a deadline, the first before the rest.",
      .repeats),
    Field("deadline", \.$deadline, "The first of those deadlines, as EDTF."),
    Field("deadline_day", \.$deadlineDay, "The last day of that."),
    Field("tracks", \.$tracks, "The strands that they belong to."),
    Field("categories", \.$categories, "What kinds of act they are."),
    Field("under", \.$under, "The agreements that they stem from."),
    Field(
      "elsewhere", \.$elsewhere, "What ties measures of it to measures of other processes.", .derived),
  ]

  package static func rows(_ state: ProcessState) -> [ExchangeRow] {
    state.exchanges.map { exchange in
      let measures = exchange.measures.map(\.value)
      let whole = Provenance(
        measures.flatMap { $0.life.provenance.all + $0.$inReturnFor.provenance.all })
      let gifts = Provenance(measures.compactMap { $0.delivery?.position })
      let (root, lag, course, movers) = (exchange.root, exchange.lag, exchange.course, exchange.firstMovers)
      let undone = exchange.measures.filter { $0.value.isUndone == .yes }
      let due = exchange.due
      var row = ExchangeRow()
      row.$exchange = Traced(root.slug, whole)
      row.$title = root.value.$title
      row.$measures = Traced(exchange.measures.map(\.slug), whole)
      row.$parties = Traced(
        exchange.parties,
        Provenance(joining: measures.flatMap { [$0.$doers.provenance, $0.$implementers.provenance] }))
      row.$sides = Traced(exchange.parties.map { Side($0, of: measures) }, whole)
      row.$given = Traced(Settled.among(course.possible), whole)
      row.$possible = Traced(Exchange.Order.allCases.filter(course.possible.contains), whole)
      row.$movedFirst = Traced(movers.certain, gifts)
      row.$perhapsMovedFirst = Traced(movers.perhaps, gifts)
      row.$firstGiven = .on(lag?.first.firstGift ?? exchange.firstGift)
      row.$answered = .on(lag?.second.firstGift)
      row.$lagLeast = Traced(course.fewest.map { max(0, $0) }, gifts)
      row.$lagMost = Traced(course.most, gifts)
      row.$unanswered = Traced(exchange.unanswered, gifts)
      row.$snappedBack = Traced(exchange.snappedBack, whole)
      row.$undone = Traced(
        undone.map { Undone($0.slug, .among($0.value.statuses) ?? .unknown) },
        Provenance(joining: undone.map(\.value.life.provenance)))
      row.$openMeasures = .count(measures.filter { $0.isOpen == .yes })
      row.$due = Traced(
        due.map { Due($0.slug, $0.value.obligation) },
        Provenance(joining: due.flatMap { [$0.value.$deadline.provenance, $0.value.life.provenance] }))
      if let first = due.first?.value {
        row.$deadline = first.$deadline
        row.$deadlineDay = first.$deadline.map { $0?.lastDay.map(CivilDay.init(days:)) }
      }
      row.$tracks = each(measures) { $0.$track }
      row.$categories = each(measures) { $0.$category }
      row.$under = each(measures) { $0.$under }
      return row
    }
  }

  /// The values of some measures, each once.
  private static func each<Value: Hashable>(
    _ measures: [Measure], _ said: (Measure) -> Traced<Value?>
  ) -> Traced<[Value]> {
    var seen: [Value] = []
    var provenance = Provenance()
    for traced in measures.map(said) {
      guard let value = traced.wrappedValue else { continue }
      if !seen.contains(value) { seen.append(value) }
      provenance.formUnion(traced.provenance)
    }
    return Traced(seen, provenance)
  }
}

extension ExchangeRow {
  package var course: Exchange.Course {
    Exchange.Course(possible: Set(possible), fewest: lagLeast, most: lagMost)
  }

  /// The row with gifts within a number of days counted as simultaneous.
  package func given(allowing days: Int) -> ExchangeRow {
    if days == 0 { return self }
    var row = self
    let possible = course.allowing(days: days)
    row.$given = $given.map { _ in .among(possible) }
    row.$possible = $possible.map { _ in Exchange.Order.allCases.filter(possible.contains) }
    return row
  }

  /// The days between the first gift and the answer; nil where not both sides gave for certain, or a date is open.
  package var lag: Days? { lagLeast.flatMap { least in lagMost.map { Days(fewest: least, most: $0) } } }

  /// Whether any of its measures is overdue on a day.
  package func isOverdue(on day: CivilDay) -> Truth { due.map(\.obligation).areOverdue(on: day) }

  /// The row with its ties to other processes; a measure with such a tie is not unanswered.
  package func tied(by ties: OutsideTies) -> ExchangeRow {
    let own = measures.flatMap { ties.of($0, in: process) }
    if own.isEmpty { return self }
    func name(_ reference: Reference) -> Reference {
      reference.process?.text == process ? Reference(reference.slug) : reference
    }
    var row = self
    row.$elsewhere = Traced(
      own.map { tie in
        var elsewhere = OutsideTie()
        (elsewhere.answer, elsewhere.answered) = (name(tie.answer), name(tie.answered))
        return elsewhere
      }, Provenance(joining: own.map(\.provenance)))
    row.$unanswered = $unanswered.map { ties.unanswered($0, in: process) }
    return row
  }
}

extension Settled where Word == Exchange.Order {
  /// The value for a set of possibilities.
  package static func among(_ possible: Set<Exchange.Order>) -> Settled? {
    among(Set(possible.map(Optional.some)))
  }
}
