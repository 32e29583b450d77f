/// The reason why input cannot be logged, in one sentence, with its place.
package struct Malformed: Error, Hashable, CustomStringConvertible {
  package let reason: String
  /// The field it is about; nil where it is about the whole.
  package let field: String?
  /// The 1-based byte column in the text that was read; nil where there is none.
  package let column: Int?

  package init(_ reason: String, field: String? = nil, column: Int? = nil) {
    self.reason = reason
    self.field = field
    self.column = column
  }

  package var description: String { reason }

  /// The error for a time at which something is said to have been learned, and which is yet to come.
  ///
  /// - Parameter clock: whose clock says so.
  package static func knownInTheFuture(_ time: String, clock: String = "this computer's clock") -> Malformed {
    Malformed(
      "Nothing can be known in the future: correct “\(time)”, or \(clock) if that is behind.", field: "known")
  }
}
