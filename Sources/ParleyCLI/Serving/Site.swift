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
      // The server was restarted, perhaps; once more.
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
    case (nil, _): return try list(visit)
    case ("parley.css", 1): return Self.file(PackageResources.parley_css, "text/css; charset=utf-8")
    case ("parley.js", 1): return Self.file(PackageResources.parley_js, "text/javascript; charset=utf-8")
    case ("parley.events", 1): return try events(visit)
    case ("events", 2) where EventReference(path[1]) != nil: return try event(path[1], visit)
    case (let process?, _): return try page(of: process, visit)
    }
  }

  private func page(of process: String, _ visit: Visit) throws -> Response {
    let path = visit.path
    if path.count == 1 { return try standing(process, visit) }
    if path[1] == "why", path.count > 2 {
      return try reasons(for: path[2...].joined(separator: "/"), in: process, visit)
    }
    if path.count == 2 {
      if path[1] == "check" { return try findings(process, visit) }
      if path[1] == "picture", let format = ServedPages.picture { return try picture(process, format, visit) }
      if let type = ServedAnswers.all.first(where: { $0.answerName == path[1] }) {
        return try answer(type, process, visit)
      }
    }
    try desk(Standpoint()).0.log.check(process)
    let name = path[1...].joined(separator: "/")
    let hint = nearest(name, among: ServedPages.names).map { " Did you mean “\($0)”?" } ?? ""
    throw Refusal(.notFound, "There is no page “\(name)” of \(process).\(hint)")
  }

  // MARK: Pages

  private func list(_ visit: Visit) throws -> Response {
    let command = try visit.read(ListCommand.self)
    let (desk, standpoint) = try desk(command.reading.point.standpoint)
    var answers = try desk.answers(from: standpoint)
    let found = try command.answer(&answers).found(in: &answers, from: standpoint, process: nil)
    if visit.wantsJSON { return Self.json(found.json) }
    return try page(visit, "The record", nil, desk, standpoint, ListCommand.self, found.html(visit))
  }

  private func answer<C: Answering>(_ type: C.Type, _ process: String, _ visit: Visit) throws -> Response {
    let command = try visit.read(type, [process])
    let (desk, standpoint) = try desk(command.reading.point.standpoint)
    var answers = try desk.answers(from: standpoint)
    let found = try command.answer(&answers).found(in: &answers, from: standpoint, process: process)
    if visit.wantsJSON { return Self.json(found.json) }
    return try page(
      visit, asHeading(type.answerName), title(of: process, &answers), desk, standpoint, type,
      found.html(visit))
  }

  private func standing(_ process: String, _ visit: Visit) throws -> Response {
    let command = try visit.read(ShowCommand.self, [process])
    let (desk, standpoint) = try desk(command.reading.point.standpoint)
    var answers = try desk.answers(from: standpoint)
    let standing = try Standing(of: process, from: standpoint, &answers)
    if visit.wantsJSON { return Self.json(standing.json) }
    return try page(
      visit, standing.title, (process, standing.title), desk, standpoint, ShowCommand.self,
      standing.html(visit))
  }

  private func reasons(for what: String, in process: String, _ visit: Visit) throws -> Response {
    let (desk, standpoint) = try desk(visit.read(StandpointQuestion.self).point.standpoint)
    var answers = try desk.answers(from: standpoint)
    let reasons: Reasons
    do {
      reasons = try Reasons(for: what, in: process, from: standpoint, &answers, desk.log)
    } catch let failure as Failure {
      throw Refusal(.notFound, failure.description)
    }
    if visit.wantsJSON { return Self.json(reasons.json) }
    return try page(
      visit, "Why “\(what)”", title(of: process, &answers), desk, standpoint, StandpointQuestion.self,
      reasons.html(visit))
  }

  private func event(_ text: String, _ visit: Visit) throws -> Response {
    let (desk, standpoint) = try desk(visit.read(StandpointQuestion.self).point.standpoint)
    guard let reference = EventReference(text), let target = try desk.log.event(reference),
      standpoint.admits(target)
    else { throw Refusal(.notFound, "There is no event \(text), or it is erased already.") }
    let recorded = try desk.log.events(of: target.stream).filter(standpoint.admits)
    let history = History(of: target, among: recorded, zones: desk.zones)
    if visit.wantsJSON { return Self.json(history.json) }
    var answers = try desk.answers(from: standpoint)
    let registry = Registry(try answers.table(SourceProjection.self))
    return try page(
      visit, target.body.headline, title(of: target.stream, &answers), desk, standpoint,
      StandpointQuestion.self, history.html(visit, registry))
  }

  private func findings(_ process: String, _ visit: Visit) throws -> Response {
    var command = try visit.read(CheckCommand.self)
    command.process = [process]
    let (desk, standpoint) = try desk(command.reading.point.standpoint)
    let found = try command.findings(desk, standpoint)
    if visit.wantsJSON { return Self.json(command.json(found, standpoint)) }
    var answers = try desk.answers(from: standpoint)
    let findings = FoundFindings(findings: found.flatMap(\.1), standpoint: standpoint)
    return try page(
      visit, "Check", title(of: process, &answers), desk, standpoint, CheckCommand.self, findings.html(visit))
  }

  private func picture(_ process: String, _ format: any DossierFormat.Type, _ visit: Visit) throws -> Response
  {
    let (desk, standpoint) = try desk(
      visit.read(StandpointQuestion.self).point.standpoint, asExtract: true)
    var answers = try desk.answers(from: standpoint)
    let document = try format.write(
      Dossier(
        of: [process], withSheets: format.showsAnswers,
        ExportHeader(
          of: [process], EventFilter(processes: [process]), upTo: standpoint.ceiling, desk, standpoint,
          &answers), standpoint, desk, &answers))
    return Response(
      type: "text/html; charset=utf-8", .bytes(document), tag: Self.tag(document),
      policy: Protection.policy(allowing: OwnPolicy.directives(of: document)))
  }

  private func events(_ visit: Visit) throws -> Response {
    let question = try visit.read(EventsQuestion.self)
    let (desk, standpoint) = try desk(Standpoint(ceiling: question.sharing.chosen))
    if let process = question.of { try desk.log.check(process) }
    let known = visit.request.header("last-event-id").flatMap { Int64($0) } ?? question.after
    let isExtract = serving.ceiling != nil || question.sharing.ceiling != nil
    let stream = try live.stream(
      desk, upTo: isExtract ? standpoint.ceiling : nil, after: known, of: question.of)
    return Response(type: "text/event-stream; charset=utf-8", .events(stream))
  }

  /// From where a client has itself told what is recorded.
  private struct EventsQuestion: ParsableCommand {
    @Option var after: Int64?
    /// Nothing of other processes.
    @Option var of: String?
    @OptionGroup var sharing: CeilingOptions
  }

  // MARK: What pages have in common

  private func desk(_ standpoint: Standpoint, asExtract: Bool = false) throws -> (Desk, Standpoint) {
    if connection?.isUsable != true { connection = try serving.connect() }
    guard let connection else { throw Refusal(.unavailable, Self.noDatabase) }
    return try serving.desk(on: connection, standpoint, asExtract: asExtract)
  }

  private func title(of process: String, _ answers: inout Answers<PostgresLog>) throws -> (String, String) {
    let state = try answers.table(ProcessProjection.self, process: process)
    return (process, state.rows.isEmpty ? process : state[0, "title"].text ?? process)
  }

  private func page(
    _ visit: Visit, _ title: String, _ process: (String, String)?, _ desk: Desk, _ standpoint: Standpoint,
    _ question: any ParsableCommand.Type, _ content: HTML
  ) throws -> Response {
    var page = Page(visit: visit, title: title, content: content)
    page.process = process
    page.standpoint = standpoint
    page.question = question
    page.highest = serving.ceiling ?? .red
    // What is asked of a past state of the record stays as it is.
    if standpoint.asKnown == nil && standpoint.asRecorded == nil { page.head = try desk.log.head() }
    return Self.html(page)
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

  /// What tells a body from every other, and nothing of what else is in the log.
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
    case is NoSuchProcess, is NothingKnown: return Refusal(.notFound, "\(error)")
    case let error as PostgresError where error.code == .queryCanceled:
      return Refusal(.unavailable, "This takes longer than a page may; “parley” answers it in a terminal.")
    case is PostgresError, is ServerError:
      // Where the database is, and what it says of itself, is nobody's business.
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
