/// Whether an argument or a group of arguments appears in help.
public struct ArgumentVisibility: Sendable, Hashable {
  enum Level: Int, Sendable, Hashable {
    case shown
    case hidden
    case secret
  }

  let level: Level

  /// Appears in help, in completions and in the manual.
  public static let `default` = ArgumentVisibility(level: .shown)
  /// Appears only where hidden arguments are asked for.
  public static let hidden = ArgumentVisibility(level: .hidden)
  /// Appears nowhere.
  public static let `private` = ArgumentVisibility(level: .secret)
}

/// The words that help shows for an argument.
public struct ArgumentHelp: Sendable, ExpressibleByStringInterpolation {
  /// One sentence on what the argument means.
  public var abstract: String
  /// Further paragraphs, shown below the abstract.
  public var discussion: String
  /// The word between angle brackets; without one, it follows from the argument's name.
  public var valueName: String?
  /// Whether help lists the argument.
  public var visibility: ArgumentVisibility

  public init(
    _ abstract: String = "", discussion: String = "", valueName: String? = nil,
    visibility: ArgumentVisibility = .default
  ) {
    self.abstract = abstract
    self.discussion = discussion
    self.valueName = valueName
    self.visibility = visibility
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Help for an argument that is listed only among hidden ones.
  public static var hidden: ArgumentHelp { ArgumentHelp(visibility: .hidden) }
  /// Help for an argument that is never listed.
  public static var `private`: ArgumentHelp { ArgumentHelp(visibility: .private) }
}
