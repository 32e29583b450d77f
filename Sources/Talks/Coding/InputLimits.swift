/// How much is taken in from outside, so that no input costs much more than its length.
package enum InputLimits {
  /// A limit as the reference tells of it.
  package struct Limit: Sendable {
    package let value: Int
    /// The unit, such as `bytes`.
    package let unit: String
    /// What is limited, in one phrase.
    package let meaning: String

    init(_ value: Int, _ unit: String, _ meaning: String) {
      (self.value, self.unit, self.meaning) = (value, unit, meaning)
    }
  }

  package static let line = Limit(16 << 20, "bytes", "a line of a file, or a row of a table")
  package static let jsonTable = Limit(256 << 20, "bytes", "a table of JSON, which is read as a whole")
  package static let bibliography = Limit(64 << 20, "bytes", "a bibliography")
  package static let nesting = Limit(32, "levels", "arrays and objects of JSON within each other")
  package static let list = Limit(10_000, "values", "a list in a line of a journal or a chronicle")
  package static let columns = Limit(200_000, "columns", "a table")
  package static let title = Limit(4_096, "bytes", "the title of a row of a chronicle")
  package static let parties = Limit(1_000, "parties", "a row of a chronicle")
  package static let actors = Limit(
    250, "parties", "those who act in a row of a chronicle, each of whom has an event of its own")
  package static let words = Limit(
    1_000, "words", "of a text, those by which it is compared with others; further words are not looked at")
  package static let candidates = Limit(
    500, "things", "of which a row of a chronicle may speak, those that are compared with it")
  package static let comparisons = Limit(
    10_000_000, "pairs", "rows of a table without a key that are compared with recorded rows in a sync")
  package static let expansion = Limit(
    16, "times",
    "how much longer than a bibliography its texts may be, beyond 64 KiB, with what its @strings stand for; and than a row of a table of JSON the names of its columns"
  )
  package static let readings = Limit(
    2, "times", "how often a bibliography is read again after entries that do not end")
  package static let hints = Limit(
    2_000, "names", "among which “Did you mean” looks for one like a mistyped one")

  /// All of them, in the order of the reference.
  package static let all = [
    line, jsonTable, bibliography, nesting, list, columns, title, parties, actors, words, candidates,
    comparisons, expansion, readings, hints,
  ]
}

/// Keeps what is made of an input within a multiple of its length.
package struct ExpansionLimit: Sendable {
  private let most: Int
  /// The bytes made so far.
  package private(set) var made = 0

  /// - Parameters:
  ///   - input: the length of the input, in bytes.
  ///   - allowance: what may be made in any case, in bytes.
  package init(input: Int, allowance: Int = 64 << 10) {
    most = input * InputLimits.expansion.value + allowance
  }

  /// Counts bytes that are to be made; false where they are too many, and are not to be made.
  package mutating func take(_ bytes: Int) -> Bool {
    guard made + bytes <= most else { return false }
    made += bytes
    return true
  }
}
