/// A name without a value.
@propertyWrapper
public struct Flag<Value>: Decodable, ParsedWrapper {
  var parsed: Parsed<Value>

  init(parsed: Parsed<Value>) {
    self.parsed = parsed
  }

  /// The compiler looks for an initializer without arguments only here; those in extensions then apply.
  @available(
    *, unavailable,
    message: "Give a default value, or a type that is Bool, Int or conforms to EnumerableFlag."
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
    initial: Value?, help: ArgumentHelp?, exclusivity: FlagExclusivity = .chooseLast,
    defaultText: String? = nil, isRepeating: Bool = false,
    cases: @escaping (_ property: String) -> [FlagCase]
  ) {
    parsed = .definition { path in
      [
        Definition(
          path: path, form: .flag(cases(path.last ?? ""), exclusivity), initial: initial,
          help: help ?? ArgumentHelp(), defaultText: defaultText, isRepeating: isRepeating)
      ]
    }
  }
}

/// A set of values each of which is a flag.
public protocol EnumerableFlag: CaseIterable, Equatable, SendableMetatype {
  /// The names that choose the value; by default the long name derived from the case.
  static func name(for value: Self) -> NameSpecification
  /// The help of one value; nil leaves all values to one entry.
  static func help(for value: Self) -> ArgumentHelp?
}

extension EnumerableFlag {
  public static func name(for value: Self) -> NameSpecification { .long }
  public static func help(for value: Self) -> ArgumentHelp? { nil }
}

/// The two names of a flag that can be set to true or false.
public struct FlagInversion: Sendable, Hashable {
  enum Base: Sendable, Hashable {
    case no
    case enableDisable
  }

  let base: Base

  /// `--name` and `--no-name`.
  public static let prefixedNo = FlagInversion(base: .no)
  /// `--enable-name` and `--disable-name`.
  public static let prefixedEnableDisable = FlagInversion(base: .enableDisable)

  fileprivate func names(_ names: [Name]) -> (on: [Name], off: [Name]) {
    let long = names.compactMap { name in if case .long(let text) = name { text } else { nil } }
    switch base {
    case .no: return (names, long.map { .long("no-" + $0) })
    case .enableDisable:
      let short = names.filter(\.isShort)
      return (short + long.map { .long("enable-" + $0) }, long.map { .long("disable-" + $0) })
    }
  }
}

/// What happens when several flags set the same value.
public struct FlagExclusivity: Sendable, Hashable {
  enum Base: Sendable, Hashable {
    case exclusive
    case first
    case last
  }

  let base: Base

  /// A second one is an error.
  public static let exclusive = FlagExclusivity(base: .exclusive)
  /// The first one counts.
  public static let chooseFirst = FlagExclusivity(base: .first)
  /// The last one counts.
  public static let chooseLast = FlagExclusivity(base: .last)
}

extension Flag where Value == Bool {
  public init(wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    self.init(initial: wrappedValue, help: help) { property in
      [FlagCase(names: name.names(for: property), set: { _ in !wrappedValue })]
    }
  }

  public init(
    wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion,
    exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
  ) {
    self.init(initial: wrappedValue, name, inversion, exclusivity, help)
  }

  public init(
    name: NameSpecification = .long, inversion: FlagInversion, exclusivity: FlagExclusivity = .chooseLast,
    help: ArgumentHelp? = nil
  ) {
    self.init(initial: nil, name, inversion, exclusivity, help)
  }

  private init(
    initial: Bool?, _ name: NameSpecification, _ inversion: FlagInversion, _ exclusivity: FlagExclusivity,
    _ help: ArgumentHelp?
  ) {
    parsed = .definition { path in
      let property = path.last ?? ""
      let (on, off) = inversion.names(name.names(for: property))
      let cases = [FlagCase(names: on, set: { _ in true }), FlagCase(names: off, set: { _ in false })]
      return [
        Definition(
          path: path, form: .flag(cases, exclusivity), initial: initial, help: help ?? ArgumentHelp(),
          defaultText: initial.flatMap { ($0 ? on : off).preferred?.word })
      ]
    }
  }
}

extension Flag where Value == Bool? {
  public init(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long, inversion: FlagInversion,
    exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
  ) {
    self.init(name: name, inversion: inversion, exclusivity: exclusivity, help: help)
  }

  public init(
    name: NameSpecification = .long, inversion: FlagInversion, exclusivity: FlagExclusivity = .chooseLast,
    help: ArgumentHelp? = nil
  ) {
    self.init(initial: .some(nil), help: help, exclusivity: exclusivity) { property in
      let (on, off) = inversion.names(name.names(for: property))
      return [FlagCase(names: on, set: { _ in true }), FlagCase(names: off, set: { _ in false })]
    }
  }
}

extension Flag where Value == Int {
  /// Counts how often the flag is given.
  public init(name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    self.init(wrappedValue: 0, name: name, help: help)
  }

  public init(wrappedValue: Int, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    self.init(initial: wrappedValue, help: help, isRepeating: true) { property in
      [FlagCase(names: name.names(for: property)) { ($0 as? Int ?? wrappedValue) + 1 }]
    }
  }
}

extension EnumerableFlag {
  fileprivate static func cases(_ set: @escaping (Self, Any?) -> Any) -> [FlagCase] {
    allCases.map { value in
      FlagCase(
        names: name(for: value).names(for: String(describing: value)),
        set: { set(value, $0) }, help: help(for: value))
    }
  }

  fileprivate var word: String? {
    Self.name(for: self).names(for: String(describing: self)).preferred?.word
  }
}

extension Flag where Value: EnumerableFlag {
  public init(
    wrappedValue: Value, exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil
  ) {
    self.init(initial: wrappedValue, help: help, exclusivity: exclusivity, defaultText: wrappedValue.word) {
      _ in Value.cases { value, _ in value }
    }
  }

  public init(exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil) {
    self.init(initial: nil, help: help, exclusivity: exclusivity) { _ in Value.cases { value, _ in value } }
  }
}

extension Flag {
  public init<Element: EnumerableFlag>(
    wrappedValue: _OptionalNilComparisonType, exclusivity: FlagExclusivity = .exclusive,
    help: ArgumentHelp? = nil
  ) where Value == Element? {
    self.init(exclusivity: exclusivity, help: help)
  }

  public init<Element: EnumerableFlag>(
    exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil
  ) where Value == Element? {
    self.init(initial: .some(nil), help: help, exclusivity: exclusivity) { _ in
      Element.cases { value, _ in value }
    }
  }

  public init<Element: EnumerableFlag>(
    wrappedValue: [Element], help: ArgumentHelp? = nil
  ) where Value == [Element] {
    self.init(initial: wrappedValue, help: help, isRepeating: true) { _ in
      Element.cases { value, current in (current as? [Element] ?? []) + [value] }
    }
  }

  public init<Element: EnumerableFlag>(help: ArgumentHelp? = nil) where Value == [Element] {
    self.init(initial: nil, help: help, isRepeating: true) { _ in
      Element.cases { value, current in (current as? [Element] ?? []) + [value] }
    }
  }
}
