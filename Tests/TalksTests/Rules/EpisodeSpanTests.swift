import Talks
import Testing

@Suite("The length of a breakdown")
struct EpisodeSpanTests {
  private func episode(_ began: String, _ ended: String?) throws -> (Episode, ProcessState) {
    let state = try Story(
      [
        #""type":"talks-suspended","on":"\#(began)""#,
        #""type":"contact-held","kind":"envoy","parties":["us"],"on":"2005-01-31""#,
        #""type":"contact-held","kind":"phone","parties":["us"],"on":"2005-02-10""#,
        #""type":"contact-held","kind":"summit","parties":["us"],"on":"2005-04""#,
      ] + (ended.map { [#""type":"talks-resumed","on":"\#($0)""#] } ?? [])
    ).state()
    return (try #require(state.episodes.first), state)
  }

  @Test("is known where neither end is open")
  func days() throws {
    #expect(try episode("2005-02-01", "2005-03-01").0.days == Days(fewest: 28, most: 28))
    #expect(try episode("2005-02", "2005-03-01").0.days == Days(fewest: 1, most: 28))
    #expect(try episode("2005-02-01", nil).0.days == nil)
    #expect(try episode("[..2005-02-01]", "2005-03-01").0.days == nil)
    #expect(try episode("2005-02-01", "[2005-03-01..]").0.days == nil)
  }

  @Test("holds the contacts from its first day to that of its end")
  func contacts() throws {
    let (over, state) = try episode("2005-02-10", "2005-03-01")
    #expect(state.contacts(during: over).map(\.kind) == [.phone])
    let (open, then) = try episode("2005-01-31", nil)
    #expect(then.contacts(during: open).map(\.kind) == [.envoy, .phone, .summit])
  }
}
