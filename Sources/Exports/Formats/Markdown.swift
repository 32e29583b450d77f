package import EventSourcing
package import Talks

/// A timeline to be read, with every source in a footnote.
///
/// Footnotes stand at the end, so that the sources seen so far are all that it keeps.
package struct Markdown: ExportFormat {
  package static let name = "markdown"
  package static let help = "A timeline to be read, with every source in a footnote."
  package static let fileExtension = "md"

  private let header: ExportHeader
  private var numbers: [Source: Int] = [:]
  private var sources: [Source] = []
  private var lastDate: String?

  package init(_ header: ExportHeader) { self.header = header }

  package mutating func begin(_ out: inout ExportBuffer) {
    let label = header.sharing.ceiling.label
    out.write("# \(markdown(header.title))\n\n\(label)\n\n\(markdown(header.inWords))")
    out.write("\n")
  }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    let event = recorded.body
    // A source's definition is no happening; it appears as a footnote where it is cited.
    if case .source? = event.introduction { return }
    let date = event.dateInWords
    if date != lastDate { out.write("\n## \(markdown(date))\n") }
    lastDate = date
    out.write("\n")
    let rivals = header.rivals[recorded.position] ?? []
    var parts = ["**\(markdown(event.headline))**" + (rivals.isEmpty ? "" : " ‡")]
    if header.mixesProcesses { parts.append(code(recorded.stream)) }
    if let place = event.place { parts.append(markdown(place.inWords)) }
    let parties = event.involved.map(header.name)
    if !parties.isEmpty { parts.append(markdown(parties.joined(separator: ", "))) }
    if event.sources.isEmpty { parts.append("*no source given*") }
    out.write(parts.joined(separator: " · "))
    for source in event.sources { out.write("[^\(number(of: source))]") }
    out.write("\n")
    // A note without a title has its text for a headline.
    if let summary = event.summary, summary != event.headline { out.write("\n\(markdown(summary))\n") }
    if !rivals.isEmpty { out.write("\n‡ Accounts differ. \(markdown(rivals.joined(separator: "; "))).\n") }
  }

  package mutating func end(_ out: inout ExportBuffer) {
    for (index, source) in sources.enumerated() {
      out.write("\n[^\(index + 1)]: \(Self.footnote(source))\n")
    }
  }

  private mutating func number(of source: Source) -> Int {
    if let number = numbers[source] { return number }
    sources.append(source)
    numbers[source] = sources.count
    return sources.count
  }

  private static func footnote(_ source: Source) -> String {
    var text = source.words.map(markdown)
    if let url = source.url { text.append(code(url)) }
    if let archive = source.archive { text.append("archived at \(code(archive))") }
    if let accessed = source.accessed { text.append("accessed \(markdown(Source.dateInWords(accessed)))") }
    let grade = source.grade.map { " \(markdown("[\($0)]"))" } ?? ""
    return text.joined(separator: ", ") + grade + "." + (source.quote.map { " “\(markdown($0))”" } ?? "")
  }
}
