/// Distributes the words that follow a command's name among its properties.
struct WordReader {
  /// How reading ended.
  enum End {
    case complete
    case subcommand(any ParsableCommand.Type, words: ArraySlice<String>)
  }

  let definitions: [Definition]
  let helpNames: [Name]
  let version: String
  let subcommands: [any ParsableCommand.Type]
  let defaultSubcommand: (any ParsableCommand.Type)?

  private(set) var values: [PropertyPath: Any] = [:]
  /// Whether an argument has taken the rest of the words as they are.
  private(set) var hasCaptured = false

  private let positionals: [Definition]
  private var named: [Name: (definition: Definition, flag: Int?)] = [:]
  private var words: [String]
  private var place = 0
  private var isTerminated = false
  private var unexpected: [String] = []
  private var usedFlags: [PropertyPath: (index: Int, word: String)] = [:]

  init(command: any ParsableCommand.Type, stack: [any ParsableCommand.Type], words: ArraySlice<String>) {
    let configuration = command.configuration
    definitions = ArgumentParser.definitions(of: command)
    helpNames = stack.helpNames
    version = stack.version
    subcommands = configuration.subcommands
    defaultSubcommand = configuration.defaultSubcommand
    positionals = definitions.filter { if case .positional = $0.form { true } else { false } }
    self.words = Array(words)
    for definition in definitions {
      switch definition.form {
      case .option(let names, _, _):
        for name in names { named[name] = (definition, nil) }
      case .flag(let cases, _):
        for (index, flag) in cases.enumerated() {
          for name in flag.names { named[name] = (definition, index) }
        }
      case .positional, .unparsed: break
      }
    }
  }

  mutating func read() throws -> End {
    var index = 0
    while index < words.count {
      let word = words[index]
      if !isTerminated, word == "--" {
        if passthrough != nil { return try capture(from: index) }
        isTerminated = true
        index += 1
      } else if !isTerminated, looksLikeOption(word) {
        if try readOption(at: &index) { continue }
        if passthrough != nil { return try capture(from: index) }
        if let greedy = positionals.first(where: { $0.strategy == .allUnrecognized }) {
          try store(word, for: greedy)
          index += 1
        } else if let fallback = defaultSubcommand {
          return .subcommand(fallback, words: words[index...])
        } else {
          throw unknownOption(word)
        }
      } else {
        if !isTerminated, let command = subcommand(word) {
          return .subcommand(command, words: words[(index + 1)...])
        }
        if passthrough != nil { return try capture(from: index) }
        if let definition = nextPositional() {
          try store(word, for: definition)
        } else if let fallback = defaultSubcommand {
          return .subcommand(fallback, words: words[index...])
        } else if !subcommands.isEmpty, positionals.isEmpty {
          throw ParserError.unknownSubcommand(
            word,
            suggestion: suggestion(for: word, among: subcommands.filter { $0.isShown }.flatMap { $0.words }))
        } else {
          unexpected.append(word)
        }
        index += 1
      }
    }
    if let fallback = defaultSubcommand { return .subcommand(fallback, words: []) }
    return .complete
  }

  /// Throws unless every word found its use and every required property its value; adds the initial values.
  mutating func finish() throws {
    guard unexpected.isEmpty else { throw ParserError.unexpectedArguments(unexpected) }
    for definition in definitions where values[definition.path] == nil {
      guard let initial = definition.initial else { throw missing(definition) }
      values[definition.path] = initial
    }
  }

  private func missing(_ definition: Definition) -> ParserError {
    if case .flag(let cases, _) = definition.form {
      return .missingFlag(cases.compactMap { $0.names.preferred?.word })
    }
    let dots = definition.isRepeating ? " ..." : ""
    return .missing(title: definition.title + dots, help: definition.help.abstract)
  }

  /// Whether help is asked for anywhere before `--`; for when something else went wrong first.
  var asksForHelp: Bool {
    let help = Set(helpNames.map(\.word))
    return !hasCaptured && words.prefix { $0 != "--" }.contains { help.contains($0) }
  }

  // MARK: Positional words

  private func subcommand(_ word: String) -> (any ParsableCommand.Type)? {
    subcommands.first { $0.words.contains(word) }
  }

  /// The next positional argument.
  private func nextPositional() -> Definition? {
    positionals.dropFirst(place).first { $0.strategy != .postTerminator || isTerminated }
  }

  /// The argument that takes the rest of the words as they are, once it is its turn.
  private var passthrough: Definition? {
    nextPositional().flatMap { $0.strategy == .captureForPassthrough ? $0 : nil }
  }

  private mutating func capture(from index: Int) throws -> End {
    guard let definition = passthrough else { return .complete }
    hasCaptured = true
    for word in words[index...] { try store(word, for: definition) }
    return .complete
  }

  /// Reads the word as the definition's value, or as one more of its values.
  private mutating func store(_ word: String, for definition: Definition, name: String? = nil) throws {
    let read: Definition.Read
    switch definition.form {
    case .positional(_, let reader):
      read = reader
      if !definition.isRepeating { place += 1 }
    case .option(_, _, let reader): read = reader
    case .flag, .unparsed: return
    }
    do {
      values[definition.path] = try read(word, values[definition.path])
    } catch {
      let title = name.map { "\($0) <\(definition.valueName)>" } ?? definition.title
      throw ParserError.invalidValue(
        word, name: title, values: definition.values,
        reason: error is NoSuchValue ? nil : String(describing: error))
    }
  }

