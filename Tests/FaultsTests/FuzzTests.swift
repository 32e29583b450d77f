import EventSourcing
import Evidence
import Foundation
import Imports
import Talks
import TestSupport
import Testing

@testable import ParleyCLI

@Suite("What is read from outside is understood or refused in a sentence, whatever it is")
struct FuzzTests {
  private static func lines(_ path: String) throws -> [[UInt8]] {
    try Data(contentsOf: URL(filePath: path)).split(separator: 0x0A).map { Array($0) }
  }

  private static func golden() throws -> [[UInt8]] {
    let folder = Example.package.appending(path: "Tests/TalksTests/Golden")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jsonl") }.sorted().flatMap { try lines(folder.appending(path: $0).path) }
  }

  /// Bad texts from good ones, each with its number.
  private func forEachMutant(
    of corpus: [[UInt8]], _ count: Int, seed: Int, _ body: (Int, [UInt8]) throws -> Void
  ) rethrows {
    var mutator = Mutator(corpus, seed: seed)
    for number in 0..<count { try body(number, mutator.next()) }
  }

  private func expect(_ holds: Bool, _ number: Int, _ bytes: [UInt8], _ what: String) {
    if !holds { Issue.record("mutant \(number): \(what): \(String(decoding: bytes, as: UTF8.self))") }
  }

  @Test("a line of a journal, and the body of an event")
  func journal() throws {
    let corpus = try Self.golden() + Self.lines(Example.journal)
    var (tape, codec) = (JSONTape(), EventCodec())
    var understood = 0
    forEachMutant(of: corpus, Torture.count(8_000, long: 2_000_000), seed: 1) { number, bytes in
      do throws(Malformed) {
        try tape.parse(bytes)
        let line = try JournalLine(tape)
        understood += 1
        let body = EventCodec.encode(line.event)
        let event = try codec.decode(type: line.event.type.name, body: body)
        expect(event == line.event && EventCodec.encode(event) == body, number, bytes, "the body changes")
        try tape.parse(JSONWriter.of { line.write(&$0) }.bytes)
        expect(try JournalLine(tape) == line, number, bytes, "the line changes")
      } catch {
        expect(
          !error.reason.isEmpty && 1...bytes.count + 1 ~= error.column ?? 1, number, bytes,
          "\(error.reason), column \(error.column ?? 0)")
      }
    }
    #expect(understood > 0)
  }

  @Test("a table, and the map that explains it")
  func tables() throws {
    let folder = Example.package.appending(path: "docs/examples/incidents")
    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
    let (map, tables) = (try bytes("map.json"), try ["2020-01.csv", "2020-02.csv", "2020-03.csv"].map(bytes))
    let json = Array(
      #"[{"No":"I-1","Date":"May 2001","Kind":"Drill","What happened":["a"],"Place":null,"Source":"s","Further source":1}]"#
        .utf8)
    let log = InMemoryLog<Event> { 1_700_000_000_000_000 }
    func sync(_ table: [UInt8], _ map: TableMap) throws {
      let file = try ScratchFile(table)
      var options = SyncOptions(map, by: "fuzz", because: "fuzz")
      options.maxRemoved = 100
      options.acceptsDoubtful = true
      _ = try withExtendedLifetime(file) { try TableSync(log, options).run(file.path) }
    }
    var understood = 0
    let count = Torture.count(400, long: 50_000)
    try forEachMutant(of: [map], count, seed: 21) { number, bytes in
      do {
        try sync(tables[number % 3], TableMap(bytes))
        understood += 1
      } catch let error as Malformed {
        expect(!error.reason.isEmpty, number, bytes, "no reason")
      } catch let error as ImportError {
        expect(!error.description.isEmpty, number, bytes, "no reason")
      }
    }
    let good = try TableMap(map)
    try forEachMutant(of: tables + [json], count, seed: 22) { number, bytes in
      do {
        try sync(bytes, good)
        understood += 1
      } catch let error as ImportError {
        expect(!error.description.isEmpty, number, bytes, "no reason")
      }
      let file = try ScratchFile(bytes)
      guard let proposed = try? MapProposal(file.path, process: "p", type: "note-added").text else { return }
      do { _ = try TableMap(Array(proposed.utf8)) } catch let error as Malformed {
        // Where no column was understood, a person has to say what there is.
        expect(
          error.reason.hasPrefix("The map fills no field"), number, bytes,
          "its proposed map is refused: \(error)")
      }
    }
    #expect(understood > 0)
  }

