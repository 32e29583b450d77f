import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find events by their words, the best first.",
    discussion: """
      Titles, summaries, quotes, places and sources are searched; words in a title weigh most. All words must be \
      there; "words in quotes" must follow each other, “or” between words takes either, and -word must not be \
      there (write -- before it where it comes first). English endings and accents make no difference. A word in \
      another script, such as 영변, also finds what begins with it. An amended event is found by what it says now, \
      a retracted one only with --retracted.
      """)

  @Argument(help: "What to look for.")
  var words: [String]

  @Option(help: "Only in one process.", completion: .processes)
  var process: String?

  @Option(help: "Only events of one type.", completion: .eventTypes)
  var type: String?

  @Option(help: "Only events that name this party.", completion: .parties)
  var party: String?

  @Flag(help: "Also what was retracted, merged into another event, or denied.")
  var retracted = false

  @Option(help: "How many events to show at most.")
  var limit = 20

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let type, Catalogue.type(named: type) == nil { throw ValidationError(Catalogue.unknown(type).reason) }
    if limit < 1 || limit > 10_000 { throw ValidationError("Take a --limit from 1 to 10000.") }
  }

  static func answer(_ search: Search, _ desk: Desk, _ standpoint: Standpoint) throws -> Search.Found {
    var answers = try desk.answers(from: standpoint)
    if standpoint.accordingTo != nil { try standpoint.check(answers.table(AccountProjection.self)) }
    return try answers.search(search)
  }

  func run() throws {
    let (desk, standpoint) = try reading.desk()
    var search = Search(words.joined(separator: " "))
    (search.process, search.type, search.party) = (process, type, party)
    (search.isOfAll, search.limit) = (retracted, limit)
    let found = try Self.answer(search, desk, standpoint)
    if reading.json { return Terminal.print(json(found, standpoint)) }
    if let ceiling = standpoint.ceiling { Terminal.note("Up to \(ceiling.label).") }
    if found.hits.isEmpty {
      let hints = found.spellings.map { "“\($0.nearest)” for “\($0.word)”" }
      let hint = hints.isEmpty ? "" : " Did you mean \(hints.joined(separator: ", "))?"
      return Terminal.print(
        Terminal.harmless("Nothing \(isWide ? "" : "that fits ")holds “\(search.words)”.\(hint)"))
    }
    for hit in found.hits { show(hit) }
    if found.hits.count < found.count {
      Terminal.print("\(found.hits.count) of \(found.count); a higher --limit shows more.")
    }
  }

  private var isWide: Bool { process == nil && type == nil && party == nil }

  private func show(_ hit: Search.Hit) {
    let table = Table(columns: SearchProjection.columns, rows: [hit.row])
    let when = table[0, "on_text"].date
    let gone = table[0, "counts"].isTrue ? "" : Style.red("  (no longer counts)")
    let title = hit.fragments.first { $0.column == "headline" }.map(Self.marked) ?? table[0, "headline"].plain
    Terminal.print(
      Style.dim(table[0, "event"].plain) + "  " + Terminal.harmless(hit.row.process)
        + "  \(Terminal.harmless(when))  \(title)\(gone)")
    for fragment in hit.fragments where fragment.column != "headline" && !fragment.matches.isEmpty {
      Terminal.print("    \(Style.dim(fragment.column)): \(Self.marked(fragment))")
    }
  }

  /// The text with what was found in it set off, and nothing that a terminal would obey.
  private static func marked(_ fragment: Search.Fragment) -> String {
    let scalars = Array(fragment.text.unicodeScalars)
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return Terminal.harmless(String(view))
    }
    var (out, at) = ("", 0)
    for match in fragment.matches {
      let found = text(match)
      out += text(at..<match.lowerBound) + (Terminal.hasColour ? Style.yellow(found) : "*\(found)*")
      at = match.upperBound
    }
    out += text(at..<scalars.count)
    return (fragment.isStart ? "" : "… ") + out + (fragment.isEnd ? "" : " …")
  }

  private func json(_ found: Search.Found, _ standpoint: Standpoint) -> String {
    JSONWriter.of { json in
      json.object(
        standpoint.members + [
          ("answer", .of { $0.string("search") }),
          ("process", .of { if let process { $0.string(process) } else { $0.null() } }),
          ("words", .of { $0.string(words.joined(separator: " ")) }),
          ("count", .of { $0.integer(found.count) }),
          (
            "spellings",
            .of { json in
              json.list(found.spellings) { spelling, json in
                json.object([
                  ("word", .of { $0.string(spelling.word) }),
                  ("nearest", .of { $0.string(spelling.nearest) }),
                ])
              }
            }
          ),
          ("rows", .of { $0.list(found.hits) { $1.object(Self.members($0)) } }),
        ])
    }.text
  }

  private static func members(_ hit: Search.Hit) -> [(name: String, json: JSONWriter)] {
    let columns = SearchProjection.columns
    let cells = zip(columns, hit.row.cells).filter { column, _ in column.name != "folded" }.map {
      column, cell in
      (name: column.name, json: JSONWriter.of { cell.write(&$0) })
    }
    return cells + [
      ("process", .of { $0.string(hit.row.process) }),
      ("why", hit.row.why(columns)),
      // In thousandths, since canonical JSON here knows whole numbers.
      ("rank", .of { $0.integer(Int((hit.rank * 1000).rounded())) }),
      (
        "fragments",
        .of { json in
          json.list(hit.fragments.filter { !$0.matches.isEmpty }) { fragment, json in
            json.object([
              ("column", .of { $0.string(fragment.column) }), ("text", .of { $0.string(fragment.text) }),
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
  }
}
