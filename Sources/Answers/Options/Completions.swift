package import ArgumentParser

extension CompletionKind {
  /// Names that only the database knows are asked of the program itself.
  package static var processes: CompletionKind { .shellCommand("parley complete processes") }
  package static var parties: CompletionKind { .shellCommand("parley complete parties") }
  package static var sources: CompletionKind { .shellCommand("parley complete sources") }
  package static var eventTypes: CompletionKind { .shellCommand("parley complete types") }
}
