import EventSourcing
import Foundation
import Testing

@Suite("The identity of an event")
struct EventIDTests {
  @Test("is written as a UUID and read back", arguments: 0..<50)
  func roundTrip(_: Int) throws {
    let uuid = UUID()
    let id = try #require(EventID(uuid.uuidString))
    #expect(id.description == uuid.uuidString.lowercased())
    #expect(EventID(id.description) == id)
  }

  @Test(
    "is nothing but a UUID of 36 characters",
    arguments: [
      "", "0", "01900000-0000-7000-8000-00000000000", "01900000-0000-7000-8000-0000000000011",
      "01900000-0000-7000-8000-00000000000g", "0190000-00000-7000-8000-000000000001",
      "01900000000070008000000000000001", "{01900000-0000-7000-8000-000000000001}",
      "01900000-0000-7000-8000-00000000000１", "01900000-0000-7000-8000-000000000001 ",
    ])
  func malformed(text: String) { #expect(EventID(text) == nil) }

  @Test("has a short name of its last digits, with a letter among them")
  func name() throws {
    let id = try #require(EventID("01900000-0000-7000-8000-0000000abc12"))
    #expect(id.ending() == "00abc12" && id.ending(4) == "bc12")
    // Seven decimal digits might be a position, so that it goes on to the next letter.
    let decimal = try #require(EventID("01900000-0000-7000-8000-00e001234567"))
    #expect(decimal.ending() == "e001234567")
    for text in ["bc12", "00ABC12"] { #expect(EventID.isShortName(text)) }
    for text in ["1234567", "c12", "abcg", "", "\(id)"] { #expect(!EventID.isShortName(text), "\(text)") }
  }

  @Test("go by when they were made, those that do not tell it before the others")
  func order() throws {
    let made = [1, 2].map { EventID(millisecondsSince1970: $0, random: (9 - $0, 0)) }
    let digest = EventID(digest: Array(repeating: 0xFF, count: 16))
    #expect(made[0].isBefore(made[1]) && !made[1].isBefore(made[0]))
    #expect(digest.isBefore(made[0]) && !made[0].isBefore(digest) && !digest.isTimeOrdered)
  }

  @Test("made from a digest depends on its first 16 bytes alone, and is version 8")
  func digest() {
    let id = EventID(digest: Array(0...31))
    #expect(id.description == "00010203-0405-8607-8809-0a0b0c0d0e0f")
    #expect(id == EventID(digest: Array(0...15)))
    #expect(
      EventID(digest: Array(repeating: 0xFF as UInt8, count: 32)).description
        == "ffffffff-ffff-8fff-bfff-ffffffffffff")
  }

  @Test("made from a time sorts by it, and is version 7")
  func time() {
    let ones = (UInt64.max, UInt64.max)
    let early = EventID(millisecondsSince1970: 1_588_334_400_000, random: ones)
    let late = EventID(millisecondsSince1970: 1_588_334_400_001, random: (0, 0))
    #expect(early < late)
    #expect(early.description == "0171d01b-9200-7fff-bfff-ffffffffffff")
    #expect(late.description == "0171d01b-9201-7000-8000-00000000000a")
  }
}

@Suite("The version that an append expects")
struct ExpectedVersionTests {
  @Test(
    "admits what it says",
    arguments: [
      (ExpectedVersion.any, [true, true, true]), (.none, [true, false, false]),
      (.exists, [false, true, true]),
      (.exactly(0), [true, false, false]), (.exactly(1), [false, true, false]),
    ])
  func admits(expected: ExpectedVersion, answers: [Bool]) {
    #expect((0...2).map { expected.admits($0) } == answers)
  }
}
