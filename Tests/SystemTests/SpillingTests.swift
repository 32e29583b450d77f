import TestSupport
import Testing

@testable import System

@Suite("What does not fit into memory is kept in a temporary file")
struct SpillingTests {
  @Test("records are read as they were written, from the beginning each time", arguments: [1, 40, 1 << 20])
  func spool(limit: Int) throws {
    let spool = Spool(limit: limit)
    // Some longer than the 256 KiB that are read at a time, and one that is empty.
    let records = [0, 1, 127, 128, 5, 300_000, 20_000, 3].map { length in
      [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: length)
    }
    for record in records { try spool.append(record) }
    for _ in 0..<2 {
      var reader = spool.reader()
      for record in records { #expect(try reader.record().map { Array($0) } == record) }
      #expect(try reader.record() == nil)
      #expect(reader.done == spool.size)
    }
    // More after it was read, as where a batch was refused.
    var reader = spool.reader()
    try spool.append([7])
    for _ in records { _ = try reader.record() }
    #expect(try reader.record().map { Array($0) } == [7])
  }

  @Test("a number of any size takes no more bytes than it needs")
  func numbers() {
    for (number, length) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (.max, 10)]
      as [(UInt64, Int)]
    {
      var bytes: [UInt8] = [1]
      bytes.append(number: number)
      #expect(bytes.count == 1 + length)
      var at = 1
      #expect(bytes[...].number(at: &at) == number && at == bytes.count)
      // A number of which the end is not there yet is none.
      at = 1
      #expect(bytes.dropLast().number(at: &at) == nil && at == 1)
    }
  }

  @Test("a value takes the place of the one before it, whatever their lengths")
  func values() throws {
    var dice = Dice(seed: 17)
    let values = SpilledValues<Int>()
    var wanted: [Int: [UInt8]] = [:]
    #expect(try values.value(for: 0) == nil)
    for _ in 0..<2_000 {
      let key = Int.random(in: 0..<30, using: &dice)
      let length = Int.random(in: 0..<2_000, using: &dice)
      let value = (0..<length).map { _ in UInt8.random(in: 0 ... .max, using: &dice) }
      wanted[key] = value
      try values.put(value, for: key)
      let other = Int.random(in: 0..<30, using: &dice)
      #expect(try values.value(for: other) == wanted[other])
    }
  }

  // 64 entries fill half of a page, so that the file grows from one page to 1,024.
  @Test("a table keeps the first value of each key")
  func table() throws {
    var dice = Dice(seed: 18)
    let table = SpilledTable(limit: 100, bits: 0)
    var wanted: [UInt128: UInt128] = [:]
    for _ in 0..<20_000 {
      let key = UInt128(UInt64.random(in: 0..<12_000, using: &dice))
      let value = UInt128(UInt64.random(in: 1 ... .max, using: &dice)) << 64
      #expect(try table.insert(value, for: key) == wanted[key])
      wanted[key] = wanted[key] ?? value
    }
    for (key, value) in wanted { #expect(try table.insert(1, for: key) == value) }
  }
}
