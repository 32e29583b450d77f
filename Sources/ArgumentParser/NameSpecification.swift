/// The names under which an option or a flag is typed.
public struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
  /// One name, given in full or derived from the property's name.
  public struct Element: Sendable, Hashable {
    enum Base: Sendable, Hashable {
      case long
      case customLong(String, withSingleDash: Bool)
      case short
      case customShort(Character)
    }

    let base: Base

    /// The property's name in lower case, words joined by dashes, after two dashes.
    public static var long: Element { Element(base: .long) }
    /// The first letter of the property's name after one dash.
    public static var short: Element { Element(base: .short) }

    /// A name of one's own after two dashes, or after one.
    public static func customLong(_ name: String, withSingleDash: Bool = false) -> Element {
      Element(base: .customLong(name, withSingleDash: withSingleDash))
    }

    /// A letter of one's own; a value may always be joined to it, so `allowingJoined` changes nothing.
    public static func customShort(_ char: Character, allowingJoined: Bool = false) -> Element {
      Element(base: .customShort(char))
    }
  }

  let elements: [Element]

  public init(arrayLiteral elements: Element...) {
    self.elements = elements
  }

  /// The long name derived from the property's name.
  public static var long: NameSpecification { [.long] }
  /// The letter derived from the property's name.
  public static var short: NameSpecification { [.short] }
  /// Both the derived long name and the derived letter.
  public static var shortAndLong: NameSpecification { [.long, .short] }

  /// A long name of one's own.
  public static func customLong(_ name: String, withSingleDash: Bool = false) -> NameSpecification {
    [.customLong(name, withSingleDash: withSingleDash)]
  }

  /// A letter of one's own.
  public static func customShort(_ char: Character, allowingJoined: Bool = false) -> NameSpecification {
    [.customShort(char, allowingJoined: allowingJoined)]
  }

  func names(for property: String) -> [Name] {
    let long = dashed(property)
    return elements.map { element in
      switch element.base {
      case .long: .long(long)
      case .customLong(let name, let single): single ? .singleDash(name) : .long(name)
      case .short: .short(long.first ?? "?")
      case .customShort(let letter): .short(letter)
      }
    }
  }
}

/// A name as it is typed.
enum Name: Hashable {
  case long(String)
  case singleDash(String)
  case short(Character)

  var word: String {
    switch self {
    case .long(let name): "--" + name
    case .singleDash(let name): "-" + name
    case .short(let letter): "-" + String(letter)
    }
  }

  /// The name without its dashes.
  var stem: String {
    switch self {
    case .long(let name), .singleDash(let name): name
    case .short(let letter): String(letter)
    }
  }

  var isShort: Bool {
    if case .short = self { true } else { false }
  }
}

extension [Name] {
  /// The name by which help and messages speak of the argument: the first long one if there is any.
  var preferred: Name? {
    first { !$0.isShort } ?? first
  }
}

/// Turns `camelCase` and `URLName` into `camel-case` and `url-name`.
func dashed(_ identifier: String) -> String {
  let letters = Array(identifier)
  var result = ""
  for (index, letter) in letters.enumerated() {
    if letter == "_" {
      result += "-"
      continue
    }
    if letter.isUppercase, index > 0, letters[index - 1] != "_" {
      let startsWord = !letters[index - 1].isUppercase
      let endsAcronym = index + 1 < letters.count && letters[index + 1].isLowercase
      if startsWord || endsAcronym { result += "-" }
    }
    result += letter.lowercased()
  }
  return result
}
