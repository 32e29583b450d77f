import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What a desk asks of a record")
struct DeskAnswerTests {
  private let program: Program

  private static let prepared = Result {
    try PreparedRecord { program in
      for words in [
        "process-defined talks --title Talks --on 2003",
        "party-joined talks --party us --on 2003-08-27", "party-joined talks --party kp --on 2003-08-27",
        "talks-opened talks --on 2003-08-27",
        "administration-changed world --party us --head Bush --on 2001-01-20",
        "agreement-signed talks --as statement --title Statement --parties us,kp --track peace --on 2005-09-19",
        "agreement-reached talks --as actions --title Actions --parties us,kp --on 2007-02-13",
        "agreement-linked talks --agreement actions --implements statement --on 2007-02-13",
        "measure-pledged talks --as freeze --party kp --category freeze --track nuclear --under actions"
          + " --deadline 2007-04-14 --on 2007-02-13",
        "measure-pledged talks --as oil --party us --category aid --track nuclear --in-return-for freeze"
          + " --on 2007-02-13",
        "measure-pledged talks --as funds --party us --category sanctions-relief --on 2007-02-13",
        "measure-weighed talks --measure freeze --weight 5 --assessed-by desk --on 2007-02-14",
        "measure-weighed talks --measure oil --weight 2 --assessed-by desk --on 2007-02-14",
        "measure-implemented talks --measure freeze --party kp --on 2007-07-14",
        "measure-verified talks --measure freeze --party iaea --on 2007-07-18",
        "measure-implemented talks --measure oil --party us --on 2007-07-20",
        "measure-implemented talks --measure funds --party us --on 2007-06-25",
        "setback-occurred world --as test --title Test --parties kp --on 2009-04-05",
        "setback-occurred world --as quake --title Quake --parties cl --on 2009-04-06",
        "party-withdrew talks --party kp --on 2009-04-14",
        "contact-held talks --kind envoy --title Envoy --parties us,kp --on 2009-12-08",
        "party-returned talks --party kp --on 2010-04-14",
        "measure-suspended talks --measure freeze --party kp --on 2011-01-01",
      ] {
        let outcome = try program.shell("parley log \(words) --by kim --known 2012-01-01T00:00:00Z")
        #expect(outcome.status == 0 && outcome.complaint == "", "\(words) \(outcome)")
      }
    }
  }

  init() throws { program = try Self.prepared.get().copy() }

  private func ask(_ line: String) throws -> String {
    let outcome = try program.shell("parley \(line)")
    #expect(outcome.status == 0 && outcome.complaint == "", "\(line) \(outcome)")
    return outcome.output
  }

  private func rows(_ line: String) throws -> [[String: Any]] {
    try program.shell("parley \(line) --json").rows()
  }

  private func refuses(_ line: String, _ status: Int32, _ sentence: String) throws {
    let outcome = try program.shell("parley \(line)")
    #expect(outcome.status == status && outcome.output == "")
    #expect(outcome.complaint.contains(sentence), "\(outcome.complaint)")
  }

