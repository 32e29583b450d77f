import ReadModels
import Talks
import TestSupport
import Testing

@Suite("The rows of proposals, asks and governments")
struct ProposalsTests {
  private static let lines = [
    #""type":"proposal-tabled","as":"plan","title":"A plan","party":"us","to":["kp"],"issue":"aid","clauses":["oil | offer | | Send heavy oil","freeze | ask of kp, kr | reactor | Freeze it"],"on":"2005-07-26""#,
    #""type":"proposal-accepted","proposal":"plan","party":"kp","clauses":["oil"],"on":"2005-08""#,
    #""type":"proposal-linked","proposal":"plan","clause":"oil","became":["other/oil"],"on":"2005-09-01""#,
    #""type":"proposal-revised","proposal":"plan","party":"us","clauses":["freeze | ask of kp | reactor | Freeze it for a year"],"on":"2005-10-01""#,
    #""type":"position-stated","party":"kp","issue":"Reactor","of":["us"],"quote":"No.","preconditions":["light water"],"on":"2005-07-27""#,
  ]

  @Test("name clauses, who said what to each, and what became of it, each by its events")
  func clauses() throws {
    let table = Picked(ClauseRow.self, try state(Self.lines))
    #expect(try table.cell("oil", "accepted_by") == .texts(["kp"]))
    #expect(try table.cell("oil", "became") == .texts(["other/oil"]))
    #expect(
      try table.cell("oil", "unanswered") == .boolean(false) && table.cell("oil", "issue") == .text("aid"))
    #expect(try table.cell("freeze", "text") == .text("Freeze it for a year"))
    #expect(try table.texts("freeze", "earlier") == ["2005-07-26 Freeze it"])
    #expect(try table.texts("freeze", "parties") == ["kp"] && table.texts("freeze", "waiting") == ["kp"])
    #expect(try table.cell("freeze", "unanswered") == .boolean(true))
    #expect(try table.basis("freeze", "text") == [4] && table.basis("oil", "became") == [3])
    let whole = Picked(ProposalRow.self, try state(Self.lines))
    #expect(
      try whole.cell("plan", "status") == .text("partly") && whole.cell("plan", "versions") == .integer(2))
    #expect(try whole.texts("plan", "replies") == ["kp accepted oil"])
    #expect(try whole.basis("plan", "replies") == [2])
    let august = Picked(ClauseRow.self, try state(Self.lines, asOf: "2005-08-10"))
    #expect(try august.cell("oil", "unanswered") == .unknown, "it was accepted on some day of August")
  }

  @Test("stand in the matrix by issue and party, however the issue was written")
  func matrix() throws {
    let rows = MatrixRow.rows(try state(Self.lines))
    #expect(rows.map { "\($0.issue) \($0.party)" } == ["aid us", "Reactor kp", "Reactor us"])
    #expect(rows.map(\.unanswered) == [0, 1, 1])
    #expect(rows[0].offers.map(\.words) == ["Send heavy oil"] && rows[1].asks.map(\.text) == ["light water"])
    #expect(rows[1].asks.map { $0.parties.map(\.text) } == [["us"]] && rows[1].said == "“No.”")
    #expect(rows[2].asks.map(\.clause?.text) == ["freeze"])
    #expect(rows[1].only { _ in false }.unanswered == 0)
    #expect(rows[2].$asks.provenance == [4])
  }

  @Test("hold in a search what clauses say")
  func search() throws {
    let row = try #require(SearchRow.rows(try state(Self.lines)).first)
    #expect(row.said?.contains("Send heavy oil") == true)
  }

  @Test("have one line for all terms of a head, and none for a negotiator")
  func governments() throws {
    let state = try state([
      #""type":"administration-changed","party":"ru","head":"Putin","office":"prime minister","acting":true,"on":"1999-12-31""#,
      #""type":"administration-changed","party":"ru","head":"Putin","office":"president","on":"2000-05-07""#,
      #""type":"administration-changed","party":"ru","head":"Medinsky","office":"negotiator","on":"2022-02-28""#,
    ])
    let rows = AdministrationRow.rows(state)
    #expect(rows.map(\.head) == ["Putin"] && rows[0].acting == .no && rows[0].office == "president")
    #expect(rows[0].terms.map(\.words) == ["1999-12-31 prime minister acting", "2000-05-07 president"])
    #expect(rows[0].$terms.provenance == [1, 2] && rows[0].$since.provenance == [1])
    let again = rows[0].administration(by: CivilDay(iso: "2000-01-01"))
    #expect(again.isActing == .yes && again.headInWords == "Putin (acting)")
    #expect(NegotiatorRow.rows(state).map(\.negotiator) == ["Medinsky"])
  }
}
