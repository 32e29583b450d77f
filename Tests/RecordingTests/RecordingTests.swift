import EventSourcing
import Talks
import TestSupport
import Testing

@testable import Recording

@Suite("What is recorded was decided on the log as the log takes it")
struct RecordingTests {
  private let round = #""type":"round-convened","number":1,"on":"2003-08-27""#

  /// Records an event in the process p, and says what it was decided to be.
  private func record(
    _ members: String, as number: UInt64, _ log: ContestedLog, attempts: Int = 20
  ) throws -> (outcome: Event, receipts: [Receipt]) {
    let draft = try event(members)
    return try log.record(attempts: attempts) { unit in
      let decided = try unit.decide(draft, in: "p", by: .here(zones: UTCOnly()))
      try unit.add(numbered(number, decided), to: "p")
      return decided
    }
  }

  @Test(
    "where somebody comes in between, it is decided again on what they recorded", arguments: Store.allCases)
  func conflict(store: Store) throws {
    let beneath = try store.log()
    let rival = try event(#""type":"round-convened","as":"round-1","number":1,"on":"2003-08-27""#)
    let log = ContestedLog(beneath, rivals: [{ try beneath.put([rival], to: "p", from: 1) }])
    let (decided, receipts) = try record(round, as: 2, log)
    // The name that it was to have was taken meanwhile.
    #expect(decided.subject?.slug == "round-1-2")
    #expect(receipts == [Receipt(position: 2, version: 2, isNew: true)] && log.attempts == 2)
    #expect(try beneath.bodies(of: "p").map { $0.subject?.slug } == ["round-1", "round-1-2"])
  }

  @Test("a note tells of what the record did not have before, and not of it again")
  func notes() throws {
    let log = ContestedLog(try Store.memory.log())
    try log.put(
      [
        event(#""type":"party-joined","party":"us","on":"2003""#),
        event(#""type":"party-returned","party":"us","on":"2018-05-01""#),
      ], to: "p", from: 1)
    func notes(_ number: UInt64, _ members: String) throws -> [String] {
      let unit = UnitOfWork(log)
      let decided = try unit.decide(event(members), in: "p", by: .here(zones: UTCOnly()))
      try unit.add(numbered(number, decided), to: "p")
      return try unit.findings(in: "p", by: [JoinedTwice.self], on: CivilDay(days: 20_000), zones: UTCOnly())
        .map(\.finding.sentence)
    }
    // That it returns in 2018 without having left was so before.
    #expect(
      try notes(3, #""type":"party-joined","party":"us","on":"2008""#)
        == ["United States joins (2008) although it was at the table already."])
    #expect(
      try notes(4, #""type":"party-returned","party":"us","on":"2018-05-01""#)
        == ["United States returns (1 May 2018) although it was at the table already."])
  }

  @Test("what can no longer be understood then is refused, and not recorded", arguments: Store.allCases)
  func refusedMeanwhile(store: Store) throws {
    let beneath = try store.log()
    try beneath.put([event(#""type":"note-added","title":"n","on":"2003""#)], to: "p", from: 1)
    var retraction = EventRetracted()
    retraction.retracted = id(1)
    retraction.because = "twice"
    let log = ContestedLog(
      beneath, rivals: [{ [retraction] in try beneath.put([Event(retraction)], to: "p", from: 2) }])
    let error = #expect(throws: Malformed.self) {
      try record(#""type":"event-amended","amended":"\#(id(1))","set":["title=m"],"because":"b""#, as: 3, log)
    }
    #expect(
      error?.reason == "The event \(id(1)) does not count any more, by event 2; retract that first.")
    #expect(try beneath.head() == 2)
  }

  @Test("it gives up after so many attempts, with the last conflict", arguments: Store.allCases)
  func givesUp(store: Store) throws {
    let beneath = try store.log()
    let note = try event(#""type":"note-added","title":"n","on":"2003""#)
    let log = ContestedLog(
      beneath,
      rivals: (1...9).map { number in { try beneath.put([note], to: "p", from: UInt64(number)) } })
    #expect(throws: AppendRefusal.conflict(stream: "p", actual: 3)) {
      try record(round, as: 100, log, attempts: 3)
    }
    #expect(try log.attempts == 3 && beneath.head() == 3)
  }

  @Test("another refusal is not tried again", arguments: Store.allCases)
  func otherRefusals(store: Store) throws {
    let beneath = try store.log()
    try beneath.put([event(round)], to: "q", from: 1)
    let log = ContestedLog(beneath)
    #expect(throws: AppendRefusal.idReused(id(1))) { try record(round, as: 1, log) }
    #expect(log.attempts == 1)
  }

  @Test("nothing is appended where the work throws or adds nothing", arguments: Store.allCases)
  func nothing(store: Store) throws {
    struct Failed: Error {}
    let log = ContestedLog(try store.log())
    let draft = try event(round)
    #expect(throws: Failed.self) {
      try log.record { unit in
        try unit.add(numbered(1, unit.decide(draft, in: "p", by: .elsewhere)), to: "p")
        throw Failed()
      }
    }
    #expect(try log.record { _ in 7 }.outcome == 7)
    #expect(log.attempts == 0)
  }

  @Test("several processes are recorded together, or none of them", arguments: Store.allCases)
  func together(store: Store) throws {
    let beneath = try store.log()
    let rival = try event(#""type":"note-added","title":"rival","on":"2003""#)
    let log = ContestedLog(beneath, rivals: [{ try beneath.put([rival], to: "b", from: 50) }])
    let notes = try (1...5).map { try event(#""type":"note-added","title":"\#($0)","on":"2003""#) }
    let (_, receipts) = try log.record { unit in
      for (number, process) in zip(notes.indices, ["a", "a", "b", "a", "b"] as [Slug]) {
        let decided = try unit.decide(notes[number], in: process, by: .elsewhere)
        try unit.add(numbered(UInt64(number + 1), decided), to: process)
      }
    }
    // In the order in which they were added, after the one that came in between.
    #expect(receipts.map(\.position) == [2, 3, 4, 5, 6] && receipts.map(\.version) == [1, 2, 2, 3, 3])
    #expect(try beneath.bodies(of: "a").map(\.title) == ["1", "2", "4"])
    #expect(try beneath.bodies(of: "b").map(\.title) == ["rival", "3", "5"])
    #expect(log.attempts == 2)
  }

  @Test("parts of it can be appended before the rest is decided", arguments: Store.allCases)
  func parts(store: Store) throws {
    let beneath = try store.log()
    let log = ContestedLog(beneath)
    let draft = try event(round)
    let (parts, rest) = try log.record { unit in
      var parts: [Receipt] = []
      for number: UInt64 in 1...2 {
        let decided = try unit.decide(draft, in: "p", by: .elsewhere)
        try unit.add(numbered(number, decided), to: "p")
        parts += try unit.prepareAppend().start()()
      }
      try unit.add(numbered(3, unit.decide(draft, in: "p", by: .elsewhere)), to: "p")
      return parts
    }
    #expect((parts + rest).map(\.version) == [1, 2, 3])
    #expect(
      try beneath.bodies(of: "p").map { $0.subject?.slug } == ["round-1", "round-1-2", "round-1-3"])
  }

  @Test("what is said again under its id is recorded once", arguments: Store.allCases)
  func again(store: Store) throws {
    let beneath = try store.log()
    let log = ContestedLog(beneath)
    let first = try record(round, as: 1, log).outcome
    let draft = try event(round)
    let (again, receipts) = try log.record { unit in
      let recorded = try unit.recorded(draft, as: id(1), in: "p")
      if let recorded { try unit.add(numbered(1, recorded), to: "p") }
      #expect(
        try unit.findings(in: "p", by: Checks.all, on: CivilDay(days: 20_000), zones: UTCOnly()).isEmpty)
      return recorded
    }
    #expect(again == first && receipts == [Receipt(position: 1, version: 1, isNew: false)])
    let unit = UnitOfWork(log)
    #expect(try unit.recorded(event(round + #","title":"else""#), as: id(1), in: "p") == nil)
    #expect(try unit.recorded(draft, as: id(2), in: "p") == nil)
    #expect(try unit.recorded(draft, as: id(1), in: "q") == nil)
  }

  @Test("what is put away meanwhile is decided on all the same", arguments: Store.allCases)
  func tidied(store: Store) throws {
    final class Pages: ProcessPages {
      var kept: [Slug: [UInt8]] = [:]
      var given = 0
      func put(_ page: [UInt8], of process: Slug) { kept[process] = page }
      func page(of process: Slug) -> [UInt8]? {
        if kept[process] != nil { given += 1 }
        return kept[process]
      }
    }
    var dice = Dice(seed: 5)
    let log = try store.log()
    try log.put([event(round)], to: "recorded", from: 1_000)
    let processes: [Slug] = ["a", "b", "c", "d", "recorded"]
    let drafts = try (0..<400).map { number in
      let (n, m) = (Int.random(in: 1...9, using: &dice), Int.random(in: 1...9, using: &dice))
      let other = processes.randomElement(using: &dice) ?? "a"
      return (
        process: processes.randomElement(using: &dice) ?? "a",
        event: try event(
          [
            #""type":"round-convened","number":\#(n),"on":"2003""#,
            #""type":"measure-pledged","title":"M","party":"us","as":"m-\#(n)","on":"2003""#,
            #""type":"measure-implemented","party":"x-\#(n)","measure":"\#(other)/m-\#(m)","on":"2004""#,
            #""type":"party-defined","party":"x-\#(n)","name":"X""#,
            #""type":"source-defined","key":"Doe, 200\#(n)","title":"T""#,
            #""type":"note-added","title":"n","on":"2003","sources":[{"key":"Doe, 200\#(m)"}]"#,
            #""type":"event-retracted","retracted":"\#(id(UInt64(max(0, number - n))))","because":"b""#,
          ].randomElement(using: &dice) ?? "")
      )
    }
    func outcomes(_ log: some EventLog<Event>, _ pages: Pages?) throws -> [String] {
      let unit = UnitOfWork(log, pages: pages)
      return try drafts.enumerated().map { number, draft in
        defer { unit.discard() }
        do {
          let decided = try unit.decide(draft.event, in: draft.process, by: .elsewhere)
          try unit.add(numbered(UInt64(number), decided), to: draft.process)
          try unit.tidy()
          return String(decoding: EventCodec.encode(decided), as: UTF8.self)
        } catch let error as Malformed { return error.reason }
      }
    }
    let pages = Pages()
    let found = try outcomes(log, pages)
    #expect(try found == outcomes(log, nil))
    #expect(pages.given > 50)
    // What the log has stays at hand.
    #expect(pages.kept["recorded"] == nil)
    // Some were taken, and some refused.
    #expect(Set(found.map { $0.hasPrefix("{") }).count == 2)
  }

  @Test("a log is not asked for each of many processes that it does not have", arguments: Store.allCases)
  func manyProcesses(store: Store) throws {
    let beneath = try store.log()
    let note = try event(#""type":"note-added","title":"n","on":"2003""#)
    let processes = (0..<400).compactMap { Slug("p-\($0)") }
    try beneath.put([note], to: processes[399], from: 1)
    let log = ContestedLog(beneath)
    let unit = UnitOfWork(log)
    for process in processes {
      #expect(try unit.process(process).recorded.count == (process == "p-399" ? 1 : 0))
    }
    #expect(log.streamsRead <= 102, "\(log.streamsRead)")
    // Somebody else begins one of those that were not asked for.
    try beneath.put([note], to: "p-200", from: 2)
    try unit.add(numbered(3, note), to: "p-200")
    #expect(throws: AppendRefusal.conflict(stream: "p-200", actual: 1)) { try unit.append() }
  }
}