  @Test("a date")
  func dates() throws {
    let known = try Self.lines(Example.package.appending(path: "Tests/TalksTests/Time/edtf-bounds.tsv").path)
    let corpus = known.map { Array($0.prefix { $0 != 0x09 }) }
    var understood = 0
    forEachMutant(of: corpus, Torture.count(20_000, long: 2_000_000), seed: 2) { number, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(EDTF.Malformed) {
        let date = try EDTF(text)
        understood += 1
        for bounds in [date.start, date.end] {
          if let earliest = bounds.earliest, let latest = bounds.latest {
            expect(earliest <= latest, number, bytes, "it ends before it begins")
          }
        }
        expect(!date.inWords.isEmpty && date.text == text, number, bytes, "it has no words")
      } catch {
        expect(
          !error.problem.isEmpty && 1...text.utf8.count + 1 ~= error.column, number, bytes, error.description)
      }
    }
    #expect(understood > 0)
  }

  @Test("evidence: what passes is what was recorded")
  func evidence() throws {
    let evidence = try ScratchFile()
    #expect(try Example.korea().run("evidence", "--output", evidence.path).status == 0)
    let lines = try Self.lines(evidence.path)
    var tape = JSONTape()
    var original: [LogEntry] = []
    for line in lines {
      try tape.parse(line)
      original.append(try EvidenceLine.read(tape).entry)
    }
    // The first of a few events, so that much is tried of each.
    let file = [Array(lines.prefix(3).joined(separator: [0x0A]))]
    forEachMutant(of: file + [lines[3]], Torture.count(8_000, long: 2_000_000), seed: 3) {
      number, bytes in
      var (verification, entries) = (Verification(erasure: EvidenceLine.erased), [LogEntry]())
      do throws(Malformed) {
        for line in bytes.split(separator: 0x0A) {
          try tape.parse(line)
          let event = try EvidenceLine.read(tape)
          entries.append(event.entry)
          verification.take(event)
        }
      } catch {
        return expect(!error.reason.isEmpty, number, bytes, error.reason)
      }
      verification.finish(head: .notKept)
      expect(
        !verification.faults.isEmpty || entries == Array(original.prefix(entries.count)), number, bytes,
        "a change was not found")
    }
    try forEachMutant(of: file, Torture.count(10, long: 1_000), seed: 4) { number, bytes in
      try evidence.write(bytes)
      let outcome = try Program(conninfo: "host=/nowhere").run("verify", evidence.path)
      expect([0, 1, 65].contains(outcome.status), number, bytes, "\(outcome)")
      expect((outcome.status == 0) == outcome.complaint.isEmpty, number, bytes, "\(outcome)")
    }
  }

  @Test("a file to import, which adds nothing the second time")
  func imports() throws {
    let journal = try Self.golden() + Self.lines(Example.journal).prefix(60)
    let chronicle =
      try Self.lines(Example.chronicle("colombia")) + Self.lines(Example.chronicle("northern-ireland"))
    let file = try ScratchFile()
    var dice = Dice(seed: 5)
    var recorded = 0
    for (corpus, seed) in [(journal, 5), (chronicle, 6)] {
      var mutator = Mutator(corpus, seed: seed)
      for number in 0..<Torture.count(400, long: 20_000) {
        let lines = (0..<Int.random(in: 1...8, using: &dice)).map { place in
          place % 3 == 1 ? mutator.next() : corpus.randomElement(using: &dice) ?? []
        }
        let bytes = Array(lines.joined(separator: [0x0A]))
        try file.write(bytes)
        let log = InMemoryLog<Event> { 1_700_000_000_000_000 }
        var options = ImportOptions(by: "desk")
        options.keepsGoing = Bool.random(using: &dice)
        options.batch = Int.random(in: 1...4, using: &dice)
        do {
          let first = try Importer(log, options).run(file.path)
          expect(
            Int64(first.new) == log.head(), number, bytes, "\(first.new) new, but \(log.head()) recorded")
          recorded += first.new
          let again = try Importer(log, options).run(file.path)
          expect(again.new == 0, number, bytes, "\(again.new) new events the second time")
        } catch let error as ImportError {
          expect(!error.description.isEmpty, number, bytes, "\(error)")
          if case .refused = error { continue }
          expect(log.head() == 0, number, bytes, "half of it is recorded: \(error)")
        }
      }
    }
    #expect(recorded > 0)
  }
}
