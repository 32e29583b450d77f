/// One line of a journal, Parley's own JSON Lines: an event with its process and, where it has them, its id,
/// when it became known, and by whom it was recorded.
package struct JournalLine: Equatable, Sendable {
  package var process: Slug
  package var id: String?
  /// When the desk learned it: RFC 3339, UTC.
  package var known: String?
  package var by: String?
  /// The highest marking permitted in the extract to which the line belongs;
  /// nil for a line of a full journal.
  package var ceiling: Marking?
  package var event: Event

  package init(process: Slug, id: String? = nil, known: String? = nil, by: String? = nil, event: Event) {
    self.process = process
    self.id = id
    self.known = known
    self.by = by
    self.event = event
  }

  /// The names that no event type may use for a field.
  package static let envelope = ["process", "type", "id", "known", "by", "ceiling"]

  package init(_ tape: JSONTape) throws(Malformed) {
    var reader = try FieldReader(tape, JSONTape.root)
    var process = Slug.placeholder
    var name = ""
    var id: String?
    var known: String?
    var by: String?
    var ceiling: Marking?
    try reader.required("process", &process, "")
    try reader.required("type", &name, "")
    try reader.optional("id", &id, "")
    try reader.optional("known", &known, "")
    try reader.optional("by", &by, "")
    try reader.optional("ceiling", &ceiling, "")
    guard let type = Catalogue.type(named: name) else {
      throw Malformed(
        Catalogue.unknown(name).reason, field: "type",
        column: tape.member("type", of: JSONTape.root).map(tape.column))
    }
    let form = try Form.read(type, &reader)
    guard form >= type.firstAlike else {
      self = try EventCodec.without(column: { () throws(Malformed) in
        try JournalLine(Form.upcast(tape, from: form, type))
      })
      return
    }
    let event = try EventCodec.event(type, &reader, envelope: Self.envelope)
    self.init(process: process, id: id, known: known, by: by, event: event)
    self.ceiling = ceiling
  }

  package func write(_ json: inout JSONWriter) {
    var writer = FieldWriter()
    writer.add("process", process)
    writer.add("type", event.type.name)
    if let id { writer.add("id", id) }
    if let known { writer.add("known", known) }
    if let by { writer.add("by", by) }
    if let ceiling { writer.add("ceiling", ceiling) }
    event.write(&writer)
    writer.write(&json)
  }
}
