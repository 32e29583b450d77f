import Foundation
import Postgres
import TestSupport
import Testing

@Suite("The program, used as people use it")
struct ProgramTests {
  private func empty() throws -> Program { Program(conninfo: try TestCluster.shared().freshDatabase()) }

  private func scratch(_ text: String, _ name: String = "jsonl") throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(name)").path
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  // MARK: Recording

  @Test("makes the tables anew after an import that is most of the log, and they are what the log makes them")
  func large() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let lines = (1...10_050).map {
      #"{"process":"p-\#($0 % 40)","type":"note-added","on":"2003","title":"Note \#($0)"}"#
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: false, encoding: .utf8)
    #expect(try program.run("import", file).status == 0)
    let tables = try Connection(program.conninfo).query("SELECT count(*), min(event) FROM read.timeline")
    #expect(try tables[0].get(0, as: Int64.self) == 10_050)
    #expect(try program.run("rebuild", "--check").output.hasPrefix("No difference: "))
  }

  @Test("begins no process whose name resembles another until one is defined")
  func resembling() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let note = ["--title", "A note", "--on", "2003"]
    for (type, process, status, said) in [
      ("note-added", "iran-nuclear", 0, ""), ("note-added", "iran-nuclear", 0, ""),
      ("note-added", "colombia", 0, ""),
      (
        "note-added", "iran-nuclaer", 65,
        "parley: There is no process “iran-nuclaer”. Did you mean “iran-nuclear”? Begin a new one with “parley log process-defined iran-nuclaer …”.\n"
      ),
      ("process-defined", "iran-nuclear-2", 0, ""), ("note-added", "iran-nuclear-2", 0, ""),
    ] as [(String, String, Int32, String)] {
      let logged = try program.run(["log", type, process] + note)
      #expect(logged.status == status && logged.complaint == said, "\(logged)")
    }
    let exchange = try program.run(
      "log", "exchange", "colmbia", "--on", "2003", "--party", "us", "--title", "A", "--party", "cn",
      "--title",
      "B")
    #expect(exchange.status == 65 && exchange.complaint.contains("Did you mean “colombia”?"), "\(exchange)")
  }

  @Test("logs the five minutes of the README, and says what it recorded")
  func fiveMinutes() throws {
    let program = try empty()
    let readme = try String(contentsOf: Example.package.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "## Five minutes").last)
      .components(separatedBy: "\n## ")[0]
    let lines = section.replacingOccurrences(of: "\\\n", with: "").split(separator: "\n")
      .filter { $0.hasPrefix("    parley ") && !$0.contains("talks.jsonl") }
    #expect(lines.count >= 9)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for line in lines {
      let outcome = try program.shell("cd \(folder.path) && \(line)")
      // The round is noted, for the lines leave out that parties joined.
      let complaints = outcome.complaint.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
      #expect(outcome.status == 0 && complaints.isEmpty, "\(line): \(outcome.complaint)")
    }
    let roster = try program.run("roster", "demo-talks", "--as-of", "2003-08-28", "--json").rows()
    #expect(Set(roster.compactMap { $0["party"] as? String }) == ["cn", "kp", "us"])
    let open = try program.run("measures", "demo-talks", "--overdue", "--json").rows()
    #expect(open.compactMap { $0["measure"] as? String } == ["freeze"])
  }

  @Test("records once what is logged twice under one id, and nothing in a dry run")
  func ids() throws {
    let program = try empty()
    let words = [
      "log", "note-added", "demo", "--on", "2003-08", "--title", "One", "--id",
      "01900000-0000-7000-8000-000000000001",
    ]
    let dry = try program.run(words + ["--dry-run"])
    #expect(dry.complaint == "Nothing is recorded; this would be:\n" && dry.output.hasPrefix("{\"on\":"))
    #expect(
      try program.run(words).output.withoutNames == "Recorded note-added in demo as event 1, version 1: One\n"
    )
    #expect(
      try program.run(words).output.withoutNames
        == "Recorded before: note-added in demo as event 1, version 1: One\n")
    let answer = try #require(try program.run(words + ["--json"]).json() as? [String: Any])
    #expect(answer["position"] as? Int == 1 && answer["new"] as? Bool == false)
    let other = try program.run(words.map { $0 == "One" ? "Two" : $0 })
    #expect(other.status == 65 && other.complaint.contains("in the log already, with other content"))
  }

  @Test("records once what introduces a thing and is logged twice under one id, named or not")
  func idsOfThings() throws {
    let program = try empty()
    for (number, naming) in [["--as", "freeze"], []].enumerated() {
      let words =
        [
          "log", "measure-pledged", "demo", "--party", "us", "--on", "2003-08", "--title", "Oil", "--id",
          "01900000-0000-7000-8000-00000000000\(number)",
        ] + naming
      let name = naming.last ?? "oil"
      let told = "measure-pledged (\(name)) in demo as event \(number + 1), version \(number + 1): Oil\n"
      #expect(try program.run(words).output.withoutNames == "Recorded \(told)")
      #expect(try program.run(words).output.withoutNames == "Recorded before: \(told)")
      let other = try program.run(words + ["--summary", "x"])
      #expect(other.status == 65 && other.output == "")
    }
  }

  @Test("takes events from standard input, from a file and from an editor")
  func sources() throws {
    let program = try empty()
    let line = #"{"process":"demo","type":"note-added","on":"2003","title":"Piped"}"#
    #expect(try program.run(["log", "-"], input: line + "\n").output.hasPrefix("Recorded 1 new events"))
    let file = try scratch(line.replacingOccurrences(of: "Piped", with: "Filed"))
    #expect(try program.run("log", file).output.hasPrefix("Recorded 1 new events"))
    let edited = line.replacingOccurrences(of: "Piped", with: "Edited")
    defer { try? FileManager.default.removeItem(atPath: file) }
    let editor = try scratch("grep -q party-joined \"$1\" && echo '\(edited)' >> \"$1\"\n", "sh")
    defer { try? FileManager.default.removeItem(atPath: editor) }
    let outcome = try program.run(["log"], environment: ["EDITOR": "sh \(editor)"])
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Recorded 1 new events"), "\(outcome)")
    let titles = try program.run("timeline", "demo", "--json").rows().compactMap { $0["headline"] as? String }
    #expect(Set(titles) == ["Piped", "Filed", "Edited"])

    let idle = try program.run(["log"], environment: ["EDITOR": "true"])
    #expect(idle.status == 0 && idle.complaint == "Nothing was written, so nothing is recorded.\n")
    let broken = try program.run(["log"], environment: ["EDITOR": "false"])
    #expect(broken.status == 65)
    #expect(broken.complaint == "parley: The editor ended with an error; nothing was recorded.\n")
    let none = try program.run("log")
    #expect(none.status == 64 && none.complaint.hasPrefix("parley: Set EDITOR to your editor"))
  }

  // MARK: Importing

  @Test("imports all of the Korean chronicle; again, nothing; and the tables are what a replay makes")
  func chronicle() throws {
    let program = try empty()
    let words = ["import", "--format", "chronicle", Example.chronicle("korea"), "--json"]
    let dry = try #require(try program.run(words + ["--dry-run"]).json() as? [String: Any])
    #expect(dry["read"] as? Int == 343 && dry["bad"] as? Int == 0)
    let first = try #require(try program.run(words).json() as? [String: Any])
    #expect(first["read"] as? Int == 343 && first["bad"] as? Int == 0)
    #expect(first["new"] as? Int == dry["new"] as? Int)
    let again = try #require(try program.run(words).json() as? [String: Any])
    #expect(again["new"] as? Int == 0 && again["already_there"] as? Int == first["new"] as? Int)
    let check = try program.run("rebuild", "--check")
    #expect(check.status == 0 && check.output.hasPrefix("No difference: "), "\(check)")
  }

  @Test("imports other talks, whose parties are no states", arguments: ["colombia", "northern-ireland"])
  func otherTalks(name: String) throws {
    let program = try empty()
    #expect(try program.run("import", Example.chronicle(name)).status == 0)
    let parties = try program.run("list", "--json").rows().flatMap { $0["at_table"] as? [String] ?? [] }
    #expect(parties.contains(name == "colombia" ? "farc" : "sinn-fein"), "\(parties)")
    #expect(try program.run("rebuild", "--check").status == 0)
  }

  @Test("finds a row that was changed behind its back, says where, and puts it right")
  func difference() throws {
    let program = try empty()
    #expect(try program.run("import", Example.chronicle("colombia")).status == 0)
    let connection = try Connection(program.conninfo)
    try connection.execute(
      "UPDATE read.roster SET role = 'observer' WHERE sort_key = (SELECT sort_key FROM read.roster ORDER BY sort_key LIMIT 1)"
    )
    let outcome = try program.run("rebuild", "--check")
    #expect(outcome.status == 1)
    #expect(outcome.output == "roster: 1 rows too many or altered, 1 missing\n")
    #expect(
      outcome.complaint == "parley: The tables differ from the log; “parley rebuild” puts them right.\n")
    #expect(try program.run("rebuild").status == 0)
    #expect(try program.run("rebuild", "--check").status == 0)
    try connection.execute(
      "UPDATE read.timeline SET headline = 'x' WHERE event = (SELECT event FROM read.timeline LIMIT 1)")
    #expect(try program.run("doctor").status == 0)
  }

  // MARK: Exporting

  @Test("exports a journal that gives the same record when it is imported elsewhere")
  func roundTrip() throws {
    let first = try Example.korea()
    let journal = try first.run("export", "--format", "journal").output
    #expect(journal.split(separator: "\n").count == Example.count)
    let second = try empty()
    #expect(try second.run(["import", "-"], input: journal).status == 0)
    #expect(try second.run("export", "--format", "journal").output == journal)
    for answer in [["list"], ["measures"], ["show", "six-party-talks"], ["timeline"]] {
      #expect(try second.run(answer + ["--json"]).output == first.run(answer + ["--json"]).output)
    }
  }

  @Test("exports what others read: JSON, CSV and Markdown, narrowed by its filters")
  func exports() throws {
    let program = try Example.korea()
    let narrowed = ["six-party-talks", "--from", "2007-01-01", "--to", "2007-12-31", "--party", "kp"]
    let timeline = try program.run(["timeline"] + narrowed + ["--json"]).rows().count
    let document = try program.run(["export", "--format", "json"] + narrowed)
    #expect(try document.rows("events").count == timeline && timeline > 5)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let csv = folder.appending(path: "out.csv").path
    #expect(try program.run(["export", "--format", "csv", "--output", csv] + narrowed).status == 0)
    let count = try program.shell(
      "python3 -c 'import csv, sys; print(len(list(csv.DictReader(open(sys.argv[1], newline=\"\"))))) ' \(csv)"
    )
    #expect(count.output == "\(timeline)\n", "\(count.complaint)")
    let markdown = try program.run(["export"] + narrowed).output
    #expect(markdown.hasPrefix("# Six-Party Talks\n"))
    #expect(markdown.contains("[^1]: "))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.csv"])
  }

  // MARK: The terminal

  @Test("fits the terminal, is coloured there and nowhere else, and obeys NO_COLOR")
  func terminal() throws {
    let program = try Example.korea()
    let shown = "parley show six-party-talks --as-of 2007-02-13"
    let wide = try program.terminal(shown, columns: 100).output
    #expect(wide.contains("\u{1B}["))
    let plain = try program.terminal("NO_COLOR=1 " + shown, columns: 100).output
    #expect(!plain.contains("\u{1B}["))
    let lines = plain.split(whereSeparator: \.isNewline)
    #expect(lines.count > 30)
    // Headings and tables fit; the aims are one line of prose.
    #expect(lines.filter { $0.count > 100 && !$0.hasPrefix("Aims:") && !$0.hasPrefix("Last round") }.isEmpty)
    #expect(try !program.shell(shown).output.contains("\u{1B}"))
  }

  @Test("sends nothing of the record to the terminal that it would obey")
  func escapes() throws {
    let program = try empty()
    let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}evil\u{9B}31m\r\nnew"
    let logged = try program.run(
      "log", "party-defined", "demo", "--party", "farc", "--name", hostile, "--title", hostile)
    #expect(logged.status == 0)
    for word in ["measure-pledged", "setback-occurred"] {
      let extra = word == "measure-pledged" ? ["--deadline", "2004"] : ["--kind", "statement"]
      let outcome = try program.run(
        ["log", word, "demo", "--party", "farc", "--on", "2003", "--title", hostile] + extra)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(!dangerous(outcome.output))
    }
    _ = try program.run("log", "party-joined", "demo", "--party", "farc", "--on", "2003")
    for words in [
      ["show", "demo"], ["timeline"], ["measures"], ["setbacks"], ["roster", "demo"], ["list"],
      ["show", hostile], ["log", "party-joined", hostile], ["import", hostile],
    ] {
      let outcome = try program.run(words)
      #expect(!dangerous(outcome.output) && !dangerous(outcome.complaint), "\(words)")
    }
  }

  private func dangerous(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      $0 != "\n" && ($0.properties.generalCategory == .control || (0x202A...0x202E).contains($0.value))
    }
  }

  @Test("ends quietly when its reader goes away")
  func closedPipe() throws {
    let outcome = try Example.korea().shell(
      "parley export --format journal | head -n 1 >/dev/null; echo ${PIPESTATUS[0]}")
    #expect(outcome.output == "0\n" || outcome.output == "141\n")
    #expect(outcome.complaint == "")
  }

  // MARK: Help

  @Test("helps with every command and every event type, and has completions and a manual page")
  func help() throws {
    let program = try empty()
    let overview = try program.run("--help")
    for name in [
      "init", "log", "import", "list", "show", "roster", "rounds", "measures", "agreements", "setbacks",
      "administrations", "timeline", "export", "rebuild", "server", "doctor",
    ] {
      #expect(overview.output.contains("\n  \(name) "), "\(name) is missing")
      let outcome = try program.run(name, "--help")
      #expect(outcome.status == 0 && outcome.output.contains("OVERVIEW: "), "\(name)")
      #expect(outcome.output.contains("USAGE: parley \(name)"), "\(name)")
    }
    for name in try program.run("complete", "types").output.split(separator: "\n") {
      let outcome = try program.run("log", String(name), "--help")
      #expect(outcome.status == 0 && outcome.output.contains("USAGE: parley log \(name) PROCESS"))
    }
    #expect(try program.run("manual").output.hasPrefix(".TH \"PARLEY\" 1 "))
    for shell in ["bash", "zsh", "fish"] {
      #expect(try program.run("--generate-completion-script", shell).output.contains("party-joined"))
    }
    let checked = try program.shell("bash -n <(parley --generate-completion-script bash)")
    #expect(checked.status == 0 && checked.complaint == "")
  }

  @Test("completes processes and parties from the record")
  func completion() throws {
    let program = try Example.korea()
    #expect(try program.run("complete", "processes").output.contains("six-party-talks\n"))
    #expect(try program.run("complete", "parties").output.contains("iaea\n"))
    let nowhere = Program(conninfo: "host=/tmp/none-such")
    let outcome = try nowhere.run("complete", "processes")
    #expect(outcome.status == 0 && outcome.output == "" && outcome.complaint == "")
  }
}
