import EventSourcing
import Evidence
import Talks

/// An event with its evidence as a line of JSON, verifiable without a database.
enum EvidenceLine {
  static func write(_ event: StoredEvent, to json: inout JSONWriter) { json.object(members(of: event)) }

  static func members(of event: StoredEvent) -> [(name: String, json: JSONWriter)] {
    let entry = event.entry
    func text(_ text: String) -> JSONWriter { .of { $0.string(text) } }
    func number(_ value: Int64) -> JSONWriter { .of { $0.integer(Int(value)) } }
    var members = [
      (name: "position", json: number(entry.position)), ("stream", text(entry.stream)),
      ("version", number(entry.version)), ("id", text(entry.id.description)), ("type", text(entry.type)),
      ("by", text(entry.by)), ("login", text(entry.login)), ("known", number(entry.known)),
      ("recorded", number(entry.recorded)),
      ("commitment", text(entry.commitment.description)), ("leaf", text(event.leaf.description)),
      ("chain", text(event.chain.description)),
    ]
    if let secret = event.secret {
      members.append(("body", text(String(decoding: secret.body, as: UTF8.self))))
      members.append(("salt", text(hexadecimal(secret.salt))))
    }
    return members
  }

  /// The id of the event whose erasure an event records; nil for other events.
  @Sendable static func erased(_ event: StoredEvent) -> EventID? {
    guard Catalogue.type(named: event.entry.type)?.isEditorial == true, let secret = event.secret else {
      return nil
    }
    var codec = EventCodec()
    let record = codec.event(type: event.entry.type, body: secret.body)
    if case .erases(let erased)? = record.correction { return erased } else { return nil }
  }

  /// The first line where events are withheld.
  static func header(_ ceiling: Marking) -> JSONWriter {
    .of { $0.object([("ceiling", .of { ceiling.write(&$0) })]) }
  }

  static func write(withheld event: StoredEvent, to json: inout JSONWriter) {
    json.object(members(of: event).filter { ["position", "leaf", "chain"].contains($0.name) })
  }

  /// The content of a line.
  enum Line {
    case event(StoredEvent)
    case withheld(WithheldEvent)
    case ceiling(Marking)
  }

  static func line(_ tape: JSONTape) throws(Malformed) -> Line {
    var reader = try FieldReader(tape, JSONTape.root)
    var ceiling: Marking?
    try reader.optional("ceiling", &ceiling, "")
    if let ceiling { return .ceiling(ceiling) }
    guard tape.member("leaf", of: JSONTape.root) != nil, tape.member("stream", of: JSONTape.root) == nil
    else {
      return .event(try read(tape))
    }
    var position = 0
    try reader.required("position", &position, "")
    return .withheld(
      WithheldEvent(
        position: Int64(position), leaf: try digest("leaf", &reader), chain: try digest("chain", &reader)))
  }

  private static func digest(_ name: StaticString, _ reader: inout FieldReader) throws(Malformed) -> Digest {
    var text = ""
    try reader.required(name, &text, "")
    guard let digest = bytes(hexadecimal: text).flatMap(Digest.init(bytes:)) else {
      throw Malformed("“\(name)” is not a SHA-256 hash in hexadecimal.", field: "\(name)")
    }
    return digest
  }

  static func read(_ tape: JSONTape) throws(Malformed) -> StoredEvent {
    var reader = try FieldReader(tape, JSONTape.root)
    func text(_ name: StaticString) throws(Malformed) -> String {
      var text = ""
      try reader.required(name, &text, "")
      return text
    }
    func number(_ name: StaticString) throws(Malformed) -> Int64 {
      var number = 0
      try reader.required(name, &number, "")
      return Int64(number)
    }
    guard let id = EventID(try text("id")) else { throw Malformed("“id” is not a UUID.", field: "id") }
    let entry = LogEntry(
      position: try number("position"), stream: try text("stream"), version: try number("version"), id: id,
      type: try text("type"), by: try text("by"), login: try text("login"),
      known: try number("known"), recorded: try number("recorded"),
      commitment: try digest("commitment", &reader))
    var body: String?
    var salt: String?
    try reader.optional("body", &body, "")
    try reader.optional("salt", &salt, "")
    let secret = body.flatMap { body in
      salt.flatMap(bytes(hexadecimal:)).map { (body: Array(body.utf8), salt: $0) }
    }
    guard (body == nil) == (secret == nil) else {
      throw Malformed("A body goes with its salt in hexadecimal.", field: "salt")
    }
    return StoredEvent(
      entry: entry, secret: secret, leaf: try digest("leaf", &reader), chain: try digest("chain", &reader))
  }
}
