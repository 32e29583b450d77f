import Answers
import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

extension Dossier {
  /// Reads the dossier of some processes; of all for an empty list.
  ///
  /// - Throws: `NoSuchProcess`, `NothingKnown`, or an error of the database.
  init(
    of wanted: [String], withSheets: Bool, _ header: ExportHeader, _ reader: inout RecordReader
  ) throws {
    var processes: [Process] = []
    var administrations: [Administration] = []
    for slug in try reader.log.streams(after: 0) {
      guard let state = try reader.state(of: slug) else { continue }
      administrations += state.administrations
      // What is retired or has another name is shown where it is asked for.
      let isListed = state.corrections.renamed == nil && state.retired == nil
      if wanted.isEmpty ? isListed : wanted.contains(slug) {
        processes.append(Process(slug: slug, state: state))
      }
    }
    for slug in wanted where !processes.contains(where: { $0.slug == slug }) {
      try reader.log.check(slug)
      throw NothingKnown(process: slug)
    }
    let index = SourceIndex(try reader.rows(SourceRow.self))
    let shown = Set(processes.map(\.slug))
    let types = withSheets ? RowTypes.all.filter { !$0.listsEvents } : []
    let sheets = try types.map { try reader.sheet(of: $0, shown) }
    self.init(
      header: header, processes: processes, administrations: administrations, day: reader.day,
      sources: { index.inFull($0.sources) }, sheets: sheets)
  }
}

extension RowReader {
  /// The rows of some processes as a sheet.
  fileprivate mutating func sheet<R: Projected>(of type: R.Type, _ processes: Set<String>) throws -> Sheet {
    Sheet(try rows(type).filter { processes.contains($0.process) })
  }
}
