import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Evidence
import Exports
import Glibc
import Imports
import Postgres
import ReadModels
import System
import Talks

/// A failure: the problem and the remedy in one sentence, and the exit status.
struct Failure: Error, CustomStringConvertible {
  let description: String
  let status: ExitStatus

  init(_ description: String, _ status: ExitStatus) {
    self.description = description
    self.status = status
  }

  /// The failure for an unknown format.
  static func noFormat(_ name: String, among names: [String]) -> Failure {
    let hint = nearest(name, among: names).map { " Did you mean “\($0)”?" } ?? ""
    return Failure("There is no format “\(name)” (\(names.joined(separator: ", "))).\(hint)", .usage)
  }

  /// Ends the program as an error demands: help and version on standard output, complaints on standard error.
  static func exit(with error: any Error) -> Never {
    let failure = Failure(error)
    guard let failure else { Parley.exit(withError: error) }
    Terminal.complain(failure.description)
    Glibc.exit(failure.status.rawValue)
  }

  /// Nil where the error is the command-line parser's own.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let malformed as Malformed: self.init(malformed.reason, .data)
    case let error as NoSuchProcess: self.init(error.description, .data)
    case let error as NothingKnown: self.init(error.description, .data)
    case let error as WhyQuestion.Unknown: self.init(error.description, .data)
    case let error as UnreadableCell: self.init(error.description, .software)
    case let error as NoSuchEvent: self.init(error)
    case let error as Subscription.Unkeepable: self.init(error.description, .denied)
    case let error as Search.Empty: self.init(error.description, .data)
    case let error as Search.Unsearchable: self.init(error.description, .data)
    case let error as Search.TooLong: self.init(error.description, .data)
    case let error as ReadModels.NothingBefore: self.init(error.description, .data)
    case let fault as Checkpoint.Fault: self.init(fault.description, .data)
    case let refusal as AppendRefusal: self.init(refusal)
    case let error as ServerError:
      self.init(error.description, error.code == .noSpace ? .cannotWrite : .noServer)
    case let failure as Backup.Failure: self.init(failure)
    case StoreError.unreleased: self.init(StoreError.unreleased.description, .unreleased)
    case let error as StoreError: self.init(error.description, .noServer)
    case let error as PostgresError: self.init(error)
    case let error as ImportError: self.init(error)
    case let error as SubprocessError: self.init(error.description, .noProgram)
    case let error as WorkbookError: self.init(error.description, .cannotWrite)
    default: return nil
    }
  }

  private init(_ error: NoSuchEvent) {
    switch error {
    case .malformed: self.init(error.description, .usage)
    case .unrecorded, .unknown, .erased, .ambiguous: self.init(error.description, .data)
    }
  }

  private init(_ refusal: AppendRefusal) {
    switch refusal {
    case .conflict(let stream, _):
      self.init("Others keep appending to \(stream); try again.", .conflict)
    case .idReused(let id):
      self.init("The id \(id) is in the log already, with other content; choose another id.", .data)
    case .knownInTheFuture(let id):
      self.init("The event \(id) claims to have been known later than now; correct “known”.", .data)
    case .unacceptable(_, let reason): self.init(reason, .data)
    }
  }

  private init(_ error: ImportError) {
    switch error {
    case .unknownFormat, .mapMissing, .tableUnmapped, .mapUnwanted: self.init(error.description, .usage)
    case .system: self.init(error.description, .noInput)
    case .contended: self.init(error.description, .conflict)
    case .noDoubt, .notARow, .noTie: self.init(error.description, .usage)
    case .empty, .workbook, .noText, .unusable, .shrunken, .changedTooMuch, .outOfOrder, .badLines, .doubtful,
      .refused,
      .reviewEnded:
      self.init(error.description, .data)
    }
  }

  private init(_ failure: Backup.Failure) {
    switch failure {
    case .unreadable: self.init(failure.description, .data)
    case .occupied, .noSpace: self.init(failure.description, .cannotWrite)
    case .failed(_, let reason):
      self.init(failure.description, reason.hasPrefix("permission denied") ? .denied : .software)
    }
  }

  /// What each role may do, as advice.
  private static let roles =
    "Have the role granted that may: parley_writer records, parley_projector rebuilds, parley_auditor verifies and backs up, and the owner of the log erases and sets it up."

  private init(_ error: PostgresError) {
    switch error.code {
    case .diskFull:
      self.init(
        "The database's disk is full; free some space and try again. Nothing is half-recorded.", .cannotWrite)
    case .readOnlyTransaction:
      self.init("The database is read-only; record on its primary server instead.", .denied)
    case .dataCorrupted, .indexCorrupted:
      self.init(
        "The database is damaged on its disk (\(error.message)): record nothing more, keep a copy of the server's data folder, and let “parley doctor” say what is damaged and how to go on.",
        .software)
    case SQLSTATE(rawValue: "PY021"), SQLSTATE(rawValue: "PY022"):
      self.init(error.description, .held)
    case .insufficientPrivilege:
      var error = error
      error.hint = error.hint ?? Self.roles
      self.init(error.description, .denied)
    case .featureNotSupported, .invalidPassword, .invalidAuthorization,
      .followerSeesMore,
      .tooManyFollowers:
      self.init(error.description, .denied)
    case .turnKept: self.init(error.description, .conflict)
    case .beyondTheEnd, .tooManyEvents: self.init(error.description, .data)
    case .clocksDiffer: self.init(error.description, .conflict)
    default:
      self.init(error.description, error.kind == .connection ? .noServer : .software)
    }
  }
}
