import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("A search")
struct SearchTests {
  private static let lines = [
    #""type":"note-added","on":"2005-09-19","title":"Joint Statement of the Fourth Round","place":"Beijing, cn""#,
    #""type":"note-added","on":"2003","title":"A note","sources":[{"title":"The joint statement, and more","publisher":"Élysée","quote":"Nous gelons"}]"#,
    #""type":"position-stated","on":"2004","party":"kp","issue":"reactor","quote":"The “Yongbyon” reactor—and the statement after a joint meeting""#,
    #""type":"note-added","on":"2006","title":"영변에서 핵시설 동결","summary":"北京の会談""#,
    #""type":"note-added","on":"2007","title":"Talks at the Élysée in P’yŏngyang's name"}"#.replacing(
      "}", with: ""),
    #""type":"note-added","on":"2031","title":"A round planned for later""#,
  ]

  private func desk(_ lines: [String]) throws -> Desk {
    let desk = try Desk()
    _ = try desk.log.append(new(try events(lines)), to: "talks", expecting: .any)
    return desk
  }

  private func search(
    _ desk: Desk, _ words: String, asOf day: String? = nil, _ change: (inout Search) -> Void = { _ in }
  ) throws -> Search.Found {
    var search = Search(words)
    change(&search)
    var answers = try desk.reader(asOf: day)
    return try answers.search(search)
  }

  private func positions(_ found: Search.Found) -> [Int64] { found.hits.compactMap(\.row.events.all.first) }

  @Test(
    "finds words, phrases and other scripts, without heed of accents and endings, the best first",
    arguments: [
      ("joint statement", [1, 3, 2]), (#""joint statement""#, [1, 2]), ("“joint statement”", [1, 2]),
      ("joint -beijing", [3, 2]), ("yongbyon", [3]), ("reactors", [3]), ("Beijing China", [1]),
      ("elysee", [5, 2]), ("ÉLYSÉE", [5, 2]), ("pyongyang", [5]), ("p'yongyang", [5]), ("P’yŏngyang", [5]),
      ("영변", [4]), ("핵", [4]), ("北京", [4]), ("会談", [4]), ("fourth or later", [6, 1]), ("gelons", [2]),
    ] as [(String, [Int64])])
  func finds(words: String, wanted: [Int64]) throws {
    let desk = try desk(Self.lines)
    // From the tables, parsed now and then kept, and folded.
    for day in [nil, nil, "2100-01-01"] {
      let found = try search(desk, words, asOf: day)
      #expect(positions(found) == wanted && found.count == wanted.count, "\(words) \(day ?? "")")
    }
  }

  private static let scripts = [
    #""type":"note-added","on":"2001","title":"6자회담 재개","summary":"여섯 나라의 대표""#,
    #""type":"note-added","on":"2002","title":"六方会谈","summary":"六者会合は北京で""#,
    #""type":"note-added","on":"2003","title":"Straße, Ærø, Ørsted, Þórr, Ёлка, Йога, ısı, Œuvre""#,
    // The characters of the first, but not in one word.
    #""type":"note-added","on":"2004","title":"회의와 담화""#,
    // 회담 and が by their parts, as some systems write names of files.
    #""type":"note-added","on":"2005","title":"회담 が""#,
    #""type":"note-added","on":"2006","title":"การเจรจาสันติภาพ""#,
    #""type":"note-added","on":"2007","title":"الأُمَم","summary":"Ἀθῆναι""#,
    #""type":"note-added","on":"2008","title":"हिन्दी वार्ता, བོད་ཡིག, မြန်မာစကား, ភាសាខ្មែរ""#,
  ]

  @Test(
    "finds words within a run of characters, and letters with and without marks",
    arguments: [
      ("회담", [1, 5]), ("6자회담", [1]), ("자회담", [1]), ("여섯나라", [1]), ("회의", [4]), ("담", [1, 4, 5]),
      ("会谈", [2]), ("六方会谈", [2]), ("会合", [2]), ("会", [2]), ("方六", []), ("が", [5]), ("か", []),
      ("회담 -재개", [5]), ("회의 or 会谈", [2, 4]), (#""6자회담 재개""#, [1]), ("회담 회의", []),
      ("strasse", [3]), ("Straße", [3]), ("STRASSE", [3]), ("aero", [3]), ("ærø", [3]), ("orsted", [3]),
      ("thorr", [3]), ("Þórr", [3]), ("елка", [3]), ("ёлка", [3]), ("иога", [3]), ("isi", [3]), ("ısı", [3]),
      ("oeuvre", [3]), ("เจรจา", [6]), ("สันติ", [6]), ("الامم", [7]), ("αθηναι", [7]),
      ("हिन्दी", [8]), ("བོད", [8]), ("စကား", [8]), ("ខ្មែរ", [8]),
    ] as [(String, [Int64])])
  func scripts(words: String, wanted: [Int64]) throws {
    let desk = try desk(Self.scripts)
    for day in [nil, nil, "2100-01-01"] {
      #expect(try positions(search(desk, words, asOf: day)).sorted() == wanted, "\(words) \(day ?? "")")
    }
  }

  @Test("marks the run that was looked for, not its characters elsewhere")
  func runs() throws {
    let desk = try desk([#""type":"note-added","on":"2001","title":"회의: 6자회담, 담화""#])
    let title = try #require(search(desk, "회담").hits[0].fragments.first)
    // 회, 의, a colon and a space, 6, 자: the word begins at the sixth place from 0.
    #expect(title.matches == [6..<8])
  }

  @Test("finds a run past the places that PostgreSQL counts in a long text")
  func longRun() throws {
    // 会 stands there 2,000 times, of which the server keeps 256 places.
    let long = String(repeating: "会议。", count: 2000)
    let desk = try desk([
      #""type":"note-added","on":"2001","title":"x","summary":"\#(long)会谈""#,
      #""type":"note-added","on":"2002","title":"x","summary":"\#(long)谈""#,
    ])
    for day in [nil, "2100-01-01"] { #expect(try positions(search(desk, "会谈", asOf: day)) == [1]) }
  }

  @Test("says so where it cannot look for a sign")
  func unsearchable() throws {
    let desk = try desk(Self.scripts)
    for words in ["😀", "회담 😀", "№"] {
      #expect(throws: Search.Unsearchable.self, "\(words)") { try search(desk, words) }
    }
  }

  @Test("finds a word of every script, or says that it cannot look for it")
  func everyScript() throws {
    let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .spacingMark, .enclosingMark]
    // Three letters of each stretch of 128 code points.
    let words = stride(from: UInt32(0x80), to: 0x32000, by: 0x80).compactMap { start -> String? in
      var word = String.UnicodeScalarView()
      for scalar in (start..<start + 0x80).lazy.compactMap(Unicode.Scalar.init)
      where scalar.properties.isAlphabetic && !marks.contains(scalar.properties.generalCategory) {
        word.append(scalar)
        if word.count == 3 { return String(word) }
      }
      return nil
    }
    #expect(words.count > 400)
    let desk = try desk(words.map { #""type":"note-added","on":"2001","title":"\#($0)""# })
    for (index, word) in words.enumerated() {
      do {
        let found = try positions(search(desk, word) { $0.limit = 1000 })
        #expect(found.contains(Int64(index + 1)), "\(word)")
      } catch is Search.Unsearchable {}
    }
  }

  @Test("tells where in each text the words stand, as the text was written")
  func fragments() throws {
    let desk = try desk(Self.lines)
    for day in [nil, "2100-01-01"] {
      let found = try search(desk, "élysée", asOf: day)
      let told = found.hits.flatMap(\.fragments).flatMap { fragment in
        fragment.matches.map { match in
          "\(fragment.field.name): " + String(Array(fragment.text.unicodeScalars)[match].map(Character.init))
        }
      }
      #expect(told == ["headline: Élysée", "cited: Élysée"])
      let quote = try search(desk, "reactor", asOf: day).hits[0].fragments.first { $0.field.name == "said" }
      #expect(quote?.text.contains("“Yongbyon” reactor—and") == true)
    }
    let long = String(repeating: "filler words go on ", count: 50)
    let far = try self.desk([
      #""type":"note-added","on":"2003","summary":"\#(long)needle \#(long)","title":"x""#
    ])
    let fragment = try #require(search(far, "needle").hits[0].fragments.last)
    #expect(fragment.text.unicodeScalars.count < 200 && fragment.text.contains("needle"))
    #expect(!fragment.isStart && !fragment.isEnd && fragment.matches.count == 1)
  }

  @Test("takes texts that are hostile, huge or hold its own marks")
  func hostile() throws {
    // As much as the log takes.
    let huge = (0..<140_000).map { "w\($0)" }.joined(separator: " ")
    let desk = try desk([
      #""type":"note-added","on":"2003","title":"A \u0001mark\u0002 <b>bold</b> & http://x.example/needle \u001b[31m'; DROP""#,
      #""type":"note-added","on":"2003","title":"Huge","summary":"\#(huge)""#,
      #""type":"note-added","on":"2003","title":"cafe\u0301 \u0301 x""#,
    ])
    for day in [nil, "2100-01-01"] {
      #expect(try positions(search(desk, "bold mark needle", asOf: day)) == [1])
      let title = try #require(search(desk, "mark", asOf: day).hits[0].fragments.first)
      #expect(title.text.contains("\u{1}mark\u{2} <b>bold</b> &") && title.matches.map(\.count) == [4])
      #expect(try positions(search(desk, "w17 huge", asOf: day)) == [2])
      #expect(try positions(search(desk, "café", asOf: day)) == [3])
      for words in ["'", "x:*", "a & | !b ((", "\\", "'x' <-> ':*", "영변's \"", "-", "x\u{0}y"] {
        do { _ = try search(desk, words, asOf: day) } catch is Search.Empty {} catch let error
          as PostgresError
        {
          // Only a NUL is refused, and no command line can hold one.
          #expect(words.contains("\u{0}"), "\(words): \(error)")
        }
      }
      #expect(throws: Search.Empty.self) { try search(desk, "the of", asOf: day) }
      #expect(throws: Search.TooLong.self) { try search(desk, String(repeating: "x", count: 501), asOf: day) }
      #expect(throws: NoSuchProcess.self) { try search(desk, "x", asOf: day) { $0.process = "tlaks" } }
    }
  }

  @Test("is of events as they read, and of those that no longer count only where it is asked")
  func corrected() throws {
    let desk = try desk(
      Self.lines.prefix(2) + [
        #""type":"event-amended","amended":"\#(EventID(high: 0x7000, low: 1))","set":["title=Common Declaration"],"because":"the text""#,
        #""type":"event-retracted","retracted":"\#(EventID(high: 0x7000, low: 2))","because":"twice""#,
      ])
    for day in [nil, "2100-01-01"] {
      #expect(try search(desk, "fourth", asOf: day).hits.isEmpty)
      let amended = try search(desk, "declaration", asOf: day)
      #expect(amended.hits.map(\.row.events.all) == [[1, 3]])
      #expect(try search(desk, "joint", asOf: day).hits.isEmpty)
      let gone = try search(desk, "joint", asOf: day) { $0.isOfAll = true }
      #expect(gone.hits.map(\.row.events.all) == [[2, 4]])
    }
    #expect(try search(desk, "declaration", asOf: "2005-01-01").hits.isEmpty)
    var known = try desk.reader(asKnown: 0)
    #expect(try known.search(Search("declaration")).hits.isEmpty)
  }

  @Test("is limited to a process, a type, a party and a number")
  func filters() throws {
    let desk = try desk(Self.lines)
    _ = try desk.log.append(
      new(try events([#""type":"note-added","on":"2009","title":"Joint statement elsewhere""#]), from: 50),
      to: "other",
      expecting: .any)
    for day in [nil, "2100-01-01"] {
      #expect(try positions(search(desk, "statement", asOf: day) { $0.process = "talks" }) == [1, 3, 2])
      #expect(try positions(search(desk, "statement", asOf: day) { $0.type = "position-stated" }) == [3])
      #expect(try positions(search(desk, "statement", asOf: day) { $0.party = "kp" }) == [3])
      let two = try search(desk, "statement", asOf: day) { $0.limit = 2 }
      #expect(two.hits.count == 2 && two.count == 4)
    }
  }

  @Test("that finds nothing names the nearest spelling")
  func spellings() throws {
    let desk = try desk(Self.lines)
    for day in [nil, "2100-01-01"] {
      let found = try search(desk, "statemnet fourth", asOf: day)
      #expect(found.spellings.map { "\($0.word) \($0.nearest)" } == ["statemnet statement"])
      #expect(try search(desk, "fourth later", asOf: day).spellings.isEmpty)
    }
  }

  @Test("parses a text once, and keeps nothing of one that is gone")
  func kept() throws {
    let desk = try desk(Self.lines)
    func count() throws -> Int64 {
      try desk.connection.query("SELECT count(*) FROM read.search_words")[0].get(0)
    }
    _ = try search(desk, "joint")
    #expect(try count() == 6)
    _ = try desk.log.append([note(70, "Seven")], to: "talks", expecting: .any)
    #expect(try positions(search(desk, "seven")) == [7] && count() == 7)
    _ = try desk.log.append(
      new(
        try events([
          #""type":"event-amended","amended":"\#(EventID(high: 7, low: 70))","set":["title=Eight"],"because":"x""#
        ]),
        from: 80), to: "talks", expecting: .any)
    #expect(try positions(search(desk, "eight")) == [7] && count() == 7)
    try desk.rebuild().run(from: desk.log)
    try ReadModels(desk.connection, zones: UTCOnly()).forget()
    #expect(try count() == 0)
    // Who may only read finds the same.
    try desk.connection.script(
      """
      CREATE ROLE searcher LOGIN BYPASSRLS; GRANT USAGE ON SCHEMA log, read TO searcher;
      GRANT SELECT ON ALL TABLES IN SCHEMA log, read TO searcher;
      """)
    let name: String = try desk.connection.query("SELECT current_database()")[0].get(0)
    let reader = try Connection(TestCluster.shared().conninfo(database: name, user: "searcher"))
    for standpoint in [Standpoint(), Standpoint(asOf: CivilDay(iso: "2100-01-01"))] {
      var answers = try RowReader(
        reader, log: PostgresLog(reader), zones: UTCOnly(), from: standpoint,
        today: #require(CivilDay(iso: "2026-11-25")))
      #expect(try positions(answers.search(Search("joint"))) == [1, 3, 2])
    }
    #expect(try count() == 0)
  }

  @Test("of one process reads what that holds, and keeps the words of no other")
  func oneProcess() throws {
    let desk = try desk(Self.lines)
    let others = (0..<2_000).map { #""type":"note-added","on":"2009","title":"Joint statement \#($0)""# }
    _ = try desk.log.append(new(try events(others), from: 100), to: "others", expecting: .any)
    _ = try desk.reader()
    try desk.connection.script("ANALYZE read.search")
    func count(_ query: SQL) throws -> Int64 { try desk.connection.query(query)[0].get(0) }
    /// The rows of both tables that were read so far, in this session.
    func read() throws -> Int64 {
      try desk.connection.query("SELECT pg_stat_force_next_flush()")
      return try count(
        """
        SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_user_tables
        WHERE schemaname = 'read' AND relname IN ('search', 'search_words')
        """)
    }
    // The first parses what the second finds parsed.
    for _ in 0..<2 {
      let before = try read()
      #expect(try positions(search(desk, "statement") { $0.process = "talks" }) == [1, 3, 2])
      #expect(
        try search(desk, "statemnet") { $0.process = "talks" }.spellings.map(\.nearest) == ["statement"])
      #expect(try read() - before < 200)
    }
    #expect(try count("SELECT count(*) FROM read.search_words") == 6)
    // A search of all parses the rest, and one of a process leaves that be.
    #expect(try search(desk, "statement").count == 2_003)
    #expect(try search(desk, "statement") { $0.process = "talks" }.count == 3)
    #expect(try count("SELECT count(*) FROM read.search_words") == 2_006)
  }

  @Test("that finds nothing in a process names no word of another")
  func spellingsOfOneProcess() throws {
    let desk = try desk(Self.lines)
    _ = try desk.log.append([note(70, "Verification")], to: "other", expecting: .any)
    for day in [nil, "2100-01-01"] {
      #expect(try search(desk, "verificatoin", asOf: day) { $0.process = "talks" }.spellings.isEmpty)
      #expect(
        try search(desk, "verificatoin", asOf: day) { $0.process = "other" }.spellings.map(\.nearest) == [
          "verification"
        ])
    }
  }
}
