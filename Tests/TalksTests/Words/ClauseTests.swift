import Talks
import Testing

@Suite("A clause of a proposal")
struct ClauseTests {
  @Test(
    "is typed in four parts, or fewer",
    arguments: [
      ("oil | offer to kp, kr | energy | Send oil | now", "oil | offer to kp, kr | energy | Send oil | now"),
      ("oil | ask | | Send oil", "oil | ask |  | Send oil"),
      ("oil | ask of kp | Send oil", "oil | ask of kp |  | Send oil"),
      ("oil | Send oil", "oil | term |  | Send oil"),
    ])
  func typed(text: String, again: String) throws {
    let clause = try Clause(typed: text)
    #expect(clause.typed == again)
    #expect(try Clause(typed: clause.typed) == clause)
    var mentions: [Mention] = []
    clause.forEachMention { mentions.append($0) }
    #expect(mentions == clause.parties.map { .party($0) })
  }

  @Test(
    "that is malformed says how it is written",
    arguments: [
      ("oil", "is no clause; write it as"), ("oil | give to kp | | x", "is not a kind of clause"),
      ("The oil | ask of kp | | x", "is not a slug"), ("oil | ask of North Korea | | x", "is not a party id"),
      ("oil | ask of kp | | ", "A text must not be empty"),
    ])
  func malformed(text: String, reason: String) throws {
    let error = try #require(throws: Malformed.self) { try Clause(typed: text) }
    #expect(error.reason.contains(reason), "\(error.reason)")
  }

  @Test("may stand in a journal as a person types it, and needs a name, a kind and a text")
  func journal() throws {
    func read(_ clause: String) throws -> Clause? {
      let event = try event(
        #""type":"proposal-tabled","as":"p","party":"us","clauses":[\#(clause)],"on":"2005""#)
      return (event.detail as? ProposalTabled)?.clauses.first
    }
    #expect(try read(#""oil | offer to kp | energy | Send oil""#)?.parties == ["kp"])
    let object = #"{"name":"oil","kind":"offer","parties":["kp"],"issue":"energy","text":"Send oil"}"#
    #expect(try read(object) == read(#""oil | offer to kp | energy | Send oil""#))
    #expect(throws: Malformed.self) { try read(#"{"name":"oil","kind":"offer"}"#) }
    #expect(throws: Malformed.self) { try read(#"{"name":"oil","kind":"ask","issue":"a | b","text":"x"}"#) }
  }
}
