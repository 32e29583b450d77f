import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A backup moves the log whole into another cluster, or says why not")
final class BackupTests {
  private static let elsewhere = Result { try TestCluster() }

  private let source: Program
  private let folder: String

  /// The chronicle of Colombia.
  private static let prepared = Result {
    try PreparedRecord { program in
      let outcome = try program.run("import", Example.chronicle("colombia"))
      #expect(outcome.status == 0, "\(outcome)")
    }
  }

  init() throws {
    source = try Self.prepared.get().copy()
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var file: String { "\(folder)/talks.backup" }

  private func target() throws -> Program {
    Program(conninfo: try Self.elsewhere.get().freshDatabase())
  }

  private func run(_ program: Program, _ words: String...) throws -> Program.Outcome {
    try program.run(words, environment: ["XDG_CONFIG_HOME": folder])
  }

  /// The schema of the log and what is in it, as SQL.
  private func log(_ program: Program) throws -> String {
    let outcome = try program.shell(
      "pg_dump --schema=log --no-owner --no-acl \"$DATABASE_URL\" | grep -v restrict")
    #expect(outcome.complaint == "")
    return outcome.output
  }

  private func schemas(_ program: Program) throws -> [String] {
    try Connection(program.conninfo).query(
      "SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^(log|read)' ORDER BY 1"
    ).map { try $0.get(0) }
  }

  @Test(
    "with positions, hashes and followers, into no log or an empty one, and recording goes on",
    arguments: [false, true])
  func moves(isSetUp: Bool) throws {
    let checkpoint = "\(folder)/checkpoint"
    #expect(try run(source, "checkpoint", "--name", "desk.example", "-o", checkpoint).status == 0)
    _ = try source.shell("timeout 1 parley watch --after 0 --name desk")
    let written = try source.run("backup", file)
    #expect(written.status == 0 && written.complaint == "", "\(written)")
    let count: Int64 = try Connection(source.conninfo).query("SELECT position FROM log.head")[0].get(0)
    #expect(written.output == "Wrote \(count) events to “\(file)”.\n")

    let target = try target()
    if isSetUp { #expect(try target.run("init").status == 0) }
    let restored = try target.run("restore", file)
    #expect(restored.status == 0 && restored.complaint == "", "\(restored)")
    #expect(
      restored.output.hasPrefix(
        "Restored \(count) events.\nAll \(count) events are as they were recorded.\nroot "))
    #expect(try log(target) == log(source))
    #expect(try schemas(target) == ["log", "read"])
    #expect(try target.run("rebuild", "--check").status == 0)
    #expect(try target.run("list").output == source.run("list").output)

    let logged = try target.run("log", "note-added", "demo", "--on", "2003", "--title", "Later")
    #expect(
      logged.output.contains("as event \(count + 1) (") && logged.output.contains("), version 1"), "\(logged)"
    )
    let verified = try run(target, "verify", "--checkpoint", checkpoint)
    #expect(verified.status == 0 && verified.output.contains("agree with the checkpoint"), "\(verified)")
    let watched = try target.shell("timeout 1 parley watch --name desk")
    #expect(
      watched.output.hasPrefix("\(count + 1) ") && watched.output.hasSuffix("  demo  2003  Later (desk)\n"))
  }

  @Test("through a pipe, and by hand with pg_dump and pg_restore")
  func byHand() throws {
    let pipe = try target()
    let outcome = try source.shell("parley backup - | DATABASE_URL='\(pipe.conninfo)' parley restore -")
    #expect(outcome.status == 0 && outcome.complaint == "", "\(outcome)")
    #expect(try log(pipe) == log(source))

    #expect(try source.run("backup", file).status == 0)
    let whole = "\(folder)/whole"
    #expect(try source.shell("pg_dump --format=custom --file=\(whole) \"$DATABASE_URL\"").status == 0)
    for way in ["\(file)", "< \(file)", "--jobs=2 \(file)", whole] {
      let target = try target()
      let restored = try target.shell("pg_restore --dbname=\"$DATABASE_URL\" --no-owner --no-acl \(way)")
      #expect(restored.status == 0 && restored.complaint == "", "\(way): \(restored)")
      #expect(try target.run("verify").status == 0, "\(way)")
      #expect(try log(target) == log(source), "\(way)")
    }

    let dump = "\(folder)/dump"
    #expect(try source.shell("pg_dump -Fc --schema=log --file=\(dump) \"$DATABASE_URL\"").status == 0)
    let target = try target()
    #expect(try target.run("restore", dump).status == 0)
    #expect(try log(target) == log(source))
  }

  @Test("but not over events that are there")
  func occupied() throws {
    #expect(try source.run("backup", file).status == 0)
    let target = try target()
    #expect(try target.run("log", "note-added", "demo", "--on", "2003", "--title", "Mine").status == 0)
    let before = try log(target)
    let outcome = try target.run("restore", file)
    #expect(outcome.status == 73 && outcome.output == "")
    #expect(
      outcome.complaint
        == "parley: The log of this database holds events already; restore into an empty one, such as with PARLEY_DATA set to a new folder.\n"
    )
    #expect(try log(target) == before)
  }

  @Test("unless the file is missing, foreign, cut short or changed in any byte; then nothing is restored")
  func unreadable() throws {
    #expect(try source.run("backup", file).status == 0)
    let whole = [UInt8](try Data(contentsOf: URL(filePath: file)))
    let (bare, empty) = (try target(), try target())
    #expect(try empty.run("init").status == 0)
    let before = try log(empty)
    func refused(_ name: String, _ status: Int32, _ sentence: String) throws {
      for program in [bare, empty] {
        let outcome = try program.run("restore", name)
        #expect(outcome.status == status && outcome.output == "", "\(name): \(outcome)")
        #expect(outcome.complaint.hasPrefix("parley: \(sentence)"), "\(name): \(outcome)")
        #expect(outcome.complaint.count { $0 == "\n" } == 1)
      }
      #expect(try schemas(bare) == [] && schemas(empty) == ["log", "read"], "\(name)")
    }
    func changed(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
      return "\(folder)/\(name)"
    }
    let unfit = "The file is no backup that can be restored: "
    try refused("/nonexistent/x", 66, "“/nonexistent/x” cannot be read: No such file or directory.\n")
    try refused(folder, 66, "“\(folder)” cannot be read: Is a directory.\n")
    try refused(Example.journal, 65, "\(unfit)did not find magic string in file header.\n")
    try refused(changed("none", []), 65, unfit)
    // Without its last line it is pg_dump's alone, which is cut short as well.
    for share in [1, 50, 90] {
      try refused(changed("cut", Array(whole.prefix(whole.count * share / 100))), 65, unfit)
    }
    for place in stride(from: 5, to: whole.count - 90, by: whole.count / 6) {
      var bytes = whole
      bytes[place] ^= 1
      try refused(changed("changed", bytes), 65, "\(unfit)it is damaged.\n")
    }
    try Connection(source.conninfo).script("CREATE SCHEMA other CREATE TABLE event (x int)")
    for (schema, sentence) in [
      ("other", "there is no log of parley in it.\n"),
      ("*", "there is more than a log in it, so that it takes pg_restore.\n"),
    ] {
      let dump = try source.shell("pg_dump -Fc --schema='\(schema)' \"$DATABASE_URL\" > \(folder)/dump")
      #expect(dump.status == 0, "\(dump)")
      try refused("\(folder)/dump", 65, unfit + sentence)
    }
    #expect(try log(empty) == before)
  }

  @Test("nor one that a later parley made; and what was tampered with before is told")
  func suspect() throws {
    let owner = try Connection(source.conninfo)
    try owner.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER ALL; UPDATE log.event SET by = 'other' WHERE position = 7;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_stays
      """)
    #expect(try source.run("backup", file).status == 0)
    let told = try target().run("restore", file)
    #expect(told.status == 1 && told.output.contains("event 7: "), "\(told)")

    try owner.script(
      "INSERT INTO log.migration (number, name, release, sha256) VALUES (999, 'later', '9.9.9', '')")
    try FileManager.default.removeItem(atPath: file)
    #expect(try source.run("backup", file).status == 0)
    let target = try target()
    let outcome = try target.run("restore", file)
    #expect(outcome.status == 69 && outcome.output == "", "\(outcome)")
    #expect(outcome.complaint.contains("a newer version of parley"))
    #expect(try schemas(target) == [])
  }

  @Test("made by an auditor, with a password that no command line shows; roles are set up again")
  func roles() throws {
    #expect(try source.run("init", "--roles").status == 0)
    let user = "reader_\(UUID().uuidString.prefix(8).lowercased())"
    let owner = try Connection(source.conninfo)
    try owner.script(
      "CREATE USER \(user) PASSWORD 'very secret' IN ROLE parley_auditor, \(TestCluster.passwordRole)")
    let database: String = try owner.query("SELECT current_database()::text")[0].get(0)
    let place = try TestCluster.shared().conninfo(database: database, user: user)
    let programs = try programs("echo \"$0 $@\" >> \(folder)/words; exec /usr/bin/$(basename $0) \"$@\"")
    let written = try Program(conninfo: "\(place) password='very secret'").run(
      ["backup", file], environment: programs)
    #expect(written.status == 0, "\(written)")
    #expect(try String(contentsOfFile: "\(folder)/words", encoding: .utf8).contains("secret") == false)

    // Into a cluster without the roles, then into one that has them, where the log was shared before.
    let note = "Who may do what is not in a backup; “parley init --roles” sets it up again.\n"
    for isShared in [false, true] {
      let target = try target()
      if isShared { #expect(try target.run("init", "--roles").status == 0) }
      let restored = try target.run("restore", file)
      #expect(restored.status == 0 && restored.complaint == note, "\(restored)")
      #expect(try target.run("init", "--roles").status == 0)
      let writer = "writer_\(UUID().uuidString.prefix(8).lowercased())"
      let connection = try Connection(target.conninfo)
      try connection.script("CREATE USER \(writer) IN ROLE parley_writer")
      let name: String = try connection.query("SELECT current_database()::text")[0].get(0)
      let logged = try Program(conninfo: Self.elsewhere.get().conninfo(database: name, user: writer)).run(
        "log", "note-added", "demo", "--on", "2003", "--title", "Mine")
      #expect(logged.status == 0, "\(logged)")
      #expect(try target.run("verify").status == 0)
    }

    let stranger = "stranger_\(UUID().uuidString.prefix(8).lowercased())"
    let target = try target()
    let superuser = try Connection(target.conninfo)
    try superuser.script("CREATE USER \(stranger)")
    let name: String = try superuser.query("SELECT current_database()::text")[0].get(0)
    let refused = try Program(conninfo: Self.elsewhere.get().conninfo(database: name, user: stranger)).run(
      "restore", file)
    #expect(refused.status == 77 && refused.output == "", "\(refused)")
    #expect(refused.complaint == "parley: pg_restore failed: permission denied for database \(name).\n")
  }

  @Test("says so where it lacks the key of imported lines, and whoever owns the log makes one that has it")
  func importKey() throws {
    #expect(try source.run("init", "--roles").status == 0)
    let owner = try Connection(source.conninfo)
    let database: String = try owner.query("SELECT current_database()::text")[0].get(0)
    let note =
      "The backup lacks the key by which lines that were imported are known again, so that a store restored from it takes them for new; a superuser or a member of parley_owner makes a whole one.\n"
    for (rights, complaint, isKnown) in [
      ("IN ROLE parley_auditor", note, false), ("IN ROLE parley_auditor, parley_owner", "", true),
      ("SUPERUSER", "", true),
    ] {
      let user = "user_\(UUID().uuidString.prefix(8).lowercased())"
      try owner.script("CREATE USER \(user) \(rights)")
      let place = try TestCluster.shared().conninfo(database: database, user: user)
      let backup = "\(folder)/\(user)"
      let written = try Program(conninfo: place).run("backup", backup)
      #expect(written.status == 0 && written.complaint == complaint, "\(rights): \(written)")
      let target = try target()
      #expect(try target.run("restore", backup).status == 0)
      let again = try target.run("import", "--dry-run", Example.chronicle("colombia"))
      #expect(again.output.hasPrefix("Would record 0 new events") == isKnown, "\(rights): \(again)")
    }
  }

  /// The variables with which parley finds programs that are these lines of shell.
  private func programs(_ script: String, version: Int = 99) throws -> [String: String] {
    let place = "\(folder)/programs-\(version)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for name in ["pg_dump", "pg_restore"] {
      let text =
        "#!/bin/sh\n[ \"$1\" = --version ] && exec echo \"\(name) (PostgreSQL) \(version).1\"\n\(script)\n"
      try text.write(toFile: "\(place)/\(name)", atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(place)/\(name)")
    }
    return ["PARLEY_PG_BIN": place]
  }

  @Test("and leaves no half of a file where pg_dump is missing, too old, or fails")
  func failures() throws {
    let major = try Connection(source.conninfo).serverVersion / 10_000
    let remedy =
      "install it (on Debian and Ubuntu: apt-get install postgresql-client-\(major)), or set PARLEY_PG_BIN to the folder of its programs.\n"
    let fails = "echo half; echo 'pg_dump: error: query failed: ERROR:  out of shared memory' >&2; exit 1"
    for (environment, status, sentence) in [
      (
        ["PARLEY_PG_BIN": "/nonexistent"], 69,
        "It takes pg_dump of PostgreSQL \(major) or later, and none was found: \(remedy)"
      ),
      (
        try programs("", version: 14), 69,
        "It takes pg_dump of PostgreSQL \(major) or later, and only that of 14 was found: \(remedy)"
      ),
      (try programs(fails), 70, "pg_dump failed: out of shared memory.\n"),
    ] as [([String: String], Int32, String)] {
      let outcome = try source.run(["backup", file], environment: environment)
      #expect(outcome.status == status && outcome.output == "", "\(outcome)")
      #expect(outcome.complaint == "parley: \(sentence)")
    }
    try Data("kept".utf8).write(to: URL(filePath: "\(folder)/kept"))
    let kept = try source.run("backup", "\(folder)/kept")
    #expect(kept.status == 73 && kept.output == "", "\(kept)")
    #expect(
      kept.complaint
        == "parley: “\(folder)/kept” is there already; give another name, since the backup in it may be the only one of its time.\n"
    )
    #expect(try String(contentsOfFile: "\(folder)/kept", encoding: .utf8) == "kept")
    let nowhere = try source.run("backup", "/nonexistent/x")
    #expect(nowhere.status == 73 && nowhere.complaint.contains("its folder does not exist"))
    let full = try source.run("backup", "/dev/full")
    #expect(full.status == 73 && full.complaint.contains("the disk is full"), "\(full)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("talks") } == [])
  }
}
