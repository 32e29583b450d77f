import ArgumentParser
import EventStore
import Evidence
import Glibc

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign what the log holds now, so that a later change of it shows.",
    discussion: """
      Prints a checkpoint (C2SP tlog-checkpoint): the log's size and the root of its Merkle tree, signed. Keep it, or \
      give it away, out of reach of whoever could change the log. “parley verify --checkpoint FILE” compares.
      """)

  @OptionGroup var to: OutputOptions

  @Option(
    help: ArgumentHelp(
      "The key to sign with; ~/.config/parley/checkpoint.key if left out.", valueName: "file"),
    completion: .file())
  var key: String?

  @Option(help: ArgumentHelp("The name for a new key, such as desk.example.org.", valueName: "name"))
  var name: String?

  @Flag(help: "Print what others verify with instead: the public key.")
  var verifier = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try OutputFile.refuseExisting(to.output, since: "no checkpoint can be made again")
    let key = try KeyFile(key).readOrMake(name: name)
    if verifier { return Terminal.print(key.verifier.description) }
    let session = try Session(database, to: .examine)
    try session.requireAll()
    var verification = Verification(erasure: EvidenceLine.erased)
    try verification.read(session.log)
    if let fault = verification.faults.first {
      throw Failure("The log is not sound, so that it is not signed; \(fault)", .difference)
    }
    let checkpoint = Checkpoint(origin: key.name, size: verification.tree.size, root: verification.tree.root)
    try to.write(Array(checkpoint.signed(by: key).utf8))
  }
}
