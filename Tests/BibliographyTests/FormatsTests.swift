import Bibliography
import Foundation
import Talks
import TestSupport
import Testing

@Suite("Every form of bibliography")
struct FormatsTests {
  @Test("is a file of its folder, and the other way round")
  func folder() throws {
    let folder = Example.package.appending(path: "Sources/Bibliography/Formats").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.sorted() == BibliographyFormats.all.map { "\($0).swift" }.sorted())
    #expect(
      BibliographyFormats.all.allSatisfy { BibliographyFormats.format(named: $0.name)?.name == $0.name })
  }

  @Test("is known by how a file begins")
  func guess() {
    for text in [" [", "\n{", "[]"] {
      #expect(BibliographyFormats.guess(from: Array(text.utf8)).name == CSLJSON.name)
    }
    for text in ["@book{", "% [", ""] {
      #expect(BibliographyFormats.guess(from: Array(text.utf8)).name == BibTeX.name)
    }
  }

  @Test("reads what it writes, in every field", arguments: BibliographyFormats.all.map { $0.name })
  func roundTrip(name: String) throws {
    let format = try #require(BibliographyFormats.format(named: name))
    var works = [try fullWork()]
    for kind in SourceKind.allCases {
      works.append(try fullWork("a-\(kind.rawValue)"))
      works[works.count - 1].kind = kind
    }
    for (number, date) in [
      "2003", "2003-08", "2003-08~", "2003-08?", "2003-21", "2003-08-27/2003-08-29",
      "[2003-08-27..2003-08-30]",
      "2003/..", "20XX", "2003~/2004", "2003-08-27T03:17Z", "-0044",
    ].enumerated() {
      works.append(try fullWork("date-\(number)"))
      works[works.count - 1].date = try EDTF(date)
      works[works.count - 1].accessed = try EDTF(date)
    }
    var bare = Work(
      key: try #require(CitationKey("a-very-long-key-that-a-title-would-not-be-given-since-it-would-be-cut")))
    bare.title = "T"
    bare.kind = .document
    works.append(bare)
    #expect(try format.read(format.write(works)).map(\.work) == works)
    #expect(try format.read(format.write([])).isEmpty)
  }

  @Test(
    "changes nothing when it reads hostile texts again", arguments: BibliographyFormats.all.map { $0.name })
  func hostileTexts(name: String) throws {
    let format = try #require(BibliographyFormats.format(named: name))
    var works: [Work] = []
    for (number, text) in hostile.enumerated() {
      var work = try fullWork("work-\(number)")
      work.title = text
      work.authors = [text, "Doe, \(text)"]
      work.publisher = text
      work.url = text
      work.archive = text
      work.language = text
      work.doi = text
      work.isbn = text
      works.append(work)
    }
    let read = try format.read(format.write(works)).map(\.work)
    #expect(read.map(\.key) == works.map(\.key))
    for (work, read) in zip(works, read) {
      let (before, after) = (format.write([work]), format.write([work.learning(read)]))
      #expect(
        before == after,
        "\(String(decoding: before, as: UTF8.self).prefix(400)) \(String(decoding: after, as: UTF8.self).prefix(400))"
      )
    }
    // On one line, a text is what it was.
    for (work, text) in zip(read, hostile)
    where !text.contains(where: { $0.isNewline || $0 == "\t" || $0 == "\u{1B}" }) {
      #expect(work.title == text.split(separator: " ").joined(separator: " "))
    }
  }
}

@Suite("A bibliography in BibTeX")
struct BibTeXTests {
  private func works(_ text: String) throws -> [Work] { try BibTeX.read(Array(text.utf8)).map(\.work) }

