internal import EventSourcing
internal import Postgres
internal import Talks

/// A search: the words, and the events among which to look.
package struct Search: Sendable {
  /// As people type it into a search engine: words, “phrases”, and -words that must not be there.
  package var words: String
  package var process: String?
  package var type: String?
  package var party: String?
  /// Whether to include events that no longer count.
  package var isOfAll = false
  package var limit = 20

  package init(_ words: String) { self.words = words }

  package struct Found: Sendable {
    /// The best first.
    package let hits: [Hit]
    /// The number of all matches.
    package let count: Int
    /// Suggested spellings of unmatched words, where nothing was found.
    package let spellings: [(word: String, nearest: String)]
  }

  package struct Hit: Sendable {
    package let row: SearchRow
    /// The rank by frequency and proximity of the words, and by column.
    package let rank: Double
    package let fragments: [Fragment]
  }

  /// An excerpt of a text with the positions of the matches.
  package struct Fragment: Sendable {
    /// The field that holds the text.
    package let field: Field<SearchRow>
    package let text: String
    /// Counted in Unicode scalars of the text.
    package let matches: [Range<Int>]
    package let isStart: Bool
    package let isEnd: Bool
  }

  /// There is nothing in it to look for.
  package struct Empty: Error, CustomStringConvertible {
    package let words: String

    package var description: String {
      "“\(words)” holds no word to look for; give a name, or a word that is not as common as “the”."
    }
  }

  /// A word in it is written in letters that are none to the database, by its locale.
  package struct Unsearchable: Error, CustomStringConvertible {
    package let word: String

    package var description: String {
      "“\(word)” cannot be looked for: the database takes its signs for no letters. A database with the locale C.UTF-8 knows those of every script."
    }
  }

  /// A word in it is longer than any.
  package struct TooLong: Error, CustomStringConvertible {
    package let description = "A word of more than 500 characters cannot be looked for; give a shorter one."
  }
}

extension RowReader {
  /// Searches titles, summaries, quotes, places and sources.
  ///
  /// PostgreSQL parses and ranks the texts in all cases. Parsed texts are cached beside the tables by their process and
  /// the text's digest, so that each is parsed once, and a search of one process reads what that process holds; a role
  /// that may not write there parses anew.
  ///
  /// - Throws: `Search.Empty`, `Search.TooLong`, `Search.Unsearchable`, `NoSuchProcess`, or an error of the database.
  package mutating func search(_ wanted: Search) throws -> Search.Found {
    let query = SearchQuery(wanted.words)
    if query.text.split(separator: " ").contains(where: { $0.unicodeScalars.count > 500 }) {
      throw Search.TooLong()
    }
    try check(query)
    let nodes: Int32 = try connection.query("SELECT numnode(\(Self.lexemes(query.text)))")[0].get(0)
    if nodes == 0 { throw Search.Empty(words: wanted.words) }
    let isIndexed = try mayReadIndex
    if folds {
      let rows = try rows(SearchRow.self, of: wanted.process)
      let hits = try look(for: wanted, query, in: Self.relation(of: rows), isIndexed: isIndexed)
      return try found(hits, rows, query) { try spellings(of: query.text, in: Self.relation(of: rows)) }
    }
    if let process = wanted.process { try log.check(process) }
    let kept = Self.kept(of: wanted.process)
    if isIndexed { try parse(kept, of: wanted.process) }
    return try connection.sortingInMemoryIfFull {
      try connection.transaction(.readOnlySnapshot) {
        let hits = try look(for: wanted, query, in: kept, isIndexed: isIndexed)
        let rows = try rows(SearchRow.self, at: hits.map { ($0.process, $0.sortKey) })
        return try found(hits, rows, query) { try spellings(of: query.text, in: kept) }
      }
    }
  }

  /// Throws where letters of the query are none to the database, which would pass over them.
  private func check(_ query: SearchQuery) throws {
    if query.foreign.isEmpty { return }
    let parsed = try connection.query(
      """
      SELECT (SELECT coalesce(string_agg(token, ''), '') FROM ts_parse('default', word) WHERE tokid <> 12)
      FROM unnest(\(query.foreign.map(\.folded))) WITH ORDINALITY w (word, place) ORDER BY place
      """
    ).map { try $0.get(0, as: String.self) }
    for (word, known) in zip(query.foreign, parsed) {
      let letters = Set(known.unicodeScalars)
      if word.folded.unicodeScalars.contains(where: { SearchQuery.isWritten($0) && !letters.contains($0) }) {
        throw Search.Unsearchable(word: word.typed)
      }
    }
  }

