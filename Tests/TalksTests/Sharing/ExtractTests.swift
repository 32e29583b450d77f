import EventSourcing
import Talks
import TestSupport
import Testing

@Suite("An extract of a record")
struct ExtractTests {
  /// Lines of a journal as they are recorded, one after the other; events are numbered from 1.
  private func record(_ lines: [String]) throws -> [RecordedEvent<Event>] {
    var tape = JSONTape()
    return try lines.enumerated().map { index, line in
      let id = { (number: Int) in "\(EventID(high: 0x7000, low: UInt64(number)))" }
      try tape.parse(Array(line.replacing(/@(\d+)/) { id(Int($0.1) ?? 0) }.utf8))
      let read = try JournalLine(tape)
      return recorded(read.event, index, in: read.process.text)
    }
  }

  private func recorded(_ event: Event, _ index: Int, in process: String = "talks") -> RecordedEvent<Event> {
    RecordedEvent(
      position: Int64(index) + 1, stream: process, version: Int64(index) + 1,
      id: EventID(high: 0x7000, low: UInt64(index) + 1), known: 0, recorded: 0, by: "desk", body: event)
  }

  private func words(_ events: [RecordedEvent<Event>]) -> [String] {
    events.map {
      "\($0.position) \($0.version) \($0.id) \(String(decoding: EventCodec.encode($0.body), as: UTF8.self))"
    }
  }

  /// What is told of those lines that are marked GREEN or lower, without positions and ids.
  private func told(_ lines: String...) throws -> [String] {
    let visible = try record(lines).filter { $0.body.tlp ?? .clear <= .green }
    return Extract(visible, upTo: .green).events.map { event in
      "\(event.body.type.name) \(String(decoding: EventCodec.encode(event.body), as: UTF8.self))"
    }
  }

  @Test("is the same as if the withheld had never been recorded, and is closed", arguments: 0..<60)
  func noTrace(seed: Int) throws {
    let history = try RandomHistory(seed: UInt64(seed), count: 90, isCorrected: true).events
    let all = history.enumerated().map { recorded($1, $0) }
    for ceiling in Marking.allCases {
      let visible = all.filter { $0.body.tlp ?? .amber <= ceiling }
      let alone = visible.enumerated().map { index, event in
        RecordedEvent(
          position: Int64(index) + 1, stream: event.stream, version: Int64(index) + 1, id: event.id,
          known: event.known, recorded: event.recorded, by: event.by, body: event.body)
      }
      let extract = Extract(visible, upTo: ceiling)
      #expect(words(extract.events) == words(Extract(alone, upTo: ceiling).events))

      let again = Extract(extract.events, upTo: ceiling)
      #expect(again.told.allSatisfy(\.isWhole) && words(again.events) == words(extract.events))
      #expect(extract.events.map(\.position) == extract.events.indices.map { Int64($0) + 1 })
      let named = Set(extract.events.flatMap { $0.body.namings.map(\.slug) })
      let ids = Set(extract.events.map(\.id))
      for event in extract.events {
        #expect(event.body.sources.allSatisfy { $0.tlp ?? .clear <= ceiling })
        if case .existing(let reference) = event.body.subject { #expect(named.contains(reference.slug)) }
        for (_, mention) in event.body.mentions.all {
          switch mention {
          case .thing(let reference, _): #expect(named.contains(reference.slug))
          case .event(let id): #expect(ids.contains(id))
          case .source: #expect(extract.events.contains { $0.body.introduction == mention })
          case .party, .naming: break
          }
        }
      }
    }
  }

  @Test("leaves out what refers to the withheld, and what is nothing without it")
  func references() throws {
    let pledge =
      #"{"process":"a","type":"measure-pledged","on":"2003","as":"freeze","party":"kp","tlp":"RED"}"#
    #expect(
      try told(
        pledge, #"{"process":"a","type":"measure-verified","on":"2003","measure":"freeze","party":"kp"}"#,
        #"{"process":"a","type":"measure-pledged","on":"2004","as":"oil","party":"kr","in-return-for":["freeze"]}"#,
        #"{"process":"a","type":"measure-linked","on":"2005","measure":"oil","in-return-for":["freeze"]}"#,
        #"{"process":"b","type":"note-added","on":"2006","title":"N","about":"a/freeze"}"#,
        #"{"process":"b","type":"note-added","on":"2006","title":"O","about":"a/oil"}"#)
        == [
          #"measure-pledged {"as":"oil","form":2,"on":"2004","party":"kr"}"#,
          #"note-added {"on":"2006","title":"N"}"#, #"note-added {"about":"a/oil","on":"2006","title":"O"}"#,
        ])
    // What rests on something that rests on the withheld goes as well.
    #expect(
      try told(
        pledge,
        #"{"process":"a","type":"setback-occurred","on":"2003","as":"s","kind":"incident"}"#,
        #"{"process":"a","type":"setback-overcome","on":"2004","setback":"s","through":["freeze"]}"#
      ).count == 1)
  }

