/// A value given by its place on the command line.
@propertyWrapper
public struct Argument<Value>: Decodable, ParsedWrapper {
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
    _ reading: Reading<Value>, initial: Value?, parsing: ArgumentArrayParsingStrategy = .remaining,
    help: ArgumentHelp?, completion: CompletionKind?
  ) {
    parsed = .definition { path in
      [
        reading.definition(at: path, initial: initial, help: help, completion: completion) {
          .positional(parsing.base, $0)
        }
      ]
    }
  }
}

/// Which words an array of arguments takes.
public struct ArgumentArrayParsingStrategy: Sendable, Hashable {
  enum Base: Sendable, Hashable {
    case remaining
    case allUnrecognized
    case postTerminator
    case captureForPassthrough
  }

  let base: Base

  /// Every word that is neither an option nor its value.
  public static let remaining = ArgumentArrayParsingStrategy(base: .remaining)
  /// Every word that nothing else takes, unknown options included.
  public static let allUnrecognized = ArgumentArrayParsingStrategy(base: .allUnrecognized)
  /// The words after `--`.
  public static let postTerminator = ArgumentArrayParsingStrategy(base: .postTerminator)
  /// Everything from the first word on that is no known option, options and `--` included.
  public static let captureForPassthrough = ArgumentArrayParsingStrategy(base: .captureForPassthrough)
}

extension Argument where Value: ExpressibleByArgument {
  public init(wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
    self.init(.parsed, initial: wrappedValue, help: help, completion: completion)
  }

  public init(help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
    self.init(.parsed, initial: nil, help: help, completion: completion)
  }
}

extension Argument {
  @_disfavoredOverload
  public init(
    wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(.transformed(transform), initial: wrappedValue, help: help, completion: completion)
  }

  @_disfavoredOverload
  public init(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(.transformed(transform), initial: nil, help: help, completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(Reading<T>.parsed.optional, initial: .some(nil), help: help, completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(Reading<T>.parsed.optional, initial: .some(nil), help: help, completion: completion)
  }

  public init<T>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(
      Reading<T>.transformed(transform).optional, initial: .some(nil), help: help, completion: completion)
  }

  public init<T>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(
      Reading<T>.transformed(transform).optional, initial: .some(nil), help: help, completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], parsing parsingStrategy: ArgumentArrayParsingStrategy = .remaining,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(
      Reading<T>.parsed.array, initial: wrappedValue, parsing: parsingStrategy, help: help,
      completion: completion)
  }

  public init<T: ExpressibleByArgument>(
    parsing parsingStrategy: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(
      Reading<T>.parsed.array, initial: nil, parsing: parsingStrategy, help: help, completion: completion)
  }

  public init<T>(
    wrappedValue: [T], parsing parsingStrategy: ArgumentArrayParsingStrategy = .remaining,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(
      Reading<T>.transformed(transform).array, initial: wrappedValue, parsing: parsingStrategy, help: help,
      completion: completion)
  }

  public init<T>(
    parsing parsingStrategy: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(
      Reading<T>.transformed(transform).array, initial: nil, parsing: parsingStrategy, help: help,
      completion: completion)
  }
}
