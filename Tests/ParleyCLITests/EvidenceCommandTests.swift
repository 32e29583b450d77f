import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What was changed behind the log's back is found, and where")
struct EvidenceCommandTests {
  private let program: Program
  private let connection: Connection
  private let folder: String

  /// The chronicle of Colombia.
  private static let prepared = Result {
    try PreparedRecord { program in
      let outcome = try program.run("import", Example.chronicle("colombia"))
      #expect(outcome.status == 0, "\(outcome)")
    }
  }

  init() throws {
    program = try Self.prepared.get().copy()
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    connection = try Connection(program.conninfo)
  }

  private func run(_ words: String...) throws -> Program.Outcome {
    try program.run(words, environment: ["XDG_CONFIG_HOME": folder])
  }

  private func checkpoint() throws -> String {
    let path = "\(folder)/checkpoint-\(UUID().uuidString)"
    let outcome = try run("checkpoint", "--name", "desk.example", "--output", path)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return path
  }

  /// Changes the log as one can who owns the database.
  private func tamper(_ sql: String) throws {
    try connection.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER ALL; \(sql);
      ALTER TABLE log.event ENABLE TRIGGER ALL;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_stays;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_changes_extracts;
      """)
  }

  @Test("a sound log is verified, in the database and away from it")
  func sound() throws {
    let path = try checkpoint()
    let inside = try run("verify", "--checkpoint", path)
    #expect(inside.status == 0, "\(inside)")
    #expect(inside.output.contains("are as they were recorded and agree with the checkpoint.\nroot "))
    let evidence = "\(folder)/evidence"
    #expect(try run("evidence", "--output", evidence).status == 0)
    let verifier = try run("checkpoint", "--verifier").output.trimmingCharacters(in: .newlines)
    #expect(try run("prove", "5", "--checkpoint", path, "--output", "\(folder)/proof").status == 0)

    // On another machine: no database, no key.
    let away = Program(conninfo: "host=/tmp/none-such")
    let offline = try away.run(
      ["verify", evidence, "--checkpoint", path, "--verifier", verifier],
      environment: ["HOME": "/nonexistent"])
    #expect(offline.status == 0 && inside.output.hasPrefix(offline.output), "\(offline)")
    let access = "Who may see or do what is as the record and this parley make it: "
    #expect(inside.output.dropFirst(offline.output.count).hasPrefix(access), "\(inside)")
    let proof = try away.run(
      ["verify", "--proof", "\(folder)/proof", "--verifier", verifier], environment: ["HOME": "/nonexistent"])
    #expect(proof.status == 0 && proof.output.hasPrefix("Event 5 ("), "\(proof)")

    let changed = try String(contentsOfFile: "\(folder)/proof", encoding: .utf8)
      .replacingOccurrences(of: "\"version\":", with: "\"version\":1")
    try changed.write(toFile: "\(folder)/proof", atomically: true, encoding: .utf8)
    let refuted = try run("verify", "--proof", "\(folder)/proof")
    #expect(refuted.status == 1)
    #expect(refuted.complaint == "parley: The event is not in the log of the checkpoint.\n")
  }

  @Test("what verifying does not show is said, and what was signed is not overwritten")
  func limits() throws {
    let path = try checkpoint()
    let again = try run("checkpoint", "--output", path)
    #expect(
      again.status == 73
        && again.complaint
          == "parley: “\(path)” is there already; give another name, since no checkpoint can be made again.\n"
    )
    let evidence = "\(folder)/evidence"
    #expect(try run("evidence", "--output", evidence).status == 0)
    let alone = try run("verify", evidence)
    #expect(alone.status == 0)
    #expect(
      alone.complaint.contains(
        "Without a checkpoint, neither a tail that was cut off nor a log that was rewritten as a whole shows."
      ))
    #expect(try run("prove", "5", "--checkpoint", path, "--output", "\(folder)/proof").status == 0)
    let mistaken = try run("verify", "\(folder)/proof")
    #expect(
      mistaken.status == 64
        && mistaken.complaint
          == "parley: “\(folder)/proof” is the proof of one event; verify it with --proof.\n"
    )
    // A lost line is one fault of place, not one a line.
    let lines = try String(contentsOfFile: evidence, encoding: .utf8).split(separator: "\n")
    let lost = (lines.prefix(4) + lines.dropFirst(5)).joined(separator: "\n") + "\n"
    try lost.write(toFile: evidence, atomically: true, encoding: .utf8)
    let found = try run("verify", evidence)
    #expect(found.status == 1 && found.output.components(separatedBy: "ought to be").count == 2, "\(found)")
    try (lost + "{}\n").write(toFile: evidence, atomically: true, encoding: .utf8)
    let damaged = try run("verify", evidence)
    #expect(damaged.status == 65 && damaged.complaint.contains("This is not what “parley evidence” wrote. "))
  }

  @Test(
    "a change of any column of an event",
    arguments: [
      "body = overlay(body placing 'x' from 10 for 1)", "body = body || ' '", "salt = salt || '\\x00'",
      "type = 'note-added'", "by = by || '.'", "known = known - interval '1 microsecond'",
      "recorded = recorded + interval '1 microsecond'", "id = gen_random_uuid()", "version = 1000",
      "commitment = sha256(commitment)", "leaf = sha256(leaf)", "chain = sha256(chain)",
    ])
  func anyColumn(change: String) throws {
    try tamper("UPDATE log.event SET \(change) WHERE position = 7")
    let outcome = try run("verify")
    #expect(outcome.status == 1 && outcome.output.contains("event 7: "), "\(change): \(outcome)")
    #expect(try run("checkpoint", "--name", "desk.example").status == 1)
  }

  @Test("an exchanged pair, a removed tail, and a log rewritten as a whole")
  func whole() throws {
    let path = try checkpoint()
    let last: Int64 = try connection.query("SELECT position FROM log.head")[0].get(0)
    try tamper(
      """
      UPDATE log.event SET position = 0 WHERE position = 4; UPDATE log.event SET position = 4 WHERE position = 5;
      UPDATE log.event SET position = 5 WHERE position = 0
      """)
    #expect(try run("verify").output.hasPrefix("event 4: "))
    try tamper(
      """
      UPDATE log.event SET position = 0 WHERE position = 4; UPDATE log.event SET position = 4 WHERE position = 5;
      UPDATE log.event SET position = 5 WHERE position = 0
      """)
    #expect(try run("verify", "--checkpoint", path).status == 0)

    // Whoever has the whole database can make all of it fit again; a checkpoint elsewhere cannot be made to.
    try tamper(
      """
      DELETE FROM log.event WHERE position > \(last - 2);
      UPDATE log.head SET (position, chain) = (SELECT position, chain FROM log.event ORDER BY position DESC LIMIT 1)
      """)
    #expect(try run("rebuild").status == 0)
    #expect(try run("verify").status == 0)
    let cut = try run("verify", "--checkpoint", path)
    #expect(cut.status == 1 && cut.output.contains("its tail was removed"))
  }

  @Test("a checkpoint of a stranger, and none at all, say what to do")
  func strangers() throws {
    let path = try checkpoint()
    let stranger = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    var outcome = try run("verify", "--checkpoint", path, "--verifier", stranger)
    #expect(outcome.status == 65)
    #expect(outcome.complaint == "parley: The checkpoint is not signed by sum.golang.org.\n")
    outcome = try run("verify", "--checkpoint", path, "--verifier", "x+y+z")
    #expect(outcome.status == 64 && outcome.complaint.contains("“parley checkpoint --verifier” prints one."))
    outcome = try run("prove", "100000", "--checkpoint", path)
    #expect(outcome.status == 65 && outcome.complaint.contains("there is no event 100000 among them."))
    outcome = try program.run(
      ["verify", "--checkpoint", path], environment: ["XDG_CONFIG_HOME": "\(folder)/none"])
    #expect(outcome.status == 64)
    #expect(
      outcome.complaint == "parley: There is no key to verify with; give the signer's with --verifier.\n")
    outcome = try run("verify", Example.journal)
    #expect(outcome.status == 65 && outcome.complaint.contains("korea.jsonl:1: "))
    outcome = try program.run(
      ["checkpoint", "--name", "two words"], environment: ["XDG_CONFIG_HOME": "\(folder)/new"])
    #expect(outcome.status == 64 && outcome.complaint.contains("it has no spaces and no +."))
  }

  @Test("of a log that is not sound no evidence is written, to a file or in a pipe")
  func noEvidence() throws {
    let path = "\(folder)/evidence"
    try tamper("UPDATE log.event SET by = by || '.' WHERE position = (SELECT position FROM log.head)")
    for words in [
      ["evidence"], ["evidence", "--output", path], ["evidence", "--ceiling", "GREEN", "--provable"],
    ] {
      let outcome = try program.run(words)
      #expect(
        outcome.status == 1 && outcome.output == ""
          && outcome.complaint.hasPrefix(
            "parley: The log is not sound, so that no evidence of it is written; event "),
        "\(outcome)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test("a key that others can read, or that is another's, is used for nothing, and none is made so")
  func openKey() throws {
    let key = "\(folder)/key"
    let made = try program.shell(
      "umask 0; parley checkpoint --key \(key) --name desk.example > \(folder)/signed")
    #expect(made.status == 0, "\(made)")
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    func refusals() throws -> [Program.Outcome] {
      [
        try run("checkpoint", "--key", key), try run("checkpoint", "--key", key, "--verifier"),
        try run("verify", "--key", key, "--checkpoint", "\(folder)/signed"),
      ]
    }
    for mode in [0o640, 0o604, 0o620, 0o610] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
      for outcome in try refusals() {
        #expect(
          outcome.status == 66 && outcome.output == ""
            && outcome.complaint
              == "parley: The key in “\(key)” can be read by others; take that from them with chmod 600, and sign with a new key if somebody may have read it.\n",
          "\(outcome)")
      }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    #expect(try refusals().allSatisfy { $0.status == 0 })
    guard geteuid() == 0 else { return }
    try FileManager.default.setAttributes([.ownerAccountID: 65534], ofItemAtPath: key)
    for outcome in try refusals() {
      #expect(
        outcome.status == 66
          && outcome.complaint
            == "parley: The key in “\(key)” belongs to another account; make one of your own, or have the file given to you (chown).\n",
        "\(outcome)")
    }
  }
}
