import Answers
import ArgumentParser
import Imports
import Talks

/// The options for reading a table from elsewhere.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What the columns of a table mean: a map, which is a JSON file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "The process that a table belongs to, instead of the one in its map.", valueName: "slug"),
    completion: .processes)
  var process: String?

  @Option(
    help: ArgumentHelp(
      "When you learned what is in the file, such as 2020-05-01 or 2020-05-01T12:00:00Z; now if left out.",
      valueName: "time"))
  var known: String?

  func read(_ session: Session) throws -> TableMap? {
    guard let map else {
      if process != nil {
        throw Failure("--process says what a table belongs to; give its --map as well.", .usage)
      }
      return nil
    }
    let read = try TableMap(map, process: process)
    for zone in read.zones {
      do { _ = try Zone(zone, rules: session.zones) } catch { throw Failure("\(map): \(error)", .data) }
    }
    return read
  }

  /// In microseconds since 1970 UTC.
  var moment: Int64? {
    get throws { try known.map(KnownTime.microseconds) }
  }
}
