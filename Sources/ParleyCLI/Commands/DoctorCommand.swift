import Answers
import ArgumentParser
import EventStore
import Talks

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look over the database, the log and the tables, and say what is wrong.")

  @OptionGroup var database: DatabaseOptions

  @Flag(help: "Print one JSON object, for monitors.")
  var json = false

  func run() throws {
    var report = HealthReport()
    // A monitor gets its object also where looking fails.
    defer { if json { Terminal.print(report.json.text) } }
    try examine(&report)
    guard report.status != .wrong else {
      throw Failure("Something is wrong with the store; see above.", .difference)
    }
  }

  /// Runs all checks; the first that fails ends the report with what it failed of, and is thrown on.
  private func examine(_ report: inout HealthReport) throws {
    var current = HealthCheck.server
    do {
      let patient = try patient()
      for check in HealthChecks.all {
        current = check
        let found = try check.examine(patient)
        for diagnosis in found {
          report.add(diagnosis, by: check.name)
          if !json { Self.print(diagnosis) }
        }
        if check.isGate, found.contains(where: { $0.status == .wrong }) { return }
      }
    } catch {
      report.add(.wrong(Failure(error)?.description ?? "\(error)"), by: current.name)
      throw error
    }
  }

  private func patient() throws -> Patient {
    let session = try Session(database, to: .examine)
    try session.requireAll()
    return Patient(
      session: session,
      place: database.conninfo == nil ? try DatabaseOptions.embeddedServer.dataFolder : "the named server")
  }

  private static func print(_ diagnosis: Diagnosis) {
    let (label, emphasis): (String, Emphasis) =
      switch diagnosis.status {
      case .ok: ("ok   ", .good)
      case .warning: ("warn ", .strong)
      case .wrong: ("wrong", .bad)
      }
    Terminal.print("\(Terminal.style.styled(label, emphasis)) \(diagnosis.message.harmless)")
  }
}
