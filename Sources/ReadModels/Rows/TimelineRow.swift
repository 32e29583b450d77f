internal import EventSourcing
package import Talks

package struct TimelineRow: EventListing {
  package static let name = "timeline"
  package static let help = "Every event, in the order in which it happened."
  // 3: its table holds what the checkpoint says and nothing later.
  package static let version = 3
  package static let reachesBeyondToday = true

  package var process = ""
  @Traced package var event = EventPosition(0)
  @Traced package var name = ""
  @Traced package var type = ""
  @Traced package var onText: EDTF? = nil
  @Traced package var zone: String? = nil
  @Traced package var firstDay: CivilDay? = nil
  @Traced package var lastDay: CivilDay? = nil
  @Traced package var headline = ""
  @Traced package var track: Slug? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var place: String? = nil
  @Traced package var thing: Slug? = nil
  @Traced package var sources = 0

  package init() {}

  package static let fields: [Field<TimelineRow>] = [
    Field("event", \.$event, "Its position in the log; its body is in log.event.", .key),
    Field("name", \.$name, "The end of its id, by which it is called in every copy of the record.", .repeats),
    Field("type", \.$type, "Its type."),
    Field("on_text", \.$onText, "When it happened, as EDTF."),
    Field("zone", \.$zone, "The time zone of that date, where one is given."),
    Field("first_day", \.$firstDay, "The first day on which it may have happened."),
    Field("last_day", \.$lastDay, "The day by which it was over."),
    Field("headline", \.$headline, "Its title, or what happened in a few words."),
    Field("track", \.$track, "The strand it belongs to."),
    Field("parties", \.$parties, "Those involved, by id."),
    Field("place", \.$place, "Where."),
    Field("thing", \.$thing, "The slug of the thing that it is about."),
    Field("sources", \.$sources, "How many sources it cites.", .repeats),
  ]

  package static func row(_ entry: Entry, _ state: ProcessState) -> TimelineRow {
    let (event, dating) = (entry.event, entry.dating)
    let by = dating.provenance
    let mentions = entry.mentions
    var row = TimelineRow()
    row.$event = .position(entry.position)
    row.$name = Traced(entry.id.ending(), by)
    row.$type = Traced(event.type.name, by)
    row.$onText = .on(dating)
    row.$zone = Traced(event.zone, by)
    row.$firstDay = .firstDay(dating)
    row.$lastDay = .lastDay(dating)
    row.$headline = Traced(event.headline, by)
    row.$track = Traced(event.track, by)
    row.$parties = Traced(mentions.parties, by)
    row.$place = Traced(event.place?.name, by)
    row.$thing = Traced(mentions.subject?.subject.slug, by)
    row.$sources = Traced(event.sources.count, by)
    return row
  }
}

extension TimelineRow {
  package var happening: Breakdowns.Happening {
    Breakdowns.Happening(
      process: process, dating: Dating(on: onText, position: event.value), headline: headline,
      parties: parties, isSetback: Catalogue.type(named: type)?.isSetback ?? false)
  }
}
