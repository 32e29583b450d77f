package import EventSourcing
package import Talks

/// Events with a place as map features, by RFC 7946.
///
/// Each feature states whether its coordinates are from the record or the gazetteer; one without either has
/// no geometry, so that no event is missing.
package struct GeoJSON: ExportFormat {
  package static let name = "geojson"
  package static let help = "What has a place, for maps (RFC 7946)."
  package static let fileExtension = "geojson"

  private let header: ExportHeader
  private var isFirst = true

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write(#"{"type":"FeatureCollection","title":"#)
    out.write(JSONWriter.text(header.title).bytes)
    out.write(#","description":"#)
    out.write(JSONWriter.text(header.inWords).bytes)
    out.write(#","tlp":"#)
    out.write(JSONWriter.text(header.sharing.ceiling.rawValue).bytes)
    out.write(#","features":["#)
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    guard let place = event.place else { return }
    let (spot, precision) =
      place.coordinates.map { ("\($0.longitude),\($0.latitude)", "recorded") }
      ?? header.gazetteer.find(place).map { ("\($0.longitude),\($0.latitude)", "gazetteer") } ?? (nil, nil)
    out.write(isFirst ? "\n" : ",\n")
    isFirst = false
    out.write(#"{"type":"Feature","id":"\#(recorded.id)","geometry":"#)
    // Longitude comes first.
    out.write(spot.map { #"{"type":"Point","coordinates":[\#($0)]}"# } ?? "null")
    out.write(#","properties":"#)
    out.write(properties(recorded, place, precision).bytes)
    out.write("}")
  }

  package mutating func end(_ out: inout ExportBuffer) { out.write("\n]}\n") }

  private func properties(_ recorded: RecordedEvent<Event>, _ place: Place, _ precision: String?)
    -> JSONWriter
  {
    let event = recorded.body
    let texts: [(String, String?)] = [
      ("process", recorded.stream), ("type", event.type.name), ("kind", event.kind),
      ("title", event.headline),
      ("summary", event.summary), ("on", event.on?.text), ("when", event.on.map { _ in event.dateInWords }),
      ("earliest", event.span.first?.description), ("latest", event.span.last?.description),
      ("place", place.name), ("country", place.country), ("track", event.track?.text),
      ("format", event.format), ("tlp", event.tlp?.rawValue), ("precision", precision),
    ]
    let lists: [(String, [String])] = [
      ("parties", event.involved.map(header.name)), ("sources", event.sources.map(\.inWords)),
      ("accountsThatDiffer", header.rivals[recorded.position] ?? []),
    ]
    return .members(
      texts.compactMap { name, text in text.map { (name, .text($0)) } } + lists.map { ($0, .texts($1)) })
  }
}

extension Event {
  /// The kind of thing that it is about, by its type: `round`, `session`, `contact`, `agreement`, `setback`.
  fileprivate var kind: String { String(type.name.prefix { $0 != "-" }) }
}
