import Talks
import Testing

@Suite("Ties between measures of several processes")
struct OutsideTiesTests {
  private func ties() throws -> OutsideTies {
    let talks = try Story([
      #""type":"measure-implemented","as":"freeze","party":"kp","on":"2007-07-14""#,
      #""type":"measure-implemented","as":"moratorium","party":"kp","on":"2007-07-14""#,
      #""type":"measure-pledged","as":"oil","party":"us","in-return-for":["us-dprk/visit","freeze"],"on":"2007-08""#,
    ]).state()
    let other = try Story([
      #""type":"measure-implemented","as":"visit","party":"kp","on":"2007-06-01""#,
      #""type":"measure-pledged","as":"loan","party":"us","in-return-for":["talks/moratorium"],"on":"2007-09-01""#,
    ]).state()
    return OutsideTies(
      talks.ties.map { (process: "talks", it: $0) } + other.ties.map { (process: "us-dprk", it: $0) })
  }

  @Test("are told by both, each in its own words")
  func both() throws {
    let ties = try ties()
    #expect(ties.of("oil", in: "talks").map { $0.inWords(of: "talks") } == ["oil answers us-dprk/visit"])
    #expect(ties.of("visit", in: "us-dprk").map { $0.inWords(of: "us-dprk") } == ["talks/oil answers visit"])
    #expect(
      ties.of("moratorium", in: "talks").map { $0.inWords(of: "talks") } == [
        "us-dprk/loan answers moratorium"
      ])
    #expect(ties.of("moratorium", in: "talks").map(\.provenance) == [[2]])
    #expect(ties.of("freeze", in: "talks").isEmpty, "what answers it is of the same process")
    #expect(ties.of("moratorium", in: "us-dprk").isEmpty, "another process has none of that name")
  }

  @Test("leave nothing unanswered that has one")
  func unanswered() throws {
    let ties = try ties()
    #expect(ties.unanswered(["freeze", "moratorium", "oil"], in: "talks") == ["freeze"])
    #expect(ties.unanswered(["visit"], in: "us-dprk").isEmpty)
  }

  @Test("are of measures alone")
  func others() throws {
    let state = try Story([
      #""type":"measure-pledged","as":"a","party":"us","under":"us-dprk/frame","on":"2005""#
    ]).state()
    #expect(state.ties.map(\.relation) == [.implements])
    #expect(OutsideTies(state.ties.map { (process: "talks", it: $0) }).of("a", in: "talks").isEmpty)
  }
}
