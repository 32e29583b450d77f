extension PostgresError: CustomStringConvertible {
  package var description: String {
    var text = message
    if kind == .server, !text.hasSuffix(".") { text = "The database refused: \(text)" }
    if let detail { text = "\(text.sentence) \(detail)" }
    if let advice = hint ?? advice { text = "\(text.sentence) \(advice)" }
    return text.sentence.printable
  }

  /// The usual remedy for errors that come without a hint.
  private var advice: String? {
    guard kind == .server else { return nil }
    return switch code {
    case .diskFull: "Free some space on the server and try again."
    case .insufficientPrivilege: "Connect as a user who may, or have the right granted."
    case .readOnlyTransaction: "Connect to a server that accepts writes."
    case .serializationFailure, .deadlock, .lockNotAvailable: "Others work on the same rows; try again."
    case .undefinedTable, .undefinedColumn, .undefinedFunction, .undefinedSchema:
      "Check that this is the right database and that its schema is up to date."
    case .queryCanceled: "Try again, with a longer time limit if there is one."
    default: nil
    }
  }
}

extension String {
  /// Ends in a full stop, question mark or exclamation mark.
  fileprivate var sentence: String {
    guard let last, !".?!".contains(last) else { return self }
    return self + "."
  }

  /// The text on one line and without control characters, which could drive a terminal.
  fileprivate var printable: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case _ where scalar == "\n" || scalar == "\t": text.unicodeScalars.append(" ")
      case .control, .format, .lineSeparator, .paragraphSeparator: text.unicodeScalars.append("\u{FFFD}")
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
