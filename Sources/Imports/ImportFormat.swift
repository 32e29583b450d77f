package import Recording
package import Talks

/// A form of file that can be imported: it cuts a file into records, and reads each.
package protocol ImportFormat: Sendable {
  /// The name on the command line: `chronicle`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }

  /// Creates a reader for one file, with state of that file alone.
  ///
  /// - Parameter map: the map of a table; nil for a self-describing file.
  init(_ map: TableMap?) throws(ImportError)
  /// Looks over the whole file before its records are read, where these depend on each other; by default does nothing.
  ///
  /// - Parameter answers: what a person says of rows that speak of something earlier, by line.
  /// - Parameter ids: the ids that rows have in the log.
  /// - Parameter past: a process as the log has it.
  /// - Throws: `ImportError`, or an error of the log.
  mutating func survey(
    _ file: ImportFile, _ answers: [Int: TieAnswer], _ ids: LineIDs, _ past: (Slug) throws -> LoadedProcess
  ) throws
  /// The next record of a file, by default a line.
  mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record?
  /// The content of a record, or nil for one to be skipped; throws for an unintelligible one.
  mutating func read(_ record: Record) throws(Malformed) -> Imported?
  /// What it has passed over so far, with the reasons.
  var passedOver: BadLines { get }
  /// An error about a field of the record read last, completed with the field's place in the file.
  func place(_ fault: Malformed) -> Malformed
  /// Forgets the record read last, since errors to come are about others; by default has nothing of it.
  mutating func forgetRecord()
}

extension ImportFormat {
  package var passedOver: BadLines { BadLines() }
  package mutating func forgetRecord() {}
  package mutating func survey(
    _ file: ImportFile, _ answers: [Int: TieAnswer], _ ids: LineIDs, _ past: (Slug) throws -> LoadedProcess
  ) throws {
    if let line = answers.keys.min() { throw ImportError.noTie(line: line) }
  }

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
    try tape.checkLists()
    return try read(tape, LineDigest(of: tape, bytes))
  }

  package mutating func forgetRecord() { tape = JSONTape() }

  package func place(_ fault: Malformed) -> Malformed {
    let members = tape.isEmpty ? [] : (try? tape.members(JSONTape.root)) ?? []
    let member = members.first { fault.field != nil && (try? tape.string($0.key)) == fault.field }
    return Malformed(fault.reason, field: fault.field, column: member.map { tape.column($0.value) })
  }
}

/// The content of one record of a file.
package struct Imported {
  package var line: JournalLine
  /// The digest that distinguishes it from records of other content.
  let digest: LineDigest
  /// The name of a table's row in messages; nil in other files.
  var row: String?
  /// More events of the line, in its process: an act of several parties is one event each.
  package var further: [Event] = []
  /// Parties of the line to be introduced in its process, unless it knows them.
  package var introduced: [PartyDefined] = []
  /// Whether names of new things are proposals, to be changed where the log already uses them.
  package var namesAreProposals = false
  /// The reason why the line is not linked to the earlier thing to which it refers, in one sentence;
  /// nil if it is.
  package var unlinked: String?
  /// The earlier thing of which the line was found to speak.
  package var tie: ChronicleTie?
  /// The things of which the line may speak, the likest first; empty where that is not in doubt.
  package var candidates: [ChronicleTie] = []
  /// A person's answer about that.
  package var answer: TieAnswer?
  /// Why it is not certain who acts, in one sentence; nil if it is.
  package var unclear: String?

  init(_ line: JournalLine, _ digest: LineDigest) {
    self.line = line
    self.digest = digest
  }
}

/// Every import format, in the order of help; a test compares it with the folder.
package enum ImportFormats {
  package static let all: [any ImportFormat.Type] = [
    JournalImport.self, ChronicleImport.self, CSVImport.self, JSONImport.self,
  ]

  package static func named(_ name: String) throws(ImportError) -> any ImportFormat.Type {
    if let format = all.first(where: { $0.name == name }) { return format }
    throw .unknownFormat(name)
  }

  /// The format that a file seems to have by its first line.
  static func guess(_ file: ImportFile, isTable: Bool) throws(ImportError) -> any ImportFormat.Type {
    var lines = LineReader(file)
    while let line = try lines.next() {
      if line.isBlank { continue }
      // What is wrong with a row of a table is said of the row.
      if !isTable, line.bytes.contains(0) { throw .noText(file: file.name) }
      let format = guess(line.bytes, isTable)
      if !isTable, let table = try table(line.bytes, &lines) {
        throw .tableUnmapped(file: file.name, format: table)
      }
      return format
    }
    return isTable ? CSVImport.self : JournalImport.self
  }

  /// Throws for a file of a spreadsheet program.
  static func refuseWorkbook(_ file: ImportFile) throws(ImportError) {
    var lines = LineReader(file)
    guard let first = try lines.next()?.bytes else { return }
    if workbookMarks.contains(where: { first.starts(with: $0) }) { throw .workbook(file: file.name) }
  }

  /// The beginnings of workbooks: of a zip archive, and of a compound file.
  private static let workbookMarks: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]]

  /// The form of table that a file seems to be, by its first lines with something in them; nil for lines of JSON.
  private static func table(
    _ first: ArraySlice<UInt8>, _ rest: inout LineReader
  ) throws(ImportError) -> String? {
    func begin(_ line: ArraySlice<UInt8>) -> UInt8? { line.first { $0 != 0x20 && $0 != 0x09 } }
    if begin(first) == UInt8(ascii: "[") { return JSONImport.name }
    var second = try rest.next()
    while let line = second, line.isBlank { second = try rest.next() }
    guard let second = second?.bytes else { return nil }
    let isJSON = [first, second].contains { begin($0) == UInt8(ascii: "{") }
    return !isJSON && first.contains(where: CSVHead.separators.contains) ? CSVImport.name : nil
  }

  private static func guess(_ line: some Collection<UInt8>, _ isTable: Bool) -> any ImportFormat.Type {
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    if isTable {
      return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? JSONImport.self : CSVImport.self
    }
    var tape = JSONTape()
    guard (try? tape.parse(line)) != nil, tape.kind(JSONTape.root) == .object,
      tape.member("date", of: JSONTape.root) != nil
    else { return JournalImport.self }
    return ChronicleImport.self
  }
}
