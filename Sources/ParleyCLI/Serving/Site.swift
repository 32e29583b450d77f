import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Evidence
import Exports
import Glibc
import Postgres
import ReadModels
import Talks
import Web

/// Answers requests, one at a time, on a connection of its own.
final class Site {
  private let serving: Serving
  private let live: Live
  private var connection: Connection?

  init(_ serving: Serving, _ live: Live) {
    self.serving = serving
    self.live = live
  }

  func respond(to request: Request) -> Response {
    do {
      return try answer(request)
    } catch let error as PostgresError where error.kind == .connection && connection?.isUsable == false {
      // The server may have been restarted: retry once.
      connection = nil
      do { return try answer(request) } catch { return Self.response(to: error, request) }
    } catch {
      return Self.response(to: error, request)
    }
  }

  private func answer(_ request: Request) throws -> Response {
    let visit = try Visit(request)
    let path = visit.path
    switch (path.first, path.count) {
    case (nil, _): return try answer(ServedPages.front, visit)
    case ("parley.css", 1): return Self.file(PackageResources.parley_css, "text/css; charset=utf-8")
    case ("parley.js", 1): return Self.file(PackageResources.parley_js, "text/javascript; charset=utf-8")
    case ("parley.events", 1): return try events(visit)
    case ("metrics", 1) where serving.hasMetrics: return try metrics()
    case ("events", 2) where EventReference(path[1]) != nil:
      return try answer(ServedPages.event, visit, ["--", path[1]])
    case (let process?, _): return try page(of: process, visit)
    }
  }

  private func page(of process: String, _ visit: Visit) throws -> Response {
    let path = visit.path
    if path.count == 1 {
      return try answer(ServedPages.process, visit, ServedPages.process.words(about: process), of: process)
    }
    if path.count > 2, path[1] == ServedPages.value.name {
      return try answer(
        ServedPages.value, visit, ["--", process, path[2...].joined(separator: "/")],
        of: process)
    }
    if path.count == 2 {
      if path[1] == ServedPages.pictureName, let format = ServedPages.picture {
        return try picture(process, format, visit)
      }
      if let question = ServedPages.ofProcess.first(where: { $0.name == path[1] }) {
        return try answer(question, visit, question.words(about: process), of: process)
      }
    }
    try session(Standpoint()).0.log.check(process)
    let name = path[1...].joined(separator: "/")
    let hint = nearest(name, among: ServedPages.names).map { " Did you mean “\($0)”?" } ?? ""
    throw Refusal(.notFound, "There is no page “\(name)” of \(process).\(hint)")
  }

  // MARK: Pages

  /// The way to the same page of a process by the slug that it goes by; nil where that is its own.
  private func redirection(
    _ process: String, _ visit: Visit, _ reader: inout RecordReader
  ) throws -> Response? {
    let name = try reader.currentName(of: process)
    return name == process ? nil : Response(seeing: visit.moved(to: name))
  }

  /// - Parameter words: the arguments of the command that asks the same.
  /// - Parameter process: that of the address.
  private func answer(
    _ question: any Question.Type, _ visit: Visit, _ words: [String] = [], of process: String? = nil
  ) throws -> Response {
    func ask<Asked: Question>(_ type: Asked.Type) throws -> Response {
      let command = try visit.read(AnswerCommand<Asked>.self, words)
      let (session, standpoint) = try session(command.reading.point.standpoint)
      var reader = try session.reader(from: standpoint)
      if let process, let there = try redirection(process, visit, &reader) { return there }
      let answer = try command.question.checkedAnswer(&reader)
      if visit.wantsJSON { return Self.json(answer.json.text) }
      let process = try answer.process.map { (slug: $0, title: try title(of: $0, &reader)) }
      var page = Page(
        visit: visit, title: answer.title ?? answer.subject ?? asHeading(Asked.name),
        content: answer.html(visit))
      page.process = process
      page.standpoint = standpoint
      page.question = AnswerCommand<Asked>.self
      page.highest = serving.ceiling ?? .red
      page.standing = try Standing(of: session.connection)
      // An answer about a past state of the record does not change.
      if standpoint.asKnown == nil && standpoint.asRecorded == nil { page.head = try session.log.head() }
      return Self.html(page)
    }
    return try ask(question)
  }

  private func picture(_ process: String, _ format: any DossierFormat.Type, _ visit: Visit) throws -> Response
  {
    let (session, standpoint) = try session(
      visit.read(StandpointQuestion.self).point.standpoint, asExtract: true)
    var reader = try session.reader(from: standpoint)
    if let there = try redirection(process, visit, &reader) { return there }
    let document = try format.write(
      Dossier(
        of: [process], withSheets: format.showsAnswers,
        ExportHeader(
          of: [process], EventFilter(processes: [process]), upTo: standpoint.ceiling, session, standpoint,
          &reader), &reader))
    return Response(
      type: "text/html; charset=utf-8", .bytes(document), tag: Self.tag(document),
      policy: Protection.policy(allowing: OwnPolicy.directives(of: document)))
  }

