import Talks
import Testing

@Suite("What is to be logged")
struct TalksDeciderTests {
  private func names(_ lines: [String]) throws -> Names {
    var names = Names()
    for line in lines { names.note(try event(line)) }
    return names
  }

  private func decide(
    _ line: String, after lines: [String] = [], _ surroundings: Surroundings = Surroundings()
  ) throws -> Event {
    try TalksDecider.decide(
      Draft(try event(line), in: "p", surroundings: surroundings), in: try names(lines))
  }

  private func refusal(
    _ line: String, after lines: [String] = [], _ surroundings: Surroundings = Surroundings()
  ) -> String? {
    do {
      _ = try decide(line, after: lines, surroundings)
      return nil
    } catch { return (error as? Malformed)?.reason }
  }

  private let round = #""type":"round-convened","as":"round-1","on":"2003""#
  private let measure = #""type":"measure-pledged","as":"shutdown","party":"kp","on":"2007""#

  @Test("needs a date, unless it holds throughout")
  func dates() {
    #expect(
      refusal(#""type":"talks-opened""#)
        == "The field “on” is missing: say when it happened, such as 2003-08-27.")
    for line in [
      #""type":"note-added","text":"x""#, #""type":"process-defined""#,
      #""type":"party-defined","party":"farc","name":"FARC""#,
    ] { #expect(refusal(line) == nil) }
  }

  @Test("names parties that are known everywhere, were introduced, or introduce themselves")
  func parties() {
    let line = #""type":"party-joined","party":"farc","on":"2012""#
    #expect(
      refusal(line) == "There is no party “farc”. Introduce a new one with “parley log party-defined”.")
    #expect(refusal(line, after: [#""type":"party-defined","party":"farc","name":"FARC""#]) == nil)
    #expect(refusal(line, Surroundings(introduced: [.party("farc")])) == nil)
    #expect(
      refusal(
        #""type":"party-joined","party":"frac","on":"2012""#, Surroundings(introduced: [.party("farc")]))
        == "There is no party “frac”. Did you mean “farc”? Introduce a new one with “parley log party-defined”."
    )
    #expect(refusal(#""type":"talks-opened","on":"2003","parties":["us","kp"]"#) == nil)
    #expect(refusal(#""type":"talks-opened","on":"2003","parties":["us","nobody-here"]"#) != nil)
  }

