import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Exports
import Glibc
import Imports
import ReadModels
import System
import Talks

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write events, or a document about whole processes, to a file or to standard output.",
    discussion: """
      \(formats.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

      What is in the order of the log, corrections among the rest, as they were recorded: \
      \(ExportFormats.all.filter { $0.isInLogOrder }.map { $0.name }.joined(separator: ", ")); importing a journal \
      gives the same record. The others hold events in the order in which they happened, as they are to be read now.
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

  @OptionGroup var to: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Where places are that the record has by name alone: a file of lines such as “Wye River | 38.91 | -76.13 | us”, beside the gazetteer of parley; PARLEY_GAZETTEER if left out.",
      valueName: "file"),
    completion: .file(extensions: ["txt"]))
  var gazetteer: String?

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
    if type.isInLogOrder, point.accordingTo != nil {
      throw Failure(
        "“\(format)” holds what was recorded, by whichever account; leave out --according-to.", .usage)
    }
    let places = try places()
    let (session, standpoint) = try point.session(database, asExtract: true)
    var reader = try session.reader(
      from: Standpoint(
        asKnown: standpoint.asKnown, asRecorded: standpoint.asRecorded, accordingTo: standpoint.accordingTo))
    let processes = try processes.map { try reader.followed($0) }
    for process in processes { try session.log.check(process) }
    for names in filter.names(of: nil) { try names.check(&reader) }
    var wanted = try filter.eventFilter(processes: processes)
    if let asOf = standpoint.asOf, wanted.to.map({ asOf < $0 }) ?? true { wanted.to = asOf }
    let index = type.citesInFull ? SourceIndex(try reader.read(.definitions())) : SourceIndex()
    let titles = type.isInLogOrder ? [:] : try reader.titles()
    let revisions = type.countsRevisions ? try revisions(of: processes, session, standpoint) : [:]
    var header = try ExportHeader(
      of: processes, wanted, upTo: point.sharing.chosen, session, standpoint, &reader, revisions)
    header.gazetteer = places
    var writer = type.init(header)

    let file = try to.file()
    var buffer = ExportBuffer()
    writer.begin(&buffer)
    // A journal of a process holds what was moved to it, as it was recorded.
    var general = wanted
    general.processes = []
    var guests: Set<EventID> = []
    if type.isInLogOrder {
      let moves = try session.log.moves()
      for process in processes {
        guests.formUnion(try moves.visitors(of: process, session.log.events(of:)).map(\.id))
      }
    }
    var unreadable: [RecordedEvent<Event>] = type.omitsUnreadable ? session.log.extract?.unreadable ?? [] : []
    func add(_ event: RecordedEvent<Event>) throws {
      if type.omitsUnreadable, !event.body.isReadable { unreadable.append(event) }
      guard
        wanted.admits(event.stream, event.body)
          || guests.contains(event.id) && general.admits("", event.body),
        standpoint.admits(event)
      else { return }
      writer.event(index.citingInFull(event).calling(titles[event.stream] ?? [:]), &buffer)
      if buffer.isLarge { try file.write(buffer.take()) }
    }
    if type.isInLogOrder {
      try session.log.forEachBatch { for event in $0 { try add(event) } }
    } else {
      try reader.forEachEvent(add)
    }
    writer.end(&buffer)
    try file.write(buffer.take())
    try file.finish()
    // What an unreadable event is about and when it happened is unknown, so that it may be asked for.
    unreadable.removeAll { event in
      !(processes.isEmpty || processes.contains(event.stream)) || !standpoint.admits(event)
    }
    if let omission = Failure(leftOut: unreadable, isExtract: session.log.extract != nil) { throw omission }
  }

  /// The places that are known, with those of the desk.
  private func places() throws -> Gazetteer {
    var places = Gazetteer.builtIn
    guard let path = gazetteer ?? Environment["PARLEY_GAZETTEER"].flatMap({ $0.isEmpty ? nil : $0 }) else {
      return places
    }
    let file = try ImportFile(path)
    var lines = LineReader(file)
    while let line = try lines.next() {
      do {
        guard let text = String(validating: try line.content(), as: UTF8.self) else {
          throw Malformed("This line is not valid UTF-8; save the file as UTF-8.")
        }
        try places.add(text)
      } catch let error as Malformed {
        throw Failure("\(file.name):\(line.number): \(error.reason)", .data)
      }
    }
    return places
  }

  private func writeDossier(_ type: any DossierFormat.Type) throws {
    guard try filter.eventFilter(processes: []) == EventFilter(processes: []) else {
      throw Failure(
        "“\(format)” shows processes as a whole; leave out --party, --track, --type, --from and --to.", .usage
      )
    }
    let (session, standpoint) = try point.session(database, asExtract: true)
    var reader = try session.reader(from: standpoint)
    let processes = try processes.map { try reader.followed($0) }
    let header = try ExportHeader(
      of: processes, EventFilter(processes: processes), upTo: point.sharing.chosen, session, standpoint,
      &reader)
    var document = try type.write(
      Dossier(of: processes, withSheets: type.showsAnswers, header, &reader))
    if !type.converter.isEmpty { document = try Converter(type.converter, for: format).run(document) }
    try to.write(document)
  }

  private func revisions(
    of processes: [String], _ session: Session, _ standpoint: Standpoint
  ) throws -> [EventID: Revision] {
    var remarks = Selection()
    remarks.streams = try session.streams(of: processes)
    remarks.types = Catalogue.all.filter { $0.isEditorial }.map { $0.name }
    var found = Revisions()
    try session.log.forEachBatch(of: remarks) { batch in
      for remark in batch where standpoint.admits(remark) { found.add(remark) }
    }
    return found.all
  }
}

extension Failure {
  /// Events that this program cannot read are missing from an export; nil for none.
  ///
  /// - Parameter isExtract: whether positions are withheld.
  fileprivate init?(leftOut events: [RecordedEvent<Event>], isExtract: Bool) {
    if events.isEmpty { return nil }
    let lines = events.map { event in
      "event \(isExtract ? event.id.description : event.position.description) of \(event.stream): \((event.body.detail as? UnreadableEvent)?.reason ?? "")"
    }
    self.init(
      "\(events.count == 1 ? "An event cannot be read and is" : "\(events.count) events cannot be read and are") left out; a later version of parley may read \(events.count == 1 ? "it" : "them").\n"
        + lines.joined(separator: "\n"), .difference)
  }
}
