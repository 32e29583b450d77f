import ArgumentParser
import EventSourcing
import EventStore
import Exports
import Glibc
import ReadModels
import Talks

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write events, or a document about whole processes, to a file or to standard output.",
    discussion: """
      \(formats.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

      A journal is in the order of the log, so that importing it gives the same record; the others are in the \
      order in which things happened.
      """)

  private static let formats =
    ExportFormats.all.map { (name: $0.name, help: $0.help) }
    + DossierFormats.all.map { (name: $0.name, help: $0.help) }

  @Argument(help: "The processes, by slug; all of them if left out.", completion: .processes)
  var processes: [String] = []

  @Option(
    help: ArgumentHelp("The form: \(formats.map(\.name).joined(separator: ", "))."),
    completion: .list(formats.map(\.name)))
  var format = Markdown.name

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; it appears when it is whole.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var point: StandpointOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    if let type = ExportFormats.format(named: format) { return try writeEvents(type) }
    guard let type = DossierFormats.format(named: format) else {
      throw Failure.noFormat(format, among: Self.formats.map(\.name))
    }
    try writeDossier(type)
  }

  private func writeEvents(_ type: any ExportFormat.Type) throws {
    let (desk, standpoint) = try point.desk(database, asExtract: true)
    var answers = try desk.answers(
      from: Standpoint(
        asKnown: standpoint.asKnown, asRecorded: standpoint.asRecorded, accordingTo: standpoint.accordingTo))
    for process in processes { try desk.log.check(process) }
    var wanted = try filter.eventFilter(processes: processes)
    if let asOf = standpoint.asOf, wanted.to.map({ asOf < $0 }) ?? true { wanted.to = asOf }
    let registry = type.citesInFull ? Registry(try answers.table(SourceProjection.self)) : Registry()
    var writer = type.init(try header(desk, standpoint, wanted, &answers))

    let file = try OutputFile(output)
    var buffer = ExportBuffer()
    writer.begin(&buffer)
    func add(_ batch: [RecordedEvent<Event>]) throws {
      for event in batch
      where wanted.admits(event.stream, event.body) && standpoint.admits(event) {
        writer.event(registry.citingInFull(event), &buffer)
        if buffer.isLarge { try file.write(buffer.take()) }
      }
    }
    if type.isInLogOrder {
      try desk.log.forEachBatch(add)
    } else {
      try answers.chronology { places in
        let events = try desk.log.events(at: places.map(\.position))
        let revised = Dictionary(places.map { ($0.position, $0.revised) }) { first, _ in first }
        try add(events.map { event in (revised[event.position] ?? nil).map(event.with) ?? event })
      }
    }
    writer.end(&buffer)
    try file.write(buffer.take())
    try file.finish()
  }

  private func writeDossier(_ type: any DossierFormat.Type) throws {
    let wanted = try filter.eventFilter(processes: processes)
    guard wanted == EventFilter(processes: processes) else {
      throw Failure(
        "“\(format)” shows processes as a whole; leave out --party, --track, --type, --from and --to.", .usage
      )
    }
    let (desk, standpoint) = try point.desk(database, asExtract: true)
    var answers = try desk.answers(from: standpoint)
    let header = try header(desk, standpoint, wanted, &answers)
    let document = try type.write(
      Dossier(of: processes, withSheets: type.showsAnswers, header, standpoint, desk, &answers))
    let file = try OutputFile(output)
    try file.write(document)
    try file.finish()
  }

  private func header(
    _ desk: Desk, _ standpoint: Standpoint, _ wanted: EventFilter, _ answers: inout Answers<PostgresLog>
  ) throws -> ExportHeader {
    let names = PartyNames(try answers.table(PartyProjection.self))
    let accounts = try answers.table(AccountProjection.self)
    try standpoint.check(accounts)
    return ExportHeader(
      title: try title(&answers), filter: wanted.inWords { names.name($0.description) },
      asOf: standpoint.asOf, asKnown: standpoint.asKnown, asRecorded: standpoint.asRecorded,
      accordingTo: standpoint.accordingTo,
      rivals: Self.rivals(accounts, standpoint.accordingTo),
      sharing: Sharing(
        upTo: try standpoint.ceiling ?? point.sharing.chosen ?? desk.log.highestMarking(of: processes)
          ?? .clear,
        isLimited: standpoint.ceiling != nil),
      mixesProcesses: processes.count != 1, name: { names.name($0.description) })
  }

  /// What the accounts say by which the export does not go, by the position of the event.
  private static func rivals(_ accounts: Table, _ accordingTo: String?) -> [Int64: [String]] {
    let rows = Dictionary(grouping: accounts.rows.indices.filter { accounts[$0, "open"].isTrue }) {
      accounts[$0, "event"].integer ?? 0
    }
    return rows.mapValues { rows in
      let asked = rows.last { row in
        accordingTo.map(accounts[row, "according_to"].texts.contains) ?? false
      }
      return rows.filter { row in asked.map { $0 != row } ?? !accounts[row, "preferred"].isTrue }.map { row in
        let says = accounts[row, "denied"].isTrue ? "it did not happen" : accounts[row, "says"].plain
        return "\(accounts[row, "according_to"].texts.first ?? "Recorded"): \(says)"
      }
    }
  }

  private func title(_ answers: inout Answers<PostgresLog>) throws -> String {
    guard let only = processes.first, processes.count == 1 else {
      return processes.isEmpty ? "The record" : processes.joined(separator: ", ")
    }
    let state = try answers.table(ProcessProjection.self, process: only)
    return state.rows.isEmpty ? only : state[0, "title"].text ?? only
  }
}