  // MARK: Options

  /// Whether the word starts with a dash and is neither `-` alone nor a negative number.
  private func looksLikeOption(_ word: String) -> Bool {
    guard word.utf8.count > 1, word.utf8.first == UInt8(ascii: "-") else { return false }
    let second = word[word.index(after: word.startIndex)]
    let isNumber = second.isNumber || second == "."
    return !isNumber || named[.short(second)] != nil
  }

  /// False if the word at the index is no known option; otherwise moves past what the option took.
  private mutating func readOption(at index: inout Int) throws -> Bool {
    let word = words[index]
    let split = word.firstIndex(of: "=")
    let name = String(word[..<(split ?? word.endIndex)])
    let value = split.map { String(word[word.index(after: $0)...]) }
    let whole: Name =
      word.hasPrefix("--") ? .long(String(name.dropFirst(2))) : .singleDash(String(name.dropFirst()))
    if named[whole] != nil || helpNames.contains(whole) || isVersion(whole) {
      index += 1
      try use(whole, value: value, next: &index)
      return true
    }
    if word.hasPrefix("--") { return false }
    return try readLetters(word, at: &index)
  }

  /// Reads `-abc` as flags, or as flags and an option whose value is joined or follows.
  private mutating func readLetters(_ word: String, at index: inout Int) throws -> Bool {
    var uses: [(Name, value: String?)] = []
    var rest = word.dropFirst()
    while let letter = rest.popFirst() {
      let name = Name.short(letter)
      if let found = named[name] {
        if found.flag == nil {
          let joined = rest.first == "=" ? rest.dropFirst() : rest
          uses.append((name, value: rest.isEmpty ? nil : String(joined)))
          break
        }
      } else if !helpNames.contains(name) {
        return false
      }
      if rest.first == "=" {
        throw ParserError.unexpectedValue(flag: name.word, value: String(rest.dropFirst()))
      }
      uses.append((name, value: nil))
    }
    index += 1
    for (name, value) in uses { try use(name, value: value, next: &index) }
    return true
  }

  private func isVersion(_ name: Name) -> Bool {
    name == .long("version") && !version.isEmpty
  }

  private mutating func use(_ name: Name, value: String?, next: inout Int) throws {
    guard let (definition, flag) = named[name] else {
      throw isVersion(name)
        ? ParserError.versionRequested(version) : ParserError.helpRequested(subcommands: [])
    }
    switch definition.form {
    case .flag(let cases, let exclusivity):
      if let value { throw ParserError.unexpectedValue(flag: name.word, value: value) }
      try set(cases, flag ?? 0, exclusivity, name, definition)
    case .option(_, let parsing, _):
      try take(definition, parsing, name: name, value: value, next: &next)
    case .positional, .unparsed: break
    }
  }

  private mutating func set(
    _ cases: [FlagCase], _ index: Int, _ exclusivity: FlagExclusivity, _ name: Name, _ definition: Definition
  ) throws {
    if let earlier = usedFlags[definition.path], earlier.index != index {
      if exclusivity == .exclusive { throw ParserError.alreadySet(flag: name.word, by: earlier.word) }
      if exclusivity == .chooseFirst { return }
    }
    usedFlags[definition.path] = (index, name.word)
    values[definition.path] = cases[index].set(values[definition.path])
  }

  private mutating func take(
    _ definition: Definition, _ parsing: OptionParsing, name: Name, value: String?, next: inout Int
  ) throws {
    if let value {
      try store(value, for: definition, name: name.word)
      if parsing == .next || parsing == .unconditional || parsing == .scanning { return }
    }
    switch parsing {
    case .next, .unconditional:
      guard next < words.count, parsing == .unconditional || isValue(words[next]) else {
        throw ParserError.missingValue(definition.title)
      }
      try store(words[next], for: definition, name: name.word)
      next += 1
    case .scanning:
      guard let found = words[next...].firstIndex(where: isValue) else {
        throw ParserError.missingValue(definition.title)
      }
      try store(words.remove(at: found), for: definition, name: name.word)
    case .upToNextOption, .remaining:
      while next < words.count, parsing == .remaining || isValue(words[next]) {
        try store(words[next], for: definition, name: name.word)
        next += 1
      }
    }
  }

  private func isValue(_ word: String) -> Bool {
    word != "--" && !looksLikeOption(word)
  }

  private func unknownOption(_ word: String) -> ParserError {
    let shown = definitions.filter { $0.help.visibility == .default }.flatMap(\.names) + helpNames
    let names = (shown + (version.isEmpty ? [] : [.long("version")])).filter { !$0.isShort }.map(\.word)
    let typed = word.split(separator: "=").first.map(String.init) ?? word
    return .unknownOption(typed, suggestion: suggestion(for: typed, among: names))
  }
}

extension Definition {
  fileprivate var strategy: ArgumentArrayParsingStrategy.Base? {
    if case .positional(let strategy, _) = form, isRepeating { strategy } else { nil }
  }
}
