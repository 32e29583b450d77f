import EventSourcing
import Foundation
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("The types of rows")
struct RowTypesTests {
  @Test("are listed as their folder is, but for what is kept in no table")
  func lists() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/ReadModels/Rows").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.sorted() == (RowTypes.all.map { "\($0).swift" } + ["ContinuityRow.swift"]).sorted())
    #expect(Set(RowTypes.all.map { $0.name }).count == RowTypes.all.count)
  }

  @Test("say of every field what it means, each in a sentence under a name of its own")
  func fields() {
    func check<R: Row>(_ type: R.Type) {
      #expect(type.help.hasSuffix("."))
      for field in type.fields {
        #expect(field.help.hasSuffix(".") && field.help.count > 3, "\(type.name).\(field.name)")
        guard case .objects(let parts) = field.kind else { continue }
        for part in parts { #expect(part.help.hasSuffix("."), "\(type.name).\(field.name).\(part.name)") }
      }
      let names = type.fields.map(\.name)
      #expect(Set(names).count == names.count && Set(type.fields.map(\.path)).count == names.count)
      // A field keeps the property that is called as it is.
      let properties = Mirror(reflecting: type.init()).children.compactMap(\.label).dropFirst()
      #expect(properties.map { String($0.dropFirst()) } == names.map(\.inCamelCase), "\(type.name)")
    }
    for type in RowTypes.all { check(type) }
    check(ContinuityRow.self)
  }

  @Test("are read back from their cells", arguments: 1...20 as ClosedRange<UInt64>)
  func readBack(seed: UInt64) throws {
    let state = try state(of: seed)
    func check<R: Row>(_ rows: [R]) throws {
      for row in rows {
        var copy = R()
        copy.process = row.process
        for field in R.fields { try field.set(&copy, field(row)) }
        // What is null rests on nothing.
        #expect(copy.cells == row.cells, "\(R.name)")
      }
    }
    func checkTable<R: Projected>(_ type: R.Type) throws { try check(R.rows(of: "talks", state)) }
    for type in RowTypes.all { try checkTable(type) }
    try check(
      ContinuityRow.rows(
        of: [("talks", state)], administrations: state.administrations.map { ("talks", $0) }, in: nil))
  }

  @Test("give an answer that is the domain's own", arguments: 1...20 as ClosedRange<UInt64>)
  func rules(seed: UInt64) throws {
    let state = try state(of: seed)
    let day = state.horizon ?? CivilDay(days: 13_000)
    for (row, exchange) in zip(ExchangeRow.rows(state), state.exchanges) {
      for days in [0, 1, 30, 1000] {
        #expect(row.course.allowing(days: days) == exchange.orders(tolerance: days))
      }
      #expect(row.isOverdue(on: day) == exchange.isOverdue(on: day))
    }
    for (row, measure) in zip(MeasureRow.rows(state), state.measures.all.map(\.value)) {
      #expect(row.obligation == measure.obligation)
    }
    for (row, episode) in zip(EpisodeRow.rows(state), state.episodes) { #expect(row.days == episode.days) }
    for (row, it) in zip(AdministrationRow.rows(state), state.administrations) {
      #expect(row.administration(by: state.horizon).isInOffice == it.isInOffice)
    }
    for (row, tie) in zip(LinkRow.rows(state), state.ties) {
      #expect(row.tie.object == tie.object && row.tie.provenance == tie.provenance)
    }
    #expect(ProcessRow.rows(state).map(\.lastMet) == [state.lastMet])
    for row in TrackRow.rows(state) {
      let track = state.tracks[row.track]
      #expect(row.latestForward == track?.latest(.forward, by: state.horizon))
      #expect(row.latestBack == track?.latest(.back, by: state.horizon))
    }
  }

  private func state(of seed: UInt64) throws -> ProcessState {
    let history = try RandomHistory(seed: seed, count: 120, isCorrected: seed % 2 == 0)
    let entries = history.events.enumerated().map { index, event in
      Entry(
        position: Int64(index) + 1, id: EventID(high: 0x7000, low: UInt64(index) + 1), event: event,
        zones: UTCOnly())
    }
    return ProcessState.fold(entries, asOf: seed % 3 == 0 ? nil : CivilDay(days: 12_000 + Int32(seed) * 100))
  }
}

extension String {
  /// `in_place` as `inPlace`.
  fileprivate var inCamelCase: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
  }
}
