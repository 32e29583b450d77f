import Testing

@testable import Talks

@Suite("What a date leaves open")
struct TruthTests {
  /// Days about the bounds that the PyPI package `edtf` gives, and some far away.
  private func days(_ bounds: [Int64?]) -> [CivilDay] {
    let near = bounds.compactMap(\.self).flatMap { [$0 - 1, $0, $0 + 1] }
    return (near + [-2_000_000, 0, 12_345, 2_000_000]).compactMap { Int32(exactly: $0) }.map(
      CivilDay.init(days:))
  }

  @Test("is what the reference implementation's bounds leave open", arguments: EDTFBoundsTests.table)
  func reference(row: [String]) throws {
    let date = try EDTF(row[0])
    let (first, last) = (EDTFBoundsTests.dayNumber(row[1]), EDTFBoundsTests.dayNumber(row[2]))
    for day in days([first, last]) {
      let at = Int64(day.days)
      let expected: Truth =
        if let first, at < first { .no } else if let last, at >= last { .yes } else { .unknown }
      if date.isInterval {
        // The bounds of the whole tell when it cannot have begun, and when it must be over.
        #expect((date.hasBegun(by: day) == .no) == (expected == .no), "\(row[0]) \(day)")
        #expect((date.isOver(by: day) == .yes) == (expected == .yes), "\(row[0]) \(day)")
      } else {
        #expect(date.hasBegun(by: day) == expected, "\(row[0]) \(day)")
        #expect(date.isOver(by: day) == expected, "\(row[0]) \(day)")
      }
    }
  }

  @Test("decides the order of two dates only where their bounds do")
  func order() throws {
    let rows = try EDTFBoundsTests.table.map { row in
      (
        date: try EDTF(row[0]), first: EDTFBoundsTests.dayNumber(row[1]),
        last: EDTFBoundsTests.dayNumber(row[2])
      )
    }.filter { !$0.date.isInterval && !$0.date.hasTime }
    #expect(rows.count > 200)
    var tally: [Truth: Int] = [:]
    for one in rows {
      for other in rows {
        let before = (one.last.map { last in other.first.map { last < $0 } ?? false }) ?? false
        let after = (one.first.map { first in other.last.map { first > $0 } ?? false }) ?? false
        let answer = one.date.precedes(other.date)
        tally[answer, default: 0] += 1
        #expect((answer == .yes) == before, "\(one.date) \(other.date)")
        #expect((answer == .no) == after, "\(one.date) \(other.date)")
      }
    }
    #expect(tally.values.allSatisfy { $0 > 1000 } && tally.count == 3)
  }

  @Test("is counted by Kleene's tables")
  func kleene() {
    let all: [Truth] = [.no, .unknown, .yes]
    for one in all {
      #expect(!(!one) == one)
      for other in all {
        #expect((one && other) == min(one, other) && (one || other) == max(one, other))
        #expect(!(one && other) == (!one || !other))
      }
    }
    #expect(Truth.common([.yes, .yes]) == .yes && Truth.common([.yes, .no]) == .unknown)
    #expect(Truth.common([]) == .unknown)
  }
}
