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
    abstract: "Write events to a file or to standard output.",
    discussion: """
      \(ExportFormats.all.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

      A journal is in the order of the log, so that importing it gives the same record; the others are in the \
      order in which things happened.
      """)

  @Argument(help: "The processes, by slug; all of them if left out.", completion: .processes)
  var processes: [String] = []

  @Option(
    help: ArgumentHelp("The form: \(ExportFormats.all.map { $0.name }.joined(separator: ", "))."),
    completion: .list(ExportFormats.all.map { $0.name }))
  var format = Markdown.name

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; it appears when it is whole.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Only what had happened by a past day.", valueName: "date"))
  var asOf: String?

  @OptionGroup var filter: FilterOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    guard let type = ExportFormats.format(named: format) else {
      let names = ExportFormats.all.map { $0.name }
      let hint = nearest(format, among: names).map { " Did you mean “\($0)”?" } ?? ""
      throw Failure("There is no format “\(format)” (\(names.joined(separator: ", "))).\(hint)", .usage)
    }
    let asOf = try FilterOptions.day(asOf)
    let desk = try Desk(database)
    var answers = try desk.answers(asOf: nil)
    for process in processes { try answers.check(process) }
    var wanted = try filter.eventFilter(processes: processes)
    if let asOf, wanted.to.map({ asOf < $0 }) ?? true { wanted.to = asOf }
    let found = try answers.tables([PartyProjection.self, ProcessProjection.self])
    let names = PartyNames(found[0])
    var writer = type.init(
      ExportHeader(
        title: title(found[1]), filter: wanted.inWords { names.name($0.description) }, asOf: asOf,
        mixesProcesses: processes.count != 1, name: { names.name($0.description) }))

    let file = try OutputFile(output)
    var buffer = ExportBuffer()
    writer.begin(&buffer)
    func add(_ batch: [RecordedEvent<Event>]) throws {
      for event in batch where wanted.admits(event.stream, event.body) {
        writer.event(event, &buffer)
        if buffer.isLarge { try file.write(buffer.take()) }
      }
    }
    if type.isInLogOrder {
      try desk.log.forEachBatch(add)
    } else {
      try answers.chronology { try add(desk.log.events(at: $0)) }
    }
    writer.end(&buffer)
    try file.write(buffer.take())
    try file.finish()
  }

  private func title(_ states: Table) -> String {
    guard let only = processes.first, processes.count == 1 else {
      return processes.isEmpty ? "The record" : processes.joined(separator: ", ")
    }
    let row = states.rows.indices.first { states.rows[$0].process == only }
    return row.flatMap { states[$0, "title"].text } ?? only
  }
}
