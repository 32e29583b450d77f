import Foundation
import Talks
import TestSupport
import Testing

@Suite("A JSON text")
struct JSONTapeTests {
  /// Whether all of a text is JSON: the tape decodes a value only when asked.
  private func isValid(_ bytes: [UInt8]) -> Bool {
    var tape = JSONTape()
    func visit(_ node: Int) throws {
      switch tape.kind(node) {
      case .string: _ = try tape.string(node)
      case .array: for element in try tape.elements(node) { try visit(element) }
      case .object:
        for (key, value) in try tape.members(node) {
          _ = try tape.string(key)
          try visit(value)
        }
      case .null, .bool, .number: break
      }
    }
    do {
      try tape.parse(bytes)
      try visit(JSONTape.root)
      return true
    } catch { return false }
  }

  @Test(
    "is refused where it is broken",
    arguments: [
      "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
      "{a:1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{]", "[}", "\"", "\"a", "\"\\", "\"\\\"",
      "\"\\q\"",
      "\"\\u12\"", "\"\\u12g4\"", "\"\\u+123\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
      "\"\\ud800\\ue000\"",
      "\"\\ud800x\"", "\"a\nb\"", "\"\t\"", "\"\u{0}\"", "'a'", "tru", "truee", "nul", "TRUE", "NaN",
      "Infinity",
      "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1_0", "1 2", "{} {}", "\u{FEFF}{}", "/**/1",
      "[1]//",
      "\u{A0}1",
    ])
  func broken(text: String) {
    #expect(!isValid(Array(text.utf8)))
  }

