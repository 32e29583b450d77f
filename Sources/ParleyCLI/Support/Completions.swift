import ArgumentParser

extension CompletionKind {
  /// Names that only the database knows are asked of the program itself.
  static var processes: CompletionKind { .shellCommand("parley complete processes") }
  static var parties: CompletionKind { .shellCommand("parley complete parties") }
  static var sources: CompletionKind { .shellCommand("parley complete sources") }
  static var eventTypes: CompletionKind { .shellCommand("parley complete types") }
}
