import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Show what in the record does not add up, with the events and a hint.",
    discussion: """
      \(Checks.all.map { "\($0.name): \($0.help)." }.joined(separator: "\n"))

      What dates leave open is not found. The exit status is 1 where something is found, for use in scripts.
      """)

  @Argument(
    help: ArgumentHelp("Only what these checks find; all of them if left out.", valueName: "name"),
    completion: .list(Checks.all.map { $0.name }))
  var names: [String] = []

  @Option(
    help: ArgumentHelp("Only this process; may be repeated.", valueName: "process"), completion: .processes)
  var process: [String] = []

  @Option(help: ArgumentHelp("How many days without a contact are too many.", valueName: "days"))
  var gap = Inspection.usualGap

  @Flag(help: "List the checks, and look at nothing.")
  var list = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if gap < 1 { throw ValidationError("--gap takes a number of days of 1 or more.") }
    do { _ = try names.map(Checks.named) } catch { throw ValidationError(error.reason) }
  }

  private var checks: [any Check.Type] {
    names.isEmpty ? Checks.all : Checks.all.filter { names.contains($0.name) }
  }

  func run() throws {
    if list { return Self.show(checks) }
    let (desk, standpoint) = try reading.desk()
    let findings = try findings(desk, standpoint)
    if reading.json {
      Terminal.print(json(findings, standpoint))
    } else {
      for (process, findings) in findings { show(findings, in: process) }
      Terminal.print(Self.summary(findings.flatMap(\.1)))
    }
    if findings.contains(where: { !$0.1.isEmpty }) { throw ExitCode(ExitStatus.difference.rawValue) }
  }

  /// What is found, by process.
  func findings(_ desk: Desk, _ standpoint: Standpoint) throws -> [(Slug, [Finding])] {
    if standpoint.accordingTo != nil {
      var answers = try desk.answers(from: standpoint)
      try standpoint.check(answers.table(AccountProjection.self))
    }
    for name in process { try desk.log.check(name) }
    let wanted = try process.isEmpty ? desk.log.streams(after: 0) : Set(process).sorted()
    return try wanted.compactMap(Slug.init).map { ($0, try find(checks, in: $0, desk, standpoint)) }
  }

  private static func show(_ checks: [any Check.Type]) {
    let headings = [TextTable.Heading(title: "check", style: .bold), TextTable.Heading(title: "finds")]
    let table = TextTable(headings: headings, rows: checks.map { [$0.name, $0.help] })
    for line in table.lines(width: Terminal.width) { Terminal.print(line) }
  }

  private func find(
    _ checks: [any Check.Type], in process: Slug, _ desk: Desk, _ standpoint: Standpoint
  ) throws -> [Finding] {
    let entries = try desk.log.events(of: process.text).filter(standpoint.admits)
      .map { Entry($0, zones: desk.zones) }
    return Inspection(
      of: process, entries, on: standpoint.day, accordingTo: standpoint.accordingTo, gap: gap
    ).findings(by: checks)
  }

  private func show(_ findings: [Finding], in process: Slug) {
    if findings.isEmpty { return }
    Terminal.print(Style.bold(process.text))
    var last: String?
    for finding in findings {
      if finding.check != last { Terminal.print("  \(finding.check)") }
      last = finding.check
      let events = finding.events.all.map(String.init).joined(separator: ", ")
      Terminal.print("    " + Terminal.harmless("\(finding.sentence) [\(events)]"))
      Terminal.print("      " + Style.dim(Terminal.harmless(finding.hint)))
    }
  }

  /// How many there are, and of what.
  private static func summary(_ findings: [Finding]) -> String {
    if findings.isEmpty { return "No findings." }
    let counts = Checks.all.compactMap { check in
      let count = findings.count { $0.check == check.name }
      return count == 0 ? nil : "\(count) \(check.name)"
    }
    let noun = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    return "\(noun): \(counts.joined(separator: ", "))."
  }

  func json(_ findings: [(Slug, [Finding])], _ standpoint: Standpoint) -> String {
    let all = findings.flatMap { process, findings in findings.map { (process, $0) } }
    return JSONWriter.of { json in
      json.object(
        standpoint.members + [
          ("answer", .of { $0.string("check") }),
          ("gap", .of { $0.integer(gap) }),
          (
            "findings",
            .of { json in
              json.list(all) { item, json in
                let (process, finding) = item
                json.object([
                  ("process", .of { $0.string(process.text) }),
                  ("check", .of { $0.string(finding.check) }),
                  ("sentence", .of { $0.string(finding.sentence) }),
                  ("hint", .of { $0.string(finding.hint) }),
                  ("events", .of { $0.list(finding.events.all) { $1.integer(Int($0)) } }),
                ])
              }
            }
          ),
        ])
    }.text
  }
}
