/// Arguments that several commands share.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: Decodable, ParsedWrapper {
  var parsed: Parsed<Value>
  /// The heading under which help lists the group; empty for none.
  public private(set) var title = ""

  init(parsed: Parsed<Value>) {
    self.parsed = parsed
  }

  public init(title: String = "", visibility: ArgumentVisibility = .default) {
    self.title = title
    parsed = .definition { path in
      definitions(of: Value.self, at: path).map { definition in
        var definition = definition
        if !title.isEmpty { definition.section = definition.section ?? title }
        if visibility != .default { definition.help.visibility = visibility }
        return definition
      }
    }
  }

  public init(from decoder: any Decoder) throws {
    let value = try Value(from: decoder)
    parsed = .value(value)
    do {
      try wrappedValue.validate()
    } catch {
      throw InvalidByValidation(reason: error)
    }
  }

  public var wrappedValue: Value {
    get { parsed.value }
    set { parsed = .value(newValue) }
  }
}

/// Thrown when a group's own `validate()` refuses it.
struct InvalidByValidation: Error {
  let reason: any Error
}