  @Test("cites sources that are defined, wherever that is; a new one needs a title")
  func sources() throws {
    let note = #""type":"note-added","text":"x","sources":["@ucpd"]"#
    #expect(refusal(note) == "There is no source “ucpd”. Define one with “parley log source-defined”.")
    #expect(
      refusal(note, Surroundings(introduced: [.source("ucdp"), .party("ucpd")]))
        == "There is no source “ucpd”. Did you mean “ucdp”? Define one with “parley log source-defined”.")
    let definition = #""type":"source-defined","key":"ucpd""#
    #expect(refusal(definition) == "The source “ucpd” is new, so that it needs a title.")
    let whole = definition + #","title":"UCDP","sources":["@ucpd"]"#
    #expect(refusal(whole) == nil)
    #expect(refusal(note, after: [whole]) == nil && refusal(definition, after: [whole]) == nil)
    #expect(refusal(note, Surroundings(introduced: [.source("ucpd")])) == nil)
    #expect(refusal(definition, Surroundings(introduced: [.source("ucpd")])) == nil)
    #expect(try names([whole]).introduced == [.source("ucpd")])
  }

  @Test("gives a new thing a name that is free")
  func naming() throws {
    func slug(_ line: String, after lines: [String] = []) throws -> String? {
      try decide(line, after: lines).subject?.slug?.text
    }
    #expect(try slug(#""type":"round-convened","number":2,"on":"2003""#) == "round-2")
    #expect(try slug(#""type":"round-convened","number":1,"on":"2003""#, after: [round]) == "round-1-2")
    #expect(
      try slug(#""type":"agreement-reached","title":"Joint Statement, 2005","on":"2005""#)
        == "joint-statement-2005")
    #expect(try slug(#""type":"agreement-reached","as":"js","title":"Other","on":"2005""#) == "js")
    #expect(try slug(#""type":"round-convened","round":"round-1","on":"2003""#, after: [round]) == "round-1")
  }

  @Test(
    "lets the opening of talks name the round that opens with them, and nothing else refer to what is not there"
  )
  func opening() throws {
    let opened = #""type":"talks-opened","round":"round-1","on":"2003""#
    #expect(refusal(opened) == nil && refusal(opened, after: [round]) == nil)
    let named = try #require(try decide(opened).detail as? TalksOpened)
    #expect(named.round == nil && named.new?.slug == "round-1", "it is the one that names it")
    #expect(try names([opened]).kind(of: "round-1") == .round)
    #expect(try (decide(opened, after: [round]).detail as? TalksOpened)?.round?.reference.slug == "round-1")
    #expect(
      refusal(#""type":"talks-opened","as":"round-1","on":"2003""#, after: [round])
        == "The name “round-1” is taken by a round of p; refer to it with --round, or choose another name.")
    let agreed = #""type":"agreement-reached","as":"round-1","on":"2003""#
    #expect(refusal(opened, after: [agreed]) == "“round-1” is an agreement, not a round.")
    for type in ["talks-resumed", "talks-suspended"] {
      let line = #""type":"\#(type)","round":"round-1","on":"2003""#
      #expect(refusal(line) == "There is no round “round-1” in p." && refusal(line, after: [opened]) == nil)
    }
  }

  @Test("takes no name that is taken")
  func taken() {
    #expect(
      refusal(#""type":"agreement-reached","as":"round-1","on":"2005""#, after: [round])
        == "The name “round-1” is taken by a round of p; refer to it with --round, or choose another name.")
  }

  @Test("refers to things that are there, of the right kind")
  func references() {
    let line = #""type":"round-concluded","round":"round-1","on":"2003""#
    #expect(refusal(line, after: [round]) == nil)
    #expect(
      refusal(line)
        == "There is no round “round-1” in p. Record it first, or name a new one with --as where the event may be its first."
    )
    #expect(
      refusal(#""type":"round-concluded","round":"rond-1","on":"2003""#, after: [round])
        == "There is no round “rond-1” in p. Did you mean “round-1”?")
    #expect(
      refusal(#""type":"round-concluded","round":"shutdown","on":"2003""#, after: [measure])
        == "“shutdown” is a measure, not a round.")
    #expect(
      refusal(
        #""type":"measure-pledged","party":"us","in-return-for":["round-1"],"on":"2003""#, after: [round])
        == "“round-1” is a round, not a measure.")
    #expect(refusal(#""type":"talks-suspended","because":"round-1","on":"2003""#, after: [round]) == nil)
    #expect(
      refusal(#""type":"talks-suspended","because":"nothing","on":"2003""#)
        == "There is nothing called “nothing” in p.")
  }

  @Test("refers across processes, but stays in its own")
  func processes() throws {
    let other = Surroundings(processes: ["us-dprk": try names([measure])])
    let line = #""type":"measure-pledged","party":"us","in-return-for":["us-dprk/shutdown"],"on":"2007""#
    #expect(refusal(line, other) == nil)
    #expect(
      refusal(line)
        == "There is no measure “shutdown” in us-dprk."
    )
    #expect(
      refusal(#""type":"measure-verified","measure":"us-dprk/shutdown","party":"iaea","on":"2007""#, other)
        == "“us-dprk/shutdown” belongs to another process; log this event there.")
    #expect(
      refusal(
        #""type":"measure-verified","measure":"p/shutdown","party":"iaea","on":"2007""#, after: [measure])
        == nil)
  }

  @Test("is noted with its names")
  func names() throws {
    let names = try names([round, measure, #""type":"party-defined","party":"farc","name":"FARC""#])
    #expect(!names.isEmpty && Names().isEmpty)
    #expect(names.kind(of: "shutdown") == .measure && names.kind(of: "x") == nil)
    #expect(names.slugs(of: nil) == ["round-1", "shutdown"] && names.slugs(of: .round) == ["round-1"])
    #expect(names.knows("farc") && !names.knows("eln") && names.introduced == [.party("farc")])
  }
}
