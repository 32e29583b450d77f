package import ArgumentParser
internal import ReadModels
internal import Talks
internal import Web

package struct SearchQuestion: AnyProcessQuestion {
  package static let name = "search"
  package static let abstract = "Find events by their words, the best first."
  package static let discussion = """
    Titles, summaries, quotes, places and sources are searched; words in a title weigh most. All words must be \
    there; "words in quotes" must follow each other, “or” between words takes either, and -word must not be \
    there (write -- before it where it comes first). English endings and accents make no difference, and ß is ss, \
    ё is е, Þ is th. A word in Chinese, Japanese or Korean, such as 회담, is also found within others (6자회담), \
    and one in another script than the Latin at the beginning of others. An amended event is found by what it says now, \
    a retracted one only with --retracted.
    """
  package static let page: ServedPage? = nil
  package static let members: [JSONMember] = [
    .value("words", "what was looked for"), .value("count", "how many events hold it, shown or not"),
    .value("spellings", "where nothing was found, objects of `word` and `nearest`"),
    .rows(
      SearchRow.self,
      "without `folded`, the best first, each with `rank`, by how often and how near to each other the words stand, in thousandths, and `fragments`, objects of `column`, `text` (a stretch of that text as it was recorded) and `matches`: lists of where a match begins and how long it is, in Unicode code points of `text`"
    ),
  ]

  @Argument(help: "What to look for.")
  package var words: [String]

  @Option(help: "Only in one process.", completion: .processes)
  package var process: String?

  @Option(help: "Only events of one type.", completion: .eventTypes)
  package var type: String?

  @Option(help: "Only events that name this party.", completion: .parties)
  package var party: String?

  @Flag(help: "Also what was retracted, merged into another event, or denied.")
  package var retracted = false

  @Option(help: "How many events to show at most.")
  package var limit = 20

  package init() {}

  package var filters: [NameFilter] { [NameFilter(.party, [party], of: process)] }

  package func validate() throws {
    if let type, Catalogue.type(named: type) == nil { throw ValidationError(Catalogue.unknown(type).reason) }
    if limit < 1 || limit > 10_000 { throw ValidationError("Take a --limit from 1 to 10000.") }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    if reader.standpoint.accordingTo != nil { try reader.standpoint.check(reader.rows(AccountRow.self)) }
    var search = Search(words.joined(separator: " "))
    (search.process, search.type, search.party) = (process, type, party)
    (search.isOfAll, search.limit) = (retracted, limit)
    let found = try reader.search(search)
    return Answer(
      Self.name, of: process, from: reader.standpoint,
      [
        HitsSection(
          found: found, words: search.words, isWide: process == nil && type == nil && party == nil)
      ])
  }
}

/// The matching events, each with excerpts.
private struct HitsSection: AnswerSection {
  let found: Search.Found
  let words: String
  /// Whether the whole record was searched.
  let isWide: Bool

  func text(_ terminal: TerminalStyle) -> [String]? {
    if found.hits.isEmpty {
      let hints = found.spellings.map { "“\($0.nearest)” for “\($0.word)”" }
      let hint = hints.isEmpty ? "" : " Did you mean \(hints.joined(separator: ", "))?"
      return ["Nothing \(isWide ? "" : "that fits ")holds “\(words)”.\(hint)".harmless]
    }
    var lines: [String] = []
    for hit in found.hits {
      let row = hit.row
      let headline = hit.fragments.first { $0.field.path == \SearchRow.$headline }
      let title = headline.map { marked($0, terminal) } ?? row.headline ?? ""
      let gone = row.counts ? "" : terminal.styled("  (no longer counts)", .bad)
      lines.append(
        terminal.styled("\(row.event)", .faint)
          + "  \(row.process.harmless)  \((row.onText?.inWords ?? "").harmless)  \(title)\(gone)")
      for fragment in hit.fragments
      where fragment.field.path != \SearchRow.$headline && !fragment.matches.isEmpty {
        lines.append("    \(terminal.styled(fragment.field.name, .faint)): \(marked(fragment, terminal))")
      }
    }
    if found.hits.count < found.count {
      lines.append("\(found.hits.count) of \(found.count); a higher --limit shows more.")
    }
    return lines
  }

  /// The text with its matches highlighted, and without any character that a terminal would interpret.
  private func marked(_ fragment: Search.Fragment, _ terminal: TerminalStyle) -> String {
    let scalars = Array(fragment.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view).harmless
    }
    var (out, at) = ("", 0)
    for match in fragment.matches {
      out += text(at..<match.lowerBound) + terminal.found(text(match))
      at = match.upperBound
    }
    out += text(at..<scalars.count)
    return (fragment.isStart ? "" : "… ") + out + (fragment.isEnd ? "" : " …")
  }

  var members: [(name: String, json: JSONWriter)] {
    [
      ("words", .of { $0.string(words) }), ("count", .of { $0.integer(found.count) }),
      (
        "spellings",
        .of { json in
          json.list(found.spellings) { spelling, json in
            json.object([
              ("word", .of { $0.string(spelling.word) }), ("nearest", .of { $0.string(spelling.nearest) }),
            ])
          }
        }
      ), ("rows", .of { $0.list(found.hits) { $1.raw(Self.json(of: $0)) } }),
    ]
  }

  private static func json(of hit: Search.Hit) -> JSONWriter {
    // The folded text serves the search alone.
    let members: [(name: String, json: JSONWriter)] =
      hit.row.members.filter { $0.name != SearchRow.field(\.$folded).name } + [
        // In thousandths, since canonical JSON here has integers only.
        ("rank", .of { $0.integer(Int((hit.rank * 1000).rounded())) }),
        (
          "fragments",
          .of { json in
            json.list(hit.fragments.filter { !$0.matches.isEmpty }) { fragment, json in
              json.object([
                ("column", .of { $0.string(fragment.field.name) }),
                ("text", .of { $0.string(fragment.text) }),
                (
                  "matches",
                  .of { json in
                    json.list(fragment.matches) { match, json in
                      json.list([match.lowerBound, match.count]) { $1.integer($0) }
                    }
                  }
                ),
              ])
            }
          }
        ),
      ]
    return .of { $0.object(members) }
  }
}
