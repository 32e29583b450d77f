import ReadModels
import Talks
import Testing

@Suite("What a row tells by a rule of the domain")
struct RowRulesTests {
  @Test("is an exchange that is not unanswered, where a measure of another process is tied to it")
  func elsewhere() throws {
    func place<R: Row>(_ rows: [R], _ process: String) -> [R] {
      rows.map { $0.placed(in: process, remarks: [:]) }
    }
    let talks = try told([
      #""type":"measure-implemented","as":"freeze","party":"kp","on":"2007-07-14""#,
      #""type":"measure-implemented","as":"visit","party":"kp","on":"2007-07-14""#,
    ])
    let other = try told([
      #""type":"measure-pledged","as":"loan","party":"us","in-return-for":["talks/freeze"],"on":"2007-09-01""#
    ])
    let links = place(LinkRow.rows(talks), "talks") + place(LinkRow.rows(other), "us-dprk")
    let ties = OutsideTies(links.map { (process: $0.process, it: $0.tie) })
    let rows = place(ExchangeRow.rows(talks), "talks")
    #expect(rows.map(\.unanswered.count) == [1, 1])
    #expect(rows.map { $0.tied(by: ties).unanswered.map(\.text) } == [[], ["visit"]])
    #expect(
      rows.map { $0.tied(by: ties).elsewhere.map(\.words) } == [
        ["us-dprk/loan answers freeze"], [],
      ])
  }

  @Test(
    "is the pace of a track, the days since a confirmation, and what preceded a breakdown"
  )
  func rules() throws {
    let state = try told(
      [
        #""type":"talks-opened","on":"2007-01-01""#,
        #""type":"measure-implemented","as":"m","party":"kp","track":"nuclear","on":"2007-02-01""#,
        #""type":"measure-verified","measure":"m","party":"iaea","on":"2007-03""#,
        #""type":"setback-occurred","as":"s","title":"A test","track":"nuclear","on":"2007-03-10""#,
        #""type":"talks-suspended","on":"2007-03-12""#,
      ], asOf: "2007-03-20")
    let day = try #require(CivilDay(iso: "2007-03-20"))
    let confirmed = try #require(VerificationRow.rows(state).first?.confirmed(before: day))
    #expect(confirmed.days.inWords == "0 to 19" && confirmed.hasBeen == .unknown)
    let track = try #require(TrackRow.rows(state).first)
    #expect(track.paced(within: 47, before: day).state == .known(.bothWays))
    // The measure was carried out 47 days before; when it was confirmed is not certain.
    #expect(
      track.paced(within: 46, before: day).state == .unknown
        && track.paced(within: 9, before: day).state == .unknown)
    let breakdowns = Breakdowns(
      of: "talks", EpisodeRow.rows(state).map(\.span), opened: state.opened?.on, closed: nil,
      parties: [], among: TimelineRow.rows(of: "talks", state).map(\.happening))
    let span = try #require(breakdowns.spans.first)
    #expect(breakdowns.before(span, within: 2).map(\.headline) == ["A test"])
    #expect(breakdowns.rates(upTo: day)?.underWay == Breakdowns.Rate(setbacks: 1, days: 70))
  }
}
