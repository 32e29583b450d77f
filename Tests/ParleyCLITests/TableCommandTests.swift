import Foundation
import TestSupport
import Testing

@Suite("A table from elsewhere, in the program")
struct TableCommandTests {
  private let program: Program
  private let folder = Example.package.appending(path: "docs/examples/incidents")

  init() throws { program = Program(conninfo: try TestCluster.shared().freshDatabase()) }

  private func file(_ name: String) -> String { folder.appending(path: name).path }

  private func sync(_ file: String, _ words: String...) throws -> Program.Outcome {
    try program.run(["sync", file, "--map", self.file("map.json"), "--because", "A new edition"] + words)
  }

  /// What the timeline says: date and title.
  private func timeline(_ words: String...) throws -> [String] {
    try program.run(["timeline", "demo-talks", "--json"] + words).rows().map {
      "\($0["on_text"] as? String ?? "-") \($0["headline"] as? String ?? "-")"
    }.sorted()
  }

  @Test(
    "in three versions and an emptied one, answers as known at each point between, and diffs by its corrections"
  )
  func versions() throws {
    let imported = try program.run(
      "import", file("2020-01.csv"), "--map", file("map.json"), "--known", "2020-01-10")
    #expect(imported.status == 0, "\(imported)")
    #expect(
      imported.output
        == "Recorded 6 new events from 6 lines (csv); 0 were there already.\n  demo-talks: 6\n")
    let second = try sync(file("2020-02.csv"), "--known", "2020-02-10T09:00:00Z")
    #expect(
      second.output == """
        Recorded of 7 rows: 1 new, 1 amended, 0 retracted, 0 reappeared, 0 replaced; 5 were as before.
          amended: I-2, A drill is held "as planned" (on=2019-11-13, sources=Joint bulletin 42 |  |  |  | )
          new: I-7, A post is shot at from a boat

        """, "\(second)")
    let third = try sync(file("2020-03.csv"), "--known", "2020-03-10", "--json")
    let json = try #require(try third.json() as? [String: Any], "\(third)")
    #expect(json["new"] as? Int == 1 && json["amended"] as? Int == 2 && json["retracted"] as? Int == 1)
    #expect(json["unchanged"] as? Int == 4 && json["rows"] as? Int == 7 && json["dry_run"] as? Bool == false)
    let changes = try third.rows("changes")
    #expect(changes.map { $0["outcome"] as? String } == ["amended", "amended", "new", "retracted"])
    #expect(changes.map { $0["row"] as? String } == ["I-2", "I-5", "I-8", "I-4"])
    #expect(changes[0]["set"] as? [String] == ["title=A drill is held"])

    let head = try program.run("events", "--json").output
    let emptied = try ScratchFile(["No,Date,Kind,What happened,Place,Source,Further source"])
    let refused = try sync(emptied.path)
    #expect(refused.status == 65 && refused.output == "")
    #expect(
      refused.complaint
        == "parley: “\(emptied.path)” has 0 rows, and 7 of the 7 that were recorded are not among them: more than 20 in a hundred. Nothing was recorded; if they are to be retracted, say --max-removed 100.\n"
    )
    #expect(try program.run("events", "--json").output == head)

    let planned = [
      "2019-11-03 Shots are fired across the line", "2019-11-12 A drill is held \"as planned\"",
      "2019-11 Leaflets drift over the line", "2019-12-02 A patrol is shot at",
      "2019-12-09 Two rockets fall into the sea", "2019-12-20 A second drill is held",
    ]
    #expect(try timeline("--as-known", "2020-01-31") == planned.sorted())
    let revised =
      planned.map { $0.replacing("2019-11-12 A", with: "2019-11-13 A") } + [
        "2020-01-05 A post is shot at from a boat"
      ]
    #expect(try timeline("--as-known", "2020-02-10T09:00:00Z") == revised.sorted())
    #expect(try timeline("--as-known", "2020-02-10T08:59:59Z") == planned.sorted())
    let last =
      revised.filter { !$0.contains("patrol") }.map {
        $0.replacing(" \"as planned\"", with: "").replacing("Two rockets", with: "Three rockets")
      } + ["2020-02-01 A third drill is held"]
    #expect(try timeline() == last.sorted())
    #expect(try timeline("--as-known", "2020-03-10") == last.sorted())
    #expect(
      try program.run("roster", "demo-talks", "--as-known", "2020-01-09").complaint
        == "parley: Nothing was known of “demo-talks” then; ask for a later time with --as-known.\n")
    for (from, to, corrections) in [
      ("2020-01-31", "2020-02-28", [7, 8]), ("2020-02-28", "2020-03-31", [9, 10, 11, 12]),
    ] {
      let diff = try program.run(
        "diff", "demo-talks", "--known", "--from", from, "--to", to, "--json")
      let changes = try diff.rows("changes").flatMap { $0["events"] as? [Int] ?? [] }
      #expect(Set(changes).intersection(7...12) == Set(corrections), "\(diff)")
      #expect(diff.output.contains("A new edition"), "\(diff)")
    }
    #expect(try program.run("rebuild", "--check").status == 0)
    #expect(try program.run("verify").status == 0)

    let all = try sync(emptied.path, "--max-removed", "100")
    #expect(
      all.status == 0 && all.output.hasPrefix("Recorded of 0 rows: 0 new, 0 amended, 7 retracted"), "\(all)")
    #expect(try timeline().isEmpty)
    let back = try sync(file("2020-03.csv"))
    #expect(back.output.contains("7 reappeared"), "\(back)")
    #expect(try timeline() == last.sorted())
  }

  @Test("is imported twice, tried out, and changed, as the messages say")
  func importing() throws {
    let map = ["--map", file("map.json")]
    let dry = try program.run(["import", file("2020-01.csv"), "--dry-run"] + map)
    #expect(dry.output.hasPrefix("Would record 6 new events from 6 lines (csv)"), "\(dry)")
    #expect(try program.run(["import", file("2020-01.csv")] + map).status == 0)
    #expect(try program.run(["import", file("2020-01.csv")] + map).output.contains("6 were there already"))
    let changed = try program.run(["import", file("2020-02.csv")] + map)
    #expect(changed.status == 65)
    #expect(
      changed.complaint.contains(
        ":3: The row “I-2” was recorded with other content; “parley sync” records what has changed."),
      "\(changed)")
    let other = try program.run(
      ["import", file("2020-01.csv"), "--process", "other-talks", "--keep-going"] + map)
    #expect(other.status == 65, "An id is recorded once. \(other)")
    let stood = try sync(file("2020-02.csv"), "--dry-run")
    #expect(stood.output.hasPrefix("Would record of 7 rows: 1 new, 1 amended"))
    #expect(try timeline().count == 6)
  }

  @Test("has a map proposed, and doubtful rows answered by line")
  func doubts() throws {
    let table = try ScratchFile([
      "date,title", "2001-01-01,First rocket falls", "2005,x", "2006,y", "2007,z", "2008,w",
    ])
    let proposed = try program.run("import", "--propose-map", table.path, "--process", "p")
    #expect(proposed.status == 0, "\(proposed)")
    let map = try ScratchFile([proposed.output])
    #expect(try program.run("import", table.path, "--map", map.path).output.contains("p: 5"))
    let next = try ScratchFile([
      "date,title", "2001-01-02,A rocket falls\u{1B}", "2005,x", "2006,y", "2007,z", "2008,w",
    ])
    let words = ["sync", next.path, "--map", map.path, "--because", "news"]
    let open = try program.run(words)
    #expect(open.status == 1)
    #expect(
      open.output.contains(
        "  line 2 is in doubt: A rocket falls␛\n    74% like event 1: First rocket falls\n"), "\(open)")
    #expect(
      open.complaint
        == "parley: 1 doubtful rows were left out; sync again with --same LINE=EVENT or --different LINE for each.\n"
    )
    for (more, status, complaint) in [
      (["--same", "2"], 64, "“2” answers for no row; write it as LINE=EVENT, such as 12=345."),
      (["--same", "2=99"], 65, "There is no event 99, or it is erased."),
      (["--same", "3=1"], 64, "No row in line 3 is in doubt; leave out --same and --different for it."),
      (
        ["--same", "2=1", "--different", "2"], 64,
        "The row in line 2 was answered for twice; say one thing of it."
      ),
      (
        ["--known", "soon"], 65,
        "“soon” is not a day or a moment; write it as 2020-05-01 or 2020-05-01T12:00:00Z."
      ),
      (
        ["--known", "2999-01-01"], 65,
        "Nothing can be known in the future: correct “2999-01-01”, or this computer's clock if that is behind."
      ),
    ] {
      let outcome = try program.run(words + more)
      #expect(outcome.status == Int32(status) && outcome.complaint == "parley: \(complaint)\n", "\(outcome)")
    }
    #expect(try program.run(words + ["--same", "2=1"]).output.contains("1 amended"))
    #expect(try program.run("events", "p").output.contains("\u{1B}") == false)
  }

  @Test("needs its map, a zone that there is, and a limit that is one")
  func refusals() throws {
    let missing = try program.run("sync", file("2020-01.csv"), "--because", "x")
    #expect(missing.status == 64)
    #expect(missing.complaint == "parley: Give the map with which the table was imported: --map FILE.\n")
    let bare = try program.run("import", "--format", "csv", file("2020-01.csv"))
    #expect(bare.status == 64 && bare.complaint.hasPrefix("parley: A csv table needs a map"), "\(bare)")
    let limit = try sync(file("2020-01.csv"), "--max-removed", "101")
    #expect(
      limit.status == 64 && limit.complaint.contains("--max-removed is a number from 0 to 100."), "\(limit)")
    let text = try String(contentsOfFile: file("map.json"), encoding: .utf8)
    let map = try ScratchFile([text.replacing("Asia/Seoul", with: "Asia/Soul")])
    let process = try program.run("import", file("2020-01.csv"), "--process", "p")
    #expect(process.status == 64)
    #expect(process.complaint == "parley: --process says what a table belongs to; give its --map as well.\n")
    let zone = try program.run("import", file("2020-01.csv"), "--map", map.path)
    #expect(zone.status == 65)
    #expect(
      zone.complaint
        == "parley: \(map.path): There is no time zone “Asia/Soul”: use an IANA name such as Asia/Seoul.\n")
    let type = try program.run("import", "--propose-map", file("2020-01.csv"), "--type", "setback")
    #expect(
      type.status == 65 && type.complaint.hasPrefix("parley: There is no event type “setback”."), "\(type)")
  }

  @Test(
    "has a JSON Schema for its map that takes the example, and refuses what is none", .needsPythonPackages)
  func schema() throws {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      fits = jsonschema.Draft202012Validator(schema).is_valid
      good = json.load(open(sys.argv[2]))
      bad = [dict(good, name="A b"), dict(good, feilds={}), dict(good, key=3), dict(good, fields={"on": {}})]
      print(fits(good), sum(map(fits, bad)))
      """
    let schema = Example.package.appending(path: "docs/reference/map.schema.json").path
    let outcome = try Program(conninfo: "").shell(
      "\(PythonPackages.python) - \(schema) \(file("map.json")) <<'END'\n\(script)\nEND")
    #expect(outcome.output == "True 0\n", "\(outcome)")
  }
}
