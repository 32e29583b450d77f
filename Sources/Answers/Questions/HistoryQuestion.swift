package import ArgumentParser
internal import EventSourcing
internal import EventStore
internal import ReadModels
internal import Talks
internal import Web

package struct HistoryQuestion: Question {
  package static let name = "history"
  package static let abstract =
    "Show the whole life of an event: as recorded, all that was said about it, and how it reads now."
  package static let page: ServedPage? = .event
  package static let members: [JSONMember] = [
    .value("position", "of the event in the log"),
    .value("name", "the end of its id, which is the same in every copy"),
    .value("recorded", "when the log took it in"),
    .value("login", "the database role that recorded it"),
    .value("event", "its journal line"), .value("counts", "whether it counts still"),
    .value("process", "that it belongs to; another than that of `event` where it was moved"),
    .value("disputed", "whether accounts differ and nobody has weighed them"),
    .value("contested", "whether corrections of it differ that did not know each other"),
    .value(
      "remarks",
      "what was said about it: `position`, `name`, `recorded` and `event` of each, whether it is `in_force`, and `depth`, from 0, for what was said about that in turn"
    ), .value("reads", "the journal line as it is to be read; `null` where the event does not count"),
  ]

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  package var event: String

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let target = try reader.log.event(named: event)
    if !reader.standpoint.admits(target) { throw NoSuchEvent.unknown(event) }
    let recorded = try reader.life(of: target)
    var answer = Answer(
      Self.name, of: target.stream, from: reader.standpoint,
      [
        EventHistory(
          of: target, among: recorded, zones: reader.zones,
          registry: SourceIndex(try reader.read(.definitions())))
      ])
    answer.subject = target.body.headline
    return answer
  }
}

extension RowReader {
  /// The events among which an event lives: of the process in which it was recorded, and of those to which it was moved.
  fileprivate mutating func life(of target: RecordedEvent<Event>) throws -> [RecordedEvent<Event>] {
    var found = try record(of: target.stream)
    let places = found.compactMap { event -> String? in
      guard case .moves(target.id, let to, _, _)? = event.body.correction else { return nil }
      return to.text
    }
    for place in Set(places).subtracting([target.stream]) {
      let known = Set(found.map(\.id))
      found += try record(of: place).filter { !known.contains($0.id) }
    }
    return found.sorted { $0.position < $1.position }
  }
}

/// An event as recorded, its corrections, and its current form.
private struct EventHistory: AnswerSection {
  /// A correction of the event, or of a correction.
  struct Remark: Sendable {
    let event: RecordedEvent<Event>
    let depth: Int
    let isInForce: Bool
  }

  let target: RecordedEvent<Event>
  let remarks: [Remark]
  /// Nil where it no longer counts.
  let current: Event?
  /// The process that it belongs to, and the event that moved it there; nil for that in which it was recorded.
  let place: (process: String, by: Int64)?
  let struck: Int64?
  let isDisputed: Bool
  /// Whether corrections of it differ that did not know each other.
  let isContested: Bool
  /// Resolves the sources that are cited by a key.
  let registry: SourceIndex

  init(
    of target: RecordedEvent<Event>, among recorded: [RecordedEvent<Event>], zones: any ZoneRules,
    registry: SourceIndex
  ) {
    (self.target, self.registry) = (target, registry)
    let corrections = Corrections(of: recorded.map { Entry($0, zones: zones) })
    remarks = Self.remarks(on: target.id, in: corrections, recorded)
    struck = corrections.struck[target.id]?.position
    let entry = corrections.entries.first { $0.id == target.id }
    let remark = corrections.remarks.values.joined().first { $0.entry.id == target.id }
    current = struck == nil ? entry?.event ?? remark?.entry.event : nil
    isDisputed = corrections.disputes[target.id]?.isOpen ?? false
    place = corrections.moved[target.id].flatMap { move in
      move.event.correction?.destination.map { ($0.text, move.position) }
    }
    isContested = corrections.isContested(target.id)
  }

  /// The corrections of an event, each followed by its own where it stands first; without recursion, since a chain of
  /// them may be long.
  private static func remarks(
    on id: EventID, in corrections: Corrections, _ recorded: [RecordedEvent<Event>]
  ) -> [Remark] {
    let byID = Dictionary(recorded.map { ($0.id, $0) }) { first, _ in first }
    func said(of id: EventID, _ depth: Int) -> [Remark] {
      (corrections.remarks[id] ?? []).reversed().compactMap { remark in
        byID[remark.entry.id].map { Remark(event: $0, depth: depth, isInForce: remark.isInForce) }
      }
    }
    var found: [Remark] = []
    var left = said(of: id, 0)
    var seen: Set<EventID> = []
    while let remark = left.popLast() {
      found.append(remark)
      if seen.insert(remark.event.id).inserted { left += said(of: remark.event.id, remark.depth + 1) }
    }
    return found
  }

  private static func when(_ event: RecordedEvent<Event>) -> String {
    let known =
      event.known == event.recorded ? "" : ", known \(RFC3339.text(microseconds: event.known))"
    let login = event.login.isEmpty ? "" : ", logged in as \(event.login)"
    return "recorded \(RFC3339.text(microseconds: event.recorded)) by \(event.by)\(login)\(known)"
  }

  /// Its position, and its name that is the same in every copy.
  private static func name(_ event: RecordedEvent<Event>) -> String {
    "\(event.position) (\(event.id.ending()))"
  }

  private static func fields(_ event: Event) -> [String] {
    event.typedFields.map { "\($0.field): \($0.values.joined(separator: "; "))" }
  }