  private struct Match {
    let process: String
    /// The sort key of its row in the table.
    let sortKey: [UInt8]
    let rank: Double
    let count: Int64
    /// The folded texts, with marks around the matches.
    let marked: [String]
    /// The index of a folded row.
    let row: Int
  }

  /// The words as PostgreSQL looks for them. A word in another script than the Latin stands for all that begin with
  /// it, since particles follow it without a space.
  private static func lexemes(_ query: String) -> SQL {
    """
    regexp_replace(websearch_to_tsquery('english', \(query))::text,
      $$'([^']*[^\\u0001-\\u007F][^']*)'$$, $$'\\1':*$$, 'g')::tsquery
    """
  }

  /// English endings are taken off; names come out of that the same in the text and in the query.
  private static var vector: SQL {
    """
    setweight(to_tsvector('english', left(a, 50000)), 'A') || setweight(to_tsvector('english', left(b, 50000)), 'B')
      || setweight(to_tsvector('english', left(c, 50000)), 'C')
      || setweight(to_tsvector('english', left(d, 50000)), 'D')
    """
  }

  private static var digest: SQL { "sha256(convert_to(concat_ws(E'\\x1F', a, b, c, d), 'UTF8'))" }

  /// The texts in the tables, of one process or of all.
  private static func kept(of process: String?) -> SQL {
    """
    SELECT process, sort_key AS key, 1 AS ordinal, type, parties, counts, first_day, coalesce(folded[1], headline) AS a,
      coalesce(folded[2], said, '') AS b, coalesce(folded[3], place, '') AS c, coalesce(folded[4], cited, '') AS d
    FROM read.search WHERE \(of(process))
    """
  }

  /// The condition that a row is of a process; true of every row where none is named.
  private static func of(_ process: String?) -> SQL { process.map { "process = \($0)" } ?? "true" }

  /// Texts that were folded from the log.
  private static func relation(of rows: [SearchRow]) -> SQL {
    let searched = rows.map(\.searched)
    func text(_ place: Int) -> [String] { searched.map { $0[place] } }
    let parties = rows.map { $0.parties.map(\.text).joined(separator: " ") }
    return """
      SELECT process, int8send(ordinal) AS key, ordinal, type, string_to_array(parties, ' ') AS parties, counts,
        first_day, a, b, c, d
      FROM unnest(\(rows.map(\.process)), \(rows.map(\.type)), \(parties), \(rows.map(\.counts)),
        \(rows.map { $0.firstDay?.days ?? .min }), \(text(0)), \(text(1)), \(text(2)), \(text(3)))
        WITH ORDINALITY t (process, type, parties, counts, first_day, a, b, c, d, ordinal)
      """
  }

  /// Positions of words are kept up to the 16,383rd, and of one word up to 256 of them, so that a phrase of a long text may
  /// be missed: there its words are looked for in any order, and the characters that stand apart in the text itself.
  private static func inLongTexts(_ query: SearchQuery) -> SQL {
    if !query.hasPhrase { return "false" }
    let runs = query.hasChoice ? [] : query.runs.map { String($0) }
    return """
      length(a) + length(b) + length(c) + length(d) > 4000
        AND strip(v) @@ regexp_replace(q::text, '<[-0-9]+>', '&', 'g')::tsquery
        AND NOT EXISTS (SELECT FROM unnest(\(runs)) run WHERE strpos(concat_ws(' ', a, b, c, d), run) = 0)
      """
  }