  @Test("what was given in return for what, in what order, by the events that say so")
  func ledger() throws {
    let then = try rows("ledger talks --as-of 2010-12-31")
    #expect(then.map { $0["exchange"] as? String } == ["freeze", "funds"])
    #expect(then[0]["given"] as? String == "sequential" && then[0]["lag_most"] as? Int == 6)
    #expect(
      then[0]["moved_first"] as? [String] == ["kp"]
        && then[0]["perhaps_moved_first"] as? [String] == [])
    let sides = try #require(then[0]["sides"] as? [[String: Any]])
    #expect(sides.map { $0["party"] as? String } == ["kp", "us"])
    #expect(sides.allSatisfy { $0["in_place"] as? Int == 1 && $0["of"] as? Int == 1 })
    #expect((then[0]["why"] as? [String: [Int]])?["lag_most"] == [14, 16])
    let near = try rows("ledger talks --as-of 2010-12-31 --tolerance 6")
    #expect(near[0]["given"] as? String == "simultaneous")
    #expect(try rows("ledger talks --as-of 2010-12-31 --tolerance 5")[0]["given"] as? String == "sequential")
    let now = try rows("ledger talks --undone")
    #expect(now.map { $0["given"] as? String } == ["broken"])
    #expect(now[0]["snapped_back"] as? [String] == ["freeze"])
    #expect(try rows("ledger talks --unanswered").map { $0["exchange"] as? String } == ["funds"])
    #expect(try rows("ledger talks --unanswered --party kp").isEmpty)
    #expect(
      try rows("ledger talks --as-of 2007-05-01 --overdue").map { $0["exchange"] as? String } == ["freeze"])
    #expect(try rows("ledger talks --as-of 2007-04-13 --overdue").isEmpty)
    #expect(try rows("ledger --track nuclear --category aid").count == 1)
    #expect(try ask("ledger talks --party fr") == "No such exchange is recorded.\n")
    #expect(try ask("why talks exchange/freeze.given").contains("measure-suspended") == false)
    #expect(try ask("why talks exchange/freeze.given").contains("broken"))
    #expect(try ask("why talks ledger/freeze.given") == ask("why talks exchange/freeze.given"))
  }

  @Test("the balance of each party, with weights where somebody gave them")
  func balance() throws {
    let all = try rows("ledger talks --balance --as-of 2010-12-31")
    func row(_ party: String, _ by: String, _ value: String?) -> [String: Any] {
      all.first {
        $0["party"] as? String == party && $0["by"] as? String == by && $0["value"] as? String == value
      } ?? [:]
    }
    let us = row("us", "all", nil)
    #expect(us["measures"] as? Int == 2 && us["in_place"] as? Int == 2 && us["unanswered"] as? Int == 1)
    #expect(us["weighed"] as? Int == 1 && us["weight"] as? Int == 2 && us["weight_in_place"] as? Int == 2)
    #expect(row("us", "category", "sanctions-relief")["weight"] is NSNull)
    #expect(row("kp", "track", "nuclear")["weight"] as? Int == 5)
    #expect(try rows("ledger talks --balance --party kp --category freeze").count == 1)
    #expect(try ask("ledger talks --balance").contains("2 of 2 (1 weighed)"))
    try refuses("ledger talks --balance --undone", 64, "--balance counts all measures")
    try refuses("ledger talks --tolerance -1", 64, "--tolerance is a number of days, from 0.")
  }

  @Test("what is frozen, since when, and who last confirmed it")
  func freeze() throws {
    let then = try rows("freeze talks --as-of 2010-12-31")
    #expect(
      then.count == 1 && then[0]["holds"] as? Bool == true && then[0]["since"] as? String == "2007-07-14")
    #expect(then[0]["verified"] as? String == "2007-07-18" && then[0]["verified_by"] as? String == "iaea")
    #expect(then[0]["is_unverified"] as? Bool == false)
    let now = try rows("freeze talks")
    #expect(now[0]["holds"] as? Bool == false && now[0]["ended_as"] as? String == "suspended")
    #expect(try rows("freeze talks --as-of 2007-07-15")[0]["is_unverified"] as? Bool == true)
    #expect(try rows("freeze talks --all --unverified").map { $0["measure"] as? String } == ["oil", "funds"])
    #expect(try ask("freeze talks").contains("no: suspended 1 January 2011"))
    #expect(
      try ask("freeze talks --category sanctions-relief --as-of 2007-03-01")
        == "No measure of the category “sanctions-relief” is recorded as carried out; --all shows everything that was.\n"
    )
    #expect(try ask("freeze world --all") == "Nothing is recorded as carried out.\n")
  }

  @Test("which track moves while which stands still")
  func tracks() throws {
    func states(_ line: String) throws -> [String?] { try rows(line).map { $0["state"] as? String } }
    #expect(try states("tracks talks --as-of 2007-12-31") == ["moves", "stands still"])
    #expect(try states("tracks talks --as-of 2011-02-01") == ["slides back", "stands still"])
    #expect(try states("tracks talks --as-of 2011-02-01 --within 2000") == ["both ways", "moves"])
    let years = try ask("tracks --by-year")
    #expect(years.contains("year  nuclear  peace") && years.contains("2005  ·        +1"))
    #expect(years.contains("2011  −1       ·"))
    #expect(try rows("tracks talks --by-year").count == 3)
    #expect(try ask("tracks world --by-year") == "No step on a track is recorded.\n")
    try refuses("tracks --within -1", 64, "--within is a number of days, from 0.")
  }

  @Test("how long breakdowns last, what came before and what ended them")
  func episodes() throws {
    let answer = try #require(try program.shell("parley episodes talks --json").json() as? [String: Any])
    let rows = try #require(answer["rows"] as? [[String: Any]])
    #expect(rows.count == 1 && rows[0]["days_most"] as? Int == 365)
    let before = try #require(rows[0]["preceded_by"] as? [[String: Any]])
    #expect(before.count == 1, "the earthquake names no party")
    #expect(before[0]["on"] as? String == "2009-04-05" && before[0]["headline"] as? String == "Test")
    let contacts = try #require(rows[0]["contacts"] as? [[String: Any]])
    #expect(contacts.map { $0["on"] as? String } == ["2009-12-08"])
    #expect(contacts.map { $0["what"] as? String } == ["Envoy"])
    let summary = try #require(answer["summary"] as? [String: Any])
    #expect(summary["median_days"] as? String == "365")
    let under = try #require(summary["setbacks_under_way"] as? [String: Any])
    #expect(under["setbacks"] as? Int == 1)
    #expect((summary["setbacks_standing_still"] as? [String: Any])?["days"] as? Int == 365)
    let text = try ask("episodes talks --as-of 2010-01-01")
    #expect(text.contains("goes on") && text.contains("0.00 a month (0 in 262 days) while they stood still"))
    #expect(try rows2("episodes talks --within 8").isEmpty)
    #expect(try ask("episodes world") == "No breakdown is recorded.\n")
    try refuses("episodes talks --within -1", 64, "--within is a number of days, from 0.")
  }

  private func rows2(_ line: String) throws -> [String] {
    try rows(line).flatMap { $0["preceded_by"] as? [String] ?? [] }
  }

  @Test("which text carries out which")
  func graph() throws {
    #expect(try ask("graph talks --agreements").contains("actions  reached  implements  statement"))
    #expect(try rows("graph talks --relation answers").map { $0["subject"] as? String } == ["oil"])
    #expect(try rows("graph talks --of freeze").count == 2)
    #expect(try ask("graph talks --of statement --relation answers") == "No such tie is recorded.\n")
    try refuses("graph talks --relation anwsers", 64, "Did you mean “answers”?")
  }

  @Test("who is at the table and under whom")
  func roster() throws {
    let rows = try rows("roster talks --as-of 2007-02-13")
    #expect(rows.map { $0["under"] as? String } == ["Bush", nil])
    #expect(try self.rows("roster talks --as-of 2009-06-01 --all").count == 2)
  }

  @Test("one page, with what changed since the last one")
  func brief() throws {
    let page = try ask("brief talks --as-of 2009-06-01 --since 2007-03-01")
    for words in [
      "# Talks\n\nTLP:CLEAR\n", "North Korea has been away since 14 April 2009, for 48 days",
      "| United States |  | Bush | 27 August 2003 |", "- 14 July 2007: North Korea implements freeze",
      "exchange freeze, given: open → sequential", "Nothing that was promised is open.",
      "Frozen, last confirmed 18 July 2007 by International Atomic Energy Agency: freeze",
      "All of the record was learned since then.",
    ] { #expect(page.contains(words), "“\(words)” is not in \(page)") }
    let due = try ask("brief talks --as-of 2007-05-01")
    #expect(due.contains("| North Korea | 14 April 2007, 17 days overdue |"))
    try refuses(
      "brief talks --as-of 2007-05-01 --since 2008-01-01", 65,
      "The last brief cannot be later than the day that this one is about, 2007-05-01.")
    try refuses("brief talks --format pdf", 64, "There is no format “pdf” (markdown, html).")
    #expect(try ask("brief talks --format html").contains("<h1>Talks</h1>"))
  }

  @Test("in words that call things by their titles where an event has none")
  func titles() throws {
    for line in [
      #"agreement-signed deals --as accord --title "The Accord" --parties us,kp --on 2001"#,
      #"measure-pledged deals --as cut --party kp --title "Fewer centrifuges, at once" --under accord --on 2001-02"#,
      "measure-implemented deals --measure cut --party kp --on 2001-03-01",
      "agreement-superseded deals --agreement accord --superseded-by later --on 2003",
    ] {
      // What is referred to must exist.
      if line.contains("later") {
        #expect(
          try program.shell("parley log agreement-reached deals --as later --title Later --on 2002").status
            == 0)
      }
      #expect(try program.shell("parley log \(line)").status == 0, "\(line)")
    }
    let words = "North Korea implements “Fewer centrifuges, at once”"
    #expect(try ask("timeline deals").contains(words))
    #expect(try ask("timeline deals --as-of 2010-01-01").contains("“The Accord” is superseded by “Later”"))
    for format in ["markdown", "geojson", "timelinejs", "svg"] where format != "geojson" {
      #expect(try ask("export deals --format \(format)").contains("Fewer centrifuges"), "\(format)")
    }
    #expect(!(try ask("export deals --format journal").contains(words)))
  }

  @Test("is recorded even where the tables cannot be brought up to it, which is said")
  func tables() throws {
    let connection = try Connection(program.conninfo)
    try connection.execute("ALTER TABLE read.party ADD CONSTRAINT nothing CHECK (process = '') NOT VALID")
    let outcome = try program.shell(
      "parley log party-defined talks --party farc --name FARC --kind armed-group")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Recorded party-defined"), "\(outcome)")
    #expect(outcome.complaint.contains("It is recorded, but the tables could not be brought up to the log"))
  }
}
