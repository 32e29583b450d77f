import Answers
import ArgumentParser
import ReadModels

/// The options of every command that answers a question.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var point: StandpointOptions

  @Flag(help: "Print JSON for scripts.")
  var json = false

  // Private, since a command might disregard the ceiling.
  @OptionGroup fileprivate var database: DatabaseOptions

  /// The session, with no more in its log than is asked for, and from where it answers.
  func session() throws -> (Session, Standpoint) { try point.session(database) }
}

extension StandpointOptions {
  /// The session, with no more in its log than is asked for, and from where it answers.
  func session(_ database: DatabaseOptions, asExtract: Bool = false) throws -> (Session, Standpoint) {
    var standpoint = try standpoint
    let session = try Session(database, upTo: standpoint.ceiling, asExtract: asExtract)
    standpoint.ceiling = session.ceiling
    return (session, standpoint)
  }
}
