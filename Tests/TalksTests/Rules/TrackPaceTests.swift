import Talks
import Testing

@Suite("The pace of a track")
struct TrackPaceTests {
  private func paces(_ steps: [String], _ iso: String, within limit: Int = 365) throws -> Set<Track.Pace> {
    let state = try Story(steps).state(asOf: iso)
    let track = state.tracks["peace"]
    return Track.paces(
      forward: track?.latest(.forward, by: state.horizon), back: track?.latest(.back, by: state.horizon),
      within: limit, before: try day(iso))
  }

  private func forward(_ on: String) -> String {
    #""type":"agreement-signed","as":"a","parties":["us","kp"],"track":"peace","on":"\#(on)""#
  }
  private func back(_ on: String) -> String {
    #""type":"setback-occurred","as":"s","track":"peace","on":"\#(on)""#
  }

  @Test("goes by which steps were taken of late")
  func certain() throws {
    #expect(try paces([], "2005-01-01") == [.standsStill])
    #expect(try paces([forward("2004-01-02")], "2005-01-01") == [.moves], "366 days in 2004, less one")
    #expect(try paces([forward("2004-01-01")], "2005-01-01") == [.standsStill])
    #expect(try paces([forward("2004-01-01")], "2005-01-01", within: 366) == [.moves])
    #expect(try paces([back("2004-06-01")], "2005-01-01") == [.slidesBack])
    #expect(try paces([forward("2004-05-01"), back("2004-06-01")], "2005-01-01") == [.bothWays])
    #expect(try paces([forward("2000-05-01"), back("2004-06-01")], "2005-01-01") == [.slidesBack])
  }

  @Test("is open where dates leave open whether a step was of late, or was taken at all")
  func doubt() throws {
    #expect(try paces([forward("2004")], "2005-06-01") == [.moves, .standsStill])
    #expect(try paces([forward("2005-06")], "2005-06-10") == [.moves, .standsStill])
    #expect(try paces([forward("2005-05-01"), forward("2005-06")], "2005-06-10") == [.moves])
    #expect(
      try paces([forward("2004"), back("2004")], "2005-06-01")
        == [.moves, .standsStill, .slidesBack, .bothWays])
    // The year came first in the order of events, and may still be the later.
    #expect(
      try paces([forward("2004"), forward("2004-03-01")], "2005-01-01", within: 60) == [.moves, .standsStill])
  }
}
