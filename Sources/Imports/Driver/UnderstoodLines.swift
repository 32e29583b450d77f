import EventSourcing
import Recording
import System
import Talks

/// What was understood of a file, line by line, in the order of the file.
final class UnderstoodLines {
  private let spool: Spool
  private var writer = UnderstoodWriter()

  /// - Parameter memory: how many bytes of them are kept in memory.
  init(memory: Int) { spool = Spool(limit: memory) }

  func append(_ line: Understood) throws(ImportError) {
    writer.write(line)
    do { try spool.append(writer.bytes) } catch { throw .temporaryFile(error) }
  }

  /// Reads the lines from the first on.
  func reader() -> Reader { Reader(spool) }

}

/// What stands in a spooled addition, and how it is to be taken.
private struct Marks: OptionSet {
  let rawValue: UInt8

  static let isCopied = Marks(rawValue: 1)
  static let isGiven = Marks(rawValue: 2)
  static let namesAreProposals = Marks(rawValue: 4)
  static let hasKnown = Marks(rawValue: 8)
  static let hasRow = Marks(rawValue: 16)
  static let isDecided = Marks(rawValue: 32)
  /// The decided event is the draft as it is, and stands there once.
  static let isAsDrafted = Marks(rawValue: 64)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ addition: Addition, _ decided: Event?) {
    self = []
    if addition.isCopied { insert(.isCopied) }
    if addition.isGiven { insert(.isGiven) }
    if addition.namesAreProposals { insert(.namesAreProposals) }
    if addition.known != nil { insert(.hasKnown) }
    if addition.row != nil { insert(.hasRow) }
    if decided != nil { insert(.isDecided) }
    if decided == addition.draft { insert(.isAsDrafted) }
  }
}

/// Writes a line as it stands in the spool: numbers in groups of seven bits, texts and bodies with their length before
/// them.
private struct UnderstoodWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ line: Understood) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(number: UInt64(line.number))
    for (addition, decided) in line.items { write(addition, decided) }
  }

  private mutating func write(_ addition: Addition, _ decided: Event?) {
    let marks = Marks(addition, decided)
    bytes += [addition.role.rawValue, marks.rawValue]
    bytes.append(number: addition.id.high)
    bytes.append(number: addition.id.low)
    write(addition.process.text.utf8)
    write(addition.by.utf8)
    if let known = addition.known { bytes.append(number: UInt64(bitPattern: known)) }
    if let row = addition.row { write(row.utf8) }
    write(addition.draft.type.name.utf8)
    if let decided { write(EventCodec.encode(decided)) }
    if !marks.contains(.isAsDrafted) { write(EventCodec.encode(addition.draft)) }
  }

  private mutating func write(_ text: some Collection<UInt8>) {
    bytes.append(number: UInt64(text.count))
    bytes.append(contentsOf: text)
  }
}

extension UnderstoodLines {
  /// Reads what ``UnderstoodWriter`` wrote; a spool gives back the bytes that it was given, or throws.
  struct Reader {
    private let size: Int
    private var records: Spool.Reader
    private var codec = EventCodec()
    /// The record at hand, and the place in it.
    private var bytes: ArraySlice<UInt8> = []
    private var at = 0

    init(_ spool: Spool) { (size, records) = (spool.size, spool.reader()) }

    /// How much of all was read, as a share of 1.
    var share: Double { size == 0 ? 1 : Double(records.done) / Double(size) }

    /// The next line; nil at the end.
    ///
    /// - Throws: `ImportError`.
    mutating func next() throws -> Understood? {
      guard let record = try record() else { return nil }
      (bytes, at) = (record, record.startIndex)
      var line = Understood(number: Int(number()))
      while at < bytes.endIndex { line.items.append(try item()) }
      return line
    }

    private mutating func record() throws(ImportError) -> ArraySlice<UInt8>? {
      do { return try records.record() } catch { throw .temporaryFile(error) }
    }

    private mutating func item() throws(Malformed) -> Understood.Item {
      guard let role = AdditionRole(rawValue: byte()) else { Self.fail() }
      let marks = Marks(rawValue: byte())
      let id = EventID(high: number(), low: number())
      guard let process = Slug(text()) else { Self.fail() }
      let by = text()
      let known = marks.contains(.hasKnown) ? Int64(bitPattern: number()) : nil
      let row = marks.contains(.hasRow) ? text() : nil
      let type = text()
      let decided = marks.contains(.isDecided) ? try codec.decode(type: type, body: part()) : nil
      let draft =
        if marks.contains(.isAsDrafted), let decided { decided } else {
          try codec.decode(type: type, body: part())
        }
      var addition = Addition(role: role, id: id, process: process, draft: draft, known: known, by: by)
      addition.isCopied = marks.contains(.isCopied)
      addition.isGiven = marks.contains(.isGiven)
      addition.namesAreProposals = marks.contains(.namesAreProposals)
      addition.row = row
      return (addition, decided)
    }

    private mutating func byte() -> UInt8 {
      defer { at += 1 }
      return bytes[at]
    }

    private mutating func number() -> UInt64 {
      guard let number = bytes.number(at: &at) else { Self.fail() }
      return number
    }

    private mutating func part() -> ArraySlice<UInt8> {
      let length = Int(number())
      defer { at += length }
      return bytes[at..<at + length]
    }

    private mutating func text() -> String { String(decoding: part(), as: UTF8.self) }

    private static func fail() -> Never {
      preconditionFailure("A spooled line is not as it was written.")
    }
  }
}
