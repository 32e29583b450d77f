import EventSourcing
import Talks
import Testing

/// Two copies, A and B, of a record that is one event: Japan joins on 27 August 2003. What each recorded without the
/// other is put together in either order.
@Suite("Corrections made in two copies of a record")
struct ConflictTests {
  private let joined = #""type":"party-joined","party":"jp","on":"2003-08-27","title":"Japan joins""#

  private static func id(_ number: Int) -> String { EventID(high: 0x7000, low: UInt64(number)).description }

  /// A correction of an event, by somebody who had seen some.
  private func amends(_ target: Int, _ set: String, saw: [Int]) -> String {
    correction("event-amended", #""amended":"\#(Self.id(target))","set":["\#(set)"],"because":"x""#, saw)
  }
  private func retracts(_ target: Int, saw: [Int]) -> String {
    correction("event-retracted", #""retracted":"\#(Self.id(target))","because":"x""#, saw)
  }
  private func merges(_ gone: Int, into kept: Int, saw: [Int]) -> String {
    correction(
      "events-merged", #""merged":"\#(Self.id(gone))","into":"\#(Self.id(kept))","because":"x""#, saw)
  }
  private func prefers(_ preferred: Int, of target: Int, saw: [Int]) -> String {
    correction(
      "dispute-resolved",
      #""resolved":"\#(Self.id(target))","preferred":"\#(Self.id(preferred))","because":"x""#, saw)
  }
  private func correction(_ type: String, _ members: String, _ saw: [Int]) -> String {
    let saw = saw.map { "\"\(Self.id($0))\"" }.joined(separator: ",")
    return #""type":"\#(type)",\#(members),"form":2,"saw":[\#(saw)]"#
  }

  /// What the events come to, by their numbers, which has to be the same in every order of arrival.
  private func reading(
    _ events: [Int: String], _ body: (ProcessState, [Finding]) throws -> Void
  ) throws {
    let numbers = events.keys.sorted()
    for order in [
      numbers, numbers.reversed(), numbers.filter { $0 % 2 == 0 } + numbers.filter { $0 % 2 == 1 },
    ] {
      let entries = try order.enumerated().map { index, number in
        Entry(
          position: Int64(index) + 1, id: EventID(high: 0x7000, low: UInt64(number)),
          event: try event(events[number] ?? ""), zones: UTCOnly())
      }
      let day = try #require(CivilDay(iso: "2010-01-01"))
      let findings = Inspection(of: "p", entries, on: day)
        .findings(by: [try Checks.named("conflict")])
      try body(ProcessState.fold(entries), findings)
    }
  }

  private func conflicts(_ state: ProcessState) -> Int {
    state.corrections.conflicts.values.reduce(0) { $0 + $1.count }
  }

  @Test("that give one field other values are a conflict, read alike in both")
  func field() throws {
    // A says the 28th, B the 29th; the id of A's amendment is the lesser.
    let apart = [
      1: joined, 2: amends(1, "on=2003-08-28", saw: [1]), 3: amends(1, "on=2003-08-29", saw: [1]),
    ]
    try reading(apart) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-28")
      #expect(conflicts(state) == 1 && state.corrections.isContested(state.entries[0].id))
      #expect(
        findings.map(\.sentence) == [
          "“Japan joins” is corrected in several ways that did not know each other: on=2003-08-28 (x); on=2003-08-29 (x). Answers go by the first until one is preferred."
        ])
    }
    // Who amends again and has seen both settles it, as does a resolution; so does taking one back.
    try reading(apart.merging([4: amends(1, "on=2003-08-30", saw: [2, 3])]) { $1 }) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-30" && findings.isEmpty)
    }
    try reading(apart.merging([4: prefers(3, of: 1, saw: [2, 3])]) { $1 }) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29" && findings.isEmpty)
    }
    try reading(apart.merging([4: retracts(2, saw: [2, 3])]) { $1 }) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29" && findings.isEmpty)
    }
    // Another correction that knew only one of them does not.
    try reading(apart.merging([4: amends(1, "on=2003-09-01", saw: [2])]) { $1 }) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29", "of those that are left, the lesser id")
      #expect(findings.count == 1)
    }
    // Two resolutions that did not know each other are a conflict in turn.
    let resolved = apart.merging([
      4: prefers(3, of: 1, saw: [2, 3]), 5: prefers(2, of: 1, saw: [2, 3]),
    ]) { $1 }
    try reading(resolved) { state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29" && findings.count == 1)
    }
  }

  @Test("that say the same, or speak of different fields, agree")
  func agreed() throws {
    try reading([1: joined, 2: amends(1, "role=host", saw: [1]), 3: amends(1, "on=2003-08-29", saw: [1])]) {
      state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29" && state.roster.seats[0].role == .host)
      #expect(findings.isEmpty)
    }
    try reading([
      1: joined, 2: amends(1, "on=2003-08-29", saw: [1]), 3: amends(1, "on=2003-08-29", saw: [1]),
      4: retracts(1, saw: [2]), 5: retracts(1, saw: [2, 3]),
    ]) { state, findings in
      #expect(
        state.entries.isEmpty && findings.isEmpty, "one who retracts it had seen all that goes on with it")
    }
  }

  @Test("keep an event that one takes out and the other goes on with, until somebody decides")
  func retracted() throws {
    let apart = [1: joined, 2: retracts(1, saw: [1]), 3: amends(1, "on=2003-08-29", saw: [1])]
    try reading(apart) { state, findings in
      #expect(state.entries.map(\.event.on?.text) == ["2003-08-29"])
      #expect(
        findings.map(\.sentence) == [
          "“Japan joins” is corrected in several ways that did not know each other: on=2003-08-29 (x); it is retracted (x). It counts until one is preferred."
        ])
    }
    try reading(apart.merging([4: prefers(2, of: 1, saw: [2, 3])]) { $1 }) { state, findings in
      #expect(state.entries.isEmpty && findings.isEmpty)
    }
    try reading(apart.merging([4: prefers(3, of: 1, saw: [2, 3])]) { $1 }) { state, findings in
      #expect(state.entries.map(\.event.on?.text) == ["2003-08-29"] && findings.isEmpty)
    }
    // Who had seen the amendment and retracts the event knew what he did.
    try reading([1: joined, 2: amends(1, "on=2003-08-29", saw: [1]), 3: retracts(1, saw: [2])]) {
      state, findings in
      #expect(state.entries.isEmpty && findings.isEmpty)
    }
  }

  @Test("merge along a chain, and in a circle leave one that counts")
  func merged() throws {
    let pledge = #""type":"measure-pledged","party":"kp","on":"2007-02-13""#
    let three = [
      1: pledge + #","as":"m1","summary":"One""#, 3: pledge + #","as":"m3""#, 5: pledge + #","as":"m5""#,
    ]
    try reading(
      three.merging([7: merges(1, into: 3, saw: [1, 3]), 8: merges(3, into: 5, saw: [3, 5])]) { $1 }
    ) {
      state, findings in
      #expect(state.measures.all.map(\.slug.text) == ["m5"] && findings.isEmpty)
      #expect(state.entries[0].event.summary == "One")
    }
    try reading(
      three.merging([7: merges(1, into: 3, saw: [1, 3]), 8: merges(3, into: 1, saw: [1, 3])]) { $1 }
    ) {
      state, findings in
      // The merge of the greater id, of m3 into m1, is not followed.
      #expect(state.measures.all.map(\.slug.text) == ["m3", "m5"] && findings.count == 1)
    }
    try reading(
      three.merging([7: merges(1, into: 3, saw: [1, 3]), 8: merges(1, into: 5, saw: [1, 5])]) { $1 }
    ) {
      state, findings in
      #expect(state.measures.all.map(\.slug.text) == ["m3", "m5"] && findings.count == 1)
    }
  }

  @Test("reopen a dispute by an account that its resolution had not weighed")
  func weighed() throws {
    func account(_ party: String, _ on: String, saw: [Int]) -> String {
      correction(
        "event-disputed", #""disputed":"\#(Self.id(1))","party":"\#(party)","account":["on=\#(on)"]"#, saw)
    }
    let resolved = [
      1: joined, 2: account("kp", "2003-10-01", saw: [1]), 4: prefers(2, of: 1, saw: [2]),
    ]
    try reading(resolved) { state, _ in
      #expect(state.entries[0].event.on?.text == "2003-10-01")
      #expect(state.corrections.disputes[state.entries[0].id]?.isOpen == false)
    }
    try reading(resolved.merging([3: account("us", "2003-11-01", saw: [2])]) { $1 }) { state, _ in
      #expect(state.entries[0].event.on?.text == "2003-10-01")
      #expect(state.corrections.disputes[state.entries[0].id]?.isOpen == true)
    }
  }

  @Test("of a form that did not say what was seen follow each other by their ids, where these tell the time")
  func earlier() throws {
    let old = #""type":"event-amended","amended":"\#(Self.id(1))","because":"x","set":"#
    try reading([1: joined, 2: old + #"["on=2003-08-28"]"#, 3: old + #"["on=2003-08-29"]"#]) {
      state, findings in
      #expect(state.entries[0].event.on?.text == "2003-08-29" && findings.isEmpty)
    }
  }

  @Test("say what was seen: the latest corrections, which stand for all before them")
  func seen() throws {
    var remarks = Remarks()
    func note(_ number: Int, _ line: String) throws {
      remarks.note(EventID(high: 0x7000, low: UInt64(number)), try event(line))
    }
    func seen() -> [Int] { remarks.seen(of: [EventID(high: 0x7000, low: 1)]).map { Int($0.low) } }
    try note(1, joined)
    #expect(seen() == [1], "nobody has corrected it")
    try note(2, amends(1, "on=2003-08-28", saw: [1]))
    try note(3, amends(1, "on=2003-08-29", saw: [2]))
    #expect(seen() == [3])
    try note(4, amends(1, "role=host", saw: [2]))
    #expect(seen() == [3, 4])
    try note(5, retracts(3, saw: [3, 4]))
    #expect(seen() == [5], "what takes a correction back is among them")
  }
}
