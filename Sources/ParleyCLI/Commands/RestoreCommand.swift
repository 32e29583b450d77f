import ArgumentParser
import EventStore
import Evidence
import Imports
import ReadModels
import System

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup into an empty database, and verify it.",
    discussion: """
      Positions, hashes and what followers have seen are as they were, so that checkpoints still hold. A backup is \
      a program as well as data: restore only what comes from where you trust.
      """)

  @Argument(help: "What “parley backup” wrote, or - for standard input.", completion: .file())
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let archive = try ImportFile(file)
    let connection = try database.connect(as: .user)
    let hadRoles = try Backup(connection, environment: Environment.all).restore(from: archive.descriptor)
    let session = try Session(database, to: .setUp)
    try session.rebuild.run(from: session.log)
    try session.readModels.forget()
    var verification = Verification(erasure: EvidenceLine.erased)
    try verification.read(session.log)
    Terminal.print("Restored \(verification.tree.size) events.")
    if hadRoles {
      Terminal.note("Who may do what is not in a backup; “parley init --roles” sets it up again.")
    }
    try verification.report()
  }
}
