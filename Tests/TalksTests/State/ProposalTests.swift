import Talks
import Testing

@Suite("A proposal")
struct ProposalTests {
  private static let tabled =
    #""type":"proposal-tabled","as":"plan","party":"us","to":["kp","kr"],"issue":"denuclearization","clauses":["freeze | ask of kp | | Freeze the reactor","oil | offer | energy | Send oil","aim | The peninsula is to be free of weapons"],"on":"2005-07-26""#

  private func proposal(_ more: [String] = [], asOf day: String? = nil) throws -> Proposal {
    try #require(try Story([Self.tabled] + more).state(asOf: day).proposals["plan"])
  }

  private func status(_ more: [String], asOf day: String? = nil) throws -> [Proposal.Status?] {
    try proposal(more, asOf: day).statuses.sorted { ($0?.rawValue ?? "") < ($1?.rawValue ?? "") }
  }

  private func answer(_ verb: String, _ party: String, _ clauses: String = "", on: String = "2005-08-01")
    -> String
  {
    #""type":"proposal-\#(verb)","proposal":"plan","party":"\#(party)","clauses":[\#(clauses)],"on":"\#(on)""#
  }

  @Test("holds clauses, each addressed to those whom it names, or else to all to whom the proposal is")
  func contents() throws {
    let proposal = try proposal()
    #expect(proposal.clauses.map(\.clause.kind) == [.ask, .offer, .term])
    #expect(
      proposal.clauses.map { proposal.addressees(of: $0.clause) } == [["kp"], ["kp", "kr"], ["kp", "kr"]])
    #expect(proposal.clauses.map(\.clause.issue) == [nil, "energy", nil])
    #expect(
      proposal.statuses == [.tabled] && proposal.isUntouched == .yes && proposal.waiting == ["kp", "kr"])
  }

  @Test("is accepted where all accept every clause, and partly answered before")
  func answers() throws {
    #expect(try status([answer("accepted", "kp")]) == [.partly], "South Korea has said nothing")
    #expect(try status([answer("accepted", "kp"), answer("accepted", "kr")]) == [.accepted])
    let rest = [answer("accepted", "kr"), answer("accepted", "kp", #""freeze""#)]
    #expect(try status(rest) == [.partly])
    #expect(try proposal(rest).waiting == ["kp"])
    #expect(try status(rest + [answer("accepted", "kp", #""oil","aim""#)]) == [.accepted])
    #expect(try status(rest + [answer("rejected", "kp", #""oil""#)]) == [.partly])
    // Nobody asked China.
    #expect(try status([answer("rejected", "cn")]) == [.tabled])
    #expect(try status([answer("rejected", "kp"), answer("rejected", "kr")]) == [.rejected])
  }

  @Test("of which one addressee is recorded, or none, is what the last answer says")
  func plain() throws {
    let line = #""type":"proposal-tabled","as":"plan","party":"us","on":"2005-07-26""#
    func status(_ more: [String]) throws -> Set<Proposal.Status?> {
      try #require(try Story([line] + more).state().proposals["plan"]).statuses
    }
    #expect(try status([]) == [.tabled])
    #expect(try status([answer("accepted", "kp")]) == [.accepted])
    #expect(
      try status([answer("accepted", "kp"), answer("rejected", "kr", on: "2005-08-02")]) == [.rejected])
    #expect(
      try status([answer("accepted", "kp", on: "2005-08"), answer("rejected", "kr", on: "2005-08")]) == [
        .accepted, .rejected,
      ])
  }

  @Test("of a new version is open again where it reads otherwise, and answered where it reads the same")
  func versions() throws {
    let lines = [
      answer("accepted", "kp"), answer("accepted", "kr"),
      #""type":"proposal-revised","proposal":"plan","party":"us","clauses":["freeze | ask of kp | | freeze  the REACTOR","oil | offer | energy | Send oil and light-water reactors"],"drops":["aim"],"on":"2005-09-01""#,
    ]
    let proposal = try proposal(lines)
    #expect(proposal.versions.map(\.on?.text) == ["2005-07-26", "2005-09-01"])
    #expect(proposal.clauses.map(\.dating.position) == [1, 4, 1])
    #expect(proposal.clauses.map { proposal.stands($0.clause.name) } == [.yes, .yes, .no])
    #expect(proposal.parties(.accepted, "freeze") == ["kp", "kr"])
    #expect(proposal.parties(.accepted, "oil").isEmpty && proposal.isUnanswered("oil") == .yes)
    #expect(proposal.isUnanswered("aim") == .no, "it is taken out")
    #expect(proposal.statuses == [.partly] && proposal.isUntouched == .no)
    #expect(try self.proposal(lines, asOf: "2005-08-31").statuses == [.accepted])
  }

  @Test("is countered by another, in some of its clauses, and may be taken back and tabled anew")
  func course() throws {
    let counter =
      #""type":"proposal-countered","as":"other","title":"Another","party":"kp","answers":"plan","counters":["freeze"],"to":["us"],"clauses":["reactors | ask of us | | Light-water reactors first"],"on":"2005-08-01""#
    let countered = try proposal([counter])
    #expect(countered.parties(.countered, "freeze") == ["kp"] && countered.isAnswered("oil", by: nil) == .no)
    #expect(countered.replies.map(\.through) == ["other"] && countered.title == nil)
    let back = #""type":"proposal-withdrawn","proposal":"plan","party":"us","on":"2005-08-02""#
    #expect(try proposal([counter, back]).statuses == [.withdrawn])
    #expect(try proposal([counter, back]).stands("oil") == .no)
    let again = #""type":"proposal-tabled","proposal":"plan","party":"us","on":"2005-08-03""#
    let anew = try proposal([counter, back, again])
    #expect(anew.stands("oil") == .yes && anew.isUnanswered("freeze") == .yes && anew.versions.count == 2)
  }

  @Test("is answered in what became a measure, and leaves open what dates do")
  func outcomes() throws {
    let pledge = #""type":"measure-pledged","as":"m","party":"us","on":"2005-08-05""#
    let link =
      #""type":"proposal-linked","proposal":"plan","clause":"oil","became":["m"],"on":"2005-08-05""#
    let tied = try proposal([pledge, link])
    #expect(tied.isUnanswered("oil") == .no && tied.isUnanswered("freeze") == .yes)
    #expect(tied.outcomes(of: "oil").flatMap(\.became).map(\.description) == ["m"])
    #expect(tied.outcomes(of: "freeze").isEmpty)
    let august = answer("accepted", "kp", on: "2005-08")
    #expect(try proposal([august], asOf: "2005-08-10").isUnanswered("freeze") == .unknown)
    #expect(
      try status([august, answer("accepted", "kr", on: "2005-08")], asOf: "2005-08-10") == [
        .accepted, .partly, .tabled,
      ])
  }
}
