package import EventSourcing

/// An event: a date, the attributes common to all events, and the detail of its type.
package struct Event: EventBody, Sendable, Equatable {
  /// The date; nil only for a timeless type, such as a definition.
  package var on: EDTF?
  /// The IANA zone of the wall clock that `on` was read from.
  package var zone: String?
  package var title: String?
  package var summary: String?
  /// The parties involved; at a round or a contact those present, in an agreement those bound.
  package var parties: [PartyID] = []
  package var place: Place?
  package var track: Slug?
  /// The constellation, such as `bilateral` or `six-party`.
  package var format: String?
  package var sources: [Source] = []
  /// Whether it was checked against a source; nil where not stated.
  package var checked: Bool?
  /// The names of the fields that were compared with the sources; empty where that is not said.
  package var compared: [Slug] = []
  /// Its Traffic Light Protocol marking; nil for the store's default.
  package var tlp: Marking?
  /// The row of a table from which it was imported.
  package var origin: Origin?
  package var detail: any EventType
  /// A headline that uses the titles of things; made where those are known, never recorded.
  private var told: String?

  package init(_ detail: any EventType, on: EDTF? = nil) {
    self.detail = detail
    self.on = on
  }

  package static func == (a: Event, b: Event) -> Bool {
    a.on == b.on && a.zone == b.zone && a.title == b.title && a.summary == b.summary && a.parties == b.parties
      && a.place == b.place && a.track == b.track && a.format == b.format && a.sources == b.sources
      && a.checked == b.checked && a.compared == b.compared && a.tlp == b.tlp && a.origin == b.origin
      && a.detail.equals(b.detail)
  }

  package var type: any EventType.Type { Swift.type(of: detail) }
  package var typeName: String { type.name }

  /// The title, or else a short description of the happening.
  package var headline: String { title ?? told ?? detail.sentence(self) }

  /// The event with a headline that uses the titles of the things it refers to; nil where none has a title.
  ///
  /// - Parameter title: the title of a thing of its process, if it has one.
  package func calling(_ title: (Slug) -> String?) -> Event? {
    if self.title != nil { return nil }
    var titles: [Substring: String] = [:]
    for case (_, .thing(let reference, _)) in mentions.all where reference.process == nil {
      titles[reference.slug.text[...]] = title(reference.slug)
    }
    if let slug = subject?.slug { titles[slug.text[...]] = title(slug) }
    if titles.isEmpty { return nil }
    var event = self
    event.told = detail.sentence(self).split(separator: " ", omittingEmptySubsequences: false).map { word in
      let name = word.last == "," ? word.dropLast() : word
      return titles[name].map { "“\($0)”\(word.last == "," ? "," : "")" } ?? String(word)
    }.joined(separator: " ")
    return event
  }

  /// The fields that every event may carry.
  package mutating func commonFields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional(
      "on", &on, "when it happened: 2003-08-27, 2008-05, 2013-12~, [2008-05-01..2008-05-05], a/b")
    try v.optional("zone", &zone, "the time zone of that date, such as Asia/Seoul")
    try v.optional("title", &title, "a headline")
    try v.optional("summary", &summary, "what happened, in your own words")
    try v.list("parties", &parties, "those involved, present or bound")
    try v.optional("place", &place, "where, such as “Beijing, cn” or “Beijing, cn, geo:39.90,116.40”")
    try v.optional("track", &track, "the strand it belongs to, such as denuclearization")
    try v.optional("format", &format, "the constellation, such as bilateral")
    try v.list(
      "sources", &sources,
      "“@key, p. 4”, “title | publisher | URL | date | page” or a URL, each with a grade such as [B2]")
    try v.optional("checked", &checked, "whether it was checked against a source")
    try v.list("compared", &compared, "the fields that were compared with the sources, such as on,place")
    try v.optional("tlp", &tlp, "who may be told, by the Traffic Light Protocol")
    try v.optional(
      "origin", &origin, "the table and the row that it was read from, such as launches#NK-2017-20")
  }

  package static var commonFields: [FieldDescription] {
    var describer = FieldDescriber()
    Event(NoteAdded()).showCommon(to: &describer)
    return describer.fields
  }

  private func showCommon<V: FieldVisitor>(to visitor: inout V) {
    var copy = self
    do { try copy.commonFields(&visitor) } catch {
      preconditionFailure("A visitor that only looks has thrown.")
    }
  }

  /// Refuses a name among the compared fields that no field of the event has.
  package func checkCompared() throws(Malformed) {
    if compared.isEmpty { return }
    let names = Event.commonFields.map(\.name) + type.fields.map(\.name)
    for slug in compared where !names.contains(slug.text) {
      let hint = nearest(slug.text, among: names).map { " Did you mean “\($0)”?" } ?? ""
      throw Malformed("A \(type.name) has no field “\(slug)” to compare.\(hint)", field: "compared")
    }
  }

  func write(_ writer: inout FieldWriter) {
    if type.version > 1 { writer.add(Form.name, type.version) }
    showCommon(to: &writer)
    detail.write(&writer)
  }

  /// Everything that the event names.
  package var mentions: Mentions {
    var mentions = Mentions()
    showCommon(to: &mentions)
    detail.mentions(&mentions)
    return mentions
  }

  /// Its texts besides the headline: summary, quotes, reasons and the like.
  package var prose: [String] {
    var prose = Prose()
    showCommon(to: &prose)
    detail.tell(&prose)
    return prose.texts
  }
}

