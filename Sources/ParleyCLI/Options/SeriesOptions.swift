import Answers
import ArgumentParser
import Talks

/// The options for answers as of one day after another.
struct SeriesOptions: ParsableArguments {
  enum Each: String, ExpressibleByArgument, CaseIterable { case day, month }

  @Option(
    help: ArgumentHelp(
      "Answer as of each day, or the last day of each month, in a line of JSON each.",
      discussion: "With --from and --to; each line is what --as-of with that day and --json gives.",
      valueName: "day|month"))
  var each: Each?

  @Option(help: ArgumentHelp("The first day, with --each.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The last day, with --each.", valueName: "date"))
  var to: String?

  func validate() throws {
    if each == nil, from != nil || to != nil {
      throw ValidationError("--from and --to go with --each; add --each day or --each month.")
    }
    if each != nil, from == nil || to == nil {
      throw ValidationError("--each goes from one day to another; add --from and --to.")
    }
  }

  /// The days that are asked for, in order; nil where it is not asked for each.
  var days: [CivilDay]? {
    get throws {
      guard let each, let first = try FilterOptions.day(from), let last = try FilterOptions.day(to) else {
        return nil
      }
      if last < first { throw Failure("--from is later than --to; exchange them.", .usage) }
      let all = (first.days...last.days).lazy.map(CivilDay.init(days:))
      if each == .day { return Array(all) }
      let ends = all.filter(\.endsMonth)
      if ends.isEmpty { throw Failure("No month ends from \(first) to \(last); ask for --each day.", .usage) }
      return Array(ends)
    }
  }
}
