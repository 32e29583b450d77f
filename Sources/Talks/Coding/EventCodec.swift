/// Turns recorded bodies into events and back.
///
/// One codec serves a whole run: it keeps its buffers.
package struct EventCodec: Sendable {
  private var tape = JSONTape()

  package init() {}

  /// The event of a recorded body.
  package mutating func decode(type name: String, body: some Collection<UInt8>) throws(Malformed) -> Event {
    guard let type = Catalogue.type(named: name) else { throw Catalogue.unknown(name) }
    try tape.parse(body)
    var reader = try FieldReader(tape, JSONTape.root)
    let form = try Form.read(type, &reader)
    if form >= type.firstAlike { return try Self.event(type, &reader, envelope: []) }
    return try Self.without(column: { () throws(Malformed) in
      var reader = try FieldReader(Form.upcast(tape, from: form, type), JSONTape.root)
      _ = try Form.read(type, &reader)
      return try Self.event(type, &reader, envelope: [])
    })
  }

  /// The decoded event of a recorded body; an unreadable one becomes an `UnreadableEvent` with the reason.
  package mutating func event(type name: String, body: some Collection<UInt8>) -> Event {
    do throws(Malformed) { return try decode(type: name, body: body) } catch {
      var detail = UnreadableEvent()
      detail.reason = error.reason
      return Event(detail)
    }
  }

  /// The event's body: canonical JSON (RFC 8785).
  package static func encode(_ event: Event) -> [UInt8] {
    var writer = FieldWriter()
    event.write(&writer)
    return JSONWriter.of { writer.write(&$0) }.bytes
  }

  /// The result of a body that reads an upcast line; its errors lose their columns, which do not match the
  /// line as given.
  static func without<R>(column body: () throws(Malformed) -> R) throws(Malformed) -> R {
    do { return try body() } catch { throw Malformed(error.reason, field: error.field) }
  }

  /// - Parameter reader: positioned after the envelope and the form's version, which is the current one.
  static func event(
    _ type: any EventType.Type, _ reader: inout FieldReader, envelope: [String]
  ) throws(Malformed) -> Event {
    let detail = try type.read(&reader)
    var event = Event(detail)
    try event.commonFields(&reader)
    try reader.finish(
      known: envelope + ["\(Form.name)"] + Event.commonFields.map(\.name) + type.fields.map(\.name))
    return event
  }
}
