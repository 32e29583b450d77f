import Talks
import Testing

/// A type of event that has changed twice.
private struct Walked: EventType {
  static let name = "walked"
  static let help = "Somebody walked."

  var parties: [PartyID] = []
  var miles: Int?

  mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.list("walkers", &parties, "who")
    try v.optional("miles", &miles, "how far")
  }

  func sentence(_ event: Event) -> String { "A walk" }

  static let upcasters = [
    // 2: several may walk.
    Upcaster(renaming: ["who": "walkers"]) { fields in
      fields["walkers"] = fields["walkers"].map { .list([$0]) }
    },
    // 3: how far is new.
    .widening,
  ]
}

@Suite("The version of a form")
struct UpcasterTests {
  private func line(_ members: String) -> [UInt8] { Array("{\"process\":\"a\",\(members)}".utf8) }

  private func refusal(_ members: String) throws -> Malformed {
    try #require(throws: Malformed.self) { try Samples.read(line(members)) }
  }

  @Test("is one more than there are upcasters, and is written where it is not 1")
  func version() throws {
    #expect(NoteAdded.version == 1 && EventErased.version == 2 && Walked.version == 3)
    // What only lacks a later field fits as it stands.
    #expect([NoteAdded.firstAlike, EventErased.firstAlike, Walked.firstAlike] == [1, 2, 2])
    let old = try Samples.read(line(#""type":"event-erased","erased":"x","reason":"asked to""#))
    #expect((old.event.detail as? EventErased)?.because == "asked to")
    #expect(
      String(decoding: EventCodec.encode(old.event), as: UTF8.self)
        == #"{"because":"asked to","erased":"x","form":2}"#)
    #expect(
      try Samples.read(line(#""type":"event-erased","erased":"x","because":"asked to","form":2"#)) == old)
    let note = try Samples.read(line(#""type":"note-added","title":"n","form":1"#))
    #expect(String(decoding: EventCodec.encode(note.event), as: UTF8.self) == #"{"title":"n"}"#)
  }

  @Test("of an earlier program is carried over a step at a time, in the log as in a journal")
  func steps() throws {
    for (form, members) in [
      (1, #""who":"us""#), (2, #""walkers":["us"],"form":2"#),
    ] {
      var tape = JSONTape()
      try tape.parse(Array("{\(members),\"title\":null}".utf8))
      let fields = try Walked.read(form: form, tape)
      #expect(fields.parties.map(\.slug.text) == ["us"] && fields.miles == nil, "\(form)")
    }
    var tape = JSONTape()
    try tape.parse(Array("{}".utf8))
    #expect(try Walked.read(form: 1, tape).parties.isEmpty)
  }

  @Test("that is newer than the program is refused with what to do, and in the log told as unreadable")
  func newer() throws {
    let reason =
      "This event-erased is written in version 3 of its form, and this parley knows those up to 2; use a newer parley."
    let members = #""erased":"x","grounds":["law"],"form":3"#
    #expect(try refusal(#""type":"event-erased",\#(members)"#).reason == reason)
    var codec = EventCodec()
    let event = codec.event(type: "event-erased", body: Array("{\(members)}".utf8))
    #expect((event.detail as? UnreadableEvent)?.reason == reason)
    #expect(
      try refusal(#""type":"note-added","form":0"#).reason
        == "“0” is no version of a form; they count from 1.")
    #expect(
      try refusal(#""type":"note-added","form":2"#).reason
        == "This note-added is written in version 2 of its form, and this parley knows those up to 1; use a newer parley."
    )
  }

  @Test("that is earlier knows no fields of a later one, and its faults are told without a wrong column")
  func earlier() throws {
    var fault = try refusal(#""type":"event-erased","erased":"x","reason":3"#)
    #expect(fault.reason == "A text in quotes was expected.")
    #expect(fault.field == "because" && fault.column == nil)
    fault = try refusal(#""type":"event-erased","erased":"x""#)
    #expect(fault.reason == "The field “because” is missing.")
    fault = try refusal(#""type":"event-erased","erased":"x","reason":"y","resaon":"z""#)
    #expect(fault.reason == "There is no field “resaon”.")
    fault = try refusal(#""type":"event-erased","erased":"x","reason":"y","reason":"z""#)
    #expect(fault.reason == "The field “reason” stands here twice.")
    fault = try refusal(#""type":"event-erased","form":2,"erased":"x","reason":"y""#)
    #expect(fault.reason == "The field “because” is missing.")
    fault = try refusal(#""type":"event-erased","erased":"x","because":"y""#)
    #expect(
      fault.reason == "The field “because” is one of version 2 of the form; write “form”: 2 with it.")
  }

  @Test("does not matter to a correction that names a field as it was called before")
  func corrections() throws {
    let event = try Samples.read(line(#""type":"event-erased","erased":"x","reason":"y""#)).event
    let changed = try event.changed(by: [Change(field: "reason", value: "a court")])
    #expect((changed.detail as? EventErased)?.because == "a court")
    #expect(try event.changed(by: [Change(field: "because", value: "a court")]) == changed)
    #expect(throws: Malformed.self) { try event.changed(by: [Change(field: "raeson", value: "x")]) }
  }
}

extension EventType {
  /// The type's own fields of an object in some version of its form.
  fileprivate static func read(form: Int, _ tape: JSONTape) throws -> Self {
    var reader = try FieldReader(Form.upcast(tape, from: form, Self.self), JSONTape.root)
    return try read(&reader)
  }
}
