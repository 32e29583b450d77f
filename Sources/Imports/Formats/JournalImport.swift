package import Talks

/// Parley's own form: each line an event as the log keeps it.
package struct JournalImport: JSONLineFormat {
  package static let name = "journal"
  package static let help =
    "Parley's own form, one event a line, as “parley export --format journal” writes it."

  package var tape = JSONTape()

  package init() {}

  package mutating func read(_ tape: JSONTape, _ digest: LineDigest) throws(Malformed) -> Imported {
    Imported(try JournalLine(tape), digest)
  }
}