  @Test("knows parties by those who introduce them")
  func parties() throws {
    #expect(
      try told(
        #"{"process":"a","type":"party-defined","party":"ghost","name":"Ghost","tlp":"AMBER"}"#,
        #"{"process":"b","type":"party-defined","party":"farc","name":"FARC"}"#,
        #"{"process":"a","type":"note-added","on":"2003","title":"N","parties":["ghost","farc","us"]}"#,
        #"{"process":"a","type":"party-joined","on":"2003","party":"ghost"}"#)
        == [
          #"party-defined {"name":"FARC","party":"farc"}"#,
          #"note-added {"on":"2003","parties":["farc","us"],"title":"N"}"#,
        ])
  }

  @Test("leaves out the sources that are marked higher")
  func sources() throws {
    #expect(
      try told(
        #"{"process":"a","type":"note-added","on":"2003","title":"N","sources":[{"title":"S","tlp":"RED"},{"title":"T"}]}"#
      ) == [#"note-added {"on":"2003","sources":[{"title":"T"}],"title":"N"}"#])
  }

  @Test("has no event about one that is withheld, nor one that brings in what only the withheld name")
  func editorial() throws {
    #expect(
      try told(
        #"{"process":"a","type":"measure-pledged","on":"2003","as":"freeze","party":"kp","tlp":"RED"}"#,
        #"{"process":"a","type":"measure-pledged","on":"2004","as":"oil","party":"kr","title":"Oil"}"#,
        #"{"process":"a","type":"event-retracted","retracted":"@1","because":"x"}"#,
        #"{"process":"a","type":"events-merged","merged":"@2","into":"@1","because":"x"}"#,
        #"{"process":"a","type":"event-erased","on":"2003","erased":"@9","reason":"x"}"#,
        #"{"process":"a","type":"event-amended","amended":"@2","set":["in-return-for=freeze"],"because":"x"}"#,
        #"{"process":"a","type":"event-amended","amended":"@2","set":["party=ghost"],"because":"x"}"#,
        #"{"process":"a","type":"event-amended","amended":"@2","set":["party=jp","title=New"],"because":"x"}"#,
        #"{"process":"a","type":"event-amended","amended":"@8","set":["set=title=Newer"],"because":"x"}"#,
        #"{"process":"a","type":"event-disputed","disputed":"@2","party":"us","account":["in-return-for=freeze"]}"#,
        #"{"process":"a","type":"dispute-resolved","resolved":"@2","preferred":"@10","because":"x"}"#
      )
      .map { $0.prefix { $0 != " " } } == ["measure-pledged", "event-amended"])
  }

  @Test("is read by process and by position")
  func reading() throws {
    let extract = Extract(
      try record([
        #"{"process":"b","type":"note-added","on":"2003","title":"N"}"#,
        #"{"process":"a","type":"note-added","on":"2003","title":"M"}"#,
      ]), upTo: .clear)
    #expect(extract.sizes.map(\.stream) == ["a", "b"])
    #expect(extract.events(at: [2, 0, 3, 1]).map(\.position) == [2, 1])
    #expect(extract.events(of: "a").map(\.version) == [1] && extract.events(of: "c").isEmpty)
    #expect(Extract([], upTo: .red).events(at: [1]).isEmpty)
    #expect(Extract([recorded(Event(UnreadableEvent()), 0)], upTo: .green).told.isEmpty)
  }
}

@Suite("A marking")
struct MarkingTests {
  @Test("is read in either case, with or without TLP:, and ranks from CLEAR to RED")
  func words() throws {
    #expect(try Marking(typed: "tlp:amber+strict") == .amberStrict)
    #expect(try Marking(typed: "Red").label == "TLP:RED")
    #expect(Marking.allCases == Marking.allCases.sorted())
    #expect(throws: Malformed.self) { try Marking(typed: "WHITE") }
  }
}
