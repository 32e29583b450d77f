import EventSourcing
import Foundation
import ReadModels
import Talks
import TestSupport
import Testing

@Suite("The rows of fixed records")
struct GoldenRowsTests {
  private static let folder = Example.package.appending(path: "Tests/ReadModelsTests/Golden")
  /// Whether the file is written anew, to be reviewed in its diff.
  private static let rewrites = ProcessInfo.processInfo.environment["PARLEY_GOLDENS"] == "write"

  @Test("are as they were, or their type has another version")
  func unchanged() throws {
    let file = Self.folder.appending(path: "rows.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let expected = try #require(RowDigests(text), "Golden/rows.txt cannot be read.")
    let actual = try Self.digests()
    let faults = actual.faults(after: expected)
    for fault in faults { Issue.record("\(fault)") }
    if actual.text == text || !faults.isEmpty { return }
    guard Self.rewrites else {
      Issue.record("Golden/rows.txt is of earlier records or rows; “make goldens” writes it anew.")
      return
    }
    try actual.text.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test("come of records that hold every row type's rows")
  func coverage() throws {
    let text = try String(contentsOf: Self.folder.appending(path: "rows.txt"), encoding: .utf8)
    let digests = try #require(RowDigests(text))
    var empty = [String]()
    func check<R: Row>(_ type: R.Type) {
      var none = TextDigest()
      for _ in Self.days { none.add([] as [R]) }
      let found = digests.types[R.name]?.digests.values
      if found?.allSatisfy({ $0 == none.text }) ?? true { empty.append(R.name) }
    }
    for type in RowTypes.all { check(type) }
    check(ContinuityRow.self)
    #expect(empty == [])
  }

  @Test("that are others at the same version are refused, and at a higher one accepted")
  func refusal() throws {
    let before = try #require(RowDigests("record a 1\nrecord b 1\nmeasure 2 a 7\nmeasure 2 b 8\n"))
    func faults(_ text: String) throws -> [String] {
      try #require(RowDigests(text)).faults(after: before)
    }
    #expect(try faults("record a 1\nrecord b 1\nmeasure 2 a 7\nmeasure 2 b 8\n") == [])
    let changed = try faults("record a 1\nrecord b 1\nmeasure 2 a 7\nmeasure 2 b 9\n")
    #expect(changed.count == 1)
    #expect(changed[0].hasPrefix("The rows of “measure” are others than before, made of b: "))
    #expect(changed[0].contains("Raise `version` of that row type to 3"))
    #expect(try faults("record a 1\nrecord b 1\nmeasure 3 a 7\nmeasure 3 b 9\n") == [])
    #expect(try faults("record a 1\nrecord b 1\nmeasure 1 a 7\nmeasure 1 b 8\n").count == 1)
    // Another record, or one more, says nothing of the rule.
    let more = "record a 1\nrecord b 2\nrecord c 1\nmeasure 2 a 7\nmeasure 2 b 9\nmeasure 2 c 1\n"
    #expect(try faults(more) == [])
    #expect(RowDigests("measure 2 a 7\nmeasure 3 b 8\n") == nil && RowDigests("measure a 7\n") == nil)
    #expect(RowDigests(before.text) == before)
  }

  // MARK: The records

  /// The days as of which each record is folded; nil for all of it, as the tables are.
  private static let days = [nil, "1994-12-31", "2002-06-30", "2005-09-19", "2008-06-30", "2018-09-19"]
    .map { $0.flatMap { CivilDay(iso: $0) } }

  /// The Korean example, journals that were made by chance once, of every type of event that there was, and such as were
  /// written for types that came later.
  private static func records() throws -> [String: [UInt8]] {
    var records = ["korea": Array(try Data(contentsOf: URL(filePath: Example.journal)))]
    for seed in 1...4 as ClosedRange<UInt64> {
      let file = folder.appending(path: "history-\(seed).jsonl")
      if rewrites, !FileManager.default.fileExists(atPath: file.path) { try write(seed, to: file) }
      records["history-\(seed)"] = Array(try Data(contentsOf: file))
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".jsonl") {
      records[String(name.dropLast(6))] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return records
  }

  /// Writes a history; a new type of event would change it, so that it is not made anew.
  private static func write(_ seed: UInt64, to file: URL) throws {
    let history = try RandomHistory(seed: seed, count: 100, isCorrected: seed % 2 == 0)
    let process = try #require(Slug("talks"))
    let lines = history.events.map { event in
      JSONWriter.of { JournalLine(process: process, event: event).write(&$0) }.bytes + [UInt8(ascii: "\n")]
    }
    try Data(lines.joined()).write(to: file)
  }

  private static func digests() throws -> RowDigests {
    var digests = RowDigests()
    for (name, bytes) in try records() {
      var digest = TextDigest()
      digest.add(bytes)
      digests.records[name] = digest.text
      let processes = try entries(bytes).sorted { $0.key < $1.key }
      let folds = days.map { day in
        processes.map { (process: $0.key, state: ProcessState.fold($0.value, asOf: day)) }
      }
      func add<R: Row>(_ type: R.Type, _ rows: (_ fold: [(process: String, state: ProcessState)]) -> [R]) {
        var digest = TextDigest()
        for fold in folds { digest.add(rows(fold)) }
        digests.types[R.name, default: .init(version: R.version)].digests[name] = digest.text
      }
      func add<R: Projected>(_ type: R.Type) {
        add(type) { $0.flatMap { R.rows(of: $0.process, $0.state) } }
      }
      for type in RowTypes.all { add(type) }
      add(ContinuityRow.self) { fold in
        let administrations = fold.flatMap { process, state in
          state.administrations.map { (process: process, it: $0) }
        }
        return ContinuityRow.rows(of: fold, administrations: administrations, in: nil)
      }
    }
    return digests
  }

  /// The events of a journal, process by process, at the positions of their lines.
  private static func entries(_ journal: [UInt8]) throws -> [String: [Entry]] {
    var entries: [String: [Entry]] = [:]
    for (index, line) in journal.split(separator: UInt8(ascii: "\n")).enumerated() {
      var tape = JSONTape()
      try tape.parse(line)
      let line = try JournalLine(tape)
      let id = line.id.flatMap { EventID($0) } ?? EventID(high: 8, low: UInt64(index) + 1)
      entries[line.process.text, default: []].append(
        Entry(position: Int64(index) + 1, id: id, event: line.event, zones: UTCOnly()))
    }
    return entries
  }
}
