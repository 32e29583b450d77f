import Talks
import TestSupport
import Testing

@Suite("The order of the fold")
struct FoldOrderTests {
  private static let lines = [
    #""type":"process-defined","title":"Talks","aims":["peace"],"on":"2003-01-01""#,
    #""type":"talks-opened","on":"2003-02-01","parties":["us","kp"],"track":"military""#,
    #""type":"party-joined","party":"cn","role":"host","on":"2003-03""#,
    #""type":"round-planned","as":"r","for":"2003-05","on":"2003-04-02""#,
    #""type":"round-convened","round":"r","on":"2003-05-02/2003-05-04","parties":["us","jp"]"#,
    #""type":"agreement-reached","as":"a","on":"2003-06-01","parties":["us","kp"]"#,
    #""type":"measure-pledged","as":"m","party":"kp","under":"a","on":"2003-06-02""#,
    #""type":"measure-implemented","measure":"m","party":"kp","on":"[2003-07-01..2003-07-09]""#,
    #""type":"measure-suspended","measure":"m","party":"kp","on":"2003-08-01""#,
    #""type":"setback-occurred","as":"s","kind":"incident","on":"2003-08-02T10:00""#,
    #""type":"talks-suspended","because":"s","on":"2003-08-03""#,
    #""type":"party-withdrew","party":"kp","on":"2003-08-04","track":"military""#,
    #""type":"talks-resumed","on":"2003-10""#,
    #""type":"party-returned","party":"kp","on":"2003-11-01""#,
    #""type":"administration-changed","party":"us","head":"A","on":"2003-11-02""#,
    #""type":"administration-changed","party":"us","head":"B","on":"2003-11-03""#,
    #""type":"measure-resumed","measure":"m","party":"kp","on":"2003-12-01""#,
    #""type":"proposal-tabled","as":"p","party":"us","on":"2003-12-02""#,
    #""type":"proposal-countered","as":"q","party":"kp","answers":"p","on":"2003-12-03""#,
  ]

  /// Everything that a state holds, with positions in the log replaced by places in the story.
  private func picture(_ value: Any, _ places: [Int64: Int]) -> String {
    if let positions = value as? Provenance { return "\(positions.all.map { places[$0] ?? -1 }.sorted())" }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return "\(value)" }
    let parts = mirror.children.map { label, child in
      if label == "position", let position = child as? Int64 { return "at \(places[position] ?? -1)" }
      if label == "positions", let list = child as? [Int64] { return "\(list.map { places[$0] ?? -1 })" }
      if label == "id" || label == "lastPosition" { return "" }
      // Where a thing is kept is no part of what it is.
      return (label ?? "") + ":" + picture(child, places)
    }
    let isUnordered = mirror.displayStyle == .dictionary || mirror.displayStyle == .set
    return "(" + (isUnordered ? parts.sorted() : parts).joined(separator: ",") + ")"
  }

  private func picture(logging order: [Int], asOf day: String?) throws -> String {
    let story = try Story(order.map { Self.lines[$0] })
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { (Int64($0 + 1), $1) })
    return picture(story.state(asOf: day), places)
  }

  @Test("does not depend on when events became known", arguments: 1...40 as ClosedRange<UInt64>)
  func shuffled(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let order = Array(Self.lines.indices)
    let shuffled = order.shuffled(using: &dice)
    for day in [nil, "2003-05-03", "2003-07-05", "2003-09-01"] {
      #expect(try picture(logging: shuffled, asOf: day) == picture(logging: order, asOf: day))
    }
  }

  @Test("goes by the usual course of talks where dates are equal, whatever was recorded first")
  func ties() throws {
    let suspended = #""type":"measure-suspended","measure":"m","party":"kp","on":"2008-08-14""#
    let resumed = #""type":"measure-resumed","measure":"m","party":"kp","on":"2008-08-14""#
    let earlier = #""type":"measure-pledged","as":"m","party":"kp","on":"2008-08-13""#
    #expect(try Story([suspended, resumed, earlier]).state().measures["m"]?.status == .implemented)
    // What is in place can only go on after it has stopped, and what had stopped stops again after it went on.
    #expect(try Story([resumed, suspended, earlier]).state().measures["m"]?.status == .implemented)
    let before = #""type":"measure-suspended","measure":"m","party":"kp","on":"2008-08-13T12:00""#
    for order in [[earlier, before, suspended, resumed], [resumed, earlier, suspended, before]] {
      #expect(try Story(order).state().measures["m"]?.status == .suspended)
    }
    let signed = #""type":"agreement-signed","agreement":"a","on":"2008-08-14""#
    let reached = #""type":"agreement-reached","as":"a","on":"2008-08-14""#
    #expect(try Story([signed, reached]).state().agreements["a"]?.status == .signed)
    let closed = #""type":"talks-closed","on":"2008-08-14""#
    let opened = #""type":"talks-opened","on":"2008-08-14""#
    #expect(try Story([closed, opened]).state().standing == .closed)
    let state = try Story([suspended, resumed, earlier]).state()
    #expect(state.entries.map(\.position) == [3, 1, 2])
  }

  @Test("begins with what has no date")
  func undated() throws {
    let state = try Story([
      #""type":"talks-opened","on":"-0500""#, #""type":"party-defined","party":"farc","name":"FARC-EP""#,
    ]).state()
    #expect(state.entries.map(\.position) == [2, 1])
    #expect(state.profiles["farc"]?.name == "FARC-EP")
  }
}