  private func look(
    for wanted: Search, _ query: SearchQuery, in relation: SQL, isIndexed: Bool
  ) throws -> [Match] {
    var conditions: [SQL] = ["(v @@ q OR \(Self.inLongTexts(query)))"]
    if let type = wanted.type { conditions.append("type = \(type)") }
    if let party = wanted.party { conditions.append("\(party) = ANY (parties)") }
    if !wanted.isOfAll { conditions.append("counts") }
    let words: SQL = isIndexed ? "coalesce(words, \(Self.vector))" : Self.vector
    let index: SQL =
      isIndexed
      ? "LEFT JOIN read.search_words w ON w.process = t.process AND w.digest = \(Self.digest)" : ""
    let mark: SQL = "E'HighlightAll=true, StartSel=\\x01, StopSel=\\x02'"
    return try connection.query(
      """
      WITH query AS MATERIALIZED (SELECT \(Self.lexemes(query.text)) AS q),
      hit AS (
        SELECT t.*, q, ts_rank_cd(v, q)::float8 AS rank, count(*) OVER () AS total
        FROM (SELECT t.*, \(words) AS v FROM (\(relation)) t \(index)) t, query
        WHERE \(conditions.joined(separator: " AND "))
        ORDER BY rank DESC, first_day DESC NULLS LAST, process COLLATE "C", key LIMIT \(wanted.limit))
      SELECT process, key, rank, total, ordinal::integer, ts_headline('english', a, q, \(mark)),
        ts_headline('english', b, q, \(mark)), ts_headline('english', c, q, \(mark)),
        ts_headline('english', d, q, \(mark))
      FROM hit ORDER BY rank DESC, first_day DESC NULLS LAST, process COLLATE "C", key
      """
    ).map { row in
      Match(
        process: try row.get(0), sortKey: try row.get(1), rank: try row.get(2), count: try row.get(3),
        marked: try (5..<9).map { try row.get($0, as: String.self) },
        row: Int(try row.get(4, as: Int32.self)) - 1)
    }
  }

  /// - Parameter rows: the rows of the matches, or a list that the matches index.
  private func found(
    _ places: [Match], _ rows: [SearchRow], _ query: SearchQuery,
    _ spellings: () throws -> [(String, String)]
  ) throws -> Search.Found {
    let hits = places.enumerated().map { index, place in
      let row = rows[folds ? place.row : index]
      return Search.Hit(row: row, rank: place.rank, fragments: Self.fragments(row, place.marked, query))
    }
    return Search.Found(
      hits: hits, count: Int(places.first?.count ?? 0), spellings: try hits.isEmpty ? spellings() : [])
  }

  /// Parses those of the kept texts, of a process or of all, that are not cached yet, and drops those that are gone.
  private func parse(_ kept: SQL, of process: String?) throws {
    do {
      let parsed = try connection.execute(
        """
        INSERT INTO read.search_words
        SELECT DISTINCT ON (process, digest) process, digest, \(Self.vector)
        FROM (SELECT *, \(Self.digest) AS digest FROM (\(kept)) t) t
        WHERE NOT EXISTS (SELECT FROM read.search_words w WHERE w.process = t.process AND w.digest = t.digest)
        ON CONFLICT DO NOTHING
        """)
      if parsed == 0 { return }
      try connection.execute(
        """
        DELETE FROM read.search_words w
        WHERE \(Self.of(process))
          AND NOT EXISTS (SELECT FROM (\(kept)) t WHERE t.process = w.process AND \(Self.digest) = w.digest)
        """)
    } catch {
      // Who may not write, or finds the disk full, has the texts parsed for each question.
      guard [.readOnlyTransaction, .insufficientPrivilege, .diskFull].contains(error.code) else {
        throw error
      }
    }
  }

  /// Whether the cache can be read; it is not written ahead, so that standbys do not have it.
  private var mayReadIndex: Bool {
    get throws {
      try connection.query(
        """
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = 'read' AND relname = 'search_words' AND has_schema_privilege(n.oid, 'USAGE')
          AND has_table_privilege(c.oid, 'SELECT') AND NOT (relpersistence = 'u' AND pg_is_in_recovery())
        """
      ).first != nil
    }
  }

  /// The nearest word in a headline for each word in none.
  private func spellings(of query: String, in relation: SQL) throws -> [(String, String)] {
    let tokens = try connection.query(
      """
      SELECT DISTINCT lower(token) FROM (\(relation)) t, ts_parse('default', left(a, 1000))
      WHERE counts AND length(token) BETWEEN 3 AND 60
      """
    ).map { try $0.get(0, as: String.self) }
    let known = Set(tokens)
    let words = query.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    return words.filter { !known.contains($0) && !$0.hasPrefix("-") }.compactMap { word in
      nearest(word, among: tokens.sorted()).map { (word, $0) }
    }
  }

