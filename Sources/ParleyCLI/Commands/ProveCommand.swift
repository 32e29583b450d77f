import ArgumentParser
import EventSourcing
import EventStore
import Evidence

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that an event is in the log of a checkpoint.",
    discussion: "“parley verify --proof FILE” verifies it, and needs neither the log nor a database.")

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(
    help: ArgumentHelp("The checkpoint, as “parley checkpoint” wrote it.", valueName: "file"),
    completion: .file())
  var checkpoint: String

  @OptionGroup var to: OutputOptions

  @OptionGroup var verifying: VerifierOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let note = try VerifierOptions.text(of: checkpoint)
    let signed = try Checkpoint(note: note, signedBy: verifying.chosen)
    let session = try Session(database, to: .examine)
    try session.requireAll()
    // An erased event has a position and no name any more.
    let position = try Int(event) ?? Int(session.log.event(named: event).position)
    guard position >= 1, position <= signed.size else {
      throw Failure(
        "The checkpoint is of \(signed.size) events; there is no event \(event) among them.", .data)
    }
    var leaves: [Digest] = []
    var proven: StoredEvent?
    _ = try session.log.forEachStoredEvent { event in
      if event.entry.position == position { proven = event }
      if leaves.count < signed.size { leaves.append(event.leaf) }
    }
    guard let proven, leaves.count == signed.size else {
      throw Failure("The log has fewer events than the checkpoint; “parley verify” tells more.", .difference)
    }
    let proof = Proof(proven, MerkleTree.inclusionProof(of: position - 1, in: leaves[...]), note)
    if let fault = try proof.fault(verifying.chosen) {
      throw Failure("\(fault) “parley verify” tells more.", .difference)
    }
    try to.write(Array("\(proof.text)\n".utf8))
  }
}
