package import EventSourcing
package import Talks

/// The provenance of the record as PROV-JSON (W3C): recorders, times, sources and corrections.
///
/// The statements of one recording form a bundle, so that readers need not keep earlier ones; programs that
/// want one graph flatten the bundles.
package struct Prov: ExportFormat {
  package static let name = "prov"
  package static let help = "Who recorded what, from which sources, and what corrects what (W3C PROV-JSON)."
  package static let fileExtension = "prov.json"
  package static let isInLogOrder = true

  private static let prefixes = [
    ("event", "urn:uuid:"), ("http", "http://"), ("https", "https://"), ("parley", "urn:parley:"),
    ("bundle", "urn:parley:bundle:"), ("citation", "urn:parley:citation:"), ("party", "urn:parley:party:"),
    ("recorder", "urn:parley:recorder:"), ("recording", "urn:parley:recording:"),
    ("source", "urn:parley:source:"),
  ]

  private let header: ExportHeader
  private var isFirst = true

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write(#"{"prefix":"#)
    out.write(JSONWriter.members(Self.prefixes.map { ($0, .text($1)) }).bytes)
    out.write(#","entity":"#)
    let about = JSONWriter.members([
      ("prov:label", header.title), ("parley:filter", header.inWords),
      ("parley:tlp", header.sharing.ceiling.label),
    ])
    out.write(JSONWriter.members([("parley:export", about)]).bytes)
    out.write(#","bundle":{"#)
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    out.write("\"bundle:\(recorded.position)\":")
    var bundle = Bundle(recorded)
    bundle.cite(recorded.body.sources)
    if let correction = recorded.body.correction { bundle.relate(correction, header.name) }
    out.write(bundle.json.bytes)
  }

  package mutating func end(_ out: inout ExportBuffer) { out.write("\n}}\n") }
}

/// The statements of one recording.
private struct Bundle {
  private let id: EventID
  private let event: String
  private let recording: String
  private let time: JSONWriter
  private var sections: [String: [(String, JSONWriter)]] = [:]

  init(_ recorded: RecordedEvent<Event>) {
    let body = recorded.body
    let recorder = "recorder:\(percentEncoded(recorded.by))"
    id = recorded.id
    event = "event:\(recorded.id)"
    recording = "recording:\(recorded.position)"
    time = .text(RFC3339.text(microseconds: recorded.recorded))
    var members: [(String, JSONWriter)] = [
      ("prov:label", .text(body.headline)), ("prov:type", name("parley:\(body.type.name)")),
      ("parley:process", .text(recorded.stream)), ("parley:position", .text(String(recorded.position))),
      ("parley:known", .text(RFC3339.text(microseconds: recorded.known))),
    ]
    if let on = body.on { members.append(("parley:on", .text(on.text))) }
    if let tlp = body.tlp { members.append(("parley:tlp", .text(tlp.label))) }
    add("entity", event, members)
    add("agent", recorder, [("prov:label", .text(recorded.by))])
    add("activity", recording, [("prov:startTime", time), ("prov:endTime", time)])
    relate(
      "wasGeneratedBy", [("prov:entity", event), ("prov:activity", recording)], [("prov:time", time)])
    relate("wasAssociatedWith", [("prov:activity", recording), ("prov:agent", recorder)])
    relate("wasAttributedTo", [("prov:entity", event), ("prov:agent", recorder)])
  }

  var json: JSONWriter { JSONWriter.members(sections.map { ($0, JSONWriter.members($1)) }) }

  /// The event is derived from its sources; the citation's own details belong to the derivation.
  mutating func cite(_ sources: [Source]) {
    for (index, source) in sources.enumerated() {
      let link = source.url.flatMap(webAddress)
      let entity =
        source.key.map { "source:\($0)" } ?? link.map(Self.qualified)
        ?? "citation:\(id).\(index + 1)"
      var label = source
      label.page = nil
      var members: [(String, JSONWriter)] = [("prov:label", .text(label.words.joined(separator: ", ")))]
      if let link { members.append(("parley:url", .text(link))) }
      add("entity", entity, members)
      let citation = [("page", source.page), ("quote", source.quote), ("grade", source.grade)]
      derive(
        event, from: entity,
        citation.compactMap { name, words in words.map { ("parley:\(name)", .text($0)) } })
    }
  }

  /// An address of the web as a name under the prefix of its scheme.
  private static func qualified(_ link: String) -> String {
    let parts = link.split(separator: ":", maxSplits: 1)
    return "\(parts[0]):\(parts[1].dropFirst(2))"
  }

  /// Adds the effect of an event on others.
  mutating func relate(_ correction: Correction, _ partyName: (PartyID) -> String) {
    switch correction {
    case .amends(let other, _), .moves(let other, _, _, _): revise(other)
    case .retracts(let other): invalidate(other)
    case .merges(let gone, let kept):
      invalidate(gone)
      equate("event:\(gone)", "event:\(kept)")
    case .disputes(let other, let party, _, _, _):
      equate(event, "event:\(other)")
      if let party {
        add("agent", "party:\(party.slug)", [("prov:label", .text(partyName(party)))])
        relate("wasAttributedTo", [("prov:entity", event), ("prov:agent", "party:\(party.slug)")])
      }
    case .resolves(let other, let preferred):
      revise(other)
      if let preferred { derive(event, from: "event:\(preferred)") }
    case .erases(let other): if let other { invalidate(other) }
    }
  }

  private mutating func revise(_ other: EventID) {
    derive(event, from: "event:\(other)", [("prov:type", name("prov:Revision"))])
  }

  private mutating func derive(_ one: String, from other: String, _ more: [(String, JSONWriter)] = []) {
    relate("wasDerivedFrom", [("prov:generatedEntity", one), ("prov:usedEntity", other)], more)
  }

  private mutating func invalidate(_ other: EventID) {
    relate(
      "wasInvalidatedBy", [("prov:entity", "event:\(other)"), ("prov:activity", recording)],
      [("prov:time", time)])
  }

  private mutating func equate(_ one: String, _ other: String) {
    relate("alternateOf", [("prov:alternate1", one), ("prov:alternate2", other)])
  }

  private mutating func relate(
    _ section: String, _ ends: [(String, String)], _ more: [(String, JSONWriter)] = []
  ) {
    let number = sections[section]?.count ?? 0
    add(section, "_:\(number + 1)", ends.map { ($0, .text($1)) } + more)
  }

  /// Adds a description once, also for a source cited twice.
  private mutating func add(_ section: String, _ id: String, _ members: [(String, JSONWriter)]) {
    if sections[section, default: []].contains(where: { $0.0 == id }) { return }
    sections[section, default: []].append((id, JSONWriter.members(members)))
  }
}

private func name(_ qualified: String) -> JSONWriter {
  .members([("$", qualified), ("type", "prov:QUALIFIED_NAME")])
}
