package import Talks

/// A file format of other programs for bibliographies.
package protocol BibliographyFormat: SendableMetatype {
  /// The name on the command line: `bibtex`.
  static var name: String { get }
  /// One sentence for help and reference.
  static var help: String { get }

  /// The entries of a file, in its order, and what is wrong with the others; columns count the bytes of the whole file.
  ///
  /// - Throws: `Malformed` where the file as a whole cannot be read.
  static func entries(of file: [UInt8]) throws(Malformed) -> BibliographyReading
  static func write(_ works: [Work]) -> [UInt8]
}

/// What was read of a file.
package struct BibliographyReading {
  package var entries: [BibliographyEntry] = []
  /// The entries that cannot be taken, in the order of the file.
  package var faults: [Malformed] = []
  /// How many bytes were passed over, those read again included; in a form that reads some again.
  package internal(set) var passed = 0
  /// How many bytes the texts have; in a form in which they may be longer than the file.
  package internal(set) var made = 0

  /// Adds an entry, or what is wrong with it.
  mutating func add(_ entry: () throws(Malformed) -> BibliographyEntry) {
    do { entries.append(try entry()) } catch { faults.append(error) }
  }
}

/// A work as a file describes it.
package struct BibliographyEntry {
  /// Its key in the file.
  let id: String
  /// The column at which it begins, in bytes from 1.
  package let column: Int
  /// Its key is the id once that is known to be one.
  package var work = Work(key: .placeholder)

  init(id: String, column: Int) {
    self.id = id
    self.column = column
  }

  func wrong(_ reason: String) -> Malformed {
    Malformed(
      "The entry “\(id)” cannot be taken: \(reason)", column: column)
  }

  /// The date of a text; throws where it is written as a date is, and is none.
  func published(_ text: String) throws(Malformed) -> PublicationDate {
    do { return try PublicationDate(text) } catch {
      throw wrong("“\(text)” is not a date such as 2003-08-27 (\(error.problem)).")
    }
  }

  /// The EDTF date of a text; a text that is none gives an error with the reason.
  func date(_ text: String) throws(Malformed) -> EDTF {
    do { return try EDTF(text) } catch {
      throw wrong("“\(text)” is not a date such as 2003-08-27 (\(error.problem)).")
    }
  }
}

extension BibliographyFormat {
  /// The works of a file, each by its own key as it is written there, and what is wrong with the other entries.
  ///
  /// - Throws: `Malformed` where the file as a whole cannot be read.
  package static func reading(_ file: [UInt8]) throws(Malformed) -> BibliographyReading {
    let raw = try entries(of: file)
    var reading = raw
    reading.entries = []
    var keys: Set<CitationKey> = []
    for entry in raw.entries {
      reading.add { () throws(Malformed) in
        var entry = entry
        let key: CitationKey
        do throws(Malformed) { key = try CitationKey(typed: entry.id) } catch {
          throw entry.wrong(error.reason)
        }
        guard keys.insert(key).inserted else { throw entry.wrong("there is one above of the same name.") }
        entry.work.key = key
        try entry.check()
        return entry
      }
    }
    reading.faults.sort { ($0.column ?? 0) < ($1.column ?? 0) }
    return reading
  }

  /// The works of a file.
  ///
  /// - Throws: `Malformed` for the first entry that cannot be taken.
  package static func read(_ file: [UInt8]) throws(Malformed) -> [BibliographyEntry] {
    let reading = try reading(file)
    if let fault = reading.faults.first { throw fault }
    return reading.entries
  }
}

extension BibliographyEntry {
  /// Throws where a text is one that the log does not take.
  fileprivate func check() throws(Malformed) {
    var codec = EventCodec()
    do {
      _ = try codec.decode(type: SourceDefined.name, body: EventCodec.encode(work.definition))
    } catch {
      throw wrong(error.reason)
    }
  }
}

/// Every format, in the order in which help lists them; a test compares it with the folder.
package enum BibliographyFormats {
  package static let all: [any BibliographyFormat.Type] = [CSLJSON.self, BibTeX.self]

  package static func format(named name: String) -> (any BibliographyFormat.Type)? {
    all.first { $0.name == name }
  }

  /// The format that a file seems to have.
  package static func guess(from file: [UInt8]) -> any BibliographyFormat.Type {
    let first = file.first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{") ? CSLJSON.self : BibTeX.self
  }
}

/// The reliability of a source as a remark, for programs without a field for it.
enum Remark {
  private static let label = "Reliability: "

  static func text(_ reliability: Reliability) -> String { label + reliability.rawValue }

  static func reliability(in remark: String) -> Reliability? {
    guard let start = remark.firstRange(of: label)?.upperBound else { return nil }
    return Reliability(rawValue: String(remark[start...].prefix(1)))
  }
}

/// A text on one line, with single spaces and no control characters; nil where nothing is left.
func tidy(_ text: String) -> String? {
  let words = text.unicodeScalars.split {
    $0.properties.isWhitespace || $0 != "\0" && $0.properties.generalCategory == .control
  }
  return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
}