/// An event at its place in the log, as a fold takes it.
package final class Entry: Sendable {
  package let position: Int64
  package let id: EventID
  package let event: Event
  /// The instants of `event.on` in its zone; nil where it has no date.
  package let occurred: Occurred?
  package let dating: Dating
  /// Everything that the event names; found once, since most rules and tables ask for it.
  package let mentions: Mentions
  /// The stream in which it was recorded; nil for that of the process at hand.
  package let home: String?
  private let zones: any ZoneRules

  /// Reads the event's date by the rules of its zone; an unknown zone is taken as UTC.
  package init(position: Int64, id: EventID, event: Event, home: String? = nil, zones: any ZoneRules) {
    self.position = position
    self.home = home
    self.id = id
    self.event = event
    self.zones = zones
    dating = Dating(on: event.on, position: position)
    mentions = event.mentions
    occurred = event.on.flatMap { on in
      (try? Occurred(edtf: on, zone: event.zone, rules: zones))
        ?? (try? Occurred(edtf: on, zone: nil, rules: zones))
    }
  }

  /// The entry that a fold takes for a recorded event.
  package convenience init(_ event: RecordedEvent<Event>, zones: any ZoneRules) {
    self.init(
      position: event.position, id: event.id, event: event.body, home: event.stream, zones: zones)
  }

  /// The entry with its event read otherwise.
  func with(_ event: Event) -> Entry {
    Entry(position: position, id: id, event: event, home: home, zones: zones)
  }
}

/// The date of an occurrence, with the position of the event that states it.
package struct Dating: Hashable, Sendable {
  package let on: EDTF?
  package let position: Int64
  /// The first day on which it may have happened, in its own local time; nil for an open date.
  package let firstDay: Int32?
  /// The last day on which it may have begun.
  package let surelyBegun: Int32?
  /// The last day on which it may have ended.
  package let lastDay: Int32?

  package init(on: EDTF?, position: Int64) {
    self.on = on
    self.position = position
    // Found once, since rules compare dates often.
    let (start, end) = (on?.start, on?.end)
    firstDay = start?.firstDay
    surelyBegun = start?.lastDay
    lastDay = end?.lastDay
  }

  package static func == (one: Dating, other: Dating) -> Bool {
    one.position == other.position && one.on == other.on
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(on)
    hasher.combine(position)
  }
}

extension Bounds {
  /// The day in which they begin, since 1970-01-01; nil where that is open.
  fileprivate var firstDay: Int32? { earliest.map { Int32(clamping: floorDivide($0, 86_400)) } }
  /// The day in which they end, since 1970-01-01; nil where that is open.
  fileprivate var lastDay: Int32? { latest.map { Int32(clamping: floorDivide($0, 86_400)) } }
}

extension EDTF {
  /// The first day on which it may have begun, in local time; nil for an open beginning.
  package var firstDay: Int32? { start.firstDay }
  /// The last day on which it may have begun; nil for an open beginning.
  package var surelyBegun: Int32? { start.lastDay }
  /// The last day on which it may have ended; nil for an open end.
  package var lastDay: Int32? { end.lastDay }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a - b + 1) / b }

extension Event {
  /// The thing that the event introduces; nil for most.
  package var introduction: Mention? { (detail as? any Introducing)?.introduces }

  /// The names of the things that it introduces.
  package var namings: [(slug: Slug, kind: ThingKind)] {
    let mentions = mentions
    var found: [(slug: Slug, kind: ThingKind)] = []
    if case (let kind, .new(let slug?))? = mentions.subject { found.append((slug, kind)) }
    for case (_, .naming(let slug, let kind)) in mentions.all { found.append((slug, kind)) }
    return found
  }

  /// The effect of the event on others of the record; nil for an event of the talks.
  package var correction: Correction? { (detail as? any Editorial)?.correction }

  /// Why it says what it says of others of the record; nil for an event of the talks.
  package var because: String? { (detail as? any Editorial)?.reason }

  /// Everyone that the event names, each once, those listed first.
  package var involved: [PartyID] { mentions.parties }

  /// The thing that the event is about; nil for most.
  package var subject: Subject? { mentions.subject?.subject }
}
