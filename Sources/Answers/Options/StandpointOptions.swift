package import ArgumentParser
package import ReadModels
package import Talks

/// The options for the standpoint of an answer.
package struct StandpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Answer as of a day, such as 2007-02-13: what was true then.",
      discussion: "Today, if left out.", valueName: "date"))
  package var asOf: String?

  @Option(
    help: ArgumentHelp(
      "Answer as the record stood on a day, or at a moment: what was known then.",
      discussion: "Such as 2008-06-30, which is to its end by UTC, or 2008-06-30T12:00:00Z.",
      valueName: "time"))
  package var asKnown: String?

  @Option(
    help: ArgumentHelp(
      "Answer from what was recorded by then, whenever it is said to have been known.",
      discussion: "To cite the record as it stood: nobody can set when something was recorded.",
      valueName: "time"))
  package var asRecorded: String?

  @Option(
    help: ArgumentHelp(
      "Where accounts differ, go by that of a party or a source.",
      discussion: "By the accounts that are preferred, if left out.", valueName: "name"),
    completion: .parties)
  package var accordingTo: String?

  @OptionGroup package var sharing: CeilingOptions

  package init() {}

  package var standpoint: Standpoint {
    get throws(Malformed) {
      Standpoint(
        asOf: try FilterOptions.day(asOf), asKnown: try Self.moment(asKnown),
        asRecorded: try Self.moment(asRecorded), accordingTo: accordingTo, ceiling: try sharing.chosen)
    }
  }

  static func moment(_ text: String?) throws(Malformed) -> Int64? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return (Int64(day.days) + 1) * 86_400_000_000 - 1 }
    if let moment = RFC3339.microseconds(text) { return moment }
    throw Malformed("“\(text)” is not a day or a moment; write it as 2008-06-30 or 2008-06-30T12:00:00Z.")
  }
}

/// The option for the highest marking to release.
package struct CeilingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Leave out what is marked higher, such as GREEN, as if it were not recorded.",
      discussion: "What you may see, if left out.", valueName: "marking"),
    completion: .list(Marking.allCases.map(\.rawValue)))
  package var ceiling: String?

  package init() {}

  package var chosen: Marking? {
    get throws(Malformed) {
      guard let ceiling else { return nil }
      return try Marking(typed: ceiling)
    }
  }
}
