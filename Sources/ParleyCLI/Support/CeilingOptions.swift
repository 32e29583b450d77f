import ArgumentParser
import Talks

/// Up to which marking something is told.
struct CeilingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Leave out what is marked higher, such as GREEN, as if it were not recorded.",
      discussion: "What you may see, if left out.", valueName: "marking"),
    completion: .list(Marking.allCases.map(\.rawValue)))
  var ceiling: String?

  var chosen: Marking? {
    get throws { try ceiling.map(Marking.init(typed:)) }
  }
}
