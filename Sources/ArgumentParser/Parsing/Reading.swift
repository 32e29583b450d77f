/// How words become a value, and how the value is shown.
struct Reading<Value> {
  /// Throws for a word that names no value; `current` is nil at the first word.
  let read: (_ word: String, _ current: Value?) throws -> Value
  /// Nil for a value that help does not show.
  let describe: (Value) -> String?
  var values: [String] = []
  var completion = CompletionKind.default
  var isRepeating = false
}

/// Thrown for a word that names no value of the wanted type.
struct NoSuchValue: Error {}

extension Reading where Value: ExpressibleByArgument {
  static var parsed: Reading {
    Reading(
      read: { word, _ in
        guard let value = Value(argument: word) else { throw NoSuchValue() }
        return value
      },
      describe: { $0.defaultValueDescription },
      values: Value.allValueStrings, completion: Value.defaultCompletionKind)
  }
}

extension Reading {
  static func transformed(_ transform: @escaping (String) throws -> Value) -> Reading {
    Reading(read: { word, _ in try transform(word) }, describe: { String(describing: $0) })
  }

  var optional: Reading<Value?> {
    Reading<Value?>(
      read: { word, _ in try read(word, nil) }, describe: { $0.flatMap(describe) },
      values: values, completion: completion)
  }

  var array: Reading<[Value]> {
    Reading<[Value]>(
      read: { word, current in (current ?? []) + [try read(word, nil)] },
      describe: { $0.isEmpty ? nil : $0.compactMap(describe).joined(separator: ", ") },
      values: values, completion: completion, isRepeating: true)
  }

  /// The definition of a property that is read this way.
  func definition(
    at path: PropertyPath, initial: Value?, help: ArgumentHelp?, completion: CompletionKind?,
    form: (@escaping Definition.Read) -> Definition.Occurrence
  ) -> Definition {
    let read = read
    return Definition(
      path: path, form: form { word, current in try read(word, current as? Value) },
      initial: initial, help: help ?? ArgumentHelp(), defaultText: initial.flatMap(describe),
      values: values, completion: completion ?? self.completion, isRepeating: isRepeating)
  }
}
