import Answers
import ArgumentParser
import Bibliography
import EventSourcing
import EventStore
import Evidence
import Imports
import ReadModels
import Recording
import Talks

extension SourcesQuestion: OwnCommand {
  static var command: any ParsableCommand.Type { SourcesCommand.self }
}

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Show what the record rests on, and exchange it with programs that keep bibliographies.",
    subcommands: [List.self, Import.self, Export.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: SourcesQuestion.abstract, discussion: SourcesQuestion.discussion)

    @OptionGroup var question: SourcesQuestion
    @OptionGroup var reading: ReadingOptions

    func run() throws { try reading.answer(question) }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Define the sources of a bibliography.",
      discussion: """
        \(BibliographyFormats.all.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

        The whole file is read first: where an entry cannot be understood, nothing of it is recorded. Importing a \
        file again adds only what it says anew.
        """)

    @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["json", "bib"]))
    var file: String

    @Argument(help: "The process that is to define them, by its slug.", completion: .processes)
    var process: String

    @Option(
      help: "The form: \(SourcesCommand.formats(or: " or ")); by the beginning of the file if left out.",
      completion: .list(BibliographyFormats.all.map { $0.name }))
    var format: String?

    @Flag(help: "Say what would be recorded, and record nothing.")
    var dryRun = false

    @Option(
      help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
    var by: String?

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let chosen = try format.map(SourcesCommand.format)
      let (name, bytes) = try SourcesCommand.read(file)
      let format = chosen ?? BibliographyFormats.guess(from: bytes)
      func located<T>(_ body: () throws(Malformed) -> T) throws -> T {
        do { return try body() } catch {
          throw Failure(
            "Nothing was imported.\n\(name):\(Self.place(error.column ?? 1, in: bytes)): \(error.reason)",
            .data)
        }
      }
      let entries = try located { () throws(Malformed) in try format.read(bytes) }
      if entries.isEmpty { throw Failure("There is no source in “\(name)”; nothing was imported.", .data) }

      let session = try Session(database, toRecord: true)
      try session.log.check(process)
      guard let slug = Slug(process) else {
        throw Failure("“\(process)” is not the slug of a process.", .data)
      }
      /// Adds the file's new data about sources; returns the number of events missing from the log.
      func define(_ unit: UnitOfWork<PostgresLog>) throws -> Int {
        let loaded = try unit.process(slug)
        let works = ProcessState.fold(loaded.recorded.map { Entry($0, zones: session.zones) }).works
        var new = 0
        for entry in entries {
          let known = works[entry.work.key]
          let learnt = known?.learning(entry.work) ?? entry.work
          // Data that the format cannot express are no change.
          if let known, format.write([known]) == format.write([learnt]) { continue }
          if learnt.title == nil {
            _ = try located { () throws(Malformed) in
              throw Malformed(
                "The source “\(learnt.key)” is new, so that it needs a title.", column: entry.column)
            }
          }
          let event = try unit.decide(entry.work.definition, in: slug, by: .here(zones: session.zones))
          let content = Array(process.utf8) + [0] + EventCodec.encode(event)
          // What is said again comes after what was said.
          let id = known == nil ? EventID(digest: Digest(of: content).bytes) : EventID.new()
          if loaded.event(id) == nil { new += 1 }
          try unit.add(NewEvent(id: id, body: event, known: nil, by: Author.name(by)), to: slug)
        }
        return new
      }
      let new: Int
      if dryRun {
        new = try define(UnitOfWork(session.log))
      } else {
        new = try session.log.record(define).outcome
        try session.catchUp()
      }
      if json {
        Terminal.print(
          JSONWriter.of { json in
            json.object([
              ("answer", .of { $0.string("sources import") }), ("dry_run", .of { $0.bool(dryRun) }),
              ("format", .of { $0.string(format.name) }), ("read", .of { $0.integer(entries.count) }),
              ("new", .of { $0.integer(new) }), ("already_there", .of { $0.integer(entries.count - new) }),
            ])
          }.text)
      } else {
        Terminal.print(
          "\(dryRun ? "Would record" : "Recorded") \(new) of \(entries.count) sources (\(format.name)); \(entries.count - new) were there already."
        )
      }
    }

    /// The line and the byte in it, counted from 1.
    private static func place(_ column: Int, in bytes: [UInt8]) -> String {
      let before = bytes.prefix(column - 1)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      return "\(line):\(column - start)"
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the sources that have keys as a bibliography.",
      discussion: BibliographyFormats.all.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

    @Argument(
      help: "The process that defines or cites them, by its slug; all of them if left out.",
      completion: .processes)
    var process: String?

    @Option(
      help: ArgumentHelp("The form: \(SourcesCommand.formats(or: ", "))."),
      completion: .list(BibliographyFormats.all.map { $0.name }))
    var format = CSLJSON.name

    @OptionGroup var to: OutputOptions

    @OptionGroup var point: StandpointOptions
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let format = try SourcesCommand.format(self.format)
      let (session, standpoint) = try point.session(database, asExtract: true)
      if let process { try session.log.check(process) }
      var reader = try session.reader(from: standpoint)
      let all = try reader.rows(SourceRow.self)
      let wanted = Set(all.filter { process == nil || $0.process == process }.compactMap(\.key))
      let works = SourceIndex(all).works.values.filter { wanted.contains($0.key) }
      try to.write(format.write(works.sorted { $0.key < $1.key }))
      // The forms have no place for it.
      if let ceiling = standpoint.ceiling { Terminal.note("Up to \(ceiling.label).") }
    }
  }

  private static func formats(or: String) -> String {
    BibliographyFormats.all.map { $0.name }.joined(separator: or)
  }

  private static func format(_ name: String) throws -> any BibliographyFormat.Type {
    if let format = BibliographyFormats.format(named: name) { return format }
    throw Failure.noFormat(name, among: BibliographyFormats.all.map { $0.name })
  }

  /// The most bytes that a bibliography is read to: 64 MiB.
  private static let largest = 64 << 20

  private static func read(_ path: String) throws -> (name: String, bytes: [UInt8]) {
    let file = try ImportFile(path)
    var reader = LineReader(file)
    var bytes: [UInt8] = []
    while let line = try reader.next() {
      bytes += try line.content()
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > largest {
        throw Failure("“\(file.name)” is larger than 64 MiB; take out what you do not cite.", .data)
      }
    }
    return (file.name, bytes)
  }
}
