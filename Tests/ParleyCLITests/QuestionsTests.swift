import Foundation
import TestSupport
import Testing

/// docs/questions.md, asked of the Korean record; what is expected was worked out by hand from its lines.
@Suite("The twenty-five questions")
struct QuestionsTests {
  private let program: Program
  /// The command of each question, in order.
  private static let commands: [String] = {
    let page = Example.package.appending(path: "docs/questions.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "\n## ").dropFirst().map { section in
      section.split(separator: "\n").filter { $0.hasPrefix("    parley ") }.map { String($0.dropFirst(4)) }
        .joined(separator: "\n")
    }
  }()

  init() throws { program = try Example.korea() }

  /// What the command of a question prints, which complains of nothing.
  private func ask(_ number: Int, _ more: String = "") throws -> Program.Outcome {
    let outcome = try program.shell("\(Self.commands[number - 1]) \(more)")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return outcome
  }

  private func rows(_ number: Int, _ more: String = "") throws -> [[String: Any]] {
    try ask(number, "--json \(more)").rows()
  }

  private func column(_ name: String, _ rows: [[String: Any]]) -> [String] {
    rows.map { $0[name] as? String ?? "" }
  }

  private func reasons(_ row: [String: Any], _ column: String) -> [Int] {
    (row["why"] as? [String: [Int]])?[column] ?? []
  }

  @Test("have one command each")
  func commands() {
    #expect(Self.commands.count == 25)
    for command in Self.commands { #expect(command.split(separator: "\n").count == 1, "\(command)") }
  }

  @Test("1: who was at the table on 13 February 2007, and under whom")
  func roster() throws {
    let rows = try rows(1)
    let seats = Set(rows.map { "\($0["party"] ?? "") \($0["since"] ?? "") \($0["under"] ?? "")" })
    #expect(
      seats == [
        "us 2003-08-27 George W. Bush", "cn 2003-08-27 Hu Jintao", "kr 2003-08-27 Roh Moo-hyun",
        "jp 2003-08-27 Abe", "ru 2003-08-27 Putin", "kp 2005-07-09 Kim Jong Il",
      ])
    let host = try #require(rows.first { $0["party"] as? String == "cn" })
    #expect(host["role"] as? String == "host" && reasons(host, "since") == [143])
  }

  @Test("2: who joined after talks opened, and on what terms")
  func accession() throws {
    let late = try #require(try rows(2).first { ($0["parties"] as? [String])?.contains("eu") == true })
    #expect(late["came_in"] as? [[String: String]] == [["party": "eu", "on": "1997-09-19"]])
    let terms = try #require((late["terms"] as? [[String: String]])?.first)
    #expect(terms["party"] == "eu" && terms["terms"]?.contains("A seat on the Executive Board") == true)
  }

