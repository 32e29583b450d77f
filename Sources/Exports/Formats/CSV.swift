package import EventSourcing
package import Talks

/// A table for spreadsheets, by RFC 4180.
package struct CSV: ExportFormat {
  package static let name = "csv"
  package static let help = "A table for spreadsheets, in which no cell is taken for a formula."
  package static let fileExtension = "csv"

  private static let columns: [(title: String, cell: @Sendable (RecordedEvent<Event>) -> String)] = [
    ("position", { String($0.position) }),
    ("id", { $0.id.description }),
    ("process", { $0.stream }),
    ("type", { $0.body.type.name }),
    ("on", { $0.body.on?.text ?? "" }),
    ("earliest", { $0.body.span.first?.description ?? "" }),
    ("latest", { $0.body.span.last?.description ?? "" }),
    ("zone", { $0.body.zone ?? "" }),
    ("title", { $0.body.headline }),
    ("summary", { $0.body.summary ?? "" }),
    ("parties", { list($0.body.parties.map(\.slug.text)) }),
    ("place", { $0.body.place?.name ?? "" }),
    ("country", { $0.body.place?.country ?? "" }),
    ("track", { $0.body.track?.text ?? "" }),
    ("format", { $0.body.format ?? "" }),
    ("detail", { $0.body.detailInWords }),
    ("sources", { list($0.body.sources.map(citation)) }),
    ("checked", { $0.body.checked?.typed ?? "" }),
    ("compared", { list($0.body.compared.map(\.text)) }),
    ("tlp", { $0.body.tlp?.rawValue ?? "" }),
    ("known", { RFC3339.text(microseconds: $0.known) }),
    ("recorded", { RFC3339.text(microseconds: $0.recorded) }),
    ("by", { $0.by }),
  ]

  /// The last cell of every row, since the format has no header for it.
  private let ceiling: String
  private let header: ExportHeader

  package init(_ header: ExportHeader) {
    self.header = header
    ceiling = header.sharing.ceiling.label + (header.sharing.isLimited ? " (a ceiling was applied)" : "")
  }

  package mutating func begin(_ out: inout ExportBuffer) {
    out.write(
      Self.columns.map(\.title).joined(separator: ",") + ",according to,accounts that differ,up to\r\n")
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let told = [header.accordingTo ?? "", Self.list(header.rivals[recorded.position] ?? [])]
    let cells = Self.columns.map { $0.cell(recorded) } + told
    out.write(cells.map(Self.quoted).joined(separator: ",") + ",\(ceiling)\r\n")
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: "; ") }

  /// A source as a person would type it, without the parts missing at its end.
  private static func citation(_ source: Source) -> String {
    guard let title = source.title else { return source.typed }
    var parts = [title, source.publisher, source.url, source.date, source.page].map { $0 ?? "" }
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts.joined(separator: " | ") + (source.grade.map { " [\($0)]" } ?? "")
  }

  /// The cell with nothing in it that a spreadsheet or a terminal would act on.
  private static func quoted(_ text: String) -> String {
    let isFormula = startsFormula(text)
    if !isFormula, text.isPlain,
      !text.unicodeScalars.contains(where: { $0 == "\"" || $0 == "," || $0 == ";" })
    {
      return text
    }
    var cell = isFormula ? "'" : ""
    var needsQuotes = false
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"":
        cell += "\"\""
        needsQuotes = true
      case "\n" where previous == "\r": break
      case "\r", "\n":
        cell += "\n"
        needsQuotes = true
      case "\t", ",", ";":
        cell.unicodeScalars.append(scalar)
        needsQuotes = true
      default: cell += scalar.harmless
      }
      previous = scalar
    }
    return needsQuotes ? "\"\(cell)\"" : cell
  }

  private static func startsFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
      default: if !scalar.isBlank { return false }
      }
    }
    return false
  }
}
