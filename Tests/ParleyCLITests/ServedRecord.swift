import Foundation
import TestSupport
import Testing

/// `parley serve` for as long as a test needs it, asked by a client in Python.
final class ServedRecord {
  let url: String
  let running: Program.Running
  private let program: Program
  private let asking: String?

  /// - Parameter asking: a parameter that every address is to have.
  init(_ program: Program, _ options: String..., asking: String? = nil) throws {
    self.program = program
    self.asking = asking
    running = try program.launch(["serve", "--port", "0"] + options)
    for _ in 0..<1200 where !running.output.hasSuffix("/\n") { usleep(5_000) }
    url = running.output.trimmingCharacters(in: .newlines)
    if !url.hasPrefix("http://") { throw TestClusterError("\(try running.wait())") }
  }

  var port: String { String(url.dropLast().split(separator: ":").last ?? "") }

  /// An address of a page with the parameter.
  func address(_ path: String) -> String {
    guard let asking else { return path }
    return path + (path.contains("?") ? "&" : "?") + asking
  }

  /// Sends requests one after another.
  func ask(_ requests: [Asked]) throws -> [Answered] {
    let answers = try client("ask", ["requests": requests.map(\.json)])
    return try JSONDecoder().decode([Answered].self, from: answers)
  }

  func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answered {
    try ask([Asked(path: path, headers: headers)])[0]
  }

  /// Listens to events until there are so many, or nothing has come for a while.
  ///
  /// - Parameter id: of the last event that is known, as a browser says it.
  /// - Parameter line: of shell, run a second after it begins to listen.
  func listen(
    _ path: String, after id: Int? = nil, for count: Int = 1000, seconds: Int = 3, while line: String? = nil
  ) throws -> [[String: String]] {
    let headers = id.map { ["Last-Event-ID": String($0)] } ?? [:]
    let events = try client(
      "listen", ["path": path, "headers": headers, "count": count, "seconds": seconds], while: line)
    return try JSONDecoder().decode([[String: String]].self, from: events)
  }

  /// Has the client do one of the things it can.
  func client(
    _ what: String, _ question: [String: Any], python: String = "python3", while line: String? = nil
  ) throws -> Data {
    let asked = question.merging(["what": what, "url": url]) { $1 }
    let json = String(decoding: try JSONSerialization.data(withJSONObject: asked), as: UTF8.self)
    let script = Example.package.appending(path: "Tests/ParleyCLITests/client.py").path
    let file = try ScratchFile(Array(json.utf8))
    let outcome = try program.shell(
      "\(line.map { "(sleep 1; \($0)) > /dev/null & " } ?? "")\(python) -B \(script) < \(file.path); status=$?; wait; exit $status"
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    return Data(outcome.output.utf8)
  }
}

struct Asked {
  var method = "GET"
  var path: String
  var headers: [String: String] = [:]
  var body = ""

  var json: [String: Any] { ["method": method, "path": path, "headers": headers, "body": body] }
}

struct Answered: Decodable {
  let status: Int
  /// By their names in lower case.
  let headers: [String: String]
  let body: String
}
