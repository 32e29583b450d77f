import Answers
import ArgumentParser
import Bibliography
import EventSourcing
import EventStore
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

        The whole file is read first: where an entry cannot be understood, nothing of it is recorded, unless \
        --keep-going asks for the rest. A key is taken as it is written, and stands for one work: what an entry says \
        otherwise than before is listed. Importing a file again adds only what it says anew.
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

    @Flag(help: "Record the good entries of a file that has bad ones.")
    var keepGoing = false

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
      let reading: BibliographyReading
      do { reading = try format.reading(bytes) } catch {
        throw Failure(
          "Nothing was imported.\n\(name):\(FilePlaces(bytes).text(error.column ?? 1)): \(error.reason)",
          .data)
      }
      if reading.entries.isEmpty && reading.faults.isEmpty {
        throw Failure("There is no source in “\(name)”; nothing was imported.", .data)
      }

      let session = try Session(database, to: .record)
      try session.log.check(process)
      let slug = try Slug(typed: session.followed(process))
      let definitions = try session.log.bodies(ofTypes: [SourceDefined.name])
      func plan(_ unit: UnitOfWork<PostgresLog>) throws -> Plan {
        try Plan(
          reading, of: slug, unit, elsewhere: definitions, format, zones: session.zones,
          by: try Author.name(by))
      }
      let first = try plan(UnitOfWork(session.log))
      var bad = BadLines()
      let places = FilePlaces(bytes)
      for fault in first.faults {
        let (line, column) = places.place(fault.column ?? 1)
        bad.add(BadLine(name, line, column: column, fault.reason))
      }
      if bad.count > 0 && !keepGoing {
        throw Failure(
          "Nothing was imported, because \(bad.count) \(bad.count == 1 ? "entry" : "entries") cannot be understood.\n\(bad)",
          .data)
      }
      var done = first
      if !dryRun {
        done = try session.log.record { unit in
          let plan = try plan(unit)
          for event in plan.events { try unit.add(event, to: slug) }
          return plan
        }.outcome
        try session.catchUp()
      }
      Terminal.print(json ? self.json(done, reading, format) : text(done, reading, format))
      if bad.count > 0 { throw Failure("\(bad.count) entries were left out:\n\(bad)", .difference) }
    }

    /// What the entries of a file come to in the log.
    private struct Plan {
      /// A field of a work that says something else than the record did before.
      struct Restatement {
        let key: CitationKey
        let field: String
        let before: String
        let after: String
      }

      private(set) var events: [NewEvent<Event>] = []
      private(set) var changes: [Restatement] = []
      private(set) var faults: [Malformed]

      /// - Parameter elsewhere: the definitions of all processes, in the order of the log.
      init(
        _ reading: BibliographyReading, of process: Slug, _ unit: UnitOfWork<PostgresLog>, elsewhere: [Event],
        _ format: any BibliographyFormat.Type, zones: any ZoneRules, by: String
      ) throws {
        faults = reading.faults
        let loaded = try unit.process(process)
        let ids = LineIDs(key: try unit.importKey())
        let works = ProcessState.fold(loaded.record.map { Entry($0, zones: zones) }, in: process.text)
          .works
        let others = ProcessState.fold(
          elsewhere.enumerated().map { place, event in
            Entry(
              position: Int64(place), id: EventID(high: 0, low: UInt64(place)), event: event, zones: zones)
          }
        ).works
        let said = Dictionary(grouping: loaded.recorded.map(\.body), by: \.introduction)
        for entry in reading.entries {
          let known = works[entry.work.key]
          let learnt = known?.learning(entry.work) ?? entry.work
          // Data that the format cannot express are no change.
          if let known, format.write([known]) == format.write([learnt]) { continue }
          if learnt.title == nil {
            faults.append(
              Malformed("The source “\(learnt.key)” is new, so that it needs a title.", column: entry.column))
            continue
          }
          let event = try unit.decide(entry.work.definition, in: process, by: .here(zones: zones))
          // What was said once is not said again, whatever was said since.
          if said[event.introduction]?.contains(event) == true { continue }
          let content = Array(process.text.utf8) + [0] + EventCodec.encode(event)
          // What is said anew of a work comes after what was said.
          let id = known == nil ? ids.event(saying: content) : EventID.new()
          events.append(NewEvent(id: id, body: event, known: nil, by: by))
          if let before = known ?? others[entry.work.key] {
            changes += Self.changes(from: before, to: before.learning(entry.work))
          }
        }
        faults.sort { ($0.column ?? 0) < ($1.column ?? 0) }
      }

      private static func changes(from before: Work, to after: Work) -> [Restatement] {
        func fields(_ work: Work) -> [(field: String, text: String)] {
          work.definition.typedFields.map { ($0.field, $0.values.joined(separator: "; ")) }
        }
        let old = Dictionary(fields(before).map { ($0.field, $0.text) }) { first, _ in first }
        let new = Dictionary(fields(after).map { ($0.field, $0.text) }) { first, _ in first }
        return (fields(before) + fields(after).filter { old[$0.field] == nil }).compactMap { field, _ in
          old[field] == new[field]
            ? nil
            : Restatement(key: after.key, field: field, before: old[field] ?? "", after: new[field] ?? "")
        }
      }
    }

    private func text(
      _ plan: Plan, _ reading: BibliographyReading, _ format: any BibliographyFormat.Type
    ) -> String {
      let (all, new) = (reading.entries.count + reading.faults.count, plan.events.count)
      var lines = [
        "\(dryRun ? "Would record" : "Recorded") \(new) of \(all) sources (\(format.name)); \(all - new - plan.faults.count) were there already."
      ]
      // What was not said before is no change of the work.
      let changes = plan.changes.filter { !$0.before.isEmpty }
      if !changes.isEmpty {
        lines.append("\(Set(changes.map(\.key)).count) of them are described otherwise than before:")
        lines += changes.map { change in
          "  \(change.key.cited): \(change.field) was “\(change.before)”, is \(change.after.isEmpty ? "nothing" : "“\(change.after)”")"
            .harmless
        }
      }
      return lines.joined(separator: "\n")
    }

    private func json(
      _ plan: Plan, _ reading: BibliographyReading, _ format: any BibliographyFormat.Type
    ) -> String {
      let (all, new) = (reading.entries.count + reading.faults.count, plan.events.count)
      return JSONWriter.of { json in
        json.object([
          ("answer", .of { $0.string("sources import") }), ("dry_run", .of { $0.bool(dryRun) }),
          ("format", .of { $0.string(format.name) }), ("read", .of { $0.integer(all) }),
          ("new", .of { $0.integer(new) }), ("bad", .of { $0.integer(plan.faults.count) }),
          ("already_there", .of { $0.integer(all - new - plan.faults.count) }),
          (
            "changes",
            .of { json in
              json.list(plan.changes) { change, json in
                json.object([
                  ("key", .of { $0.string(change.key.text) }), ("field", .of { $0.string(change.field) }),
                  ("before", .of { $0.string(change.before) }), ("after", .of { $0.string(change.after) }),
                ])
              }
            }
          ),
        ])
      }.text
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
      let process = try process.map { try reader.followed($0) }
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

  private static func read(_ path: String) throws -> (name: String, bytes: [UInt8]) {
    let file = try ImportFile(path)
    var reader = LineReader(file)
    var bytes: [UInt8] = []
    while let line = try reader.next() {
      bytes += try line.content()
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > InputLimits.bibliography.value {
        throw Failure(
          "“\(file.name)” is larger than \(InputLimits.bibliography.value >> 20) MiB; take out what you do not cite.",
          .data)
      }
    }
    return (file.name, bytes)
  }
}

/// Where the lines of a file begin.
private struct FilePlaces {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The line of a byte, and the byte in it, all counted from 1.
  func place(_ column: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] < column { low = middle } else { high = middle }
    }
    return (low + 1, column - starts[low])
  }

  /// The same as messages have it.
  func text(_ column: Int) -> String {
    let (line, column) = place(column)
    return "\(line):\(column)"
  }
}
