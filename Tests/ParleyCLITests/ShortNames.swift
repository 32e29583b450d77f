import Foundation

extension String {
  /// Without the short names of events, which are others in every run.
  var withoutNames: String {
    replacing(/\ \([0-9a-f]{7,32}\)/, with: "")
      .replacing(/(\d)\ [0-9a-f]{7,32}(?=[*\]\s]|$)/) { "\($0.1)" }
      .replacing(/history\ [0-9a-f]{7,32}”/, with: "history NAME”")
  }
}
