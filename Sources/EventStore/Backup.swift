import Evidence
import Glibc
package import Postgres
import System

/// A dump of the log in one file: pg_dump's custom format with a digest line appended that reveals damage.
///
/// It holds the schema `log` with all its functions, but not the tables, which are derived from the log.
package struct Backup {
  private let connection: Connection
  private let programs: Installation
  private let environment: [String: String]

  /// - Parameter environment: that of this program.
  package init(_ connection: Connection, environment: [String: String]) throws(ServerError) {
    self.connection = connection
    programs = try .clients(for: connection.serverVersion / 10_000, environment: environment)
    // Keeps secrets off the command line, where others could read them, and messages in English.
    self.environment = environment.filter { !$0.key.hasPrefix("PG") }
      .merging(connection.environment) { $1 }.merging(["LC_ALL": "C"]) { $1 }
  }

  /// The reason why a backup was not made or not restored; nothing of it is left then.
  package enum Failure: Error, CustomStringConvertible {
    /// The file is not a backup by parley, or is damaged.
    case unreadable(String)
    /// The database has a log with events in it.
    case occupied
    /// A PostgreSQL program failed; carries its message.
    case failed(program: String, String)
    /// The server's disk is full.
    case noSpace

    package var description: String {
      switch self {
      case .unreadable(let reason): "The file is no backup that can be restored: \(reason)."
      case .occupied:
        "The log of this database holds events already; restore into an empty one, such as with PARLEY_DATA set to a new folder."
      case .failed(let program, let reason): "\(program) failed: \(reason)."
      case .noSpace: "The database's disk is full; free some space and try again."
      }
    }
  }

  private func program(_ name: String, _ arguments: [String]) -> Subprocess {
    Subprocess(
      path: programs.program(name), arguments: ["--no-password"] + arguments, environment: environment,
      account: .current)
  }

  // MARK: Writing

  /// Whether the key of the ids of imported lines is kept from this session, and so from its backups.
  package func lacksImportKey() throws -> Bool {
    try connection.query("SELECT row_security_active('log.secret')")[0].get(0)
  }

  private static let mark = "\nparley-backup sha256 "

  /// Passes a consistent snapshot of the log to the body, piece by piece; returns its number of events.
  package func write(_ body: ([UInt8]) throws -> Void) throws -> Int64 {
    // The other program has to see what this session sees.
    try connection.requireSession()
    do { return try write(sharingSnapshot: true, body) } catch let error as PostgresError
      where error.code == .diskFull
    {
      // A snapshot is shared through a file. Where the server has no room for it, nobody can append meanwhile either.
      return try write(sharingSnapshot: false, body)
    }
  }

  /// - Parameter isShared: whether pg_dump sees exactly the events that are counted.
  private func write(sharingSnapshot isShared: Bool, _ body: ([UInt8]) throws -> Void) throws -> Int64 {
    try connection.transaction(.readOnlySnapshot) {
      let row = try connection.query("SELECT (SELECT count(*) FROM log.event), current_user::text")[0]
      let (count, role) = (try row.get(0, as: Int64.self), try row.get(1, as: String.self))
      let snapshot: [String] =
        isShared
        ? ["--snapshot=\(try connection.query("SELECT pg_export_snapshot()")[0].get(0, as: String.self))"]
        : []
      var digest = RunningDigest()
      // Without this option pg_dump refuses tables under row security; the role has to see every row.
      let result = try program(
        "pg_dump",
        ["--format=custom", "--schema=log", "--role=\(role)", "--enable-row-security"] + snapshot
      ).stream { piece in
        digest.add(piece)
        try body(piece)
      }
      guard result.status == 0 else { throw failure(of: "pg_dump", result.errors) }
      try body(Array("\(Self.mark)\(digest.finish())\n".utf8))
      return count
    }
  }

  // MARK: Restoring

  /// Restores the log from a file in place of a missing or empty one; an error leaves that unchanged.
  ///
  /// - Parameter file: an open file that can be read more than once.
  /// - Returns: whether the log is, or was, shared by roles, which are not restored.
  package func restore(from file: Int32) throws -> Bool {
    let archive = try Descriptor(duplicating: file)
    try connection.requireSession()
    try checkDigest(archive)
    let contents = try contents(archive)
    // No other parley sets up a log meanwhile.
    try connection.script("SET lock_timeout = '30s'")
    defer { try? connection.script("RESET lock_timeout") }
    try connection.query("SELECT pg_advisory_lock(\(Migrations.lock))")
    defer { _ = try? connection.query("SELECT pg_advisory_unlock(\(Migrations.lock))") }
    let hasOld = try setAside()
    do {
      _ = try pgRestore(["--dbname=", "--single-transaction", "--no-owner", "--no-acl"], archive)
      try Migrations.apply(to: connection)
      try Migrations.verify(connection)
      // Who has which ceiling is not restored, nor what each of them sees.
      try connection.script(
        "DELETE FROM log.clearance; DELETE FROM log.extract; DELETE FROM log.erasure; UPDATE log.head SET is_limited = false"
      )
    } catch {
      try? connection.transaction {
        try connection.script("\(Self.quietly) DROP SCHEMA IF EXISTS log CASCADE")
        if hasOld { try connection.script("ALTER SCHEMA log_before RENAME TO log") }
      }
      throw error
    }
    try connection.script("BEGIN; \(Self.quietly) DROP SCHEMA IF EXISTS log_before CASCADE; COMMIT")
    let roles = try connection.query("SELECT FROM pg_roles WHERE rolname = 'parley_owner'")
    return !roles.isEmpty || contents.contains { $0.hasSuffix(" parley_owner") }
  }

  private static let quietly = "SET LOCAL client_min_messages = warning;"

  /// Moves an empty log out of the way; returns whether there was one.
  private func setAside() throws -> Bool {
    try connection.transaction {
      try connection.script("\(Self.quietly) DROP SCHEMA IF EXISTS log_before CASCADE")
      if try connection.query("SELECT FROM pg_namespace WHERE nspname = 'log'").isEmpty { return false }
      // Wait for appends under way.
      try connection.script("LOCK TABLE log.event IN SHARE MODE")
      guard try connection.query("SELECT FROM log.event LIMIT 1").isEmpty else { throw Failure.occupied }
      try connection.script("ALTER SCHEMA log RENAME TO log_before")
      return true
    }
  }

  /// Throws unless the digest line matches the contents above it; a plain pg_dump file has none.
  private func checkDigest(_ archive: borrowing Descriptor) throws {
    let length = Self.mark.utf8.count + 2 * Digest.zero.bytes.count + 1
    let rest = lseek(archive.number, 0, SEEK_END) - length
    guard rest > 0, lseek(archive.number, rest, SEEK_SET) == rest,
      let line = try archive.readPiece().map({ String(decoding: $0, as: UTF8.self) }),
      line.hasPrefix(Self.mark)
    else { return }
    var digest = RunningDigest()
    var left = rest
    lseek(archive.number, 0, SEEK_SET)
    while left > 0, let piece = try archive.readPiece(atMost: min(left, 1 << 16)) {
      digest.add(piece)
      left -= piece.count
    }
    guard line == "\(Self.mark)\(digest.finish())\n" else { throw Failure.unreadable("it is damaged") }
  }

  /// The table of contents, a line a thing; throws unless there is a log in it and nothing else.
  private func contents(_ archive: borrowing Descriptor) throws -> [Substring] {
    let lines = try pgRestore(["--list"], archive).split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix(";") }
    // Such as “215; 1259 16386 TABLE DATA log event postgres” or “5; 2615 16385 SCHEMA - log postgres”.
    let isLog = lines.map { line in
      let words = line.split(separator: " ").dropFirst(3)
        .drop { $0.allSatisfy { "A"..."Z" ~= $0 } }.drop { $0 == "-" || $0 == "SCHEMA" }
      return words.first == "log"
    }
    guard lines.contains(where: { $0.contains(" TABLE DATA log event ") }) else {
      throw Failure.unreadable("there is no log of parley in it")
    }
    guard isLog.allSatisfy({ $0 }) else {
      throw Failure.unreadable("there is more than a log in it, so that it takes pg_restore")
    }
    return lines
  }

  /// Runs pg_restore on the file and returns its output.
  private func pgRestore(_ arguments: [String], _ archive: borrowing Descriptor) throws -> String {
    lseek(archive.number, 0, SEEK_SET)
    let result = try program("pg_restore", ["--format=custom"] + arguments).run(input: archive)
    guard result.status == 0 else { throw failure(of: "pg_restore", result.output) }
    return result.output
  }

  private func failure(of program: String, _ output: String) -> Failure {
    let complaint = Complaint(in: output)
    if complaint.mentionsNoSpace { return .noSpace }
    if let said = complaint.text.firstRange(of: "ERROR:  ") {
      return .failed(program: program, String(complaint.text[said.upperBound...]))
    }
    return program == "pg_restore" ? .unreadable(complaint.text) : .failed(program: program, complaint.text)
  }
}
