import Glibc
import System
package import Talks

/// A piece of a file that is understood by itself: a line, or several where a cell of a table holds line ends.
package struct Record {
  /// The number of its first line, from 1.
  package let number: Int
  /// Without the line feed at its end.
  package let bytes: ArraySlice<UInt8>
  /// Whether it went beyond ``InputLimits/line``; its bytes are then left out.
  let isTooLong: Bool

  package func content() throws(Malformed) -> ArraySlice<UInt8> {
    if isTooLong {
      throw Malformed(
        "Line \(number) is longer than \(InputLimits.line.value >> 20) MiB; write one event a line, and keep long texts elsewhere."
      )
    }
    return bytes
  }

  /// Whether it contains only white space.
  package var isBlank: Bool { !isTooLong && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
}

/// Reads a file line by line from its beginning, in chunks, so that memory does not grow with the file.
package struct LineReader {
  private static let chunk = 1 << 18
  /// The byte order mark with which some programs begin a text.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  // Held, since the file is closed with its last reference.
  private let file: ImportFile
  private var offset = 0
  private var buffer: [UInt8] = []
  /// The index of the next line in the buffer.
  private var start = 0
  private var lastRead = 0
  private var number = 0
  private var isAtEnd = false
  /// The byte at the end of a line: a line feed, or a carriage return in a file that has none.
  private var ending: UInt8 = 0x0A

  package init(_ file: ImportFile) {
    self.file = file
  }

  /// The file, as messages name it.
  var name: String { file.name }

  /// The number of bytes read.
  var done: Int64 { Int64(offset - (buffer.count - start)) }

  package mutating func next() throws(ImportError) -> Record? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = lineEnd(from: searched) {
        isTooLong = isTooLong || end - start > InputLimits.line.value
        let line = line(start..<end, isTooLong)
        start = end + 1
        return line
      }
      if isAtEnd {
        if start == buffer.count && !isTooLong { return nil }
        let line = line(start..<buffer.count, isTooLong || buffer.count - start > InputLimits.line.value)
        start = buffer.count
        return line
      }
      if isTooLong || buffer.count - start > InputLimits.line.value {
        isTooLong = true
        start = buffer.count
      }
      try refill()
      searched = buffer.count - lastRead
    }
  }

  /// The whole file; nil where it exceeds the limit.
  mutating func whole() throws(ImportError) -> [UInt8]? {
    while !isAtEnd {
      if buffer.count - start > InputLimits.jsonTable.value { return nil }
      try refill()
    }
    defer { start = buffer.count }
    if buffer.starts(with: Self.mark) { start += Self.mark.count }
    return Array(buffer[start...])
  }

  private mutating func line(_ range: Range<Int>, _ isTooLong: Bool) -> Record {
    number += 1
    var bytes = buffer[isTooLong ? range.upperBound..<range.upperBound : range]
    if number == 1 && bytes.starts(with: Self.mark) { bytes = bytes.dropFirst(Self.mark.count) }
    return Record(number: number, bytes: bytes, isTooLong: isTooLong)
  }

  /// The index of the end of the next line.
  private func lineEnd(from searched: Int) -> Int? {
    unsafe buffer.withUnsafeBytes { bytes in
      guard searched < bytes.count, let base = bytes.baseAddress,
        let found = unsafe memchr(base + searched, Int32(ending), bytes.count - searched)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Drops the lines already returned and appends the next chunk.
  private mutating func refill() throws(ImportError) {
    buffer.removeSubrange(..<start)
    start = 0
    let kept = buffer.count
    buffer += [UInt8](repeating: 0, count: Self.chunk)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe pread(file.descriptor, bytes.baseAddress.map { unsafe $0 + kept }, Self.chunk, offset)
    }
    let code = errno
    buffer.removeSubrange((kept + max(0, count))...)
    lastRead = max(0, count)
    if count < 0 {
      if code == EINTR { return }
      throw .system("“\(file.name)” cannot be read", SystemError(code))
    }
    // Old spreadsheet programs end lines so.
    if offset == 0, buffer.contains(0x0D), !buffer.contains(0x0A) { ending = 0x0D }
    offset += count
    file.bytesRead += Int64(count)
    isAtEnd = count == 0
  }
}
