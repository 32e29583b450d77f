/// The hidden call by which a completion script asks the program itself for words:
/// `program ---completion SUBCOMMAND… -- ARGUMENT INDEX WORD…`.
enum CustomCompletion {
  static let marker = "---completion"

  /// The words for one call; none where the call names no argument that completes itself.
  static func words(for call: [String], root: any ParsableCommand.Type) -> [String] {
    guard let end = call.firstIndex(of: "--"), end + 2 < call.count, let index = Int(call[end + 2]) else {
      return []
    }
    var command = root
    for word in call[..<end] {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
        return []
      }
      command = next
    }
    let typed = Array(call[(end + 3)...])
    let name = call[end + 1]
    guard let definition = definitions(of: command).first(where: { key(of: $0) == name }),
      case .custom(let complete) = definition.completion.kind
    else { return [] }
    return complete(typed, index, typed.indices.contains(index) ? typed[index] : "")
  }

  /// How a call names the argument.
  static func key(of definition: Definition) -> String {
    definition.names.preferred?.word ?? definition.path.joined(separator: ".")
  }
}
