/// Where a property lies: the names of the groups that hold it, then its own.
typealias PropertyPath = [String]

/// The words that one property takes from the command line.
struct Definition {
  typealias Read = (_ word: String, _ current: Any?) throws -> Any

  enum Occurrence {
    case positional(ArgumentArrayParsingStrategy.Base, Read)
    case option([Name], OptionParsing, Read)
    case flag([FlagCase], FlagExclusivity)
    /// A property without wrapper, which keeps its initial value.
    case unparsed
  }

  let path: PropertyPath
  let form: Occurrence
  /// The value without any word; nil makes the argument required.
  let initial: Any?
  var help: ArgumentHelp
  var defaultText: String?
  var values: [String] = []
  var completion = CompletionKind.default
  var isRepeating = false
  /// The heading under which help lists the argument.
  var section: String?

  /// The word that help puts between angle brackets.
  var valueName: String {
    if let name = help.valueName { return name }
    if case .option(let names, _, _) = form, let name = names.preferred { return name.stem }
    return dashed(path.last ?? "")
  }

  /// How messages speak of the argument, such as `--format <format>`.
  var title: String {
    switch form {
    case .positional, .unparsed: "<\(valueName)>"
    case .option(let names, _, _): (names.preferred.map { $0.word + " " } ?? "") + "<\(valueName)>"
    case .flag(let cases, _): cases.compactMap { $0.names.preferred?.word }.joined(separator: "/")
    }
  }

  var names: [Name] {
    switch form {
    case .positional, .unparsed: []
    case .option(let names, _, _): names
    case .flag(let cases, _): cases.flatMap(\.names)
    }
  }
}

/// One of the flags that set the same property.
struct FlagCase {
  let names: [Name]
  let set: (_ current: Any?) -> Any
  var help: ArgumentHelp?
}

/// Which words an option takes for its value.
enum OptionParsing {
  case next
  case unconditional
  case scanning
  case upToNextOption
  case remaining
}

/// The state of a property wrapper: its definition, and after parsing its value.
enum Parsed<Value> {
  case value(Value)
  case definition((PropertyPath) -> [Definition])

  var value: Value {
    switch self {
    case .value(let value): value
    case .definition:
      preconditionFailure(
        "An argument was read before the command line was parsed; create commands with parse(), not init().")
    }
  }
}

/// A property wrapper that the parser fills.
protocol ParsedWrapper: Decodable {
  associatedtype Value
  var parsed: Parsed<Value> { get }
  init(parsed: Parsed<Value>)
}

extension ParsedWrapper {
  init(parsedFrom decoder: any Decoder) throws {
    guard let decoder = decoder as? ArgumentDecoder, let value = decoder.value as? Value else {
      throw NotParsed()
    }
    self.init(parsed: .value(value))
  }

  func declarations(at path: PropertyPath) -> [Definition] {
    switch parsed {
    case .definition(let make): make(path)
    case .value: []
    }
  }
}

/// Thrown where an argument is decoded from anything but parsed words.
struct NotParsed: Error {}

/// The definitions of all properties of a type, in the order of declaration.
func definitions(of type: any ParsableArguments.Type, at path: PropertyPath = []) -> [Definition] {
  Mirror(reflecting: type.init()).children.flatMap { child -> [Definition] in
    guard let label = child.label else { return [] }
    if let wrapper = child.value as? any ParsedWrapper {
      return wrapper.declarations(at: path + [label.hasPrefix("_") ? String(label.dropFirst()) : label])
    }
    let mirror = Mirror(reflecting: child.value)
    if mirror.displayStyle == .optional, mirror.children.isEmpty { return [] }
    return [Definition(path: path + [label], form: .unparsed, initial: child.value, help: .private)]
  }
}
