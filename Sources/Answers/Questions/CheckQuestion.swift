package import ArgumentParser
internal import EventSourcing
internal import EventStore
internal import ReadModels
internal import Talks
internal import Web

package struct CheckQuestion: Question {
  package static let name = "check"
  package static let abstract = "Show what in the record does not add up, with the events and a hint."
  package static let discussion = """
    \(Checks.all.map { "\($0.name): \($0.help)." }.joined(separator: "\n"))

    What dates leave open is not found. The exit status is 1 where something is found, for use in scripts.
    """
  package static let members: [JSONMember] = [
    .value("gap", "how many days without a contact were too many"),
    .value(
      "findings",
      "objects of `process`, `check`, such as `\"not-joined\"`, `sentence` and `hint`, which are for people and may be worded otherwise, and `events`, the positions of those between which it does not add up"
    ),
  ]

  @Argument(
    help: ArgumentHelp("Only what these checks find; all of them if left out.", valueName: "name"),
    completion: .list(Checks.all.map { $0.name }))
  package var names: [String] = []

  @Option(
    help: ArgumentHelp("Only this process; may be repeated.", valueName: "process"), completion: .processes)
  package var process: [String] = []

  @Option(help: ArgumentHelp("How many days without a contact are too many.", valueName: "days"))
  package var gap = Inspection.usualGap

  @Flag(help: "List the checks, and look at nothing.")
  package var list = false

  package init() {}

  package func validate() throws {
    if gap < 1 { throw ValidationError("--gap takes a number of days of 1 or more.") }
    do { _ = try names.map(Checks.named) } catch { throw ValidationError(error.reason) }
  }

  package static func words(about process: String) -> [String] { ["--process=\(process)"] }

  package mutating func rename(_ name: (String) throws -> String) rethrows { process = try process.map(name) }

  private var checks: [any Check.Type] {
    names.isEmpty ? Checks.all : Checks.all.filter { names.contains($0.name) }
  }

  package var immediateAnswer: Answer? {
    guard list else { return nil }
    let lines = checks.map { (name: $0.name, help: $0.help) }
    var answer = Answer(
      Self.name, of: nil, from: Standpoint(),
      [Section(plain: lines, [Column("check", .strong) { $0.name }, Column("finds") { $0.help }])])
    answer.namesProcesses = false
    return answer
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let standpoint = reader.standpoint
    if standpoint.accordingTo != nil { try standpoint.check(reader.rows(AccountRow.self)) }
    for name in process { try reader.log.check(name) }
    let wanted = try process.isEmpty ? reader.log.streams(after: 0) : Set(process).sorted()
    var names: [Int64: String] = [:]
    let found = try wanted.compactMap { Slug($0) }.map { process in
      (process: process, findings: try find(in: process, &reader, &names))
    }
    var answer = Answer(
      Self.name, of: process.count == 1 ? process[0] : nil, from: standpoint,
      [FindingsSection(found: found, names: names, standpoint: standpoint)])
    answer.members = [("gap", .of { $0.integer(gap) })]
    answer.signalsFindings = found.contains { !$0.findings.isEmpty }
    return answer
  }

  private func find(
    in process: Slug, _ reader: inout RecordReader, _ names: inout [Int64: String]
  ) throws -> [Finding] {
    let zones = reader.zones
    let entries = try reader.record(of: process.text).map { Entry($0, zones: zones) }
    let findings = Inspection(
      of: process, entries, on: reader.day, accordingTo: reader.standpoint.accordingTo, gap: gap
    ).findings(by: checks)
    let concerned = Set(findings.flatMap(\.events.all))
    for entry in entries where concerned.contains(entry.position) {
      names[entry.position] = entry.id.ending()
    }
    return findings
  }
}

/// The findings of checks, by process.
private struct FindingsSection: AnswerSection {
  let found: [(process: Slug, findings: [Finding])]
  /// The names of the events, which are the same in every copy, by position.
  let names: [Int64: String]
  let standpoint: Standpoint

  func text(_ terminal: TerminalStyle) -> [String]? {
    var lines: [String] = []
    for (process, findings) in found where !findings.isEmpty {
      lines.append(terminal.styled(process.text, .strong))
      var last: String?
      for finding in findings {
        if finding.check != last { lines.append("  \(finding.check)") }
        last = finding.check
        let events = finding.events.all.map { position in
          names[position].map { "\(position) \($0)" } ?? "\(position)"
        }.joined(separator: ", ")
        lines.append("    \("\(finding.sentence) [\(events)]".harmless)")
        lines.append("      " + terminal.styled(finding.hint.harmless, .faint))
      }
    }
    return lines + [summary]
  }

  /// The number of findings of each check.
  private var summary: String {
    let findings = found.flatMap(\.findings)
    if findings.isEmpty { return "No findings." }
    let counts = Checks.all.compactMap { check in
      let count = findings.count { $0.check == check.name }
      return count == 0 ? nil : "\(count) \(check.name)"
    }
    let noun = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    return "\(noun): \(counts.joined(separator: ", "))."
  }

  func html(_ links: any PageLinks) -> HTML? {
    let findings = found.flatMap(\.findings)
    if findings.isEmpty { return "<p>No findings.</p>" }
    let rows = findings.map { finding -> HTML in
      """
      <tr><th scope="row">\(finding.check)</th><td dir="auto">\(finding.sentence)</td><td dir="auto">\(finding.hint)</td>\
      <td>\(links.links(to: finding.events.all))</td></tr>

      """
    }
    return """
      <div class="wide" role="group" tabindex="0">
      <table>
      <caption>What does not add up, \(standpoint.inWords)</caption>
      <thead>
      <tr><th scope="col">check</th><th scope="col">finds</th><th scope="col">what to do</th><th scope="col">events</th></tr>
      </thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>
      """
  }

  var members: [(name: String, json: JSONWriter)] {
    let all = found.flatMap { process, findings in findings.map { (process, $0) } }
    return [
      (
        "findings",
        .of { json in
          json.list(all) { item, json in
            let (process, finding) = item
            json.object([
              ("process", .of { $0.string(process.text) }), ("check", .of { $0.string(finding.check) }),
              ("sentence", .of { $0.string(finding.sentence) }), ("hint", .of { $0.string(finding.hint) }),
              ("events", finding.events.json),
            ])
          }
        }
      )
    ]
  }
}