  @Test("3: what has X delivered that Y never answered")
  func unanswered() throws {
    #expect(
      column("exchange", try rows(3)) == [
        "kumchang-ri-access", "otto-warmbier-released-to-the-united-states",
        "tunnels-at-punggye-ri-demolished", "three-detained-americans-freed-during-pompeo",
        "north-korea-returns-55-cases-of-remains",
      ])
  }

  @Test("4: which promises are overdue")
  func overdue() throws {
    #expect(
      Set(column("measure", try rows(4))) == [
        "energy-aid-of-china", "energy-aid-of-south-korea", "end-of-war-declaration",
      ])
  }

  @Test("5: was that exchange simultaneous")
  func simultaneous() throws {
    func exchange(_ more: String = "") throws -> [String: Any] {
      try rows(5, more).first { $0["exchange"] as? String == "yongbyon-shutdown" } ?? [:]
    }
    let then = try exchange()
    #expect(then["given"] as? String == "simultaneous" && then["lag_most"] as? Int == 0)
    #expect(Set(then["moved_first"] as? [String] ?? []) == ["kp", "kr"])
    #expect(reasons(then, "lag_most") == [202, 203])
    let before = try program.shell("parley ledger six-party-talks --as-of 2007-07-13 --json").rows()
    #expect(before.first { $0["exchange"] as? String == "yongbyon-shutdown" }?["given"] as? String == "open")
    let after = try program.shell("parley ledger six-party-talks --as-of 2009-04-15 --json").rows()
    #expect(after.first { $0["exchange"] as? String == "yongbyon-shutdown" }?["given"] as? String == "broken")
  }

  @Test("6: is the balance proportional, by category")
  func balance() throws {
    let all = try rows(6)
    func row(_ party: String, _ category: String?) -> [Int?] {
      let row = all.first {
        $0["party"] as? String == party && $0["by"] as? String == (category == nil ? "all" : "category")
          && $0["value"] as? String == category
      }
      return ["measures", "in_place", "open_measures", "undone", "weight_in_place", "weight"].map {
        row?[$0] as? Int
      }
    }
    #expect(row("kp", nil) == [13, 6, 1, 6, 1, 15])
    #expect(row("us", nil) == [11, 4, 1, 6, 6, 19])
    #expect(row("kp", "freeze").prefix(4) == [3, 0, 0, 3])
    #expect(row("us", "energy-aid").prefix(4) == [2, 0, 0, 2])
    #expect(row("kp", "humanitarian").prefix(4) == [3, 3, 0, 0])
  }

  @Test("7: what is reversed, suspended or snapped back")
  func undone() throws {
    let rows = try rows(7)
    #expect(rows.count == 22)
    let six = rows.filter { $0["process"] as? String == "six-party-talks" }
    #expect(
      Set(six.flatMap { $0["snapped_back"] as? [String] ?? [] }) == [
        "yongbyon-shutdown", "yongbyon-disablement", "delisting",
      ])
  }

  @Test("8 and 9: how long breakdowns last, what ended them and what preceded them")
  func episodes() throws {
    let rows = try rows(8)
    #expect(column("began", rows) == ["2005-02-10", "2005-11-11", "2009-04-14"])
    #expect(rows.map { $0["days_most"] as? Int } == [166, 402, nil])
    #expect(rows.map { $0["ended_event"] as? Int } == [503, 511, nil])
    #expect(rows[0]["through"] as? [String] == ["south-korean-power-offer", "round-4"])
    let json = try #require(try ask(8, "--json").json() as? [String: Any])
    #expect((json["summary"] as? [String: Any])?["median_days"] as? String == "284")
    #expect(
      try self.rows(9).map { reasons($0, "preceded_by") } == [[613], [173], [246, 247, 519]])
  }

  @Test("10: does peace move while denuclearization stalls")
  func tracks() throws {
    var sums: [String: [Int]] = [:]
    for row in try rows(10) {
      let key = "\(row["year"] ?? "") \(row["track"] ?? "")"
      let sum = sums[key] ?? [0, 0]
      sums[key] = [sum[0] + (row["forward"] as? Int ?? 0), sum[1] + (row["back"] as? Int ?? 0)]
    }
    #expect(sums["2018 denuclearization"] == [9, 0] && sums["2018 peace-regime"] == [12, 0])
    #expect(sums["2020 denuclearization"] == nil && sums["2020 peace-regime"] == [0, 5])
    #expect(sums["2008 denuclearization"] == [8, 2] && sums["2008 peace-regime"] == nil)
    #expect(try ask(10).output.contains("2018  +9"))
  }

  @Test("11: what survived 20 January 2001")
  func continuity() throws {
    let change = try #require(try rows(11).first { $0["since"] as? String == "2001-01-20" })
    let inherited = change["inherited"] as? [String] ?? []
    #expect(inherited.contains { $0.hasSuffix("agreed-framework-signed") })
    #expect((change["renounced"] as? [String])?.contains { $0.hasSuffix("agreed-framework-signed") } == true)
    #expect((change["lapsed"] as? [String])?.contains { $0.hasSuffix("formal-assurance") } == true)
    #expect(change["first_contact"] as? String == "2002-10-03/2002-10-05")
    #expect(change["days_to_contact"] as? Int == 621)
  }

  @Test("12: which agreement reaffirms or replaces which")
  func graph() throws {
    let relations = Dictionary(grouping: column("relation", try rows(12))) { $0 }.mapValues(\.count)
    #expect(
      relations == ["implements": 13, "reaffirms": 29, "supersedes": 1, "renounces": 11, "suspends": 2])
  }

  @Test("13: is the freeze in force, and who last verified it")
  func freeze() throws {
    let now = try #require(try rows(13).first { $0["measure"] as? String == "yongbyon-freeze" })
    #expect(now["holds"] as? Bool == false && now["since"] as? String == "1994-11")
    #expect(now["ended"] as? String == "2002-12-12" && now["ended_as"] as? String == "reversed")
    #expect(now["verified"] as? String == "2002-01" && now["verified_by"] as? String == "iaea")
    let then = try rows(13, "--as-of 2002-12-11").first { $0["measure"] as? String == "yongbyon-freeze" }
    #expect(then?["holds"] as? Bool == true)
  }

  @Test("14: when did a party's position on liaison offices change")
  func positions() throws {
    let rows = try rows(14)
    let kp = rows.filter { $0["party"] as? String == "kp" }
    #expect(kp.compactMap { $0["event"] as? Int } == [547, 548, 549])
    #expect(rows.filter { $0["party"] as? String == "us" }.compactMap { $0["event"] as? Int } == [546, 550])
  }

  @Test("15: what did our record say on a day")
  func recorded() throws {
    // Of today, since nothing was recorded here before.
    let today = Date.now.formatted(.iso8601.year().month().day())
    let command = Self.commands[14].split(separator: " ").dropLast().joined(separator: " ")
    let outcome = try program.shell("\(command) \(today)")
    #expect(outcome.status == 0 && outcome.output.contains("as recorded at \(today)T23:59:59"))
    let before = try program.shell("\(command) 2020-01-01")
    #expect(
      before.complaint
        == "parley: Nothing was known of “six-party-talks” then; ask for a later time with --as-known.\n")
  }

  @Test("16: what changed since my last brief, and why")
  func brief() throws {
    let page = try ask(16).output
    for words in [
      #"setback deadline-for-declaration-missed, is\_open: yes → no \[226\]"#,
      #"exchange nuclear-declaration, given: open → sequential \[225, 239\]"#,
      #"14 April 2009: North Korea quits the Six-Party Talks \[248\]"#, "the talks are suspended",
    ] { #expect(page.contains(words), "\(words)") }
  }

  @Test("17: which claims rest on one weak source")
  func weak() throws {
    let outcome = try program.shell(Self.commands[16])
    #expect(outcome.output.contains("[686 ") && outcome.output.contains("1 finding: 1 weak-source."))
  }

  @Test("18: where do sources disagree")
  func accounts() throws {
    let rows = try rows(18)
    #expect(Set(rows.compactMap { $0["event"] as? Int }) == [118, 168, 370, 378, 478])
    #expect(Set(rows.compactMap { $0["account"] as? Int }).isSuperset(of: [405, 471, 479, 544, 545]))
  }

  @Test("19: how many setbacks a month in talks, against not")
  func setbacks() throws {
    let json = try #require(try ask(19, "--json").json() as? [String: Any])
    let summary = try #require(json["summary"] as? [String: Any])
    let under = try #require(summary["setbacks_under_way"] as? [String: Any])
    let still = try #require(summary["setbacks_standing_still"] as? [String: Any])
    #expect(under["setbacks"] as? Int == 8 && under["days"] as? Int == 1489)
    #expect(under["per_month"] as? String == "0.16")
    #expect(still["setbacks"] as? Int == 31 && still["days"] as? Int == 5212)
    #expect(still["per_month"] as? String == "0.18")
  }

  @Test("20: what may be published at TLP:GREEN")
  func green() throws {
    let outcome = try program.shell(Self.commands[19])
    #expect(outcome.status == 0 && outcome.output.contains("Up to TLP:GREEN; a ceiling was applied."))
    #expect(outcome.output.contains("Panmunjom Declaration"))
    for word in ["Yim Tae", "back-channel", "AMBER", "dong-a"] { #expect(!outcome.output.contains(word)) }
    #expect(try program.run("export", "inter-korean").output.contains("Yim Tae-hee"))
  }

  @Test("21: which agreements have expired or are suspended")
  func expired() throws {
    let now = try rows(21)
    #expect(column("agreement", now) == ["comprehensive-military-agreement"])
    #expect(now.first.map { reasons($0, "suspensions") } == [726, 727])
    func standing(_ day: String) throws -> String {
      try ask(21, "--as-of \(day)").output
    }
    // In between the South had suspended a part, the North had left: [726, 697].
    #expect(
      try standing("2024-01-01").contains("suspended in part by South Korea; renounced by North Korea"))
    #expect(try standing("2024-01-01").contains("for South Korea alone, in part"))
    #expect(
      try standing("2024-07-01").contains("  suspended by South Korea; renounced by North Korea  no"))
    // The day before the first of it nothing of the record was suspended or had expired.
    #expect(try rows(21, "--as-of 2023-11-21").isEmpty)
  }

  @Test("21: and of texts with terms")
  func terms() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("import", path("agreements.jsonl")).status == 0)
    // A truce until 17 April 2022; an accord that was extended once, until 18 March 2023; one of which an article is
    // suspended since 1 February 2023. A text that was carried out on 30 May has ended and not expired, and notice to
    // leave the treaty runs until December.
    let rows = try program.shell("\(Self.commands[20]) --as-of 2023-06-30 --json").rows()
    #expect(column("agreement", rows).sorted() == ["ferry-accord", "grain-accord", "spring-truce"])
  }

  @Test("22: which asks has nobody answered")
  func unansweredAsks() throws {
    let rows = try rows(22)
    // By party and issue, each with the event that asks.
    let asks = rows.flatMap { row in
      (row["asks"] as? [[String: Any]] ?? []).map {
        "\(row["party"] ?? "") \($0["event"] ?? "") \($0["text"] ?? "")"
      }
    }
    #expect(
      asks.sorted() == [
        "kp 532 an end to the hostile policy", "kp 532 an end to the nuclear threat",
        "kp 553 withdrawal of the hostile policy", "kp 555 withdrawal of the hostile policy",
        "us 552 more than Yongbyon",
      ])
    let proposals = rows.flatMap {
      ($0["proposes"] as? [[String: Any]] ?? []).compactMap { $0["event"] as? Int }
    }
    #expect(proposals.sorted() == [86, 381])
    #expect(rows.allSatisfy { ($0["offers"] as? [Any] ?? []).isEmpty })
  }

  @Test("23: what quantity was delivered by whom")
  func quantities() throws {
    func given(_ more: String = "") throws -> Set<String> {
      Set(
        try ask(23, "--json \(more)").rows("quantities").map {
          "\($0["givers"] as? [String] ?? []) \($0["delivered"] ?? "") \($0["pledged"] ?? "")"
        })
    }
    #expect(
      try given() == [
        #"["kr"] 50000 50000"#, #"["us"] 200000 200000"#, #"["ru"] 200000 200000"#,
      ])
    // After the first ship.
    let then = try program.shell("parley ledger six-party-talks --as-of 2007-07-14").output
    #expect(then.contains("South Korea  6200   50000     t of heavy fuel oil"))
  }

  @Test("24: what conflicts two copies have", arguments: [["quay", "shoal"], ["shoal", "quay"]])
  func conflicts(order: [String]) throws {
    #expect(try ask(24).output == "No findings.\n")
    let copies = Program(conninfo: try TestCluster.shared().freshDatabase())
    for name in order { #expect(try copies.run("import", path("copies/\(name).jsonl")).status == 0) }
    let outcome = try copies.shell(Self.commands[23])
    #expect(outcome.output.contains("“Buoys to be laid” is corrected in several ways"))
    #expect(outcome.output.contains("1 finding: 1 conflict."))
    let measure = try #require(try copies.run("measures", "harbour-talks", "--json").rows().first)
    #expect(measure["deadline"] as? String == "2024-10-31")
    let accord = try #require(try copies.run("agreements", "harbour-talks", "--json").rows().first)
    #expect(accord["signed"] as? String == "2024-03-05")
  }

  @Test("25: which promises were verified, and failed")
  func failed() throws {
    let rows = try rows(25)
    #expect(column("measure", rows) == ["north-korea-accepts-limited-inspections-of"])
    #expect(try ask(25).output.contains("refused March 1994 by iaea"))
  }

  private func path(_ name: String) -> String {
    Example.package.appending(path: "docs/examples/\(name)").path
  }
}
