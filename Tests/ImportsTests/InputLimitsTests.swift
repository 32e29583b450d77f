import EventSourcing
import Imports
import Talks
import TestSupport
import Testing

@Suite("A file that is made to cost much")
struct InputLimitsTests {
  /// What an import came to.
  private struct Cost {
    /// Bytes of recorded events over bytes of the file.
    let made: Double
    /// How often a byte of the file was read, on average.
    let read: Double
    let complaint: String
  }

  /// Imports what can be taken of a file.
  private func cost(_ lines: [String], map: [String: Any?]? = nil) throws -> Cost {
    let log = log()
    let scratch = try ScratchFile(lines)
    var options = ImportOptions(by: "desk")
    options.keepsGoing = true
    options.map = try map.map { try TableMap(mapJSON($0)) }
    let file = try ImportFile(scratch.path)
    var said = ""
    try withExtendedLifetime(scratch) {
      do { said = try Importer(log, options).run(file).bad.description } catch let error as ImportError {
        said = error.description
      }
    }
    let events = log.streams(after: 0).flatMap { log.events(of: $0) }
    let made = events.reduce(0) { $0 + EventCodec.encode($1.body).count }
    return Cost(
      made: Double(made) / Double(file.size), read: Double(file.bytesRead) / Double(file.size),
      complaint: said)
  }

  private func chronicle(_ title: String, _ parties: [String], _ more: String = "") -> String {
    let list = parties.map { "\"\($0)\"" }.joined(separator: ",")
    return
      #"{"date":"2003","process":"p","type":"party_joined","title":"\#(title)","parties":[\#(list)]\#(more)}"#
  }

  private func parties(_ count: Int) -> [String] { (0..<count).map { "a-\($0)" } }

  @Test("comes to some 250 times its length at most, as a row of a chronicle does with 250 who act")
  func actors() throws {
    let most = try cost([chronicle("Both sides: \(String(repeating: "x", count: 4_000))", parties(250))])
    #expect(most.complaint == "")
    #expect((150...260).contains(most.made), "\(most.made)")
    let over = try cost([chronicle("Both sides", parties(251))])
    #expect(over.made == 0)
    #expect(
      over.complaint.hasSuffix(
        "251 parties act in this row, and each has an event of its own; write a row for every 250 of them."))
  }

  @Test("is refused with a sentence beyond each limit")
  func limits() throws {
    let long = String(repeating: "x", count: 4_097)
    let many = (0...10_000).map(String.init).joined(separator: #"",""#)
    for (lines, sentence) in [
      ([chronicle(long, ["us"])], "The title is longer than 4096 bytes; put long texts into the summary."),
      (
        [chronicle("T", parties(1_001))],
        "This row lists 1001 parties, and one may list 1000; name the group instead."
      ),
      (
        [chronicle("T", ["us"], #","sources":["\#(many)"]"#)],
        "This list has 10001 values, and one line may have 10000; spread them over several lines."
      ),
      (
        [#"{"process":"p","type":"note-added","on":"2003","title":"T","parties":["\#(many)"]}"#],
        "This list has 10001 values, and one line may have 10000; spread them over several lines."
      ),
      (
        [#"{"process":"p","type":"note-added","on":"2003","title":\#(String(repeating: "[", count: 40))"#],
        "The JSON is nested too deeply."
      ),
    ] {
      let cost = try cost(lines)
      #expect(cost.complaint.contains(sentence) && cost.made == 0, "\(cost.complaint)")
    }
  }

  @Test("has no more columns than are read")
  func columns() throws {
    let names = (0...200_000).map { "c\($0)" }
    let sentence = "The table has more than 200000 columns; leave out those that the map does not name."
    let csv = try cost([(["Date", "Title"] + names).joined(separator: ","), "2003,T"], map: [:])
    #expect(csv.complaint.hasSuffix(sentence))
    // A column of its own in each row.
    let json = try cost(names.map { #"{"Date":"2003","Title":"T","\#($0)":1}"# }, map: [:])
    #expect(json.complaint.hasSuffix(sentence))
  }

  @Test("cannot have the names of nested columns repeated without end")
  func nestedNames() throws {
    let key = String(repeating: "k", count: 20_000)
    let values = (0..<2_000).map { #""\#($0)":1"# }.joined(separator: ",")
    let cost = try cost([#"{"Date":"2003","Title":"T","\#(key)":{\#(values)}}"#], map: [:])
    #expect(
      cost.complaint.hasSuffix(
        "The names of the columns of this row are too long: a nested value's has all around it; shorten them."
      ),
      "\(cost.complaint)")
  }

  @Test("is read nine times at most, and but for chronicles comes to no more than forty times its length")
  func factors() throws {
    var dice = Dice(seed: 16)
    var (made, read) = (0.0, 0.0)
    func note(_ lines: [String], map: [String: Any?]? = nil) throws {
      let cost = try cost(lines, map: map)
      (made, read) = (max(made, cost.made), max(read, cost.read))
    }
    let journal = (0..<300).map { number in
      [
        #"{"process":"p","type":"party-defined","party":"a-\#(number)","name":"\u00e9"}"#,
        #"{"process":"p","type":"party-joined","party":"nobody-\#(number)","on":"2003"}"#,
        #"{"process":"p\#(number)","type":"measure-pledged","party":"us","title":"The same","on":"2003"}"#,
        #"{"process":"p","type":"measure-pledged","party":"us","title":"The same","on":"2003"}"#,
      ][number % 4]
    }
    try note(journal)
    // The shortest rows, each with its origin and an id.
    try note(["Date,Title"] + (0..<400).map { "2003,\($0)" }, map: [:])
    // Notes below notes, quotes that never close, rows of separators.
    try note(["Date,Title"] + (0..<400).map { $0 % 2 == 0 ? "2003,T\($0)" : "Note \($0)," }, map: [:])
    try note(["Date,Title", "2003,T"] + (0..<400).map { "\"2003,T\($0)" }, map: [:])
    try note(["sep=;", "Date;Title"] + (0..<400).map { _ in ";;;;;;" }, map: [:])
    try note((0..<400).map { #"{"Date":"2003","Title":"T\#($0)","x":{"y":[1,{"z":\#($0)}]}}"# }, map: [:])
    for _ in 0..<60 {
      var text = Array(journal[Int.random(in: 0..<4, using: &dice)].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let place = Int.random(in: text.indices, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: text[place] = UInt8.random(in: 0x20...0x7E, using: &dice)
        case 1: text.remove(at: place)
        default: text += text[place...]
        }
      }
      let line = String(decoding: text, as: UTF8.self)
      try note([line] + journal.prefix(8))
      try note([line, line], map: [:])
      try note(["Date,Title", line, "2003,\(line)"], map: [:])
    }
    #expect(made > 5 && made <= 40, "\(made)")
    #expect(read > 1 && read <= 9, "\(read)")
  }

  @Test("that changed in too many rows without a key is not compared row by row")
  func comparisons() throws {
    let log = log()
    func table(_ word: String) -> [String] {
      ["Date,Title"] + (0..<3_200).map { "2003,\(word) \($0)" }
    }
    try log.sync(table("Before"))
    #expect(
      complaint { try log.sync(table("After")) { $0.maxRemoved = 100 } }
        == "3200 rows of this table are others than before, too many to compare with each of 3200 that were recorded; give the map a “key”, or sync the table process by process."
    )
  }
}
