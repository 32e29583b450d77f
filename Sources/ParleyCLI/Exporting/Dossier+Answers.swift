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
    if withSheets {
      let found = try reader.rows(ProcessRow.self)
      let isListed: (ProcessRow) -> Bool = { $0.renamedTo == nil && $0.retired == nil }
      let shown = Set(
        found.filter { wanted.isEmpty ? isListed($0) : wanted.contains($0.process) }.map(\.process))
      try Self.check(wanted, shown, reader)
      let sheets = try RowTypes.all.filter { !$0.listsEvents }.map { try reader.sheet(of: $0, shown) }
      self.init(header: header, processes: [], administrations: [], day: reader.day, sheets: sheets)
      return
    }
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
    try Self.check(wanted, Set(processes.map(\.slug)), reader)
    let index = SourceIndex(try reader.read(.definitions()))
    self.init(
      header: header, processes: processes, administrations: administrations, day: reader.day,
      sources: { index.inFull($0.sources) })
  }

  /// Throws where one of the wanted processes is not found.
  private static func check(_ wanted: [String], _ found: Set<String>, _ reader: RecordReader) throws {
    for slug in wanted where !found.contains(slug) {
      try reader.log.check(slug)
      throw NothingKnown(process: slug)
    }
  }
}

extension RowReader {
  /// The rows of some processes as a sheet.
  fileprivate mutating func sheet<R: Projected>(of type: R.Type, _ processes: Set<String>) throws -> Sheet {
    Sheet(try rows(type).filter { processes.contains($0.process) })
  }
}
