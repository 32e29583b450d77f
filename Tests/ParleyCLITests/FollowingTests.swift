import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Whoever follows a negotiation is told")
struct FollowingTests {
  private let korea: Program

  init() throws { korea = try Example.korea() }

  private func rows(_ words: String...) throws -> [String: [String: Any]] {
    let outcome = try korea.run(words + ["--json"])
    #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome)")
    let named = try outcome.rows().compactMap { row in
      ((row["stage"] ?? row["change"]) as? String).map { ($0, row) }
    }
    return Dictionary(uniqueKeysWithValues: named)
  }

  private func text(_ words: String..., width: Int = 200) throws -> String {
    let outcome = try korea.run(words, environment: ["COLUMNS": "\(width)"])
    #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome)")
    return outcome.output
  }

  @Test("how partners came in by stages, and who is next")
  func accession() throws {
    let six = try rows("accession", "six-party-talks", "--as-of", "2007-02-13")
    // The plan of Honolulu, 13 June 2003: 17 days of June, 31 of July and 27 of August before the first round.
    let two = try #require(six["honolulu-2003-tier-2"])
    #expect(two["parties"] as? [String] == ["kr", "jp"] && two["condition"] is NSNull)
    #expect(two["plan"] as? String == "honolulu-2003" && two["held_by"] as? [String] == ["us", "kr", "jp"])
    #expect(two["days_to_opening"] as? Int == 75 && two["opened"] as? String == "2003-08-27")
    let came = try #require(two["came_in"] as? [[String: String]])
    #expect(came == [["party": "kr", "on": "2003-08-27"], ["party": "jp", "on": "2003-08-27"]])
    #expect(two["format_after"] as? String == "six-party" && two["missing"] as? [String] == [])
    #expect(two["since_then"] as? [[String: String]] == [])
    // The Joint Statement came 754 days after them: 366 to 27 August 2004, a leap year, 365 more, and 23.
    func sequels(_ days: Int) throws -> [String] {
      let rows = try rows("accession", "six-party-talks", "--as-of", "2007-02-13", "--within", "\(days)")
      let since = rows["honolulu-2003-tier-2"]?["since_then"] as? [[String: Any]] ?? []
      return since.compactMap { $0["thing"] as? String }
    }
    #expect(try sequels(754).contains("joint-statement-of-the-fourth-round"))
    #expect(try !sequels(753).contains("joint-statement-of-the-fourth-round"))
    // It had said that it would take part before the talks opened to anybody.
    #expect(six["honolulu-2003-tier-1"]?["before_turn"] as? [String] == ["kp"])
    #expect(six["honolulu-2003-tier-3"]?["parties"] as? [String] == ["ru"])
    #expect(
      try text("accession", "six-party-talks", "--as-of", "2007-02-13").contains(
        "Next: nobody; all that were planned have come in."))
    let us = try text("accession", "us-dprk")
    #expect(
      us.contains(
        "Next: China, South Korea (essay-2020-tier-2, not opened yet), on the condition: a first opening between Washington and Pyongyang.\n"
      ))
    #expect(try rows("accession", "us-dprk")["essay-2020-tier-2"]?["next"] as? Bool == true)
    // An essay’s, and no party’s.
    #expect(try rows("accession", "us-dprk")["essay-2020-tier-2"]?["held_by"] as? [String] == [])
    let kedo = try text("accession", "kedo")
    #expect(kedo.contains("Next: nobody is planned.\n"))
    #expect(kedo.contains("without a plan") && !kedo.contains("unplanned"))
    #expect(
      try text("accession", "china-dprk").hasPrefix(
        "No accession plan is recorded, and nobody has come in.\n"))
    let now = try text("accession", "six-party-talks", width: 400)
    #expect(now.contains("kp 14 April 2009") && now.contains("Next: nobody; all that were planned"), "\(now)")
  }

  @Test("who was invited, on what terms, and when")
  func invited() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      ["tier-planned", "demo", "--tier", "1", "--parties", "cn,kr", "--on", "2003-01-01"],
      ["party-invited", "demo", "--parties", "cn,kr", "--inviter", "us", "--on", "2003-02-20"],
      ["party-joined", "demo", "--party", "cn", "--terms", "as host", "--on", "2003-03"],
    ] { #expect(try program.run(["log"] + words).status == 0) }
    let told = try program.run(["accession", "demo"], environment: ["COLUMNS": "400"]).output
    #expect(
      told.contains(
        "cn March 2003, invited cn by us 20 February 2003, invited kr by us 20 February 2003  cn: as host"),
      "\(told)")
    #expect(
      told.hasSuffix("Next: South Korea (tier-1, not opened yet), invited: kr by us 20 February 2003.\n"),
      "\(told)")
    #expect(try program.run("log", "talks-closed", "demo", "--on", "2004").status == 0)
    let closed = try program.run("accession", "demo").output
    #expect(closed.hasSuffix("Next: nobody; the talks are closed.\n"), "\(closed)")
  }

  @Test("what changes of administration left of commitments that other processes hold")
  func continuity() throws {
    let changes = try rows("continuity")
    let bush = try #require(changes["us-george-w-bush"])
    let inherited = bush["inherited"] as? [String] ?? []
    for name in [
      "us-dprk/agreed-framework-signed", "us-dprk/us-dprk-joint-communique", "kedo/kedo-established",
      "kedo/kedo-dprk-supply-agreement",
    ] { #expect(inherited.contains(name), "\(name)") }
    #expect(bush["before"] as? String == "Clinton" && bush["since"] as? String == "2001-01-20")
    // By hand: 3 October 2002 and 23 April 2003.
    #expect(bush["first_contact"] as? String == "2002-10-03/2002-10-05")
    #expect(bush["days_to_contact"] as? Int == 621 && bush["contact_in"] as? String == "us-dprk")
    #expect(bush["days_to_round"] as? Int == 823 && bush["round_in"] as? String == "three-party-talks")
    let lee = try #require(changes["kr-lee-myung-bak"])
    for name in ["june-15-north-south-joint-declaration", "october-4-declaration"] {
      #expect((lee["inherited"] as? [String] ?? []).contains("inter-korean/\(name)"))
    }
    #expect(lee["days_to_contact"] as? Int == 136)
    let obama = try #require(changes["us-barack-obama"])
    #expect(obama["first_contact"] as? String == "2009-08-04" && obama["days_to_contact"] as? Int == 196)
    #expect((obama["left_open"] as? [String] ?? []).contains("six-party-talks/normalize-relations"))

    let six = try rows("continuity", "six-party-talks", "--party", "us")
    #expect(six["us-barack-obama"]?["contact_in"] is NSNull)
    #expect(
      (six["us-barack-obama"]?["inherited"] as? [String] ?? []).allSatisfy {
        $0.hasPrefix("six-party-talks/")
      })
    // In a process where changes are recorded, too.
    let us = try rows("continuity", "us-dprk")
    #expect(
      us.values.allSatisfy { ($0["inherited"] as? [String] ?? []).allSatisfy { $0.hasPrefix("us-dprk/") } })
    #expect(us["us-george-w-bush"] != nil && us["jp-shinzo-abe"] == nil)
    let early = try rows("continuity", "--as-of", "2001-06-30", "--party", "us")
    #expect(early["us-barack-obama"] == nil && early["us-george-w-bush"]?["first_contact"] is NSNull)
    let told = try text("continuity", "--party", "us")
    #expect(told.contains("Clinton") && told.contains("621 days") && !told.contains("… → Clinton"))
    #expect(try korea.run("continuity", "sixparty-talks").status == 65)
  }

  @Test("on which events a stage or a change rests")
  func why() throws {
    let stage = try korea.run("why", "six-party-talks", "honolulu-2003-tier-1.came_in")
    #expect(stage.status == 0 && stage.output.contains("China joins as host"), "\(stage)")
    let change = try korea.run("why", "korean-peninsula", "us-george-w-bush.days_to_contact")
    #expect(change.output.contains("George W. Bush takes office"), "\(change)")
    #expect(change.output.contains("Events:\n") && change.output.contains("621"))
    let limited = try korea.run("why", "us-dprk", "continuity/us-george-w-bush.inherited", "--json")
    #expect(limited.output.contains(#""table":"continuity""#) && !limited.output.contains("kedo/"))
    #expect(try korea.run("why", "us-dprk", "us-nobody").status == 65)
  }

  @Test("who moved, from what to what, and how far apart parties are")
  func positions() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      [
        "kp", "--on", "2003-10-25", "--quote", "Simultaneous actions", "--preconditions", "written assurance",
      ],
      [
        "kp", "--on", "2005-09-20", "--quote", "A reactor \u{1B}[31mfirst", "--preconditions",
        "a reactor first",
      ],
      ["us", "--on", "2005-09-21", "--preconditions", "dismantlement", "--preconditions", "a reactor first"],
    ] {
      let logged = try program.run(
        ["log", "position-stated", "demo", "--issue", "reactor", "--party"] + words)
      #expect(logged.status == 0, "\(logged)")
    }
    let wide = ["COLUMNS": "300"]
    let told = try program.run(["positions", "demo"], environment: wide).output
    let line = try #require(told.split(separator: "\n").dropFirst(2).first)
    for words in [
      "20 September 2005", "North Korea", "“A reactor ␛[31mfirst” *",
      "“Simultaneous actions”, 696 days earlier",
      "yes", "a reactor first", "written assurance", "2",
    ] { #expect(line.contains(words), "\(words): \(line)") }
    let rows = try program.run("positions", "demo", "--party", "kp", "--issue", "Reactor", "--json").rows()
    #expect(rows.count == 2 && rows[1]["dropped"] as? [String] == [])
    #expect(rows[1]["unrepeated"] as? [String] == ["written assurance"])
    #expect((rows[1]["why"] as? [String: [Int]])?["moved"] == [1, 2])
    #expect(
      try program.run("positions", "demo", "--party", "fr").output == "No such position is recorded.\n")
    let apart = try program.run(["positions", "demo", "--distance"], environment: wide).output
    #expect(apart.contains("North Korea and United States  50%"), "\(apart)")
    #expect(
      try program.run("log", "position-stated", "demo", "--issue", "reactor", "--party", "us", "--on", "2006")
        .status == 0)
    let silent = try program.run(["positions", "demo", "--distance"], environment: wide).output
    #expect(silent.contains("none stated by United States") && !silent.contains("100%"), "\(silent)")
    #expect(
      try program.run("positions", "demo", "--distance", "--party", "cn").output
        == "No two parties have stated a position on the same issue.\n")
    #expect(try program.run("why", "demo", "2.added").output.contains("a reactor first"))
  }

  @Test("which of many parties an agreement still binds")
  func renounced() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      ["agreement-signed", "demo", "--as", "six", "--parties", "us,kp,cn", "--on", "2005", "--title", "Six"],
      ["agreement-renounced", "demo", "--agreement", "six", "--party", "kp", "--on", "2009"],
      ["agreement-signed", "demo", "--as", "two", "--parties", "us,kp", "--on", "1994", "--title", "Two"],
      ["agreement-renounced", "demo", "--agreement", "two", "--party", "kp", "--on", "2003"],
    ] { #expect(try program.run(["log"] + words).status == 0) }
    let rows = try program.run("agreements", "demo", "--json").rows()
    #expect(rows.map { $0["in_force"] as? Bool } == [false, true])
    #expect(rows.map { $0["renounced_by"] as? [String] } == [["kp"], ["kp"]])
    let inWords = "in force for the others; renounced by North Korea"
    let wide = ["COLUMNS": "300"]
    #expect(try program.run(["show", "demo"], environment: wide).output.contains(inWords))
    for words in [[], ["--parties", "us,cn"]] {
      let all = ["log", "agreement-reaffirmed", "demo", "--agreement", "six", "--on", "2010"] + words
      #expect(try program.run(all).status == 0)
      #expect(try program.run(["agreements", "demo"], environment: wide).output.contains(inWords))
    }
    #expect(try program.run("agreements", "demo", "--in-force", "--json").rows().count == 1)
    #expect(try program.run("rebuild", "--check").status == 0)
  }
}
