import Foundation
import Talks
import Testing

@Suite("The catalogue of event types")
struct CatalogueTests {
  @Test("names what its folder holds, each once")
  func folder() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Talks/Events")
    let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    let types = Set(files).subtracting(["Catalogue", "Event", "EventType"])
    #expect(types == Set(Catalogue.all.map { "\($0)" }))
    #expect(Set(Catalogue.all.map { $0.name }).count == Catalogue.all.count)
  }

  @Test("names each type after its file", arguments: Catalogue.all.map { $0.name })
  func naming(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    #expect(name.split(separator: "-").map { $0.capitalized }.joined() == "\(type)")
  }

  @Test("helps with a sentence, and with a phrase for every field", arguments: Catalogue.all.map { $0.name })
  func help(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    #expect(type.help.hasSuffix(".") && type.help.first?.isUppercase == true)
    for field in type.fields + Event.commonFields {
      #expect(!field.help.isEmpty && !field.help.hasSuffix("."), "\(field.name)")
      #expect(Slug(field.name) != nil)
    }
  }

  @Test("uses no field name for two things", arguments: Catalogue.all.map { $0.name })
  func fieldNames(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    let names = JournalLine.envelope + ["\(Form.name)"] + (Event.commonFields + type.fields).map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(
    "reads again what it writes, with every field filled", arguments: Catalogue.all.map { $0.name },
    [true, false])
  func roundTrip(name: String, naming: Bool) throws {
    let type = try #require(Catalogue.type(named: name))
    let bytes = Samples.line(of: type, naming: naming).bytes
    let line = try Samples.read(bytes)
    #expect(Samples.written(line) == bytes)
    var codec = EventCodec()
    let body = EventCodec.encode(line.event)
    let event = try codec.decode(type: name, body: body)
    #expect(event == line.event)
    #expect(EventCodec.encode(event) == body)
    #expect(!event.headline.isEmpty && !event.detail.sentence(event).isEmpty)
  }

  @Test("does without every field that is not required", arguments: Catalogue.all.map { $0.name })
  func sparse(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(Samples.line(of: type).bytes)) as? [String: Any])
    let required = Set(type.fields.filter { $0.need == .required }.map(\.name))
    document = document.filter { required.union(["process", "type", "form"]).contains($0.key) }
    let line = try Samples.read([UInt8](try JSONSerialization.data(withJSONObject: document)))
    #expect(line.event.on == nil)
    #expect(try Samples.read(Samples.written(line)) == line)
    for field in required {
      let bytes = [UInt8](
        try JSONSerialization.data(withJSONObject: document.filter { $0.key != field }))
      #expect(throws: Malformed.self, "\(field)") { try Samples.read(bytes) }
    }
  }

  @Test("tells apart events that differ in one field")
  func equality() throws {
    for type in Catalogue.all {
      let (one, other) = (
        try Samples.read(Samples.line(of: type).bytes), Samples.line(of: type, naming: false)
      )
      #expect((try Samples.read(other.bytes).event == one.event) == (type.subjectKind == nil))
      var changed = one.event
      changed.summary = "Other."
      #expect(changed != one.event)
    }
  }

  @Test("answers an unknown name with the nearest")
  func unknown() {
    #expect(Catalogue.type(named: "party-joint") == nil)
    #expect(
      Catalogue.unknown("party-joint").reason
        == "There is no event type “party-joint”. Did you mean “party-joined”?")
    #expect(Catalogue.unknown("zzzzzz").reason == "There is no event type “zzzzzz”.")
  }
}
