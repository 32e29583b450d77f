package import EventSourcing
import Evidence
import Talks

/// What tells a line without an id from others: equal for lines of equal content, whatever the order of members and the
/// spacing.
package struct LineDigest: Hashable, Sendable {
  fileprivate let id: EventID

  /// Creates the digest of a table row's content.
  init(of bytes: [UInt8]) { id = EventID(digest: Digest(of: bytes).bytes) }

  /// - Parameter line: the bytes that the tape was parsed from.
  init(of tape: JSONTape, _ line: ArraySlice<UInt8>) throws(Malformed) {
    var canon = Canon(tape: tape, line: line)
    try canon.add(JSONTape.root)
    self.init(of: canon.bytes)
  }

  /// Creates the digest of which the number is known.
  init(_ number: UInt128) { id = EventID(number) }

  var number: UInt128 { id.number }

  /// The key of a row of a table that has none of its own.
  ///
  /// - Parameter ordinal: how many rows above it say the same.
  func key(ordinal: Int) -> String {
    ordinal == 0 ? id.description : LineDigest(of: Array("\(id) \(ordinal) ".utf8)).id.description
  }
}

/// The ids of the events of lines that have none: the same whenever a line is read into one log.
///
/// They are derived by the log's key, so that nobody who guesses what a line said can see by its id whether that is so,
/// when its content is erased.
package struct LineIDs: Sendable {
  private let key: [UInt8]

  /// - Parameter key: that of the log, `EventLog.importKey`.
  package init(key: [UInt8]) { self.key = key }

  /// The id for some content.
  package func event(saying content: [UInt8]) -> EventID {
    EventID(digest: Digest(of: content, key: key).bytes)
  }

  /// The id of one of a line's events.
  ///
  /// - Parameter ordinal: how many lines above it say the same.
  /// - Parameter introducing: the party that the event introduces; nil for the one that the line is about.
  func event(_ line: LineDigest, ordinal: Int, introducing party: PartyID? = nil) -> EventID {
    event(line, "\(ordinal) \(party?.description ?? "")")
  }

  /// The id of another event of a line than the first.
  ///
  /// - Parameter part: what tells it from the line's others.
  func event(_ line: LineDigest, ordinal: Int, part: String) -> EventID {
    event(line, "\(ordinal) part \(part)")
  }

  /// The id of the event that a row of a table is recorded as.
  ///
  /// - Parameter generation: how many events were recorded for the row before.
  func event(_ origin: Origin, generation: Int = 0) -> EventID {
    event(LineDigest(of: Array("\(origin.table)#\(origin.key)".utf8)), "\(generation)")
  }

  private func event(_ line: LineDigest, _ mark: String) -> EventID {
    event(saying: Array("\(line.id) \(mark)".utf8))
  }
}

/// A canonical encoding of a line's content: every part prefixed by its length, members sorted,
/// null members left out.
private struct Canon {
  let tape: JSONTape
  let line: ArraySlice<UInt8>
  private(set) var bytes: [UInt8] = []

  init(tape: JSONTape, line: ArraySlice<UInt8>) {
    self.tape = tape
    self.line = line
    bytes.reserveCapacity(line.count + 512)
  }

  mutating func add(_ node: Int) throws(Malformed) {
    switch tape.kind(node) {
    case .null: head(.null, 0)
    case .bool: head(.bool, try tape.bool(node) ? 1 : 0)
    case .number: head(.number, try tape.integer(node))
    case .string: try text(node)
    case .array:
      let elements = try tape.elements(node)
      head(.array, elements.count)
      for element in elements { try add(element) }
    case .object:
      var members: [(name: ArraySlice<UInt8>, key: Int, value: Int)] = []
      for (key, value) in try tape.members(node) where tape.kind(value) != .null {
        let name = if let plain = plain(key) { plain } else { ArraySlice(try tape.string(key).utf8) }
        members.append((name, key, value))
      }
      members.sort { $0.name.lexicographicallyPrecedes($1.name) }
      head(.object, members.count)
      for member in members {
        try text(member.key)
        try add(member.value)
      }
    }
  }

  private mutating func text(_ node: Int) throws(Malformed) {
    if let plain = plain(node) {
      head(.string, plain.count)
      bytes.append(contentsOf: plain)
    } else {
      let text = try tape.string(node).utf8
      head(.string, text.count)
      bytes.append(contentsOf: text)
    }
  }

  /// The bytes of a text in the line; nil where they contain an escape.
  private func plain(_ node: Int) -> ArraySlice<UInt8>? {
    if tape.hasEscapes(node) { return nil }
    let start = line.startIndex + tape.column(node) - 1
    return line[start..<start + tape.length(node)]
  }

  private mutating func head(_ kind: JSONTape.Kind, _ number: Int) {
    let word = UInt64(kind.rawValue) << 56 ^ UInt64(bitPattern: Int64(number))
    unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}

extension EventID {
  init(_ number: UInt128) { self.init(high: UInt64(number >> 64), low: UInt64(truncatingIfNeeded: number)) }

  /// Its 128 bits.
  var number: UInt128 { UInt128(high) << 64 | UInt128(low) }
}
