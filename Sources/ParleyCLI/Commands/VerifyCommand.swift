import Answers
import ArgumentParser
import EventStore
import Evidence
import Imports
import Postgres
import ReadModels
import Talks

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify that nothing in the log was changed, removed, exchanged or added.",
    discussion: """
      Without a file it goes over the log in the database, and compares the tables with a replay, the markings with what \
      the events say, and the functions, triggers and rights with those that this program makes. With one it goes \
      over what “parley evidence” wrote, and needs no database. Checkpoints show what was rewritten as a whole.
      """)

  @Argument(help: "What “parley evidence” wrote.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("A checkpoint that the log has to agree with; may be repeated.", valueName: "file"),
    completion: .file())
  var checkpoint: [String] = []

  @Option(
    help: ArgumentHelp("Verify what “parley prove” wrote instead.", valueName: "file"), completion: .file())
  var proof: String?

  @OptionGroup var verifying: VerifierOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    if let proof { return try verify(Proof(file: proof)) }
    let checkpoints = try checkpoint.map { path in
      try Checkpoint(note: VerifierOptions.text(of: path), signedBy: verifying.chosen)
    }
    var verification = Verification(checkpoints: checkpoints, erasure: EvidenceLine.erased)
    var differences: [Rebuild<PostgresLog>.Difference] = []
    var ceiling: Marking?
    var divergence: String?
    var access: AccessReport?
    if let file {
      ceiling = try read(file, &verification)
      verification.finish(head: .notKept)
    } else {
      let session = try Session(database, to: .examine)
      try session.requireAll()
      try verification.read(session.log)
      divergence = session.divergence
      if divergence == nil { differences = try Self.compareTables(session) }
      access = try AccessReport(session)
    }
    try verification.report(differences, checkpoints: checkpoints.count, ceiling: ceiling)
    try access?.report()
    if divergence != nil {
      throw Failure(
        "The log may have lost its end, since the tables are of another history; where it is as it ought to be, “parley rebuild” makes them anew.",
        .difference)
    }
    if file != nil, checkpoints.isEmpty {
      Terminal.note(
        "Without a checkpoint, neither a tail that was cut off nor a log that was rewritten as a whole shows."
      )
    }
  }

  /// Compares the tables with a replay, where others can be made to compare them with.
  private static func compareTables(_ session: Session) throws -> [Rebuild<PostgresLog>.Difference] {
    do {
      return try session.rebuild.check(from: session.log).differences
    } catch let error as PostgresError where error.code == .insufficientPrivilege {
      Terminal.note("The tables are not compared: it takes a user who may make others to compare them with.")
    } catch let error as PostgresError where error.code == .readOnlyTransaction {
      Terminal.note(
        "The tables are not compared: others to compare them with can be made on the primary alone.")
    } catch let error as PostgresError where error.code == .diskFull {
      Terminal.note(
        "The tables are not compared: the database's disk has no room for others to compare them with.")
    }
    return []
  }

  private func verify(_ proof: Proof) throws {
    if let fault = try proof.fault(verifying.chosen) { throw Failure(fault, .difference) }
    let entry = proof.event.entry
    Terminal.print(
      "Event \(entry.position) (\(entry.type) in \(entry.stream)) is in the log of the checkpoint, recorded at \(RFC3339.text(microseconds: entry.recorded))."
    )
  }

  /// Verifies a file; returns the marking above which events are withheld.
  private func read(_ path: String, _ verification: inout Verification) throws -> Marking? {
    var ceiling: Marking?
    var reader = LineReader(try ImportFile(path))
    var tape = JSONTape()
    while let line = try reader.next() {
      if line.isBlank { continue }
      do {
        try tape.parse(line.content())
        guard tape.member("proof", of: JSONTape.root) == nil else {
          throw Failure("“\(path)” is the proof of one event; verify it with --proof.", .usage)
        }
        switch try EvidenceLine.line(tape) {
        case .event(let event): verification.take(event)
        case .withheld(let event): verification.take(event)
        case .ceiling(let marking): ceiling = marking
        }
      } catch let error as Malformed {
        throw Failure(
          "\(path):\(line.number): This is not what “parley evidence” wrote. \(error.reason)", .data)
      }
    }
    if verification.tree.size == 0 { throw Failure("There is no event in “\(path)”.", .data) }
    return ceiling
  }
}

/// What decides who sees what, compared with the record and with what this program makes.
private struct AccessReport {
  private let markings: MarkingAudit
  private let inventory: Inventory

  /// Nil where the user may not look at all of it.
  init?(_ session: Session) throws {
    do {
      (markings, inventory) = (try MarkingAudit(session.log), try Inventory(session.connection))
    } catch let error as PostgresError where error.code == .insufficientPrivilege {
      Terminal.note("Who may see what is not compared: it takes an auditor to.")
      return nil
    } catch let error as PostgresError where error.code == .diskFull {
      Terminal.note("Who may see what is not compared: the database's disk has no room for that.")
      return nil
    }
  }

  func report() throws {
    let remarks = markings.remarks + inventory.remarks
    for remark in remarks.prefix(20) { Terminal.print(remark.harmless) }
    if remarks.count > 20 { Terminal.print("and \(remarks.count - 20) more") }
    guard remarks.isEmpty else {
      throw Failure(
        "Who may see or do what is not what the record and this parley make it; see above.", .difference)
    }
    Terminal.print(
      "Who may see or do what is as the record and this parley make it: \(markings.count) events that bear on markings, \(inventory.count) objects and rights."
    )
  }
}

extension Verification {
  /// Verifies the whole log.
  mutating func read(_ log: PostgresLog) throws {
    let head = try log.forEachStoredEvent { take($0) }
    finish(head: head)
  }

  /// Ends the verification of a log in a database.
  mutating func finish(head: StoredHead?) {
    finish(head: head.map { .event(position: $0.position, chain: $0.chain) } ?? .missing)
  }

  /// Prints the result; throws if the verification failed.
  ///
  /// - Parameter ceiling: the marking above which events are withheld.
  func report(
    _ differences: [Rebuild<PostgresLog>.Difference] = [], checkpoints: Int = 0, ceiling: Marking? = nil
  ) throws {
    for fault in faults.prefix(20) { Terminal.print(fault.description.harmless) }
    if faults.count > 20 { Terminal.print("and \(faults.count - 20) more") }
    guard faults.isEmpty else {
      throw Failure("What is there is not what was recorded; see above.", .difference)
    }
    for difference in differences {
      Terminal.print("table \(difference.table): it is not what the log makes it")
    }
    guard differences.isEmpty else {
      throw Failure(
        "The log is as it was recorded, but not the tables; “parley rebuild” puts them right.", .difference)
    }
    for position in doubts.prefix(20) {
      Terminal.note(
        "Event \(position) was recorded at an earlier time than the event before it; the clock was wrong at one of them."
      )
    }
    let agreed =
      switch checkpoints {
      case 0: ""
      case 1: " and agree with the checkpoint"
      default: " and agree with \(checkpoints) checkpoints"
      }
    if withheldCount > 0 {
      let above = ceiling.map { " above \($0.label)" } ?? ""
      Terminal.print(
        "All \(tree.size) events are in their places\(agreed); \(withheldCount) events are withheld\(above), the others are as they were recorded."
      )
      return Terminal.print("root \(tree.root)")
    }
    let events = tree.size == 1 ? "The one event is as it was" : "All \(tree.size) events are as they were"
    let erased = erasedCount == 0 ? "" : " (\(erasedCount) of them erased)"
    Terminal.print("\(events) recorded\(erased)\(agreed).")
    Terminal.print("root \(tree.root)")
  }
}
