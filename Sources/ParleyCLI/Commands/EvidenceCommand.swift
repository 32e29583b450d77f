import Answers
import ArgumentParser
import EventStore
import Evidence
import Talks

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write the whole log with its hashes, to be verified elsewhere.",
    discussion: """
      “parley verify FILE --checkpoint FILE” verifies it on a machine without a database. Under a ceiling it takes \
      --provable: of what is withheld the leaves of the Merkle tree are there, so that the rest verifies, and how \
      many events are withheld shows.
      """)

  @OptionGroup var to: OutputOptions

  @OptionGroup var sharing: CeilingOptions

  @Flag(help: "Show under a ceiling how many events are withheld, and where, so that the rest verifies.")
  var provable = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if provable != (sharing.ceiling != nil) {
      throw ValidationError(
        "--ceiling and --provable go together: what verifies shows how many events are withheld.")
    }
  }

  func run() throws {
    let ceiling = try sharing.chosen
    let session = try Session(database, to: .examine)
    try session.requireAll()
    // Only the exact bytes of an event verify, so one released in part is withheld.
    let told = try ceiling.map {
      try Set(session.log.extract(upTo: $0).told.filter(\.isWhole).map(\.position))
    }
    var verification = Verification(erasure: EvidenceLine.erased)
    var withheld = 0
    let file = try to.file()
    var lines = ceiling.map { EvidenceLine.header($0).bytes + [UInt8(ascii: "\n")] } ?? []
    func judge(_ head: StoredHead?) throws {
      verification.finish(head: head)
      if let fault = verification.faults.first {
        throw Failure("The log is not sound, so that no evidence of it is written; \(fault)", .difference)
      }
    }
    func write(_ event: StoredEvent) throws {
      let isTold = told?.contains(event.entry.position) ?? true
      if !isTold { withheld += 1 }
      lines +=
        JSONWriter.of {
          isTold ? EvidenceLine.write(event, to: &$0) : EvidenceLine.write(withheld: event, to: &$0)
        }.bytes
      lines.append(UInt8(ascii: "\n"))
      if lines.count > 1 << 16 {
        try file.write(lines)
        lines.removeAll(keepingCapacity: true)
      }
    }
    try session.log.forEachStoredEvent(judging: { verification.take($0) }, end: judge, using: write)
    try file.write(lines)
    try file.finish()
    guard ceiling != nil else { return }
    let sentence = "This shows that \(withheld) events were withheld."
    if to.output ?? "-" == "-" { Terminal.note(sentence) } else { Terminal.print(sentence) }
  }
}
