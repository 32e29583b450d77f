import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take an event's content out of the log for good, and record that and why.",
    discussion: """
      For what must not be kept, such as a name that a court or a source asks to have forgotten; what is merely \
      wrong is corrected by another event. The hash of the content stays, so that the log still verifies. The tables \
      and the server's files forget it too; what else may hold it is printed. While a transaction, a replication slot \
      or a standby may still see it, nothing is erased. It takes the owner of the database, or whom the owner lets; \
      nobody can record meanwhile.
      """)

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String?

  @Option(help: "Why, as the record will say for ever.")
  var reason: String?

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Say what would be erased, and erase nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "How long to wait for who may still see the content, before it is refused; 10 if left out.",
      valueName: "seconds"))
  var wait = 10

  @Flag(help: "Complete an erasure that was recorded and not finished.")
  var finish = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if wait < 0 { throw ValidationError("--wait is a number of seconds.") }
    if finish, event != nil || reason != nil || dryRun {
      throw ValidationError("--finish completes what was recorded; it takes no event and no reason.")
    }
    if !finish, event == nil || reason == nil {
      throw ValidationError("Name the event that is to be erased, and say why with --reason.")
    }
  }

  func run() throws {
    let session = try Session(database, to: .own)
    guard let event, let reason else {
      try complete(session)
      return Terminal.print("Nothing that was erased is in the database any more.")
    }
    let target = try session.log.event(named: event)
    guard target.body.correction?.isErasure != true else {
      throw Failure("Event \(target.position) says that another was erased, and stays.", .data)
    }
    try refuseRemarks(about: target, session.log)
    let what =
      "event \(target.position) of \(try session.currentName(of: target.stream)): \(target.body.headline.harmless)"
    if dryRun { return Terminal.print("Would erase \(what)") }
    let holders = try session.log.holders(atMost: .seconds(wait))
    if !holders.isEmpty {
      throw Failure(
        "Nothing is erased, since \(Self.list(holders)) may still see it; end that and try again, or wait longer with --wait.",
        .held)
    }
    let position = try session.log.erase(target, record: try record(of: target, reason))
    Terminal.print("Erased \(what)")
    Terminal.print("Event \(position) says so.")
    try complete(session)
    Terminal.print(Self.text(try session.log.remains()))
  }

  /// Throws where other events speak of the one to be erased. Records of an erasure do not stand in the way, which
  /// anybody may have brought in from another copy.
  private func refuseRemarks(about target: RecordedEvent<Event>, _ log: PostgresLog) throws {
    let streams = try log.moves().destinations(of: [target.stream]).union([target.stream]).sorted()
    let remarks = try streams.flatMap { try log.events(of: $0) }.filter { event in
      guard let correction = event.body.correction, !correction.isErasure else { return false }
      return correction.targets.contains(target.id)
    }
    if remarks.isEmpty { return }
    let list = remarks.map { "\($0.position)" }.joined(separator: ", ")
    throw Failure(
      "Event \(target.position) is spoken of by others (\(list)), which may say part of it; erase these first.",
      .data)
  }

  private func record(of target: RecordedEvent<Event>, _ reason: String) throws -> NewEvent<Event> {
    var detail = EventErased()
    detail.erased = target.id.description
    detail.because = reason
    var body = Event(detail, on: try EDTF("\(CivilDay.today)"))
    body.title = "Event \(target.position) is erased: \(reason)"
    return NewEvent(id: EventID.new(), body: body, known: nil, by: try Author.name(by))
  }

  /// Takes what is recorded as erased out of the tables and out of the server's files.
  private func complete(_ session: Session) throws {
    let holders: [Holder]
    do {
      try session.rebuild.run(from: session.log)
      try session.readModels.forget()
      holders = try session.log.purge(atMost: .seconds(wait))
    } catch let error as PostgresError {
      throw Failure(
        "The erasure is recorded and not finished: \(error) When that is mended, run “parley erase --finish”.",
        .held)
    }
    if holders.isEmpty { return }
    throw Failure(
      "The erasure is recorded and not finished, since \(Self.list(holders)) may still see the content; end that and run “parley erase --finish”.",
      .held)
  }

  /// Such as `the session “anna, process 17” (since 2026-11-30T09:00:00Z)`.
  private static func list(_ holders: [Holder]) -> String {
    holders.map { holder in
      let kind =
        switch holder.kind {
        case .session: "the transaction of"
        case .standby: "a query on the standby"
        case .prepared: "the prepared transaction"
        case .slot: "the replication slot"
        }
      let since = holder.since.map { " (since \(RFC3339.text(microseconds: $0)))" } ?? ""
      return "\(kind) “\(holder.name.harmless)”\(since)"
    }.joined(separator: " and ")
  }

  private static func text(_ remains: Remains) -> String {
    let segments = "in segments up to \(remains.segment), of \(RFC3339.text(microseconds: remains.moment))"
    var places = ["the server's write-ahead log, \(segments), until it has written over them"]
    if remains.isArchived {
      places.append("the archive of that log, in the same segments, for as long as they are kept")
    }
    places += remains.slots.map { "older segments, which are kept for the replication slot “\($0.harmless)”" }
    places += remains.standbys.map { "the standby “\($0.harmless)”, until it has replayed that segment" }
    if remains.isLogged { places.append("the server's own log, into which it writes statements") }
    places.append(
      "backups, exports, evidence and journals that were made before, and copies of the disk: parley knows of none"
    )
    return "What may still hold it:\n" + places.map { "  \($0)" }.joined(separator: "\n")
  }
}
