import Talks
import Testing

@Suite("What does not add up of agreements")
struct AgreementCheckTests {
  private func events(_ check: any Check.Type, _ lines: String..., on day: String = "2030-01-01") throws
    -> [[Int64]]
  {
    try findings(check, lines, on: day).map(\.events)
  }

  private let signed =
    #""type":"agreement-signed","as":"a","title":"Truce","parties":["x","y"],"on":"2025-05-07","until":"2025-05-11""#

  @Test("its date is an interval that may be its term")
  func interval() throws {
    let dated = #""type":"agreement-reached","as":"a","title":"Truce","on":"2025-05-08/2025-05-11""#
    let found = try findings(AgreementTerm.self, [dated], on: "2030-01-01")
    #expect(found.map(\.events) == [[1]])
    #expect(
      found.first?.sentence
        == "“Truce” is dated 8–11 May 2025. Was that its term, or did it take so long to reach it?")
    // A term that is said, a day on which it was signed, or one day as its date, answers the question.
    #expect(try events(AgreementTerm.self, dated + #","until":"2025-05-11""#) == [])
    #expect(
      try events(AgreementTerm.self, dated, #""type":"agreement-signed","agreement":"a","on":"2025-05-11""#)
        == [])
    #expect(try events(AgreementTerm.self, signed) == [])
  }

  @Test("its term is over before it begins, or before it was agreed")
  func reversal() throws {
    let from =
      #""type":"agreement-reached","as":"a","on":"2025-05-01","from":"2025-05-12","until":"2025-05-11""#
    #expect(try events(AgreementTerm.self, from) == [[1]])
    #expect(
      try events(
        AgreementTerm.self, #""type":"agreement-reached","as":"a","on":"2025-05-12","until":"2025-05-11""#)
        == [[1]])
    // Some day in May may be the 12th.
    #expect(
      try events(
        AgreementTerm.self, #""type":"agreement-reached","as":"a","on":"2025-05-12","until":"2025-05""#) == []
    )
  }

  @Test("it is reaffirmed, suspended or broken after its term")
  func afterTerm() throws {
    func reaffirmed(_ on: String) -> String {
      #""type":"agreement-reaffirmed","agreement":"a","on":"\#(on)""#
    }
    let found = try findings(AfterTerm.self, [signed, reaffirmed("2025-05-12")], on: "2030-01-01")
    #expect(found.map(\.events) == [[1, 2]])
    #expect(found.first?.sentence == "“Truce” is reaffirmed (12 May 2025) after its term was over.")
    #expect(try events(AfterTerm.self, signed, reaffirmed("2025-05-11")) == [])
    #expect(try events(AfterTerm.self, signed, reaffirmed("2025-05")) == [])
    let extended = #""type":"agreement-extended","agreement":"a","until":"2025-06-01","on":"2025-05-11""#
    #expect(try events(AfterTerm.self, signed, extended, reaffirmed("2025-05-12")) == [])
  }

  @Test("it is broken on the day of a truce of hours, which may be within them")
  func afterHours() throws {
    let truce =
      #""type":"agreement-reached","as":"a","on":"2025-05-08","from":"2025-05-08T09:00","until":"2025-05-08T16:00""#
    func breached(_ on: String) -> String {
      #""type":"agreement-breached","agreement":"a","party":"kp","on":"\#(on)""#
    }
    #expect(try events(AfterTerm.self, truce, breached("2025-05-08")) == [])
    #expect(try events(AfterTerm.self, truce, breached("2025-05-08T15:00")) == [])
    #expect(try events(AfterTerm.self, truce, breached("2025-05-08T19:00")) == [[1, 2]])
    #expect(try events(AfterTerm.self, truce, breached("2025-05-09")) == [[1, 2]])
  }

  @Test("a party leaves or suspends it that never agreed to it")
  func neverBound() throws {
    func act(_ type: String, _ party: String) -> String {
      #""type":"agreement-\#(type)","agreement":"a","party":"\#(party)","on":"2025-05-08""#
    }
    let found = try findings(NeverBound.self, [signed, act("renounced", "kp")], on: "2030-01-01")
    #expect(found.map(\.events) == [[2]])
    #expect(
      found.first?.sentence == "“Truce” is renounced by North Korea (8 May 2025), which never agreed to it.")
    #expect(try events(NeverBound.self, signed, act("suspended", "kp"), act("resumed", "kp")) == [[2], [3]])
    #expect(try events(NeverBound.self, signed, act("renounced", "x"), act("suspended", "y")) == [])
    // Who ratifies it accedes to it.
    #expect(try events(NeverBound.self, signed, act("ratified", "kp"), act("renounced", "kp")) == [])
  }

  @Test("a text is reaffirmed or renounced that nobody agreed")
  func unlinked() throws {
    let renounced = #""type":"agreement-renounced","as":"npt","title":"NPT","party":"kp","on":"1993-03-12""#
    let found = try findings(UnlinkedAgreement.self, [renounced])
    #expect(found.map(\.events) == [[1]])
    #expect(found.first?.sentence == "“NPT” is renounced (12 March 1993), and no such text was agreed.")
    #expect(
      try events(
        UnlinkedAgreement.self, renounced,
        #""type":"agreement-reached","agreement":"npt","parties":["kp"],"on":"1985-12-12""#) == [])
  }

  @Test("a party leaves it without the notice that it asks for")
  func notice() throws {
    let text =
      #""type":"agreement-signed","as":"a","title":"Treaty","parties":["x","y"],"on":"1970","notice":"P3M""#
    func renounced(_ more: String) -> String {
      #""type":"agreement-renounced","agreement":"a","party":"x","on":"2003-01-10"\#(more)"#
    }
    let found = try findings(NoNotice.self, [text, renounced("")])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence
        == "“Treaty” is renounced (10 January 2003) without the notice of 3 months that it asks for.")
    // Three months after 10 January is 10 April.
    #expect(try events(NoNotice.self, text, renounced(#","effective":"2003-04-09""#)) == [[1, 2]])
    #expect(try events(NoNotice.self, text, renounced(#","effective":"2003-04-10""#)) == [])
    #expect(try events(NoNotice.self, text, renounced(#","effective":"2003-04""#)) == [])
  }
}
