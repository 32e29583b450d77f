package import Talks

/// A form of file that can be imported: it cuts a file into records, and reads each.
package protocol ImportFormat: Sendable {
  /// As it is typed: `chronicle`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }

  /// A reader at the top of a file; what it remembers from record to record is of that file alone.
  ///
  /// - Parameter map: how to read a table; nil for a file that says itself what it means.
  init(_ map: TableMap?) throws(ImportError)
  /// The next record of a file: a line, where the form does not have it otherwise.
  mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record?
  /// What a record says, or nil where it is to be passed over; throws where it cannot be understood.
  mutating func read(_ record: Record) throws(Malformed) -> Imported?
  /// A complaint about a field of the record read last, with where in the file that field stands.
  func place(_ fault: Malformed) -> Malformed
}

extension ImportFormat {
  package mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? { try lines.next() }
}

/// A form that has one JSON object a line and needs no map.
package protocol JSONLineFormat: ImportFormat {
  /// Holds the line read last.
  var tape: JSONTape { get set }
  init()
  mutating func read(_ tape: JSONTape, _ digest: LineDigest) throws(Malformed) -> Imported
}

extension JSONLineFormat {
  package init(_ map: TableMap?) throws(ImportError) {
    if map != nil { throw .mapUnwanted(format: Self.name) }
    self.init()
  }

  package mutating func read(_ record: Record) throws(Malformed) -> Imported? {
    let bytes = try record.content()
    try tape.parse(bytes)
    return try read(tape, LineDigest(of: tape, bytes))
  }

  package func place(_ fault: Malformed) -> Malformed {
    let members = (try? tape.members(JSONTape.root)) ?? []
    let member = members.first { fault.field != nil && (try? tape.string($0.key)) == fault.field }
    return Malformed(fault.reason, field: fault.field, column: member.map { tape.column($0.value) })
  }
}

/// What one record of a file comes to.
package struct Imported {
  package var line: JournalLine
  /// What tells it from records that say something else.
  let digest: LineDigest
  /// What the row of a table is called in messages; nil in other files.
  var row: String?
  /// Parties of the line that a process has to be told of, unless it knows them.
  package var introduced: [PartyDefined] = []
  /// Whether names of new things are proposals, to be changed where the log has taken them.
  package var namesAreProposals = false
  /// Why the line stands alone although it speaks of something earlier; one sentence.
  package var unlinked: String?

  init(_ line: JournalLine, _ digest: LineDigest) {
    self.line = line
    self.digest = digest
  }
}

/// Every import format, in the order in which help lists them; a test compares it with the folder.
package enum ImportFormats {
  package static let all: [any ImportFormat.Type] = [Journal.self, Chronicle.self, CSV.self, JSON.self]

  package static func named(_ name: String) throws(ImportError) -> any ImportFormat.Type {
    if let format = all.first(where: { $0.name == name }) { return format }
    throw .unknownFormat(name)
  }

  /// The format that a file seems to have by its first line.
  static func guess(_ file: ImportFile, isTable: Bool) throws(ImportError) -> any ImportFormat.Type {
    var lines = LineReader(file)
    while let line = try lines.next() {
      if !line.isBlank { return guess(line.bytes, isTable) }
    }
    return isTable ? CSV.self : Journal.self
  }

  private static func guess(_ line: some Collection<UInt8>, _ isTable: Bool) -> any ImportFormat.Type {
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    if isTable { return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? JSON.self : CSV.self }
    var tape = JSONTape()
    guard (try? tape.parse(line)) != nil, tape.kind(JSONTape.root) == .object,
      tape.member("date", of: JSONTape.root) != nil
    else { return Journal.self }
    return Chronicle.self
  }
}
