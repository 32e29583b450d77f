import Answers
import ArgumentParser
import Talks
import Web

/// A request, with its resolved target.
struct Visit: Sendable, PageLinks {
  let request: Request
  /// The parts of the path, without the `.json` at its end.
  let path: [String]
  let wantsJSON: Bool
  private let query: [(name: String, value: String?)]

  init(_ request: Request) throws(Refusal) {
    self.request = request
    var path = request.path
    let last = path.last ?? ""
    let format = request.parameter("format")
    if let format, !["html", "json"].contains(format) {
      throw Refusal(.badRequest, "There is no format “\(format)” here (html, json).")
    }
    let hasSuffix = last.hasSuffix(".json")
    if hasSuffix { path[path.count - 1] = String(last.dropLast(5)) }
    self.path = path
    wantsJSON = hasSuffix || format == "json" || format == nil && Self.prefersJSON(request)
    query = request.query.filter { $0.name != "format" }
  }

  /// A visit to the first page.
  static let first = Visit()

  private init() { (request, path, wantsJSON, query) = (.first, [], false, []) }

  /// Whether a client would rather have JSON than HTML.
  static func prefersJSON(_ request: Request?) -> Bool {
    var weights: [String: Double] = [:]
    for part in (request?.header("accept") ?? "").split(separator: ",") {
      let words = part.split(separator: ";").map { trimmed($0).lowercased() }
      let weight = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
      if let type = words.first { weights[type] = weight ?? 1 }
    }
    return weights["application/json", default: 0] > weights["text/html", default: 0]
  }

  // MARK: Questions

  /// Reads the parameters as the options of a command that asks the same.
  ///
  /// - Parameter words: those of its own that are no parameters.
  func read<C: ParsableCommand>(_ type: C.Type, _ words: [String] = []) throws -> C {
    try C.parse(options(of: type) + words)
  }

  private func options(of type: any ParsableCommand.Type) throws -> [String] {
    let parameters = Parameter.all(of: type)
    return try query.compactMap { name, value in
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let hint = nearest(name, among: parameters.map(\.name)).map { " Did you mean “\($0)”?" } ?? ""
        throw Refusal(.badRequest, "There is no parameter “\(name)” here.\(hint)")
      }
      switch value {
      case nil where parameter.isFlag, "on" where parameter.isFlag: return "--\(name)"
      // A form sends empty fields in this way.
      case nil, "": return nil
      case _? where parameter.isFlag:
        throw Refusal(.badRequest, "“\(name)” is on or left out; write it without a value.")
      case let value?: return "--\(name)=\(value)"
      }
    }
  }

  // MARK: Links

  /// An address that keeps the standpoint of this one.
  func link(_ path: [String]) -> Address { Address(path, query: standpoint) }

  /// This address with another process, in the same form.
  func moved(to process: String) -> Address {
    let format: [(name: String, value: String?)] = wantsJSON ? [("format", "json")] : []
    return Address([process] + path.dropFirst(), query: query + format)
  }

  /// The parameters of the standpoint.
  var standpoint: [(name: String, value: String?)] {
    query.filter { pair in Parameter.standpoint.contains { $0.name == pair.name } && pair.value ?? "" != "" }
  }

  /// This address, as a program asks it.
  var asJSON: Address { Address(path, query: query.filter { $0.value != "" } + [("format", "json")]) }

  func value(of parameter: Parameter) -> String? {
    query.last { $0.name == parameter.name }.map { $0.value ?? "on" }
  }
}

/// A parameter of an address: an option or a flag of a command.
struct Parameter {
  let name: String
  let help: String
  let isFlag: Bool

  /// The options about the place and manner of a command's work, or for output that is no page.
  private static let others: Set = ["database", "json", "help", "version", "process", "list", "by-year"]

  static func all(of type: any ParsableCommand.Type) -> [Parameter] {
    CommandDescription(type).arguments.compactMap { argument in
      guard argument.kind != .positional, !argument.isHidden,
        let word = argument.names.first(where: { $0.hasPrefix("--") }),
        !others.contains(String(word.dropFirst(2)))
      else { return nil }
      return Parameter(
        name: String(word.dropFirst(2)), help: argument.abstract, isFlag: argument.kind == .flag)
    }
  }

  /// The parameters of every page.
  static let standpoint = all(of: StandpointQuestion.self)
}

/// The standpoint alone.
struct StandpointQuestion: ParsableCommand {
  @OptionGroup var point: StandpointOptions
}
