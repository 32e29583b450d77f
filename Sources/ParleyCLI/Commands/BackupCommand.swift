import Answers
import ArgumentParser
import EventStore
import System

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Write the whole log to one file, for “parley restore”.",
    discussion: """
      The file is what pg_dump writes in its custom format, so that pg_restore takes it as well. Others may go on \
      recording meanwhile. The tables are left out, since they follow from the log. A file that is there already is never replaced.
      """)

  @Argument(
    help: "The file to write, or - for standard output; it appears when it is whole.", completion: .file())
  var file: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try OutputFile.refuseExisting(file, since: "the backup in it may be the only one of its time")
    let session = try Session(database, to: .backUp)
    try session.requireAll(ever: true)
    let backup = try Backup(session.connection, environment: Environment.all)
    let output = try OutputFile(file)
    let count = try backup.write(output.write)
    try output.finish()
    if try backup.lacksImportKey() {
      Terminal.note(
        "The backup lacks the key by which lines that were imported are known again, so that a store restored from it takes them for new; a superuser or a member of parley_owner makes a whole one."
      )
    }
    if file != "-" { Terminal.print("Wrote \(count) events to “\(file.harmless)”.") }
  }
}
