import ArgumentParser
import EventStore
import Evidence
import Talks

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write the whole log with its hashes, to be verified elsewhere.",
    discussion: "“parley verify FILE --checkpoint FILE” verifies it on a machine without a database.")

  @Option(
    name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let desk = try Desk(database, toRecord: true)
    let file = try OutputFile(output)
    var lines: [UInt8] = []
    _ = try desk.log.forEachStoredEvent { event in
      lines += JSONWriter.of { EvidenceLine.write(event, to: &$0) }.bytes + [UInt8(ascii: "\n")]
      if lines.count > 1 << 16 {
        try file.write(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try file.write(lines)
    try file.finish()
  }
}
