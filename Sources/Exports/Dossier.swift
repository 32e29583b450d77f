package import Talks

/// The input of a document about whole processes: a picture, a graph, a workbook.
package struct Dossier {
  /// A process, with its state at the standpoint of the document.
  package struct Process {
    package let slug: String
    package let state: ProcessState

    package init(slug: String, state: ProcessState) {
      self.slug = slug
      self.state = state
    }
  }

  package let header: ExportHeader
  package let processes: [Process]
  /// The administrations of all parties, from the records of all processes.
  package let administrations: [Administration]
  /// The reference day of the document.
  package let day: CivilDay
  /// The sources of an event, in full where they are cited by a key.
  package let sources: (Event) -> [Source]
  /// The answers about the processes, each as a table; empty for a format that does not show them.
  package let sheets: [Sheet]

  package init(
    header: ExportHeader, processes: [Process], administrations: [Administration], day: CivilDay,
    sources: @escaping (Event) -> [Source] = \.sources, sheets: [Sheet] = []
  ) {
    self.header = header
    self.processes = processes
    self.administrations = administrations
    self.day = day
    self.sources = sources
    self.sheets = sheets
  }
}

/// An answer as a table, for formats with tables.
package struct Sheet: Sendable {
  package enum Value: Sendable, Hashable {
    case empty
    case text(String)
    case integer(Int64)
    case boolean(Bool)
    case day(CivilDay)
  }

  /// As the answer is called: `roster`.
  package let name: String
  package let columns: [String]
  package let rows: [[Value]]

  package init(name: String, columns: [String], rows: [[Value]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

/// A way to write a document about processes as a whole.
package protocol DossierFormat: SendableMetatype {
  /// The name on the command line: `svg`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }
  /// The extension of such files, without the dot.
  static var fileExtension: String { get }
  /// Whether it shows the answers as tables.
  static var showsAnswers: Bool { get }
  /// The external program, with arguments, that converts the output to this format; none for most.
  static var converter: [String] { get }

  static func write(_ dossier: Dossier) throws -> [UInt8]
}

extension DossierFormat {
  package static var showsAnswers: Bool { false }
  package static var converter: [String] { [] }
}

/// Every dossier format, in the order of help; a test compares it with the folder of documents.
package enum DossierFormats {
  package static let all: [any DossierFormat.Type] = [
    SVG.self,
    PDF.self,
    PNG.self,
    HTMLPage.self,
    Graphviz.self,
    Mermaid.self,
    XLSX.self,
  ]

  package static func format(named name: String) -> (any DossierFormat.Type)? {
    all.first { $0.name == name }
  }
}
