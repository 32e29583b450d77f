package import Talks

/// A form of file that can be imported: one JSON object a line.
package protocol ImportFormat: Sendable {
  /// As it is typed: `chronicle`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }

  /// A reader at the top of a file; what it remembers from line to line is of that file alone.
  init()
  /// What one line's object says; throws where it cannot be understood.
  mutating func read(_ tape: JSONTape) throws(Malformed) -> Imported
}

/// What one line of a file comes to.
package struct Imported {
  package var line: JournalLine
  /// Parties of the line that a process has to be told of, unless it knows them.
  package var introduced: [PartyDefined] = []
  /// Whether names of new things are proposals, to be changed where the log has taken them.
  package var namesAreProposals = false
  /// Why the line stands alone although it speaks of something earlier; one sentence.
  package var unlinked: String?

  package init(_ line: JournalLine) { self.line = line }
}

/// Every import format, in the order in which help lists them; a test compares it with the folder.
package enum ImportFormats {
  package static let all: [any ImportFormat.Type] = [Journal.self, Chronicle.self]

  package static func named(_ name: String) throws(ImportError) -> any ImportFormat.Type {
    if let format = all.first(where: { $0.name == name }) { return format }
    throw .unknownFormat(name)
  }

  /// The format that a file's first line seems to have.
  static func guess(from line: some Collection<UInt8>) -> any ImportFormat.Type {
    var tape = JSONTape()
    guard (try? tape.parse(line)) != nil, tape.kind(JSONTape.root) == .object,
      tape.member("date", of: JSONTape.root) != nil
    else { return Journal.self }
    return Chronicle.self
  }
}
