import ArgumentParser
import EventStore
import Evidence
import Glibc
import Talks

struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server",
    abstract: "Start, stop or look at parley's own PostgreSQL.",
    subcommands: [Start.self, Stop.self, Status.self, Psql.self, Upgrade.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Start it, set up first if need be.")
    func run() throws {
      let server = try DatabaseOptions.embeddedServer
      let started = try server.start(note: Terminal.note)
      Terminal.print("\(started ? "Started" : "It runs already") in \(server.dataFolder).")
    }
  }

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stop it; what is under way is rolled back.")
    func run() throws {
      Terminal.print(try DatabaseOptions.embeddedServer.stop() ? "Stopped." : "It did not run.")
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say whether it runs, and where its data is.")
    func run() throws {
      let server = try DatabaseOptions.embeddedServer
      switch try server.status() {
      case .running(let pid, let since, let version):
        Terminal.print(
          "PostgreSQL \(version) runs as process \(pid) since \(RFC3339.text(microseconds: since * 1_000_000))."
        )
      case .stopped(let version): Terminal.print("PostgreSQL \(version) is stopped; commands start it.")
      case .neverInitialised: Terminal.print("It has not been set up yet; commands do so when they need it.")
      }
      Terminal.print("Its data is in \(server.dataFolder).")
      if try server.isOutdated() {
        Terminal.print(
          "Its programs were upgraded since; the next command restarts it when nobody else is connected.")
      }
      if let conninfo = try? server.conninfo() { Terminal.print("Programs connect with: \(conninfo)") }
    }
  }

  struct Upgrade: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move its data to a later major version of PostgreSQL.",
      discussion: """
        It takes the programs of both versions. The data are copied by pg_upgrade and verified; what they were before \
        is kept until --drop-old. Settings made by hand in postgresql.conf or by ALTER SYSTEM are not taken along.
        """)

    @Flag(help: "Remove what earlier upgrades kept, once you are content, and move nothing.")
    var dropOld = false

    func run() throws {
      let server = try DatabaseOptions.embeddedServer
      if dropOld {
        let dropped = try server.dropKept()
        return Terminal.print(
          dropped.isEmpty
            ? "There was nothing to remove." : "Removed \(dropped.joined(separator: " and ")).")
      }
      let done = try server.upgrade(note: Terminal.note)
      Terminal.print(
        "Moved from PostgreSQL \(done.old) to \(done.new); what was before is kept in \(done.kept).")
      var moved = DatabaseOptions()
      moved.database = try server.conninfo()
      var verification = Verification(erasure: EvidenceLine.erased)
      try verification.read(Session(moved, to: .setUp).log)
      try verification.report()
    }
  }

  struct Psql: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open psql on it; further arguments are psql's.")

    @Argument(parsing: .captureForPassthrough, help: "What psql is to be given.")
    var arguments: [String] = []

    func run() throws {
      let server = try DatabaseOptions.embeddedServer
      _ = try server.ensureRunning(note: Terminal.note)
      let psql = try server.psqlArguments()
      let words = [psql.path] + psql.arguments + arguments
      unsafe execv(psql.path, words.map { unsafe strdup($0) } + [nil])
      throw Failure("psql could not be started from \(psql.path).", .software)
    }
  }
}
