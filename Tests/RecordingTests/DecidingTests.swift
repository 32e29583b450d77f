import EventSourcing
import Talks
import TestSupport
import Testing

@testable import Recording

@Suite("An event is decided on by what its process, the log and this piece of work know")
struct DecidingTests {
  private let pledge = #""type":"measure-pledged","on":"2002","title":"M","party":"farc""#
  private let farc = #""type":"party-defined","party":"farc","name":"FARC-EP""#

  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return (error as? Malformed)?.reason ?? "\(error)" }
  }

  @Test("a party that any process defines, and a thing of another process", arguments: Store.allCases)
  func elsewhere(store: Store) throws {
    let log = ContestedLog(try store.log())
    let draft = try event(pledge + #","under":"a/pact""#)
    #expect(
      refusal { _ = try UnitOfWork(log).decide(draft, in: "b", by: .elsewhere) }?
        .hasPrefix("There is no party “farc”.") == true)
    try log.put([event(farc)], to: "a", from: 1)
    #expect(
      refusal { _ = try UnitOfWork(log).decide(draft, in: "b", by: .elsewhere) }
        == "There is no agreement “pact” in a.")
    try log.put([event(#""type":"agreement-signed","on":"2001","as":"pact","title":"P""#)], to: "a", from: 2)
    #expect(try UnitOfWork(log).decide(draft, in: "b", by: .elsewhere).subject?.slug == "m")
  }

  @Test("what was added above, though it is not recorded yet", arguments: Store.allCases)
  func above(store: Store) throws {
    let unit = UnitOfWork(ContestedLog(try store.log()))
    let lines = [farc, pledge, #""type":"measure-reversed","on":"2003","measure":"m","party":"farc""#]
    for (number, members) in lines.enumerated() {
      let process: Slug = number == 0 ? "a" : "b"
      let decided = try unit.decide(event(members), in: process, by: .elsewhere)
      try unit.add(numbered(UInt64(number), decided), to: process)
    }
    // It is known even when it is let go of.
    unit.discard()
    let accepted = try event(#""type":"measure-accepted","on":"2003","measure":"m","party":"farc""#)
    #expect(refusal { _ = try unit.decide(accepted, in: "b", by: .elsewhere) } == nil)
    #expect(try unit.append().isEmpty)
  }

  @Test("who sees the record cannot correct what no longer counts; a file may not know of that")
  func corrected() throws {
    let log = ContestedLog(try Store.memory.log())
    try log.put(
      [
        event(#""type":"note-added","title":"n","on":"2003""#),
        event(#""type":"event-retracted","retracted":"\#(id(1))","because":"b""#),
      ], to: "p", from: 1)
    let draft = try event(#""type":"event-amended","amended":"\#(id(1))","set":["title=m"],"because":"b""#)
    #expect(
      refusal { _ = try UnitOfWork(log).decide(draft, in: "p", by: .here(zones: UTCOnly())) }
        == "The event \(id(1)) does not count any more, by event 2; retract that first.")
    #expect(try UnitOfWork(log).decide(draft, in: "p", by: .elsewhere) == draft)
    let astray = try event(#""type":"event-amended","amended":"\#(id(9))","set":["title=m"],"because":"b""#)
    for witness in [Witness.elsewhere, .here(zones: UTCOnly())] {
      #expect(
        refusal { _ = try UnitOfWork(log).decide(astray, in: "p", by: witness) }
          == "There is no event \(id(9)) in p.")
    }
  }

  @Test("who speaks here names a zone that exists; a file may come from where there are others")
  func zones() throws {
    let log = ContestedLog(try Store.memory.log())
    let draft = try event(#""type":"note-added","title":"n","on":"2003","zone":"Asia/Seoul""#)
    #expect(
      refusal { _ = try UnitOfWork(log).decide(draft, in: "p", by: .here(zones: UTCOnly())) }
        == "There is no time zone “Asia/Seoul”: use an IANA name such as Asia/Seoul.")
    #expect(try UnitOfWork(log).decide(draft, in: "p", by: .elsewhere) == draft)
  }

  @Test("what does not add up is found between what was recorded and what was added, by its place")
  func findings() throws {
    let log = ContestedLog(try Store.memory.log())
    try log.put(
      [
        event(#""type":"party-joined","party":"cn","on":"2003-08-27""#),
        event(#""type":"party-joined","party":"cn","on":"2003-09-01""#),
      ], to: "p", from: 1)
    let unit = UnitOfWork(log)
    for (number, members) in [
      #""type":"note-added","title":"n","on":"2003""#,
      #""type":"party-joined","party":"us","on":"2003-08-27""#,
      #""type":"party-joined","party":"us","on":"2003-09-01""#,
    ].enumerated() {
      try unit.add(numbered(UInt64(10 + number), event(members)), to: "p")
      try unit.add(numbered(UInt64(20 + number), event(members)), to: "q")
    }
    // What was recorded before is no news.
    for process: Slug in ["p", "q"] {
      let found = try unit.findings(
        in: process, by: [JoinedTwice.self], on: CivilDay(days: 20_000), zones: UTCOnly())
      #expect(found.map(\.event) == [2] && found.first?.finding.check == "joined-twice")
    }
  }
}