  @Test("is read with its strings, comments, accents and names")
  func foreign() throws {
    let works = try works(
      #"""
      % a remark with someone@example.org
      @string{mfa = "Ministry of Foreign Affairs"}
      @comment{ignored} @preamble{"\newcommand{\x}{y}"}
      @BOOK{Sigal1998Disarming,
        Author = {Leon V. Sigal and {\'E}mile {van der Berg} and Ludwig van Beethoven and {United Nations} and
                  {van der Berg}, Jan and Kim AND {A and B, Seoul}},
        title  = "Disarming {S}trangers -- with {\"U}ber \& \textit{North} Korea",
        publisher = mfa # { Press} # 2,
        year = 1998, month = aug, day = 3, isbn = {0-691-01006-2},
        note = {See there. Reliability: B.}, abstract = {left out},
      }
      @online(kcna, title={KCNA}, url={http://www.kcna.kp/a\_b?x=\%20~y{\textasciitilde}z}, urldate={2020-05~},)
      @inproceedings{x:y_z, title={T}, booktitle={B}, publisher={P}, date={2003-08/2003-09}, year={1999}}
      @article{é, title={U}, journal={J}, year={2003}, month={September}}
      """#)
    #expect(works.map(\.key.text) == ["Sigal1998Disarming", "kcna", "x:y_z", "é"])
    #expect(
      works[0].authors == [
        "Sigal, Leon V.", "van der Berg, Émile", "van Beethoven, Ludwig", "United Nations",
        "van der Berg, Jan", "Kim",
        "A and B, Seoul",
      ])
    #expect(works[0].title == "Disarming Strangers – with Über & North Korea")
    #expect(works[0].publisher == "Ministry of Foreign Affairs Press2" && works[0].reliability == .usual)
    #expect(works[0].date?.text == "1998-08-03" && works[0].kind == .book)
    #expect(works[1].url == "http://www.kcna.kp/a_b?x=%20~y~z")
    #expect(works[1].accessed?.text == "2020-05~" && works[1].kind == .webpage)
    #expect(
      works[2].kind == .chapter && works[2].publisher == "B" && works[2].date?.text == "2003-08/2003-09")
    #expect(works[3].kind == .articleJournal && works[3].date?.text == "2003-09")
  }

  @Test(
    "that cannot be understood is refused with the place and the reason",
    arguments: [
      ("@book{a, title = {x}", "1: This entry does not end."),
      ("@book{a, title = {x", "1: This entry does not end."),
      ("\n@book{, title={x}}", "2: This entry has no key."),
      ("@book{a, title = }", "18: A text in braces or quotes was expected."),
      ("@book{a, title {x}}", "16: “=” was expected here."),
      ("@book{a, title = {x} year = 1}", "22: “}” was expected here."),
      ("@book{a, = {x}}", "10: The name of a field was expected."),
      ("@book{a, title = mfa}", "18: There is no @string “mfa”; put the text in braces."),
      (#"@book{a, title = "}"}"#, "19: This brace closes nothing."),
      (
        "@book{a, date = {2003-02-30}}",
        "1: The entry “a” cannot be taken: “2003-02-30” is not a date such as 2003-08-27 ("
      ),
      (
        "@book{a, year = 2003, month = feb, day = 30}",
        "1: The entry “a” cannot be taken: “2003-feb-30” is not a date such as 2003-08-27 ("
      ), ("@book{a, year = 1998, year = 1999}", "23: The field “year” stands in this entry twice."),
      ("@book{a,}@book{a,}", "10: The entry “a” cannot be taken: there is one above of the same name."),
      ("@book{a, title={x\0y}}", "1: The entry “a” cannot be taken: A text must not hold a NUL character."),
    ])
  func malformed(text: String, reason: String) throws {
    #expect(complaint(BibTeX.self, text)?.hasPrefix(reason) == true, "\(complaint(BibTeX.self, text) ?? "")")
  }

  @Test("that is not UTF-8 is refused")
  func encoding() {
    let bytes = Array("@book{a, title={".utf8) + [0xFF] + Array("}}".utf8)
    #expect { try BibTeX.read(bytes) } throws: {
      ($0 as? Malformed)?.reason == "This text is not valid UTF-8; save the file as UTF-8."
    }
  }

  @Test("is read by somebody else's parser as it was written", .needsPythonPackages)
  func bibtexparser() throws {
    let work = try fullWork()
    let output = try python(
      """
      import bibtexparser
      from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
      library = bibtexparser.parse_file(sys.argv[1], append_middleware=[SeparateCoAuthors()])
      decoded = bibtexparser.parse_file(sys.argv[1], append_middleware=[LatexDecodingMiddleware()])
      entry = library.entries[0]
      fields = {name: field.value for name, field in entry.fields_dict.items()}
      print(len(library.failed_blocks), entry.entry_type, entry.key, decoded.entries[0]["journal"])
      print(json.dumps(fields, ensure_ascii=False, sort_keys=True))
      """, BibTeX.write([work]))
    #expect(
      output == """
        0 article sigal-1998 Princeton & Sons
        {"archiveurl": "https://archive.example/2020/https://example.org/", "author": ["Sigal, Leon V.", \
        "van der Berg, Émile", "{United Nations}", "Kim, 정일"], "date": "1998-08-03", "doi": "10.1000/182_(a)<b>", \
        "entrysubtype": "article-newspaper", "isbn": "0-691-01006-2", "journal": "Princeton \\\\& Sons", "language": "en", \
        "note": "Reliability: B", "title": "Disarming Strangers: Nuclear Diplomacy with North Korea", \
        "url": "https://example.org/a_b?c=%20&d=~e#f", "urldate": "2020-05-01", "year": "1998"}

        """)
  }

  @Test("holds nothing that TeX would obey, in somebody else's parser", .needsPythonPackages)
  func injection() throws {
    let works = try hostile.enumerated().map { number, text in
      var work = try fullWork("work-\(number)")
      work.title = text
      work.authors = [text]
      work.url = text
      return work
    }
    let output = try python(
      #"""
      import bibtexparser, re
      library = bibtexparser.parse_file(sys.argv[1])
      harmless = re.compile(r"\\text(backslash|braceleft|braceright|asciitilde|asciicircum)\{\}|\\[&%$#_]|\{\}")
      def active(text): return re.findall(r"[\\{}$&#^_~%\x00-\x1f]", harmless.sub("", text))
      for entry in library.entries:
          assert not active(entry["title"]), entry["title"][:80]
          author = entry["author"]
          assert not active(author[1:-1] if author.startswith("{") else author), author[:80]
          assert not re.findall(r'[\\{}"\x00-\x20]', entry["url"]), entry["url"][:80]
      print(len(library.failed_blocks), len(library.entries), len(library.strings), len(library.comments))
      """#, BibTeX.write(works))
    #expect(output == "0 \(hostile.count) 0 0\n")
  }

  @Test("has its accents read as somebody else reads them", .needsPythonPackages)
  func accents() throws {
    var titles = [
      #"{\ss}"#, #"{\ae}{\AE}{\oe}{\OE}{\o}{\O}{\aa}{\AA}{\l}{\L}"#, #"\"{\i}"#, #"{\'{\i}}"#, #"\c{c}\c c"#,
    ]
    for letter in "aeiouAEIOUcnszCNSZy" {
      for accent in ["\"", "'", "`", "^", "~", "=", "."] {
        titles += [#"{\\#(accent)\#(letter)}"#, #"\\#(accent){\#(letter)}"#, #"\\#(accent)\#(letter)"#]
      }
      for accent in ["v", "c", "k", "u", "H", "r"] { titles.append(#"x\\#(accent){\#(letter)}y"#) }
    }
    let file = titles.enumerated().map { "@book{k\($0), title = {\($1)}}\n" }.joined()
    let theirs = try python(
      """
      import bibtexparser, unicodedata
      from bibtexparser.middlewares import LatexDecodingMiddleware
      library = bibtexparser.parse_file(sys.argv[1], append_middleware=[LatexDecodingMiddleware()])
      for entry in library.entries: print(unicodedata.normalize("NFC", entry["title"]))
      """, Array(file.utf8)
    ).split(separator: "\n").map(String.init)
    let ours = try works(file).map { $0.title ?? "" }
    try #require(ours.count == titles.count && theirs.count == titles.count)
    for (title, (our, their)) in zip(titles, zip(ours, theirs)) {
      #expect(Array(our.unicodeScalars) == Array(their.unicodeScalars), "\(title): \(our) \(their)")
    }
  }
}

@Suite("A bibliography in CSL-JSON")
struct CSLJSONTests {
  private func works(_ text: String) throws -> [Work] { try CSLJSON.read(Array(text.utf8)).map(\.work) }

  @Test("is read as Zotero writes it")
  func foreign() throws {
    let works = try works(
      #"""
      [{"id":"http://zotero.org/users/1/items/AB","citation-key":"Sigal_1998","type":"personal_communication",
        "title":" Disarming\n Strangers ","volume":3,"ISBN":9780691010069,
        "author":[{"family":"Beethoven","given":"Ludwig","non-dropping-particle":"van","suffix":"Jr."},
                  {"literal":"United Nations"},{"family":"Xinhua"}],
        "issued":{"date-parts":[["2003","8"]],"circa":1},"accessed":{"date-parts":[[2020,5,1]]},
        "custom":{"a":[]},"note":"tex.x: y\nReliability: F","editor":null},
       {"id":7,"type":"article-journal","title":"U","container-title":"J","publisher":"P","issued":{"raw":"2003-08"},
        "editor":[{"family":"Doe","given":"Jane"}]},
       {"id":"s","type":"song","title":"V","issued":{"date-parts":[[2003]],"season":2},"accessed":"2003-08"},
       {"id":"e","title":"W","issued":{"date-parts":[[]]},"author":[],"DOI":""},
       {"id":"i","title":"X","issued":{"date-parts":[[2003,8,27],[2003,8,29]]},"accessed":null}]
      """#)
    #expect(works.map(\.key.text) == ["Sigal_1998", "7", "s", "e", "i"])
    #expect(works[0].authors == ["van Beethoven, Ludwig, Jr.", "United Nations", "Xinhua"])
    #expect(works[0].title == "Disarming Strangers" && works[0].isbn == "9780691010069")
    #expect(works[0].date?.text == "2003-08~" && works[0].accessed?.text == "2020-05-01")
    #expect(works[0].kind == .personalCommunication && works[0].reliability == .unknown)
    #expect(
      works[1].publisher == "J" && works[1].authors == ["Doe, Jane"] && works[1].date?.text == "2003-08")
    #expect(
      works[2].kind == .document && works[2].date?.text == "2003-22" && works[2].accessed?.text == "2003-08")
    #expect(works[3].date == nil && works[3].authors.isEmpty && works[3].doi == nil)
    #expect(works[4].date?.text == "2003-08-27/2003-08-29")
    #expect(try self.works(#"{"id":"a","title":"T"}"#).count == 1)
  }

  @Test(
    "that cannot be understood is refused with the place and the reason",
    arguments: [
      ("[{", "3: "), ("3", "1: A list in [ ] was expected."), ("[3]", "2: An object in { } was expected."),
      (#"[{"title":"x"}]"#, "2: This item has no “id”."),
      (#"[{"id":"a","title":[]}]"#, "20: A text in quotes was expected."),
      (
        #"[{"id":"a","issued":{"literal":"2003-02-30"}}]"#,
        "2: The entry “a” cannot be taken: “2003-02-30” is not a date such as 2003-08-27 ("
      ),
      (
        #"[{"id":"a","accessed":{"literal":"soon"}}]"#,
        "2: The entry “a” cannot be taken: “soon” is not a date such as 2003-08-27."
      ),
      (
        #"[{"id":"a","issued":{"date-parts":[[2003,13]]}}]"#,
        "2: The entry “a” cannot be taken: “2003-13” is not a date"
      ),
      (
        #"[{"id":"a","title":"x\u0000"}]"#,
        "2: The entry “a” cannot be taken: A text must not hold a NUL character."
      ),
      (
        #"[{"id":"a"},{"id":"a"}]"#, "13: The entry “a” cannot be taken: there is one above of the same name."
      ),
    ])
  func malformed(text: String, reason: String) {
    #expect(
      complaint(CSLJSON.self, text)?.hasPrefix(reason) == true, "\(complaint(CSLJSON.self, text) ?? "")")
  }

  @Test("makes a bibliography in somebody else's program", .needsPythonPackages)
  func citeproc() throws {
    var works = [try fullWork()]
    works[0].kind = .book
    works[0].doi = nil
    works += try hostile.enumerated().map { number, text in
      var work = try fullWork("work-\(number)")
      work.title = text
      return work
    }
    let output = try python(
      """
      from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
      from citeproc.source.json import CiteProcJSON
      items = json.load(open(sys.argv[1]))
      style = CitationStylesStyle("harvard-cite-them-right", validate=False)
      made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
      for item in items: made.register(Citation([CitationItem(item["id"])]))
      lines = [str(line) for line in made.bibliography()]
      print(lines[0])
      print(len(lines))
      """, CSLJSON.write(works))
    #expect(
      output == """
        Sigal, L.V. et al. (1998) Disarming Strangers: Nuclear Diplomacy with North Korea. \
        Princeton & Sons. Available at: https://example.org/a_b?c=%20&d=~e#f (Accessed: May 1, 2020).
        \(works.count)

        """)
  }
}