  @Test(
    "is refused where it is not UTF-8",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80]])
  func encoding(bytes: [UInt8]) {
    #expect(!isValid([UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]))
    #expect(!isValid(Array("\"\\n".utf8) + bytes + [UInt8(ascii: "\"")]))
  }

  @Test("is refused when it is nested too deeply, and not before")
  func depth() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(isValid(nested(32)))
    #expect(!isValid(nested(33)))
    #expect(!isValid(nested(1_000_000)))
    #expect(!isValid(Array(String(repeating: "{\"a\":", count: 1_000_000).utf8)))
  }

  @Test("may write the names of fields with escapes")
  func escapedNames() throws {
    var codec = EventCodec()
    let event = try codec.decode(
      type: "note-added", body: Array(#"{"summary":"東京","\u0074itle":"A note"}"#.utf8))
    #expect(event.title == "A note")
    #expect(event.summary == "東京")
  }

  @Test("finds fields whose names share a slot, and misses those that share it with another")
  func sharedSlots() throws {
    var codec = EventCodec()
    func stated(_ rest: String) throws -> (track: String?, preconditions: [String]) {
      let body = #"{"issue":"relief","party":"kp""# + rest + "}"
      let event = try codec.decode(type: "position-stated", body: Array(body.utf8))
      return (event.track?.text, try #require(event.detail as? PositionStated).preconditions)
    }
    let both = try stated(#","preconditions":["a freeze"],"track":"sanctions""#)
    #expect(both.track == "sanctions")
    #expect(both.preconditions == ["a freeze"])
    let one = try stated(#","track":"sanctions""#)
    #expect(one.track == "sanctions")
    #expect(one.preconditions == [])
  }

  @Test("gives its values")
  func values() throws {
    var tape = JSONTape()
    try tape.parse(
      Array(#" {"a": [1, -9007199254740991, true, null, "x\n\u00e9\ud834\udd1e\/"], "b": {}} "#.utf8))
    let list = try tape.elements(try #require(tape.member("a", of: JSONTape.root)))
    #expect(try tape.integer(list[0]) == 1)
    #expect(try tape.integer(list[1]) == -9_007_199_254_740_991)
    #expect(try tape.bool(list[2]))
    #expect(tape.kind(list[3]) == .null)
    #expect(try tape.string(list[4]) == "x\né\u{1D11E}/")
    #expect(try tape.members(JSONTape.root).count == 2)
    #expect(tape.member("c", of: JSONTape.root) == nil)
    #expect(throws: Malformed.self) { try tape.string(list[0]) }
    #expect(throws: Malformed.self) { try tape.bool(list[0]) }
    #expect(throws: Malformed.self) { try tape.integer(list[4]) }
    #expect(throws: Malformed.self) { try tape.elements(JSONTape.root) }
  }

  @Test(
    "takes as whole numbers only those that every program keeps",
    arguments: ["1.0", "1e3", "9007199254740992", "-9007199254740992", "99999999999999999999"])
  func numbers(text: String) throws {
    var tape = JSONTape()
    try tape.parse(Array(text.utf8))
    #expect(throws: Malformed.self) { try tape.integer(JSONTape.root) }
  }

  @Test("says in which column it is broken")
  func column() {
    var tape = JSONTape()
    #expect { try tape.parse(Array("{\"a\": x}".utf8)) } throws: { ($0 as? Malformed)?.column == 7 }
  }

  @Test("is valid where Python finds it so, and not where not", arguments: [1, 2, 3])
  func reference(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let corpus = (0..<4_000).map { _ in Self.text(&dice) }
    let lines = corpus.map { $0.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n")
    let verdicts = try python(
      """
      import sys, json
      def refuse(name): raise ValueError(name)
      def check(line):
          try:
              value = json.loads(bytes.fromhex(line).decode("utf-8"), parse_constant=refuse, object_pairs_hook=list)
              json.dumps(value, ensure_ascii=False).encode("utf-8")
              return "1"
          except (ValueError, RecursionError): return "0"
      sys.stdout.write("".join(check(l) for l in sys.stdin.read().split("\\n")))
      """, input: Array(lines.utf8))
    #expect(verdicts.utf8.count == corpus.count)
    #expect(verdicts.contains("0") && verdicts.contains("1"))
    for (text, verdict) in zip(corpus, verdicts) {
      #expect(isValid(text) == (verdict == "1"), "\(String(decoding: text, as: UTF8.self))")
    }
  }

  /// JSON, of which one text in two has been spoilt.
  private static func text(_ dice: inout Dice) -> [UInt8] {
    var bytes = Array(value(&dice, depth: 0).utf8)
    if Bool.random(using: &dice) {
      let noise = Array("{}[]\",:\\u0aeE+-.1 \n\tntf\u{1}\u{FF}é".utf8) + [0xFF, 0x80, 0xC3]
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let at = Int.random(in: 0...bytes.count, using: &dice)
        if at < bytes.count, Bool.random(using: &dice) { bytes.remove(at: at) }
        if Bool.random(using: &dice), at <= bytes.count {
          bytes.insert(noise.randomElement(using: &dice) ?? 0, at: at)
        }
      }
    }
    return bytes
  }

  private static func value(_ dice: inout Dice, depth: Int) -> String {
    let space = [" ", "", "", "\n", "\t\r"].randomElement(using: &dice) ?? ""
    let strings = [
      #""""#, #""a""#, #""\u00e9""#, #""\ud834\udd1e""#, #""\ud834""#, #""\n\t\\\"\/""#, #""é𝄞""#, #""\x""#,
      #""\u00g0""#,
    ]
    let numbers = [
      "0", "-0", "1.5", "1e9", "-1E-9", "123456789012345678901234567890", "00", "-", "1.", "0.0",
    ]
    switch Int.random(in: 0...(depth > 4 ? 3 : 6), using: &dice) {
    case 0: return space + (strings.randomElement(using: &dice) ?? "")
    case 1: return (numbers.randomElement(using: &dice) ?? "") + space
    case 2: return ["true", "false", "null", "nul"].randomElement(using: &dice) ?? ""
    case 3: return strings[1]
    case 4, 5:
      let items = (0..<Int.random(in: 0...3, using: &dice)).map { _ in value(&dice, depth: depth + 1) }
      return "[" + space + items.joined(separator: space + ",") + "]"
    default:
      let items = (0..<Int.random(in: 0...3, using: &dice)).map { _ in
        (strings.randomElement(using: &dice) ?? "") + space + ":" + value(&dice, depth: depth + 1)
      }
      return "{" + items.joined(separator: "," + space) + "}"
    }
  }
}
