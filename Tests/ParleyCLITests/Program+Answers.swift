import TestSupport
import Testing

extension Program {
  /// What it prints, without short names, where it has to succeed and to say nothing on standard error.
  @discardableResult
  func ok(_ words: [String], sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let outcome = try run(words)
    #expect(
      outcome.status == 0 && outcome.complaint == "", "\(words) \(outcome)", sourceLocation: sourceLocation)
    return outcome.output.withoutNames
  }

  @discardableResult
  func ok(_ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try ok(words, sourceLocation: sourceLocation)
  }

  /// The rows of an answer.
  func rows(_ words: String...) throws -> [[String: Any]] { try run(words + ["--json"]).rows() }
}
