import EventSourcing
import Talks

/// The events of which a journal says that they were erased; the file is read for them on first use.
final class Erasures {
  private let file: ImportFile
  private var found: [(event: EventID, process: Slug)]?

  init(in file: ImportFile) { self.file = file }

  /// - Throws: `ImportError`.
  func all() throws(ImportError) -> [(event: EventID, process: Slug)] {
    if let found { return found }
    var (lines, format) = (LineReader(file), JournalImport())
    var all: [(event: EventID, process: Slug)] = []
    while let record = try lines.next() {
      // A line that cannot be read is reported where it is imported.
      guard record.bytes.firstRange(of: Array(EventErased.name.utf8)) != nil,
        let line = try? format.read(record)?.line, case .erases(let event?)? = line.event.correction
      else { continue }
      all.append((event, line.process))
    }
    found = all
    return all
  }
}
