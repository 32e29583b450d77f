import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What is exported up to a ceiling is what would be there had the rest never been logged")
struct SharingTests {
  /// The Korean record with markings by chance on events and sources, some of them changed later.
  private static func marked(_ seed: UInt64) throws -> String {
    var dice = Dice(seed: seed)
    let markings = ["CLEAR", "CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    var ids: [String] = []
    var lines = try String(contentsOfFile: Example.journal, encoding: .utf8).split(separator: "\n").map {
      text in
      var line = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let id = line["id"] as? String ?? UUID().uuidString.lowercased()
      ids.append(id)
      line["id"] = id
      line["known"] = "2026-01-01T00:00:00Z"
      if Bool.random(using: &dice) { line["tlp"] = markings.randomElement(using: &dice) }
      if let sources = line["sources"] as? [[String: Any]] {
        line["sources"] = sources.map { source in
          Int.random(in: 0..<4, using: &dice) > 0
            ? source : source.merging(["tlp": markings.randomElement(using: &dice) ?? "RED"]) { $1 }
        }
      }
      return line
    }
    for _ in 0..<40 {
      let at = Int.random(in: ids.indices, using: &dice)
      let marking = markings.randomElement(using: &dice) ?? "RED"
      lines.append([
        "process": lines[at]["process"] ?? "", "type": "event-amended", "amended": ids[at],
        "set": ["tlp=\(marking)"], "because": "Asked", "id": UUID().uuidString.lowercased(),
        "known": "2026-01-01T00:00:00Z",
      ])
    }
    return try lines.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys]), as: UTF8.self)
        + "\n"
    }.joined()
  }

  private func desk(_ journal: String = "") throws -> Program {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    if journal.isEmpty {
      #expect(try program.run("init").status == 0)
    } else {
      let imported = try program.run(["import", "-"], input: journal)
      #expect(imported.status == 0, "\(imported)")
    }
    return program
  }

  /// A record that holds those events alone that are marked no higher.
  private func alone(_ program: Program, _ ceiling: String) throws -> Program {
    let other = try desk()
    let connection = try Connection(other.conninfo)
    let rows = try Connection(program.conninfo).query(
      """
      SELECT stream, id::text, type, body, by, known::text FROM log.event
      WHERE coalesce(marking, 'CLEAR') <= \(ceiling)::log.tlp ORDER BY position
      """)
    for row in rows {
      let cells = try (0..<6).map { try row.get($0, as: String.self) }
      try connection.query(
        """
        SELECT * FROM log.append('{}', ARRAY[(\(cells[0]), \(cells[1])::uuid, \(cells[2]), \(cells[3]),
          \(cells[5])::timestamptz, \(cells[4]))::log.new_event])
        """)
    }
    return other
  }

  /// The moment of recording is that of another log.
  private func timeless(_ text: String) -> String {
    text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "")
  }

  @Test(
    "byte for byte in every format and answer", arguments: [(1, "CLEAR"), (2, "GREEN"), (3, "AMBER+STRICT")])
  func noTrace(seed: Int, ceiling: String) throws {
    let program = try desk(Self.marked(UInt64(seed)))
    let other = try alone(program, ceiling)
    var commands = ["markdown", "csv", "json", "journal"].map { ["export", "--format", $0] }
    commands += [
      ["show", "six-party-talks"], ["roster", "six-party-talks", "--all"], ["events"],
      ["export", "six-party-talks", "--track", "sanctions"],
    ]
    commands += [
      "list", "rounds", "measures", "agreements", "setbacks", "administrations", "timeline",
    ].map { [$0, "--json"] }
    commands += [
      ["diff", "six-party-talks", "--from", "2005-01-01", "--to", "2008-01-01"],
      ["why", "six-party-talks", "standing", "--json"], ["accounts", "--json"],
    ]
    for words in commands {
      let left = try program.run(words + ["--ceiling", ceiling])
      let right = try other.run(words + ["--ceiling", ceiling])
      #expect(left.status == right.status && left.complaint == right.complaint, "\(words): \(left.complaint)")
      #expect(
        !left.output.isEmpty && timeless(left.output) == timeless(right.output), "\(words): \(left.complaint)"
      )
    }

    // Nothing refers to what is not there: it can be imported elsewhere, and says the same there.
    let journal = try program.run("export", "--format", "journal", "--ceiling", ceiling).output
    #expect(journal.split(separator: "\n").allSatisfy { $0.contains("\"ceiling\":\"\(ceiling)\"") })
    let elsewhere = try desk(journal)
    let markdown = ["export", "--format", "csv", "--ceiling", ceiling]
    #expect(try timeless(elsewhere.run(markdown).output) == timeless(program.run(markdown).output))
    let whole = try program.run("export", "--format", "journal").output
    #expect(whole.split(separator: "\n").count > journal.split(separator: "\n").count)
  }

  @Test("says its ceiling, with or without one applied")
  func stated() throws {
    let program = try desk()
    #expect(try program.run("export").output.contains("\n\nTLP:CLEAR\n\nAll events. Up to TLP:CLEAR.\n"))
    for marking in ["CLEAR", "AMBER"] {
      #expect(
        try program.run("log", "note-added", "demo", "--on", "2003", "--title", marking, "--tlp", marking)
          .status == 0)
    }
    #expect(try program.run("export").output.contains("\n\nTLP:AMBER\n\nAll events. Up to TLP:AMBER.\n"))
    #expect(
      try program.run("export", "--ceiling", "green").output.contains(
        "\n\nTLP:GREEN\n\nAll events. Up to TLP:GREEN; a ceiling was applied.\n"))
    #expect(try program.run("export", "--ceiling", "red").output.contains("Up to TLP:RED.\n"))
    let csv = try program.run("export", "--format", "csv", "--ceiling", "green").output
    #expect(csv.hasSuffix(",desk,,,TLP:GREEN (a ceiling was applied)\r\n"))
    let json = try #require(
      try program.run("export", "--format", "json", "--ceiling", "tlp:green").json() as? [String: Any])
    #expect(json["tlp"] as? String == "GREEN" && json["ceiling"] as? String == "GREEN")
    #expect(!(try program.run("export", "--format", "journal").output.contains("ceiling")))
    let wrong = try program.run("export", "--ceiling", "white")
    #expect(
      wrong.status == 65 && wrong.complaint.contains("“white” is not a marking of the Traffic Light Protocol")
    )
    #expect(try program.run("timeline", "--ceiling", "green").complaint == "Up to TLP:GREEN.\n")
    let absent = try program.run("show", "demos", "--ceiling", "green")
    #expect(absent.status == 65 && absent.complaint.contains("Did you mean “demo”?"))
  }

  @Test("or as commitments alone, so that the rest verifies and how many are withheld shows")
  func provable() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let program = try desk(Self.marked(4))
    func run(_ words: String...) throws -> Program.Outcome {
      try program.run(words, environment: ["XDG_CONFIG_HOME": folder])
    }
    #expect(
      try run(
        "log", "measure-pledged", "six-party-talks", "--as", "xyzzy", "--party", "kp", "--on", "2003",
        "--tlp", "RED"
      )
      .status == 0)
    for words in [["--title", "Cites xyzzy", "--about", "xyzzy"], ["--title", "S", "--source", "xyzzy"]] {
      #expect(try program.run(["log", "note-added", "six-party-talks", "--on", "2003"] + words).status == 0)
    }
    let (checkpoint, evidence) = ("\(folder)/checkpoint", "\(folder)/evidence")
    #expect(try run("checkpoint", "--name", "desk.example", "--output", checkpoint).status == 0)
    let written = try run("evidence", "--ceiling", "GREEN", "--provable", "--output", evidence)
    let count = try #require(written.output.firstMatch(of: /This shows that (\d+) events were withheld\./)).1
    let toPipe = try run("evidence", "--ceiling", "GREEN", "--provable")
    #expect(toPipe.complaint == written.output)

    let text = try String(contentsOfFile: evidence, encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(toPipe.output == text && lines.first == #"{"ceiling":"GREEN"}"#)
    #expect(lines.filter { !$0.contains("\"stream\"") }.count == 1 + Int(count)!)
    #expect(!text.contains("about\\\":\\\"xyzzy"))
    let verified = try run("verify", evidence, "--checkpoint", checkpoint)
    #expect(verified.status == 0 && verified.complaint == "", "\(verified)")
    #expect(
      verified.output.hasPrefix(
        "All \(lines.count - 1) events are in their places and agree with the checkpoint; \(count) events are withheld above TLP:GREEN, the others are as they were recorded.\nroot "
      ))

    // A leaf that is changed, an event that is left out, a version that nothing accounts for.
    let at = try #require(lines.lastIndex { $0.contains("\"leaf\"") && !$0.contains("\"stream\"") })
    var forged = lines.map(String.init)
    forged[at] = forged[at].replacing(/"leaf":"../, with: "\"leaf\":\"00")
    let shown = try #require(lines.lastIndex { $0.contains("\"stream\"") })
    var moved = lines.map(String.init)
    moved[shown] = moved[shown].replacing(/"version":(\d+)/) { "\"version\":\($0.1)000" }
    var shorter = lines.map(String.init)
    shorter.remove(at: at)
    for wrong in [forged, moved, shorter] {
      try (wrong.joined(separator: "\n") + "\n").write(toFile: evidence, atomically: true, encoding: .utf8)
      #expect(try run("verify", evidence, "--checkpoint", checkpoint).status == 1)
    }
    for words in [["--provable"], ["--ceiling", "GREEN"]] {
      let outcome = try program.run(["evidence"] + words)
      #expect(
        outcome.status == 64
          && outcome.complaint.contains(
            "--ceiling and --provable go together: what verifies shows how many events are withheld.")
      )
    }
  }
}
