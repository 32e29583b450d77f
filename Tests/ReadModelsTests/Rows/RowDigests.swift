import ReadModels
import Talks

/// What the rows of each type were, made of some records, by digests; `Golden/rows.txt` holds it.
struct RowDigests: Equatable {
  /// A digest of each record itself, by its name.
  var records: [String: String] = [:]
  /// By the name of the type.
  var types: [String: Rows] = [:]

  /// The rows of one type.
  struct Rows: Equatable {
    var version: Int
    /// A digest of its rows, by the name of the record of which they were made.
    var digests: [String: String] = [:]
  }

  init() {}

  // MARK: As text

  /// Reads a line `record NAME DIGEST` for each record, and `TYPE VERSION NAME DIGEST` for the rows made of it.
  init?(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words.count == 3, words[0] == "record" {
        records[words[1]] = words[2]
      } else if words.count == 4, let version = Int(words[1]) {
        types[words[0], default: Rows(version: version)].digests[words[2]] = words[3]
        if types[words[0]]?.version != version { return nil }
      } else {
        return nil
      }
    }
  }

  var text: String {
    var lines = ["# Digests of the rows of each type, at its version, by record; “make goldens” writes them."]
    for (name, digest) in records.sorted(by: <) { lines.append("record \(name) \(digest)") }
    for (type, rows) in types.sorted(by: { $0.key < $1.key }) {
      for (name, digest) in rows.digests.sorted(by: <) {
        lines.append("\(type) \(rows.version) \(name) \(digest)")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Compared

  /// What has to be done in the sources before these may take the place of earlier ones, a sentence a type.
  func faults(after earlier: RowDigests) -> [String] {
    types.sorted { $0.key < $1.key }.compactMap { type, rows in
      guard let before = earlier.types[type] else { return nil }
      if rows.version < before.version {
        return """
          The version of the rows of “\(type)” is \(rows.version) and was \(before.version) already: give it a \
          higher one, for stores hold tables of the earlier ones.
          """
      }
      let changed = rows.digests.filter { name, digest in
        records[name] == earlier.records[name] && before.digests[name].map { $0 != digest } ?? false
      }
      if rows.version > before.version || changed.isEmpty { return nil }
      return """
        The rows of “\(type)” are others than before, made of \(changed.keys.sorted().joined(separator: ", ")): a \
        rule that they rest on has changed, and stores hold tables that were made by the old one. Raise `version` of \
        that row type to \(rows.version + 1), so that these are made anew, and then write Golden/rows.txt by \
        “make goldens”.
        """
    }
  }
}

/// A digest (FNV-1a) of texts, each ended by a byte that none of them holds.
struct TextDigest {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Adds the rows of a type: the names of their columns, and every cell with the events behind it.
  mutating func add<R: Row>(_ rows: [R]) {
    for field in R.columns { add(field.name.utf8) }
    for row in rows {
      add(row.process.utf8)
      for field in R.columns {
        let cell = field(row)
        add(JSONWriter.of { cell.wrappedValue.write(&$0, as: field.kind) }.bytes)
        add(cell.provenance.all.map(String.init).joined(separator: " ").utf8)
      }
    }
  }
}
