import Talks
import Testing

@Suite("What an event rests on")
struct EvidenceCheckTests {
  private func met(_ on: String, _ sources: String, title: String = "Talks") -> String {
    #""type":"contact-held","on":"\#(on)","title":"\#(title)","sources":[\#(sources)]"#
  }

  private func amended(_ on: String, _ sources: String = "") -> String {
    #""type":"event-amended","amended":"\#(eventID(1))","set":["on=\#(on)"],"because":"b","sources":[\#(sources)]"#
  }

  @Test("is missed where there is nothing, but not under a definition or a note")
  func unsourced() throws {
    let found = try findings(
      Unsourced.self,
      [
        met("2003", ""), met("2003", #"{"title":"The text"}"#), #""type":"process-defined","title":"Talks""#,
        #""type":"note-added","text":"A note""#,
      ])
    #expect(found.map(\.events) == [[1]])
    #expect(found.first?.sentence == "“Talks” rests on no source.")
  }

  @Test("may come with an amendment")
  func amendedSource() throws {
    #expect(
      try findings(Unsourced.self, [met("2003", ""), amended("2003-08", #"{"title":"The text"}"#)]).isEmpty)
  }

  @Test("is one weak source")
  func weak() throws {
    func cited(_ grade: String, _ title: String = "A blog") -> String { #"{"title":"\#(title)",\#(grade)}"# }
    let (weak, doubtful) = (cited(#""reliability":"D""#), cited(#""credibility":"4""#))
    let found = try findings(
      WeakSource.self,
      [
        met("2003", cited(#""reliability":"E","credibility":"2""#)), met("2003", doubtful),
        met("2003", weak + "," + doubtful), met("2003", weak + "," + cited(#""reliability":"D""#, "Another")),
        met("2003", cited(#""reliability":"F","credibility":"6""#)), met("2003", cited(#""page":"4""#)),
        met("2003", ""), met("2003", #"{"key":"blog"}"#),
        met("2003", #"{"key":"blog"},{"title":"The text"}"#),
        #""type":"source-defined","key":"blog","title":"A blog","reliability":"D""#,
      ])
    #expect(found.map(\.events) == [[1], [2], [3], [8]])
    #expect(found.first?.sentence == "“Talks” rests on “A blog” alone, which is graded E2.")
  }

  @Test("was published before it happened")
  func early() throws {
    let old = #"{"title":"Old","date":"2003-08-25"}"#
    let found = try findings(
      EarlySource.self,
      [
        met("2003-08-27", old), met("2003-08-26", old), met("2003-08", old),
        met("2003-09-01", old + "," + old),
        met("2003-09-01", old + #",{"title":"New"}"#),
        met("2003-09-01", old + #",{"title":"N","date":"2003"}"#),
        met("2003-09-01", #"{"title":"Odd","date":"long ago"}"#), met("2003-09-01", ""),
      ])
    #expect(found.map(\.events) == [[1], [4]])
    #expect(
      found.first?.sentence == "“Talks” (27 August 2003) rests on what was published before it happened.")
  }

  @Test("gave a date less finely than it stands now")
  func overPrecise() throws {
    let source = #"{"title":"The text"}"#
    let found = try findings(OverPrecise.self, [met("2003-08", source), amended("2003-08-27")])
    #expect(found.map(\.events) == [[1, 2]])
    #expect(
      found.first?.sentence == "“Talks” was dated August 2003 by its source, and then 27 August 2003 by none."
    )
  }

  @Test(
    "gave a date as finely, or a later source does, or the finer date is gone",
    arguments: [
      ["2003-08-27", "2003-08"], ["2003-08", "2003-09-01"], ["2003-08-27/2003-08-29", "2003-08-27"],
      ["2003-08", "2003-08-27", "2003-08"],
    ])
  func asPrecise(dates: [String]) throws {
    let source = #"{"title":"The text"}"#
    #expect(
      try findings(OverPrecise.self, [met(dates[0], source)] + dates.dropFirst().map { amended($0) }).isEmpty)
    #expect(
      try findings(
        OverPrecise.self, [met("2003", source), amended("2003-08-27"), amended("2003-08-27", source)]
      )
      .isEmpty)
    #expect(try findings(OverPrecise.self, [met("2003", ""), amended("2003-08-27")]).isEmpty)
  }
}
