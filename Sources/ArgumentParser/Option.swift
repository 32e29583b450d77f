/// A value given after a name.
@propertyWrapper
public struct Option<Value>: Decodable, ParsedWrapper {
  var parsed: Parsed<Value>

  init(parsed: Parsed<Value>) {
    self.parsed = parsed
  }

  /// The compiler looks for an initializer without arguments only here; those in extensions then apply.
  @available(
    *, unavailable,
    message: "Give a default value, a transformation, or a type that conforms to ExpressibleByArgument."
  )
  public init() {
    preconditionFailure()
  }

  public init(from decoder: any Decoder) throws {
    try self.init(parsedFrom: decoder)
  }

  public var wrappedValue: Value {
    get { parsed.value }
    set { parsed = .value(newValue) }
  }

  private init(
    _ reading: Reading<Value>, initial: Value?, name: NameSpecification, parsing: OptionParsing,
    help: ArgumentHelp?, completion: CompletionKind?
  ) {
    parsed = .definition { path in
      [
        reading.definition(at: path, initial: initial, help: help, completion: completion) {
          .option(name.names(for: path.last ?? ""), parsing, $0)
        }
      ]
    }
  }
}

/// Which word an option takes for its value.
public struct SingleValueParsingStrategy: Sendable, Hashable {
  let base: OptionParsing

  /// The next word, unless it looks like an option.
  public static let next = SingleValueParsingStrategy(base: .next)
  /// The next word, whatever it looks like.
  public static let unconditional = SingleValueParsingStrategy(base: .unconditional)
  /// The next word that does not look like an option, wherever it stands.
  public static let scanningForValue = SingleValueParsingStrategy(base: .scanning)
}

/// Which words an option with several values takes.
public struct ArrayParsingStrategy: Sendable, Hashable {
  let base: OptionParsing

  /// One word after each use of the name, unless it looks like an option.
  public static let singleValue = ArrayParsingStrategy(base: .next)
  /// One word after each use of the name, whatever it looks like.
  public static let unconditionalSingleValue = ArrayParsingStrategy(base: .unconditional)
  /// Every word up to the next one that looks like an option.
  public static let upToNextOption = ArrayParsingStrategy(base: .upToNextOption)
  /// Every word to the end.
  public static let remaining = ArrayParsingStrategy(base: .remaining)
}

extension Option where Value: ExpressibleByArgument {
  public init(
    wrappedValue: Value, name: NameSpecification = .long,
    parsing parsingStrategy: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) {
    self.init(
      .parsed, initial: wrappedValue, name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  public init(
    name: NameSpecification = .long, parsing parsingStrategy: SingleValueParsingStrategy = .next,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) {
    self.init(
      .parsed, initial: nil, name: name, parsing: parsingStrategy.base, help: help, completion: completion)
  }
}

extension Option {
  @_disfavoredOverload
  public init(
    wrappedValue: Value, name: NameSpecification = .long,
    parsing parsingStrategy: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(
      .transformed(transform), initial: wrappedValue, name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  @_disfavoredOverload
  public init(
    name: NameSpecification = .long, parsing parsingStrategy: SingleValueParsingStrategy = .next,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(
      .transformed(transform), initial: nil, name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
    parsing parsingStrategy: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(name: name, parsing: parsingStrategy, help: help, completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, parsing parsingStrategy: SingleValueParsingStrategy = .next,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(
      Reading<T>.parsed.optional, initial: .some(nil), name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  public init<T>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
    parsing parsingStrategy: SingleValueParsingStrategy = .next, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(
      name: name, parsing: parsingStrategy, help: help, completion: completion, transform: transform)
  }

  public init<T>(
    name: NameSpecification = .long, parsing parsingStrategy: SingleValueParsingStrategy = .next,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(
      Reading<T>.transformed(transform).optional, initial: .some(nil), name: name,
      parsing: parsingStrategy.base, help: help, completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], name: NameSpecification = .long,
    parsing parsingStrategy: ArrayParsingStrategy = .singleValue, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(
      Reading<T>.parsed.array, initial: wrappedValue, name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, parsing parsingStrategy: ArrayParsingStrategy = .singleValue,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(
      Reading<T>.parsed.array, initial: nil, name: name, parsing: parsingStrategy.base, help: help,
      completion: completion)
  }

  public init<T>(
    wrappedValue: [T], name: NameSpecification = .long,
    parsing parsingStrategy: ArrayParsingStrategy = .singleValue, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(
      Reading<T>.transformed(transform).array, initial: wrappedValue, name: name,
      parsing: parsingStrategy.base, help: help, completion: completion)
  }

  public init<T>(
    name: NameSpecification = .long, parsing parsingStrategy: ArrayParsingStrategy = .singleValue,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(
      Reading<T>.transformed(transform).array, initial: nil, name: name, parsing: parsingStrategy.base,
      help: help, completion: completion)
  }
}