  /// The numbers for monitors, those of requests also while the database is away.
  private func metrics() throws -> Response {
    let counts = serving.traffic.now
    let text: String
    do { text = try Metrics.text(counts, of: session(Standpoint()).0) } catch let error as PostgresError
      where error.kind == .connection
    {
      connection = nil
      text = try Metrics.text(counts, of: nil)
    }
    return Response(type: OpenMetrics.type, .bytes(Array(text.utf8)))
  }

  private func events(_ visit: Visit) throws -> Response {
    let question = try visit.read(EventsQuestion.self)
    let (session, standpoint) = try session(Standpoint(ceiling: question.sharing.chosen))
    if let process = question.of { try session.log.check(process) }
    let process = try question.of.map { try session.currentName(of: $0) }
    let known = visit.request.header("last-event-id").flatMap { Int64($0) } ?? question.after
    let isExtract = serving.ceiling != nil || question.sharing.ceiling != nil
    let stream = try live.stream(
      session, upTo: isExtract ? standpoint.ceiling : nil, after: known, of: process,
      to: visit.request.client)
    return Response(type: "text/event-stream; charset=utf-8", .events(stream))
  }

  /// The parameters of a client's subscription to new events.
  private struct EventsQuestion: ParsableCommand {
    @Option var after: Int64?
    /// Nothing of other processes.
    @Option var of: String?
    @OptionGroup var sharing: CeilingOptions
  }

  // MARK: Common parts of pages

  private func session(_ standpoint: Standpoint, asExtract: Bool = false) throws -> (Session, Standpoint) {
    if connection?.isUsable != true { connection = try serving.connect() }
    guard let connection else { throw Refusal(.unavailable, Self.noDatabase) }
    return try serving.session(on: connection, standpoint, asExtract: asExtract)
  }

  private func title(of process: String, _ reader: inout RecordReader) throws -> String {
    try reader.rows(ProcessRow.self, of: process).first?.title ?? process
  }

  private static func html(_ page: Page, _ status: Status = .ok) -> Response {
    let bytes = Array(page.html.text.utf8)
    return Response(
      status, type: "text/html; charset=utf-8", .bytes(bytes), tag: status == .ok ? tag(bytes) : nil)
  }

  private static func json(_ text: String, _ status: Status = .ok) -> Response {
    let bytes = Array("\(text)\n".utf8)
    return Response(status, type: "application/json", .bytes(bytes), tag: status == .ok ? tag(bytes) : nil)
  }

  private static func file(_ bytes: [UInt8], _ type: String) -> Response {
    Response(type: type, .bytes(bytes), tag: tag(bytes))
  }

  /// The tag that identifies a body, and reveals nothing else of the log.
  private static func tag(_ bytes: [UInt8]) -> String { String(Digest(of: bytes).description.prefix(32)) }

  // MARK: Refusals

  private static let noDatabase = "The database cannot be reached at the moment; try again later."

  static func response(to error: any Error, _ request: Request?) -> Response {
    let refusal = refusal(for: error)
    let visit = request.flatMap { try? Visit($0) } ?? .first
    if visit.wantsJSON || Visit.prefersJSON(request) {
      return json(
        JSONWriter.of { $0.object([("error", .of { $0.string(refusal.sentence) })]) }.text, refusal.status)
    }
    let content: HTML = "<p dir=\"auto\">\(refusal.sentence)</p>"
    return html(Page(visit: visit, title: words(for: refusal.status), content: content), refusal.status)
  }

  private static func words(for status: Status) -> String {
    switch status {
    case .notFound: "Not found"
    case .serverError: "Something went wrong"
    case .unavailable: "Not at the moment"
    default: "Not understood"
    }
  }

  private static func refusal(for error: any Error) -> Refusal {
    switch error {
    case let refusal as Refusal: return refusal
    case is NoSuchProcess, is NothingKnown, is NoSuchEvent, is WhyQuestion.Unknown:
      return Refusal(.notFound, "\(error)")
    case let error as PostgresError where error.code == .queryCanceled:
      return Refusal(.unavailable, "This takes longer than a page may; “parley” answers it in a terminal.")
    case is PostgresError, is ServerError:
      // The location of the database and its messages are not for clients.
      Terminal.complain("\(error)")
      let isGone = (error as? PostgresError)?.kind != .server
      return isGone
        ? Refusal(.unavailable, noDatabase) : Refusal(.serverError, "The database refused to answer.")
    default: break
    }
    if let failure = Failure(error) {
      if failure.status == .data || failure.status == .usage {
        return Refusal(.badRequest, failure.description)
      }
    } else if Parley.exitCode(for: error) == .validationFailure {
      return Refusal(.badRequest, Parley.message(for: error))
    }
    Terminal.complain("\(error)")
    return Refusal(
      .serverError, "This could not be answered; who runs the server finds the reason in its messages.")
  }
}
