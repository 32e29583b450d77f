import Talks
import Testing

@Suite("The stretch that a measure is in place")
struct StretchTests {
  private func measure(_ steps: [(String, String)]) throws -> Measure {
    let story = try Story(
      [#""type":"measure-pledged","as":"m","party":"kp","on":"2005-01-01""#]
        + steps.map { #""type":"measure-\#($0.0)","measure":"m","party":"kp","on":"\#($0.1)""# })
    return try #require(story.state().measures["m"])
  }

  private func words(_ measure: Measure) -> [String?] {
    let it = measure.stretch
    return [it.start, it.end, it.confirmation].map { $0?.dating.on?.text }
  }

  @Test("runs from the step that put it in place to the first of those that undid it")
  func bounds() throws {
    #expect(try words(measure([])) == [nil, nil, nil])
    let whole = try measure([
      ("implemented", "2005-02-01"), ("verified", "2005-03-01"), ("verified", "2005-04-01"),
    ])
    #expect(words(whole) == ["2005-02-01", nil, "2005-04-01"] && whole.isUnverified == .no)
    let ended = try measure([
      ("implemented", "2005-02-01"), ("suspended", "2005-03-01"), ("reversed", "2005-04-01"),
    ])
    #expect(words(ended) == ["2005-02-01", "2005-03-01", nil] && ended.isUnverified == .no)
  }

  @Test("ends where what was done is promised anew")
  func promisedAnew() throws {
    let anew = try measure([("verified", "2010"), ("pledged", "2013-11-24")])
    #expect(words(anew) == ["2010", "2013-11-24", "2010"] && anew.holds == .no)
    let done = try measure([("verified", "2010"), ("pledged", "2013-11-24"), ("implemented", "2014-01-20")])
    #expect(done.holds == .yes && done.stretch.end == nil)
  }

  @Test("begins anew after it was stopped, and so does its confirmation")
  func again() throws {
    let again = try measure([
      ("implemented", "2005-02-01"), ("verified", "2005-02-15"), ("suspended", "2005-03-01"),
      ("resumed", "2005-06-01"),
    ])
    #expect(words(again) == ["2005-06-01", nil, nil] && again.isUnverified == .yes)
    #expect(try words(measure([("verified", "2005-02-15")])) == ["2005-02-15", nil, "2005-02-15"])
  }
}