  /// The depth from which corrections of corrections are shown no further to the right.
  private static let deepestPad = 12

  func text(_ terminal: TerminalStyle) -> [String]? {
    var lines = [
      "Event \(Self.name(target)) of \(target.stream), \(target.body.type.name), \(Self.when(target)):"
    ]
    lines += Self.fields(target.body).map { "  \($0)" }
    for remark in remarks {
      let pad = String(repeating: "  ", count: min(remark.depth, Self.deepestPad))
      let undone = remark.isInForce ? "" : " (no longer in force)"
      lines.append(
        "\(pad)Event \(Self.name(remark.event)), \(remark.event.body.type.name), \(Self.when(remark.event))\(undone):"
      )
      lines += Self.fields(remark.event.body).map { "\(pad)  \($0)" }
    }
    if let struck {
      lines.append("It no longer counts, by event \(struck).")
    } else if let current {
      let before = Self.fields(target.body)
      let now = Self.fields(current)
      if before == now {
        lines.append("It reads as it was recorded.")
      } else {
        lines.append("It reads:")
        lines += now.map { "\(before.contains($0) ? " " : "*") \($0)" }
      }
    } else {
      lines.append("By the account that is preferred, it did not happen.")
    }
    if let place { lines.append("It belongs to \(place.process), by event \(place.by).") }
    if isDisputed {
      lines.append("‡ Accounts differ, and nobody has weighed them; “parley resolve” prefers one.")
    }
    if isContested {
      lines.append(
        "‡ Corrections differ that did not know each other; “parley check conflict” shows them, and “parley resolve” prefers one."
      )
    }
    return lines.map(\.harmless)
  }

  var members: [(name: String, json: JSONWriter)] {
    let process = Slug(place?.process ?? target.stream)
    return EventCitation(target).members + [
      ("process", .of { $0.string(place?.process ?? target.stream) }),
      ("counts", .of { $0.bool(struck == nil && current != nil) }),
      ("disputed", .of { $0.bool(isDisputed) }), ("contested", .of { $0.bool(isContested) }),
      (
        "remarks",
        .of { json in
          json.list(remarks) { remark, json in
            json.object(
              EventCitation(remark.event).members + [
                ("in_force", .of { $0.bool(remark.isInForce) }), ("depth", .of { $0.integer(remark.depth) }),
              ])
          }
        }
      ),
      (
        "reads",
        .of { json in
          if let current, let process {
            JournalLine(process: process, event: current).write(&json)
          } else {
            json.null()
          }
        }
      ),
    ]
  }

  func html(_ links: any PageLinks) -> HTML? {
    let target = registry.citingInFull(target)
    let remarks = remarks.map { remark -> HTML in
      let undone = remark.isInForce ? "" : " (no longer in force)"
      return """
        <li>\(link(to: remark.event, links)), \(Self.when(remark.event))\(undone)
        \(list(remark.event.body))</li>

        """
    }
    let sources = target.body.sources.map { source -> HTML in
      "<li dir=\"auto\">\(links.citation(source))</li>\n"
    }
    return """
      <p>Event \(Self.name(target)) of <a href="\(links.link(target.stream))">\(target.stream)</a>, \
      \(target.body.type.name), \(Self.when(target)). <small>\(target.id.description)</small></p>
      <h2>As recorded</h2>
      \(list(target.body))
      <h2>Sources</h2>
      \(sources.isEmpty ? "<p>No source is given.</p>" : "<ul class=\"sources\">\n\(sources)</ul>" as HTML)
      <h2>What was said about it</h2>
      \(remarks.isEmpty ? "<p>Nothing.</p>" : "<ul class=\"events\">\n\(remarks)</ul>" as HTML)
      <h2>How it reads now</h2>
      \(reading(links))
      """
  }

  private func reading(_ links: any PageLinks) -> HTML {
    var html: HTML =
      if let struck {
        "<p>It no longer counts, by <a href=\"\(links.link("events", String(struck)))\">event \(struck)</a>.</p>"
      } else if let current {
        Self.fields(target.body) == Self.fields(current)
          ? "<p>It reads as it was recorded.</p>" : list(current)
      } else {
        "<p>By the account that is preferred, it did not happen.</p>"
      }
    if let place {
      html +=
        "<p>It belongs to <a href=\"\(links.link(place.process))\">\(place.process)</a>, by <a href=\"\(links.link("events", String(place.by)))\">event \(place.by)</a>.</p>"
    }
    if isContested {
      let accounts = links.link(target.stream, AccountsQuestion.name)
      html += "<p>‡ <a href=\"\(accounts)\">Corrections differ</a> that did not know each other.</p>"
    }
    if isDisputed {
      let accounts = links.link(target.stream, AccountsQuestion.name)
      html += "<p>‡ <a href=\"\(accounts)\">Accounts differ</a>, and nobody has weighed them.</p>"
    }
    return html
  }

  private func link(to event: RecordedEvent<Event>, _ links: any PageLinks) -> HTML {
    "<a href=\"\(links.link("events", String(event.position)))\">Event \(Self.name(event))</a>, \(event.body.type.name)"
  }

  private func list(_ event: Event) -> HTML {
    let rows = event.typedFields.filter { $0.field != "sources" }.map { field, values -> HTML in
      "<dt>\(field)</dt>\n\(values.map { value -> HTML in "<dd dir=\"auto\">\(value)</dd>\n" })"
    }
    return "<dl>\n\(rows)</dl>"
  }
}