  /// The excerpts around the matches, from the original text.
  private static func fragments(
    _ row: SearchRow, _ marked: [String], _ query: SearchQuery
  ) -> [Search.Fragment] {
    zip(SearchRow.searchedFields, marked).flatMap { path, marked -> [Search.Fragment] in
      guard let text = row[keyPath: path].wrappedValue else { return [] }
      return Excerpt(of: text, marked: marked, query.runs).fragments(
        SearchRow.field(path), isWhole: path == \.$headline)
    }
  }
}

extension SearchRow {
  /// The searched texts, by descending weight.
  static let searchedFields: [any WritableKeyPath<SearchRow, Traced<String?>> & Sendable] = [
    \.$headline, \.$said, \.$place, \.$cited,
  ]

  /// These texts as they are searched.
  fileprivate var searched: [String] {
    folded.isEmpty ? Self.searchedFields.map { self[keyPath: $0].wrappedValue ?? "" } : folded
  }
}

/// A text with the positions of its matches.
private struct Excerpt {
  let scalars: [Unicode.Scalar]
  private(set) var matches: [Range<Int>] = []

  /// - Parameter marked: the folded text, with U+0001 and U+0002 around each match; a folded text holds neither.
  /// - Parameter runs: the looked-for runs of characters that stand apart.
  init(of text: String, marked: String, _ runs: [String.UnicodeScalarView]) {
    scalars = Array(text.unicodeScalars)
    let folded = Folded(text)
    var plain = String.UnicodeScalarView()
    var (count, start): (Int, Int?) = (0, nil)
    var found: [Range<Int>] = []
    for scalar in marked.unicodeScalars {
      switch scalar.value {
      case 1: start = count
      case 2:
        if let start, start < count { found.append(start..<count) }
        start = nil
      default:
        plain.append(scalar)
        count += 1
      }
    }
    // If the server did not return the text unchanged, the places of matches are unknown.
    guard plain.elementsEqual(folded.text.unicodeScalars) else { return }
    let letters = Array(plain)
    // Of a run the server marks each character, wherever it stands.
    found.removeAll { match in letters[match].contains(where: Folded.standsApart) }
    found += runs.flatMap { Self.places(of: Array($0), in: letters) }
    let places = found.map { match in
      folded.origins.map { $0[match.lowerBound].lowerBound..<$0[match.upperBound - 1].upperBound } ?? match
    }
    // Of the two letters of one, both may be marked.
    for place in places.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = matches.last, place.lowerBound < last.upperBound {
        matches[matches.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        matches.append(place)
      }
    }
  }

  private static func places(of run: [Unicode.Scalar], in text: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at + run.count <= text.count {
      let isThere = run.indices.allSatisfy { index in
        run[index] == text[at + index] || run[index] == " " && text[at + index].properties.isWhitespace
      }
      if isThere { found.append(at..<at + run.count) }
      at += isThere ? run.count : 1
    }
    return found
  }

  /// Up to two excerpts of some twenty words around matches, or the whole text.
  func fragments(_ field: Field<SearchRow>, isWhole: Bool) -> [Search.Fragment] {
    if isWhole { return [fragment(field, 0..<scalars.count)] }
    var found: [Range<Int>] = []
    for match in matches {
      let around = wordEnd(before: match.lowerBound - 60)..<wordEnd(after: match.upperBound + 60)
      if let last = found.last, around.lowerBound <= last.upperBound {
        if around.upperBound - last.lowerBound < 300 {
          found[found.count - 1] = last.lowerBound..<max(last.upperBound, around.upperBound)
        }
      } else if found.count < 2 {
        found.append(around)
      }
    }
    return found.map { fragment(field, $0) }
  }

  private func fragment(_ field: Field<SearchRow>, _ range: Range<Int>) -> Search.Fragment {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return Search.Fragment(
      field: field, text: String(text),
      matches: matches.filter { range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound }.map {
        $0.lowerBound - range.lowerBound..<$0.upperBound - range.lowerBound
      }, isStart: range.lowerBound == 0, isEnd: range.upperBound == scalars.count)
  }

  private func wordEnd(before index: Int) -> Int {
    if index <= 0 { return 0 }
    let limit = min(index + 20, scalars.count)
    return (index..<limit).first { scalars[$0 - 1].properties.isWhitespace } ?? min(index, scalars.count)
  }

  private func wordEnd(after index: Int) -> Int {
    if index >= scalars.count { return scalars.count }
    return (max(0, index - 20)...index).reversed().first { scalars[$0].properties.isWhitespace } ?? index
  }
}
