import Talks

extension JSONWriter {
  static func text(_ text: String) -> JSONWriter { .of { $0.string(text) } }

  static func texts(_ texts: [String]) -> JSONWriter { .of { $0.list(texts) { $1.string($0) } } }

  static func members(_ members: [(String, JSONWriter)]) -> JSONWriter {
    .of { $0.object(members.map { (name: $0.0, json: $0.1) }) }
  }

  /// An object of those texts that there are.
  static func members(_ members: [(String, String?)]) -> JSONWriter {
    .members(members.compactMap { name, text in text.map { (name, .text($0)) } })
  }
}
